"""How a group divides time, and what its members call the parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import clean
from mkdocs_paperreview.period import forms
from mkdocs_paperreview.period.periods import TERM, Period, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_paperreview.period.forms import Named

FOLDERS = {
    "quarter": "quarters",
    "semester": "semesters",
    "season": "seasons",
    "month": "months",
    "year": "years",
    TERM: "terms",
}
"""Kind → the folder of the pages of such periods."""

KINDS = tuple(kind for kind in FOLDERS if kind != TERM)
"""What a group may divide its time into without naming each part."""

_MONTHS = {"quarter": 3, "semester": 6, "season": 3, "month": 1, "year": 12}
"""How long a period is."""

_FIXED = {
    "month": (0, 1),
    "season": (2, 3),
    "half": (0, 6),
    "plain year": (0, 12),
    "winter": (11, 3),
}
"""What lies in the calendar year: months before the first one of a kind, and months of each."""

_CUT = {1: (3, 2), 3: (9, 2)}
"""The months of spring and fall that lie in the semester of that name in every country."""


class Term(NamedTuple):
    """A period that a group names as it likes: ``Michaelmas 2023``, ``Season #17``."""

    label: str

    start: date | None = None
    """The first day; a day lies in the latest term that starts on it or before."""

    spellings: tuple[str, ...] = ()
    """What the term is also called."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a group divides time."""

    kind: str = "quarter"
    """One of :data:`KINDS`."""

    year_start: int = 0
    """The first month of the group's year, from 1 on, which is called after the calendar year
    that it begins in. 0 is as usual: March where the periods are seasons, else January.

    Seasons are always those of the north, from March, June, September and December on. A winter
    ends the year that it begins in; where the year begins in December, January or February, it
    begins the year that it ends in."""

    terms: tuple[Term, ...] = ()
    """In order of time. Where there are any, they are the periods, and there are no others."""

    @property
    def folder(self) -> str:
        """Return the folder of the pages of periods: ``quarters``, ``terms``."""
        return FOLDERS[self.unit]

    @property
    def unit(self) -> str:
        """Return what one of the periods is: ``term`` where there are terms, else the kind."""
        return TERM if self.terms else self.kind

    @property
    def is_fiscal(self) -> bool:
        """Return whether the group's years are not those of the calendar."""
        return self.kind != "season" and self.year_start > 1

    @property
    def example(self) -> Period:
        """Return a period to show how one is called."""
        return self.of_date(date(2020, 7, 2)) or _periods(self.terms)[-1]

    def __contains__(self, period: Period) -> bool:
        """Return whether ``period`` is one of the calendar's own."""
        return period in (_periods(self.terms) if self.terms else self.of_year(period.year))

    def has_days(self, period: Period) -> bool:
        """Return whether it is known which days ``period`` has: a term without a start has none."""
        return period in _begun(self.terms) if self.terms else period in self

    def of_date(self, day: date) -> Period | None:
        """Return the period that ``day`` lies in; none before the first term."""
        if self.terms:
            return _term_of(self.terms, day)
        if self.kind == "season":
            return self._season_of(day)
        if self.kind == "month":
            return Period(day.year, day.month, "month")
        first = max(self.year_start, 1)
        number = (day.month - first) % 12 // _MONTHS[self.kind] + 1
        return self._own(day.year - (day.month < first), number)

    def find(self, text: str) -> Period | None:
        """Return the one period that ``text`` names; none where it names several.

        A part of a year that is no period of the group counts where it lies within one:
        ``2020-07`` names a quarter, ``Fall 2017`` a semester. The beginning of a long text counts.
        """
        words = forms.fold(text)
        if self.terms and (terms := _terms_in(self.terms, words)):
            return _only(terms)
        if parsed := self.parse(text):
            return parsed
        found = forms.named(words)
        if not found and self.unit == "year":
            found = set(forms.years(words))
        own = {self._told(name) for name in found if self._is_own(name)}
        return _only(own or {self._containing(name) for name in found})

    def parse(self, text: str) -> Period | None:
        """Return the period if ``text`` is nothing but a name of one, else None."""
        words = forms.fold(text)
        if self.terms:
            return _spellings(self.terms).get(_spelling(words))
        names = forms.whole(words)
        return _only(
            {self._told(name) for name in names if self._is_own(name) or self._may_be(name)}
        )

    def in_path(self, path: str) -> Period | None:
        """Return what a path without its extension names: the nearest part, or two in a row."""
        parts = path.split("/")[::-1]
        names = [*parts, *(f"{outer}/{inner}" for inner, outer in pairwise(parts))]
        return next((found for name in names if (found := self.find(name))), None)

    def between(self, first: Period, last: Period) -> list[Period]:
        """Return every period from ``first`` to ``last``, both included.

        Where one of them is not of this calendar, what lies between is not known.
        """
        if not (first in self and last in self):
            return sorted({first, last}) if first <= last else []
        if self.terms:
            return [period for period in _periods(self.terms) if first <= period <= last]
        years = range(first.year, last.year + 1)
        return [p for year in years for p in self.of_year(year) if first <= p <= last]

    def of_year(self, year: int) -> list[Period]:
        """Return every period of one of the group's years; year 0 has the terms that tell none."""
        if self.terms:
            return [period for period in _periods(self.terms) if period.year == year]
        begin = 0 if self._begins_with_winter else 1
        return [self._own(year, begin + n) for n in range(12 // _MONTHS[self.kind])]

    @property
    def _begins_with_winter(self) -> bool:
        return self.kind == "season" and self.year_start in {1, 2, 12}

    def _own(self, year: int, number: int) -> Period:
        """Return a period of the group's kind."""
        fiscal = self.kind == "year" and self.is_fiscal
        return Period(year, number, "fiscal-year" if fiscal else self.kind)

    def _season_of(self, day: date) -> Period:
        number = day.month % 12 // 3
        if number:
            return self._own(day.year, number)
        begun = day.year - (day.month < 12)  # noqa: PLR2004 (December)
        return self._winter(begun)

    def _winter(self, begun: int) -> Period:
        """Return the winter from December of the year ``begun`` on."""
        return self._own(begun + 1, 0) if self._begins_with_winter else self._own(begun, 4)

    def _is_own(self, name: Named) -> bool:
        """Return whether ``name`` is a period as the group divides its time."""
        if self.terms:
            return False
        two_years = name.kind == "two years" and self.kind == "year" and self.is_fiscal
        winter = name.kind == "winter" and self.kind == "season"
        return name.kind == self.kind or two_years or winter

    def _may_be(self, name: Named) -> bool:
        """Return whether ``name`` is a year of the group where it stands alone."""
        return name.kind == "plain year" and self.kind == "year"

    def _told(self, name: Named) -> Period:
        """Return the period of the group that ``name`` is."""
        if name.kind == "winter":
            return self._winter(name.year)
        if self._begins_with_winter and name.number == forms.WINTER:
            return self._own(name.year, 0)
        return self._own(name.year, name.number)

    def _containing(self, name: Named) -> Period | None:
        """Return the period that all of ``name`` lies in."""
        if name.kind == "two years" or (name.kind == "season" and name.number == forms.WINTER):
            return None  # nobody knows when the years of others, or their winters, begin
        months = self._months(name)
        first, last = months.start, months.stop
        period = self.of_date(_first_of(first))
        return period if period == self.of_date(_first_of(last) - timedelta(days=1)) else None

    def _months(self, name: Named) -> range:
        """Return the months that ``name`` spans, counted from January of year 0."""
        before, size = _FIXED.get(name.kind) or self._of_the_year(name.kind)
        if name.kind == "season" and self.kind == "semester" and not self.terms:
            before, size = _CUT.get(name.number, (before + (name.number - 1) * size, size))
        else:
            before += (name.number - 1) * size
        begin = name.year * 12 + before
        return range(begin, begin + size)

    def _of_the_year(self, kind: str) -> tuple[int, int]:
        """Return how many months after January the group's year begins, and how long a part is."""
        begin = 0 if self.kind == "season" else max(self.year_start, 1) - 1
        return begin, _MONTHS.get(kind, 12)


CALENDAR = Calendar()
"""Quarters of calendar years, which a group has that says nothing else."""


@lru_cache(maxsize=64)
def _periods(terms: tuple[Term, ...]) -> tuple[Period, ...]:
    """Return the periods that terms are, numbered in their order.

    They have years only if all tell one and none is before that of the term before it.
    """
    years = [place_of(term.label)[0] or (term.start.year if term.start else 0) for term in terms]
    if not all(years) or years != sorted(years):
        years = [0] * len(terms)
    return tuple(
        Period(year, number, TERM, clean(term.label))
        for number, (term, year) in enumerate(zip(terms, years, strict=True), 1)
    )


@lru_cache(maxsize=64)
def _spellings(terms: tuple[Term, ...]) -> dict[str, Period]:
    """Return spelling → term, the first of those that share one."""
    found: dict[str, Period] = {}
    for term, period in zip(terms, _periods(terms), strict=True):
        for spelling in (term.label, period.id, *term.spellings):
            found.setdefault(term_key(spelling), period)
    found.pop("", None)
    return found


@lru_cache(maxsize=64)
def _naming(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Return what finds the spellings of terms, the longest first."""
    spellings = sorted(map(re.escape, _spellings(terms)), key=len, reverse=True)
    return re.compile(f"{forms.START}(?:{'|'.join(spellings) or '(?!)'}){forms.END}")


def _terms_in(terms: tuple[Term, ...], words: str) -> set[Period]:
    """Return the terms that ``words`` name, folded."""
    found = _naming(terms).findall(_spelling(words))
    return {_spellings(terms)[spelling] for spelling in found}


@lru_cache(maxsize=64)
def _begun(terms: tuple[Term, ...]) -> dict[Period, date]:
    """Return term → the day on which it begins, for those that say so."""
    dated = zip(_periods(terms), terms, strict=True)
    return {period: term.start for period, term in dated if term.start}


def _term_of(terms: tuple[Term, ...], day: date) -> Period | None:
    """Return the latest term that begins on ``day`` or before."""
    begun = [(start, period) for period, start in _begun(terms).items() if start <= day]
    return max(begun)[1] if begun else None


def term_key(text: str) -> str:
    """Return by what spellings of terms are compared: letters and digits alone; empty for none."""
    return _spelling(forms.fold(text))


def _spelling(words: str) -> str:
    """Return the letters and digits of ``words``, folded, with a blank for all that is between."""
    return " ".join(re.findall(r"[^\W_]+", words))


def _first_of(month: int) -> date:
    """Return the first day of a month that is counted from January of year 0."""
    return date(month // 12, month % 12 + 1, 1)


def _only(found: Iterable[Period | None]) -> Period | None:
    """Return the one period among ``found``; none where there are several."""
    periods = set(found) - {None}
    return periods.pop() if len(periods) == 1 else None
