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
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_paperreview.model import Paper
    from mkdocs_paperreview.period import Period

_EDITIONS = 16
"""Papers of one title that are told apart by their identifiers."""

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
    def by_year(self) -> Mapping[int | None, tuple[Review, ...]]:
        """Return year of the review → reviews, oldest first; None holds those without a period."""
        return _grouped((r.period.year if r.period else None, r) for r in self.reviews)

    @cached_property
    def by_venue(self) -> Mapping[str | None, tuple[Review, ...]]:
        """Return standard name of a venue → reviews, oldest first; None holds all others."""
        return _grouped((review.paper.venue, review) for review in self.reviews)

    @cached_property
    def periods_by_presenter(self) -> Mapping[str, tuple[Period, ...]]:
        """Return presenter's id → the periods in which they presented, oldest first."""
        return {
            person: tuple(dict.fromkeys(review.period for review in reviews if review.period))
            for person, reviews in self.by_presenter.items()
        }

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

    def of_venue(self, name: str) -> tuple[Review, ...]:
        """Return the reviews of papers of a venue, as it is shown; oldest first."""
        wanted = key(name)
        return next((r for v, r in self.by_venue.items() if v and key(v) == wanted), ()) or tuple(
            review for review in self.reviews if key(review.paper.venue_text or "") == wanted
        )

    def readings(self, review: Review) -> tuple[Review, ...]:
        """Return every review of the paper that ``review`` is about, oldest first, itself too."""
        return self._readings.get((review.page, review.anchor), (review,))

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
    def _readings(self) -> Mapping[tuple[str, str], tuple[Review, ...]]:
        """Return page and anchor → the reviews of the same paper, where there are several."""
        papers = same_papers([review.paper for review in self.reviews])
        groups = _grouped(zip(papers, self.reviews, strict=True)).values()
        return {
            (review.page, review.anchor): group
            for group in groups
            if len(group) > 1
            for review in group
        }

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


def same_papers(papers: Sequence[Paper]) -> list[int]:
    """Return a number for each paper; two have the same number if they are the same paper.

    They are where they share an identifier, or where their titles are the same and no identifiers
    of one scheme contradict each other.
    """
    leaders = list(range(len(papers)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            leaders[index] = leaders[leaders[index]]
            index = leaders[index]
        return index

    first: dict[tuple[str, str], int] = {}
    for index, paper in enumerate(papers):
        for identifier in paper.identifiers.items():
            leaders[leader(index)] = leader(first.setdefault(identifier, index))
    titled: defaultdict[str, dict[tuple[tuple[str, str], ...], int]] = defaultdict(dict)
    for index, paper in enumerate(papers):
        alike = titled[title_key(paper.title)]
        known = tuple(sorted(paper.identifiers.items()))
        for identifiers, other in alike.items():
            if not _contradict(dict(known), dict(identifiers)):
                leaders[leader(index)] = leader(other)
                break
        if len(alike) < _EDITIONS:
            alike.setdefault(known, index)
    return [leader(index) for index in range(len(papers))]


def title_key(title: str) -> str:
    """Return what two spellings of a title share: letters and digits, whatever stands between."""
    return "".join(filter(str.isalnum, key(title))) or key(title)


def _contradict(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(one[scheme] != other[scheme] for scheme in one.keys() & other.keys())


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
