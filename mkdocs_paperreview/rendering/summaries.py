"""A presenter or a period at a glance: figures, venues, people, activity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.formats import date, number
from mkdocs_paperreview.rendering.charts import activity_context
from mkdocs_paperreview.rendering.entries import Anchor, period_anchor, presenter_anchor
from mkdocs_paperreview.rendering.people import Avatar, activity, avatar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_paperreview.model import Presenter, Review
    from mkdocs_paperreview.rendering.entries import Setting


@dataclass(frozen=True, slots=True)
class Tally:
    """A link or a word with the number of reviews that it stands for."""

    place: Anchor
    count: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary: what it is about, and a text or a list."""

    name: str
    text: str = ""
    tallies: tuple[Tally, ...] = ()
    anchors: tuple[Anchor, ...] = ()


def summary(arguments: Mapping[str, str], at: Setting, _: object) -> dict[str, Any]:
    """Return the facts about a presenter or a period."""
    library = at.site.library
    if "presenter" in arguments:
        person = library.presenter(arguments["presenter"])
        facts, face = (_of_presenter(person, at), avatar(person, at)) if person else ([], None)
    else:
        reviews = library.of_period(arguments["period"]) or ()
        facts, face = _of_period(reviews, at), None
    return _context([fact for fact in facts if _says_something(fact)], face)


def group_activity(arguments: Mapping[str, str], at: Setting, _: object) -> dict[str, Any]:
    """Return the chart of how much was presented when, by one person or by all."""
    library = at.site.library
    person = library.presenter(arguments["presenter"]) if "presenter" in arguments else None
    counts = activity(library, person)
    label = at.word("activity_of").format(name=person.name) if person else at.word("activity_all")
    return activity_context(
        [(period_anchor(period, at), period.year, count) for period, count in counts],
        label,
    )


def _context(facts: Sequence[Fact], face: Avatar | None) -> dict[str, Any]:
    return {"facts": facts, "avatar": face}


def _says_something(fact: Fact) -> bool:
    return bool(fact.text or fact.tallies or fact.anchors)


def _of_presenter(person: Presenter, at: Setting) -> list[Fact]:
    library = at.site.library
    reviews = library.by_presenter[person.id]
    active = library.periods_by_presenter[person.id]
    ends = tuple(period_anchor(period, at) for period in dict.fromkeys((*active[:1], *active[-1:])))
    partners = Counter(
        other for review in reviews for other in library.presenters_of(review) if other != person
    )
    return [
        Fact(at.word("count_papers"), number(len(reviews), at.language)),
        Fact(at.word("active"), anchors=ends),
        Fact(at.word("venues"), tallies=_venues(reviews, at)),
        Fact(at.word("presented_with"), tallies=_people(partners, at)),
    ]


def _of_period(reviews: Sequence[Review], at: Setting) -> list[Fact]:
    library = at.site.library
    people = Counter(person for review in reviews for person in library.presenters_of(review))
    days = sorted({review.date for review in reviews if review.date})
    ends = dict.fromkeys(date(day, at.language) for day in (*days[:1], *days[-1:]))
    return [
        Fact(at.word("count_papers"), number(len(reviews), at.language)),
        Fact(at.word("presenters"), tallies=_people(people, at)),
        Fact(at.word("venues"), tallies=_venues(reviews, at)),
        Fact(at.word("dates"), " – ".join(ends)),  # noqa: RUF001 (from one day to another)
    ]


def _people(people: Counter[Presenter], at: Setting) -> tuple[Tally, ...]:
    return tuple(
        Tally(presenter_anchor(person, at), count) for person, count in people.most_common()
    )


def _venues(reviews: Iterable[Review], at: Setting) -> tuple[Tally, ...]:
    known = Counter(review.paper.venue for review in reviews if review.paper.venue)
    return tuple(
        Tally(Anchor(venue, _home(venue, at)), count) for venue, count in known.most_common()
    )


def _home(venue: str, at: Setting) -> str | None:
    known = at.site.venues.get(venue)
    return (known.url or None) if known else None
