"""The span of time that a review belongs to: parse it, order it, label it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
_QUARTER = r"(?P<number>[1-4])"
_GAP = r"[\s,./-]*"

_FORMS = tuple(
    re.compile(rf"(?<![\w.]){form}(?![^\W_])")
    for form in (
        # 2020 3rd quarter
        rf"{_YEAR}{_GAP}{_QUARTER}(?:st|nd|rd|th)?{_GAP}quarter",
        # 3rd quarter of 2020
        rf"{_QUARTER}(?:st|nd|rd|th)?{_GAP}quarter{_GAP}(?:of\s+)?{_YEAR}",
        # 2020-Q3
        rf"{_YEAR}{_GAP}q{_QUARTER}",
        # Q3 2020
        rf"q{_QUARTER}{_GAP}{_YEAR}",
        # 3Q20
        rf"{_QUARTER}q{_GAP}{_SHORT_YEAR}",
        # 20년 3분기
        rf"{_SHORT_YEAR}\s*년{_GAP}{_QUARTER}\s*/?\s*분기",
        # 2020 3분기
        rf"{_YEAR}{_GAP}{_QUARTER}\s*/?\s*분기",
        # 2020年第3四半期, 2020年第3季度
        rf"{_YEAR}\s*年\s*第?\s*{_QUARTER}\s*(?:四半期|季度)",
    )
)


UNDATED = "undated"
"""What paths and directives call the lack of a period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One quarter of one year; periods compare by time."""

    year: int
    """Four digits."""

    number: int
    """1 to 4."""

    @property
    def id(self) -> str:
        """Return the form used in paths and directives: ``2020-q3``."""
        return f"{self.year}-q{self.number}"

    @property
    def label(self) -> str:
        """Return the form that people read: ``2020 Q3``."""
        return f"{self.year} Q{self.number}"


def between(first: Period, last: Period) -> list[Period]:
    """Return every period from ``first`` to ``last``, both included."""
    numbers = range(first.year * 4 + first.number - 1, last.year * 4 + last.number)
    return [Period(number // 4, number % 4 + 1) for number in numbers]


def name_of(period: Period | None) -> str:
    """Return what paths and directives call a period, or the lack of one."""
    return period.id if period else UNDATED


def of_date(day: date) -> Period:
    """Return the quarter that ``day`` lies in."""
    return Period(day.year, (day.month + 2) // 3)


def find(text: str) -> Period | None:
    """Return the first period that ``text`` names, or None."""
    words = _words(text)
    found = (form.search(words) for form in _FORMS)
    return next((_period(match) for match in found if match), None)


def parse(text: str) -> Period | None:
    """Return the period if ``text`` is nothing but a period, else None."""
    words = _words(text)
    found = (form.fullmatch(words) for form in _FORMS)
    return next((_period(match) for match in found if match), None)


def _words(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFC", folded).replace("_", " ").strip()


def _period(match: re.Match[str]) -> Period:
    year = int(match["year"])
    return Period(year if year > 99 else 2000 + year, int(match["number"]))  # noqa: PLR2004 (two digits)
