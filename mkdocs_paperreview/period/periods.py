"""A span of time that reviews belong to: its order, its name, its label."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_paperreview.naming import clean, key, path_name

if TYPE_CHECKING:
    from collections.abc import Iterable

UNDATED = "undated"
"""What paths and directives call the lack of a period."""

TERM = "term"
"""The kind of a period that a group names as it likes."""

SEASONS = ("winter", "spring", "summer", "fall", "winter")
"""By number: a winter is 0 where it begins a year and 4 where it ends one."""

_IDS = {
    "quarter": "{0.year}-q{0.number}",
    "semester": "{0.year}-s{0.number}",
    "month": "{0.year}-{0.number:02}",
    "year": "{0.year}",
    "fiscal-year": "fy{0.year}",
}
_LABELS = _IDS | {
    "quarter": "{0.year} Q{0.number}",
    "semester": "{0.year} Semester {0.number}",
    "fiscal-year": "FY{0.year}",
}
_NUMBER = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One quarter, semester, season, month, year or term; periods compare by time."""

    year: int
    """Four digits: the calendar year, or that in which a fiscal year begins. 0 tells no year."""

    number: int
    """Which one of the year, from 1 on; a winter that begins its year is 0."""

    kind: str = "quarter"
    """``quarter``, ``semester``, ``season``, ``month``, ``year``, ``fiscal-year`` or ``term``."""

    name: str = ""
    """What the group calls a term; the other kinds are called by year and number."""

    @property
    def id(self) -> str:
        """Return the form used in paths and directives: ``2020-q3``, ``2017-fall``."""
        if self.kind == TERM:
            return path_name(re.sub(r"\s*#\s*", " ", self.name))
        if self.kind == "season":
            return f"{self.year}-{self.season}"
        return _IDS[self.kind].format(self)

    @property
    def label(self) -> str:
        """Return the form that people read, in no language's own way: ``2020 Q3``."""
        if self.kind == TERM:
            return self.name
        if self.kind == "season":
            return f"{self.season.capitalize()} {self.year}"
        return _LABELS[self.kind].format(self)

    @property
    def season(self) -> str:
        """Return ``spring``, ``summer``, ``fall`` or ``winter``; nothing for other kinds."""
        return SEASONS[self.number] if self.kind == "season" else ""


def free(label: str, sort_key: str = "") -> Period:
    """Return a period that is called ``label`` and known to no calendar.

    The numbers of ``sort_key`` tell its place, a year and a number of the year: ``2023-3``, ``17``.
    Without a key, those of the label do.
    """
    name = clean(label)
    return Period(*place_of(sort_key if sort_key.strip() else name), TERM, name)


def agreed(told: Iterable[Period]) -> dict[Period, Period]:
    """Return period → the one that counts, where a group tells several places for one name.

    The earliest counts, and those that are nothing but the numbers of the name count last.
    """
    named: defaultdict[str, set[Period]] = defaultdict(set)
    for period in told:
        if period.kind == TERM:
            named[period.id].add(period)
    several = [alike for alike in named.values() if len(alike) > 1]
    return {period: _earliest(alike) for alike in several for period in alike}


def _earliest(alike: Iterable[Period]) -> Period:
    return min(alike, key=lambda period: (period == free(period.name), period))


def place_of(text: str) -> tuple[int, int]:
    """Return the year and the first other number that ``text`` holds, each 0 where it has none."""
    numbers = _NUMBER.findall(key(text))
    year = next((found for found in numbers if _YEAR.fullmatch(found)), "")
    if year:
        numbers.remove(year)
    return int(year or 0), int(numbers[0]) if numbers else 0


def name_of(period: Period | None) -> str:
    """Return what paths and directives call a period, or the lack of one."""
    return period.id if period else UNDATED
