"""What is shown of people: tiles with an avatar, counts and a line of activity."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview.collation import initial, sort_key
from mkdocs_paperreview.rendering.charts import spark
from mkdocs_paperreview.rendering.entries import (
    Anchor,
    index_anchors,
    orders,
    period_anchor,
    presenter_anchor,
)
from mkdocs_paperreview.site import presenters_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Presenter
    from mkdocs_paperreview.period import Period
    from mkdocs_paperreview.rendering.setting import Setting

SORTS = ("name", "count", "latest")
"""The orders of an index of people."""

TINTS = 6
"""Colours of avatars; the style sheet has as many."""

_FIRST_OF_OTHERS = "\u0530"
"""The first letter behind those of Latin, Greek and Cyrillic, in which names have initials."""

LONGEST_LINE = 40
"""Periods that a line of activity shows, the latest ones."""


class Avatar(NamedTuple):
    """A small picture of somebody, or their initials."""

    initials: str
    tint: int
    """From 0; the same for the same person everywhere."""
    picture: str | None
    """Address, relative to the page that shows it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Somebody who presented, as an index shows them."""

    person: Anchor
    avatar: Avatar
    count: int
    """Their reviews that took place."""
    first: Anchor | None
    """Their first period; None where no such review has one."""
    last: Anchor | None
    activity: str
    """Path of the line of activity in SVG."""


class Letter(NamedTuple):
    """Tiles under one letter, or under the word for those who have left.

    Without either where they are not in the order of names.
    """

    letter: str
    anchor: str
    tiles: tuple[Tile, ...]
    former: bool = False


def presenters(arguments: Mapping[str, str], at: Setting, _: object) -> dict[str, Any]:
    """Return everyone who presented, in the order that is asked for; former members come last."""
    sort = arguments.get("sort", "name")
    everyone = _ordered(at, sort)
    people = [(person, tile(person, at)) for person in everyone if person.active]
    former = tuple(tile(person, at) for person in everyone if not person.active)
    by_letter = groupby(
        people, key=lambda pair: initial(pair[0].name, at.language) if sort == "name" else ""
    )
    letters = [
        Letter(letter, f"initial-{number}", tuple(found for _, found in group))
        for number, (letter, group) in enumerate(by_letter, 1)
    ]
    if former:
        letters.append(Letter(at.word("former"), "former", former, former=True))
    return {
        "letters": letters,
        "layout": arguments.get("layout", "tiles"),
        "orders": _orders(at, sort),
        "indexes": index_anchors(at),
    }


def presenters_by_name(at: Setting) -> list[Presenter]:
    """Return everyone who presented, by name, as the language sorts names."""
    return sorted(
        at.site.library.presenters,
        key=lambda person: (sort_key(person.name, at.language), person.id),
    )


def tile(person: Presenter, at: Setting) -> Tile:
    """Return what an index shows of somebody, which is the same in every order."""
    return at.once(("tile", person.id), partial(_tile, person, at))


def _tile(person: Presenter, at: Setting) -> Tile:
    library = at.site.library
    active = library.periods_by_presenter[person.id]
    return Tile(
        presenter_anchor(person, at),
        avatar(person, at),
        len(library.held_by[person.id]),
        period_anchor(active[0], at) if active else None,
        period_anchor(active[-1], at) if active else None,
        spark([count for _, count in activity(library, person, LONGEST_LINE)]),
    )


def avatar(person: Presenter, at: Setting) -> Avatar:
    """Return the avatar of somebody: their picture, else their initials on a tint."""
    picture = at.site.portraits.get(person.id)
    tint = hashlib.sha256(person.id.encode()).digest()[0] % TINTS
    return Avatar(initials(person.name), tint, at.rebased(picture, "") if picture else None)


def initials(name: str) -> str:
    """Return one or two letters for a name: ``MP`` for Mina Park, ``강`` for 강진구."""
    words = [word for word in name.split() if word[0].isalnum()] or [name]
    first, last = words[0][0], words[-1][0]
    return (first + last if len(words) > 1 and first < _FIRST_OF_OTHERS else first).upper()


def activity(library: Library, person: Presenter | None, longest: int) -> list[tuple[Period, int]]:
    """Return the latest periods of the group with the number of reviews, of one person or of all.

    Up to the last in which one took place; others do not count.
    """
    reviews = library.held_by[person.id] if person else library.held
    shown = library.timeline[-longest:]
    first, counts = len(library.timeline) - len(shown), [0] * len(shown)
    for review in reviews:
        place = library.places[review.period] - first if review.period else -1
        if place >= 0:
            counts[place] += 1
    return list(zip(shown, counts, strict=True))


def _ordered(at: Setting, sort: str) -> Sequence[Presenter]:
    """Return everyone, by name or with those first who presented most or last."""
    library = at.site.library
    by_name = presenters_by_name(at)
    orders: dict[str, Callable[[Presenter], Any]] = {
        "count": lambda person: len(library.held_by[person.id]),
        "latest": lambda person: _latest(library, person),
    }
    return sorted(by_name, key=orders[sort], reverse=True) if sort in orders else by_name


def _latest(library: Library, person: Presenter) -> tuple[Period, ...]:
    """Return the last period in which somebody presented; nothing where there is none."""
    return library.periods_by_presenter[person.id][-1:]


def _orders(at: Setting, current: str) -> list[Anchor]:
    """Return the links to the index in each order; the current one has no address."""
    return orders({sort: presenters_path(sort) for sort in SORTS}, current, at)
