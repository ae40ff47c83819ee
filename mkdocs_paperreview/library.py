"""Every review of a site, with its indexes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from mkdocs_paperreview import period as periods
from mkdocs_paperreview.model import Page, Presenter, Review
from mkdocs_paperreview.naming import key, path_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_paperreview.period import Period
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Library:
    """The pages that hold reviews; everything else is derived from them."""

    pages: tuple[Page, ...] = ()

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Return every review, oldest first; those without a period come before all others."""
        return tuple(sorted(chain.from_iterable(page.reviews for page in self.pages), key=_by_time))

    @cached_property
    def presenters(self) -> tuple[Presenter, ...]:
        """Return everyone who presented, by name."""
        return tuple(
            sorted(self._people.values(), key=lambda person: (key(person.name), person.id))
        )

    @cached_property
    def by_presenter(self) -> Mapping[str, tuple[Review, ...]]:
        """Return presenter's id → reviews, oldest first."""
        return _grouped(
            (person.id, review) for review in self.reviews for person in self.presenters_of(review)
        )

    @cached_property
    def by_period(self) -> Mapping[Period | None, tuple[Review, ...]]:
        """Return period → reviews in order; None holds those without one. Oldest period first."""
        return _grouped((review.period, review) for review in self.reviews)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Return every period that has a review, oldest first."""
        return tuple(period for period in self.by_period if period)

    @cached_property
    def covers(self) -> Mapping[Period | None, Page]:
        """Return period → the first of its pages that has a cover."""
        covered = (page for page in self.pages if page.cover and page.reviews)
        return {page.period: page for page in sorted(covered, key=_path, reverse=True)}

    def of_period(self, name: str) -> tuple[Review, ...] | None:
        """Return the reviews of the period that ``name`` means, in order; None for no period."""
        period = periods.parse(name)
        if period is None and key(name) != periods.UNDATED:
            return None
        return self.by_period.get(period)

    def presenter(self, name: str) -> Presenter | None:
        """Return the presenter whom ``name`` means, in any spelling or as an id."""
        return self._people.get(key(name)) or self._by_id.get(name)

    def presenters_of(self, review: Review) -> tuple[Presenter, ...]:
        """Return who presented ``review``, each once; names that are unknown here are left out."""
        found = (self._people.get(key(name)) for name in review.presenters)
        return tuple(dict.fromkeys(person for person in found if person))

    def neighbours(self, period: Period) -> tuple[Period | None, Period | None]:
        """Return the periods before and after ``period``; None at either end."""
        earlier = [other for other in self.periods if other < period]
        later = [other for other in self.periods if other > period]
        return (earlier[-1] if earlier else None, later[0] if later else None)

    @cached_property
    def _people(self) -> Mapping[str, Presenter]:
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for review in self.reviews:
            for name in review.presenters:
                spellings[key(name)][name] += 1
        ids = path_names(spellings)
        return {
            identity: Presenter(ids[identity], written.most_common(1)[0][0])
            for identity, written in spellings.items()
        }

    @cached_property
    def _by_id(self) -> Mapping[str, Presenter]:
        return {person.id: person for person in self._people.values()}


def _by_time(review: Review) -> tuple[tuple[int, int], str, str, int]:
    time = (review.period.year, review.period.number) if review.period else (0, 0)
    return time, review.date.isoformat() if review.date else "", review.page, review.line


def _path(page: Page) -> str:
    return page.path


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for name, value in pairs:
        groups[name].append(value)
    return {name: tuple(values) for name, values in groups.items()}
