"""Every review of a site, with its indexes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, starmap, zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mkdocs_paperreview.editions import same_papers
from mkdocs_paperreview.model import Page, Presenter, Review, Tag
from mkdocs_paperreview.naming import key, path_names
from mkdocs_paperreview.people import People, Person
from mkdocs_paperreview.period import UNDATED, Calendar, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_NO_PERIOD = Period(0, 0)
"""What stands in the place of a period where there is none."""

_SAID = frozenset(["cancelled", "done", "draft", "tbd"])
"""Statuses that the words of a review decide, whatever its date."""

K = TypeVar("K")
V = TypeVar("V")


def status_on(review: Review, today: date) -> str:
    """Return which of :data:`model.STATUSES` a review has on a day."""
    if review.status in _SAID:
        return review.status
    if review.date:
        return "upcoming" if review.date > today else "done"
    return review.status or "done"


@dataclass(frozen=True)
class Library:
    """The pages that hold reviews; everything else is derived from them."""

    pages: tuple[Page, ...] = ()
    people: People = field(default_factory=People)
    """Who is who."""
    today: date = date.max
    """The day that tells what is planned from what took place; the last of all by default."""
    calendar: Calendar = field(default_factory=Calendar)
    """How the group divides time."""

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Return every review, oldest first; those without a period come before all others."""
        return tuple(sorted(chain.from_iterable(page.reviews for page in self.pages), key=_by_time))

    @cached_property
    def presenters(self) -> tuple[Presenter, ...]:
        """Return everyone whom a review names, by name."""
        return tuple(
            sorted(self._presenters.values(), key=lambda person: (key(person.name), person.id))
        )

    @cached_property
    def by_presenter(self) -> Mapping[str, tuple[Review, ...]]:
        """Return presenter's id → reviews, oldest first."""
        return _grouped(
            (person.id, review) for review in self.reviews for person in self.presenters_of(review)
        )

    @cached_property
    def held(self) -> tuple[Review, ...]:
        """Return the reviews that took place, as far as their words and dates tell."""
        return tuple(filter(self.is_held, self.reviews))

    @cached_property
    def held_by(self) -> Mapping[str, tuple[Review, ...]]:
        """Return presenter's id → reviews that took place, oldest first; none for some."""
        held = set(map(id, self.held))
        return {
            person: tuple(review for review in reviews if id(review) in held)
            for person, reviews in self.by_presenter.items()
        }

    @cached_property
    def held_periods(self) -> tuple[Period, ...]:
        """Return every period in which a review took place, oldest first."""
        return tuple(dict.fromkeys(review.period for review in self.held if review.period))

    @cached_property
    def timeline(self) -> tuple[Period, ...]:
        """Return every period from the first to the last in which a review took place.

        Those of the calendar are gapless.
        """
        own = [period for period in self.held_periods if period in self.calendar]
        span = self.calendar.between(own[0], own[-1]) if own else []
        return tuple(sorted({*span, *self.held_periods}))

    @cached_property
    def places(self) -> Mapping[Period, int]:
        """Return period → its place in :attr:`timeline`."""
        return {period: place for place, period in enumerate(self.timeline)}

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Return every tag, by name."""
        return tuple(sorted(self._tags.values(), key=lambda tag: (key(tag.name), tag.id)))

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[Review, ...]]:
        """Return tag's id → reviews, oldest first."""
        return _grouped((tag.id, r) for r in self.reviews for tag in self.tags_of(r))

    @cached_property
    def by_period(self) -> Mapping[Period | None, tuple[Review, ...]]:
        """Return period → reviews in order; None holds those without one. Oldest period first."""
        return _grouped((review.period, review) for review in self.reviews)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Return every period that has a review, oldest first."""
        return tuple(period for period in self.by_period if period)

    @cached_property
    def by_year(self) -> Mapping[int | Period | None, tuple[Review, ...]]:
        """Return year of the review → reviews, oldest first; a period stands for those without.

        None holds those that have neither.
        """
        years = _grouped((year_of(review), review) for review in self.reviews)
        return dict(sorted(years.items(), key=lambda pair: _year_order(pair[0])))

    @cached_property
    def by_venue(self) -> Mapping[str | None, tuple[Review, ...]]:
        """Return standard name of a venue → reviews, oldest first; None holds all others."""
        return _grouped((review.paper.venue, review) for review in self.reviews)

    @cached_property
    def periods_by_presenter(self) -> Mapping[str, tuple[Period, ...]]:
        """Return presenter's id → the periods in which they presented, oldest first."""
        return {
            person: tuple(dict.fromkeys(review.period for review in reviews if review.period))
            for person, reviews in self.held_by.items()
        }

    @cached_property
    def covers(self) -> Mapping[Period | None, Page]:
        """Return period → the first of its pages that has a cover."""
        covered = (page for page in self.pages if page.cover and page.reviews)
        return {page.period: page for page in sorted(covered, key=_path, reverse=True)}

    def period(self, name: str) -> Period | None:
        """Return the period that ``name`` means, as id, as label or in any form."""
        return self._named_periods.get(key(name)) or self.calendar.parse(name)

    def of_period(self, name: str) -> tuple[Review, ...] | None:
        """Return the reviews of the period that ``name`` means, in order; None for no period."""
        period = self.period(name)
        return self.by_period.get(period) if period or key(name) == UNDATED else None

    def of_venue(self, name: str) -> tuple[Review, ...]:
        """Return the reviews of papers of a venue, as it is shown; oldest first."""
        wanted = key(name)
        return next((r for v, r in self.by_venue.items() if v and key(v) == wanted), ()) or tuple(
            review for review in self.reviews if key(review.paper.venue_text or "") == wanted
        )

    def readings(self, review: Review, most: int | None = None) -> Readings:
        """Return the other readings of the paper that ``review`` is about.

        What is planned, or was cancelled, is no reading yet.

        Args:
            review: One of the library.
            most: How many are wanted before and after it, those nearest in time.
        """
        held, before, after = self._readings.get((review.page, review.anchor), ((), 0, 0))
        first = 0 if most is None else max(0, before - most)
        end = None if most is None else after + most
        return Readings(held[first:before], held[after:end])

    def status(self, review: Review) -> str:
        """Return which of :data:`model.STATUSES` a review has today.

        A date that reviews share, of their page, does not end what words announce; the end of
        their period does.
        """
        announced = review.status == "upcoming" and self.day_of(review) is None
        going = announced and not self._is_over(review)
        return "upcoming" if going else status_on(review, self.today)

    def is_held(self, review: Review) -> bool:
        """Return whether a review took place, as far as its words and its date tell."""
        return self.status(review) == "done"

    def day_of(self, review: Review) -> date | None:
        """Return the day of a review where it has one of its own."""
        return None if review.date == self.shared_days.get(review.page) else review.date

    def tag(self, name: str) -> Tag | None:
        """Return the tag that ``name`` means, in any spelling or as an id."""
        return self._tags.get(key(name)) or self._tags_by_id.get(name)

    def tags_of(self, review: Review) -> tuple[Tag, ...]:
        """Return the tags of ``review``, each once."""
        found = (self._tags.get(key(tag)) for tag in review.tags)
        return tuple(dict.fromkeys(tag for tag in found if tag))

    def presenter(self, name: str, affiliation: str = "", other: str = "") -> Presenter | None:
        """Return the presenter whom ``name`` means, in any spelling or as an id."""
        found = self._presenters.get(self._identity(name, affiliation, other))
        return found or self._presenters_by_id.get(name)

    def shown_name(self, name: str, affiliation: str = "", other: str = "") -> str:
        """Return what a page calls somebody: the placeholder where they are hidden."""
        person = self._person(name, affiliation, other)
        if person and person.hidden:
            return self.people.veil
        return person.name if person else name

    def presenters_of(self, review: Review) -> tuple[Presenter, ...]:
        """Return who presents ``review``, each once; names that are unknown here are left out."""
        found = [self._presenters.get(self._identity(*named)) for named in named_in(review)]
        known = [person for person in found if person]
        return tuple(dict.fromkeys(known)) if len(known) > 1 else tuple(known)

    def neighbours(self, period: Period) -> tuple[Period | None, Period | None]:
        """Return the periods before and after ``period``; None at either end."""
        before, behind = bisect_left(self.periods, period), bisect_right(self.periods, period)
        later = self.periods[behind : behind + 1]
        return (self.periods[before - 1] if before else None, later[0] if later else None)

    def affiliations_of(self, review: Review) -> tuple[str, ...]:
        """Return where each of :meth:`presenters_of` comes from, as written; empty where unsaid.

        Nothing where all are.
        """
        found: dict[Presenter, str] = {}
        for named in named_in(review):
            person = self._presenters.get(self._identity(*named))
            if person:
                found[person] = found.get(person) or named.affiliation
        return tuple(found.values()) if any(found.values()) else ()

    @cached_property
    def _readings(self) -> Mapping[tuple[str, str], tuple[tuple[Review, ...], int, int]]:
        """Return page and anchor → readings of the same paper, where there are several reviews.

        The readings, oldest first, and the ends of those before and the beginning of those after.
        """
        papers = same_papers([review.paper for review in self.reviews])
        found: dict[tuple[str, str], tuple[tuple[Review, ...], int, int]] = {}
        for group in _grouped(zip(papers, self.reviews, strict=True)).values():
            if len(group) > 1:
                held = tuple(filter(self.is_held, group))
                position = 0
                for review in group:
                    before, position = position, position + self.is_held(review)
                    found[review.page, review.anchor] = (held, before, position)
        return found

    @cached_property
    def shared_days(self) -> Mapping[str, date]:
        """Return page → its date, which says little about each of several reviews."""
        return {page.path: page.date for page in self.pages if page.date and len(page.reviews) > 1}

    def _is_over(self, review: Review) -> bool:
        """Return whether the period of ``review`` is over, or the year where nobody knows."""
        now = self.calendar.of_date(self.today)
        if now and review.period and review.period in self.calendar:
            return review.period < now
        return review.date is not None and review.date.year < self.today.year

    @cached_property
    def _named_periods(self) -> Mapping[str, Period]:
        """Return key of an id or a label → period, for those that have reviews."""
        labels = {key(period.label): period for period in reversed(self.periods)}
        return labels | {key(period.id): period for period in self.periods}

    def _person(self, name: str, affiliation: str = "", other: str = "") -> Person | None:
        """Return who is meant, as ``people.yml`` knows the name or the one in another script."""
        found = self.people.find(name, affiliation)
        return found or (self.people.find(other) if other else None)

    def _identity(self, name: str, affiliation: str = "", other: str = "") -> str:
        """Return what tells one person from all others; nothing for one who is hidden."""
        named = (name, affiliation, other)
        if named not in self._identities:
            person = self._person(*named)
            is_hidden = (person and person.hidden) or self.people.is_veil(name)
            self._identities[named] = "" if is_hidden else key(person.name if person else name)
        return self._identities[named]

    @cached_property
    def _identities(self) -> dict[tuple[str, str, str], str]:
        """Return name, affiliation and other name → identity, as far as it was asked for."""
        return {}

    @cached_property
    def _presenters(self) -> Mapping[str, Presenter]:
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        others: defaultdict[str, dict[str, None]] = defaultdict(dict)
        persons: dict[str, Person | None] = {}
        for named in chain.from_iterable(map(named_in, self.reviews)):
            identity = self._identity(*named)
            if identity:
                spellings[identity][named.name] += 1
                if named.other:
                    others[identity][named.other] = None
                if identity not in persons:
                    persons[identity] = self._person(*named)
        ids = path_names(spellings)
        return {
            identity: _presenter(ids[identity], persons[identity], written, others[identity])
            for identity, written in spellings.items()
        }

    @cached_property
    def _tags(self) -> Mapping[str, Tag]:
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for tag in chain.from_iterable(review.tags for review in self.reviews):
            spellings[key(tag)][tag] += 1
        ids = path_names(spellings)
        return {k: Tag(ids[k], _most_used(written)) for k, written in spellings.items() if k}

    @cached_property
    def _presenters_by_id(self) -> Mapping[str, Presenter]:
        return {person.id: person for person in self._presenters.values()}

    @cached_property
    def _tags_by_id(self) -> Mapping[str, Tag]:
        return {tag.id: tag for tag in self._tags.values()}


class Readings(NamedTuple):
    """The other readings of a paper, oldest first."""

    before: tuple[Review, ...]
    after: tuple[Review, ...]


class Named(NamedTuple):
    """Somebody as a review names them; what it does not say is empty."""

    name: str
    affiliation: str = ""
    other: str = ""
    """The name in another script."""


def named_in(review: Review) -> Iterator[Named]:
    """Yield everyone who presents ``review``, as it names them."""
    count = len(review.presenters)
    said = (review.presenters, review.affiliations[:count], review.other_names[:count])
    return starmap(Named, zip_longest(*said, fillvalue=""))


def _presenter(
    name_in_paths: str, person: Person | None, written: Counter[str], other_names: Iterable[str]
) -> Presenter:
    """Return a presenter: as ``people.yml`` says, or as most reviews write the name."""
    name = person.name if person else _most_used(written)
    known = person.spellings if person else ()
    spellings = (*known, *sorted(written), *other_names)
    others = tuple(dict.fromkeys(text for text in spellings if text != name))
    if person is None:
        return Presenter(name_in_paths, name, others)
    link, picture = person.link or None, person.picture or None
    return Presenter(name_in_paths, name, others, link, picture, person.active)


def _most_used(written: Counter[str]) -> str:
    return written.most_common(1)[0][0]


def year_of(review: Review) -> int | Period | None:
    """Return the year of a review: that of its period, else of its date; else its period."""
    year = review.period.year if review.period else 0
    return year or (review.date.year if review.date else review.period)


def _year_order(year: int | Period | None) -> tuple[int, Period]:
    """Return what years are sorted by, behind the periods that tell none."""
    if isinstance(year, Period):
        return 0, year
    return year or -1, _NO_PERIOD


def _by_time(review: Review) -> tuple[bool, Period, str, str, int]:
    period, day = review.period, review.date.isoformat() if review.date else ""
    return period is not None, period or _NO_PERIOD, day, review.page, review.line


def _path(page: Page) -> str:
    return page.path


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for name, value in pairs:
        groups[name].append(value)
    return {name: tuple(values) for name, values in groups.items()}
