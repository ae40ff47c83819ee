"""A presenter or a period at a glance: figures, venues, people, activity."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview.formats import date, number
from mkdocs_paperreview.rendering.charts import LONGEST, activity_context
from mkdocs_paperreview.rendering.entries import Anchor, period_anchor, presenter_anchor
from mkdocs_paperreview.rendering.people import activity, avatar
from mkdocs_paperreview.rendering.standing import day
from mkdocs_paperreview.syntax import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_paperreview.model import Presenter, Review
    from mkdocs_paperreview.rendering.setting import Setting

# https://people.example/mina
_HOST = re.compile(r"https?://(?:www\.)?(?P<host>[^/?#\\\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tally:
    """A link or a word with the number of reviews that it stands for."""

    place: Anchor
    count: int


class Fact(NamedTuple):
    """A line of a summary: what it is about, and a text or a list."""

    name: str
    text: str = ""
    tallies: tuple[Tally, ...] = ()
    anchors: tuple[Anchor, ...] = ()


def summary(arguments: Mapping[str, str], at: Setting, _: object) -> dict[str, Any]:
    """Return the facts about a presenter or a period: numbers of what took place."""
    library = at.site.library
    if "presenter" in arguments:
        person = library.presenter(arguments["presenter"])
        facts, face = (_of_presenter(person, at), avatar(person, at)) if person else ([], None)
        former = person is not None and not person.active
    else:
        reviews = library.of_period(arguments["period"]) or ()
        facts, face, former = _of_period(reviews, at), None, False
    shown = [fact for fact in facts if _says_something(fact)]
    return {"facts": shown, "avatar": face, "former": former}


def group_activity(arguments: Mapping[str, str], at: Setting, _: object) -> dict[str, Any]:
    """Return the chart of how much was presented when, by one person or by all."""
    library = at.site.library
    person = library.presenter(arguments["presenter"]) if "presenter" in arguments else None
    counts = activity(library, person, LONGEST)
    label = at.word("activity_of").format(name=person.name) if person else at.word("activity_all")
    return activity_context(
        [(period_anchor(period, at), period.year, count) for period, count in counts],
        label,
    )


def _says_something(fact: Fact) -> bool:
    return bool(fact.text or fact.tallies or fact.anchors)


def _of_presenter(person: Presenter, at: Setting) -> list[Fact]:
    library = at.site.library
    reviews = library.held_by[person.id]
    others = [review for review in library.by_presenter[person.id] if not library.is_held(review)]
    active = library.periods_by_presenter[person.id]
    ends = tuple(period_anchor(period, at) for period in dict.fromkeys((*active[:1], *active[-1:])))
    partners = Counter(
        other for review in reviews for other in library.presenters_of(review) if other != person
    )
    return [
        *_counts(reviews, others, at),
        Fact(at.word("active"), anchors=ends),
        Fact(at.word("venues"), tallies=_venues(reviews, at)),
        Fact(at.word("presented_with"), tallies=_people(partners, at)),
        Fact(at.word("home_page"), anchors=_link(person, at)),
    ]


def _link(person: Presenter, at: Setting) -> tuple[Anchor, ...]:
    """Return the link to somebody's own page, called by its host where it is on the web."""
    url = safe_url(person.link or "")
    if not url:
        return ()
    host = _HOST.match(url)
    text = host["host"] if host else url.removeprefix("mailto:")
    return (Anchor(text, at.rebased(url, "")),)


def _counts(held: Sequence[Review], others: Sequence[Review], at: Setting) -> list[Fact]:
    """Return how many papers were read, for which days others are planned, how many never were."""
    library = at.site.library
    planned = [(found, r) for r in others if (found := day(r, at)) and found.planned]
    cancelled = sum(library.status(review) == "cancelled" for review in others)
    days = tuple(
        Tally(Anchor(date(r.date, at.language), at.to(r.page, r.anchor)), 1)
        for _, r in sorted(planned, key=lambda pair: pair[0].iso)
    )
    return [
        Fact(at.word("count_papers"), number(len(held), at.language) if held else ""),
        Fact(at.word("status_planned"), tallies=days),
        Fact(at.word("status_cancelled"), number(cancelled, at.language) if cancelled else ""),
    ]


def _of_period(chosen: Sequence[Review], at: Setting) -> list[Fact]:
    library = at.site.library
    reviews = list(filter(library.is_held, chosen))
    others = [review for review in chosen if not library.is_held(review)]
    people = Counter(person for review in reviews for person in library.presenters_of(review))
    days = sorted({review.date for review in reviews if review.date})
    ends = dict.fromkeys(date(found, at.language) for found in (*days[:1], *days[-1:]))
    return [
        *_counts(reviews, others, at),
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
