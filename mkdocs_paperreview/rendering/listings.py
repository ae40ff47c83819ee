"""What each directive shows: a template and the values for it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview import period as periods
from mkdocs_paperreview.naming import anchor
from mkdocs_paperreview.period import Period
from mkdocs_paperreview.rendering.entries import index_anchors, period_anchor, presenter_anchor
from mkdocs_paperreview.rendering.links import rebased

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.rendering.entries import Anchor, Setting

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ItemStyle:
    """What an item of a listing says beside title, authors, venue and links."""

    presenters: bool
    period: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Reviews that are shown under one heading; without one where there is no title."""

    title: Anchor | None
    anchor: str
    """Identifier of the heading."""
    entries: tuple[Markup, ...]


def reviews(
    arguments: Mapping[str, str],
    at: Setting,
    item: Callable[[Review, ItemStyle, Setting], Markup],
) -> Context:
    """Return the reviews that are asked for, grouped by period where that is wanted."""
    by_period = arguments.get("group") == "period" or not (
        {"period", "limit", "group"} & arguments.keys()
    )
    show_period = not by_period and "period" not in arguments
    alone = "presenter" in arguments
    groups = [
        Group(
            period_anchor(period, at) if by_period else None,
            anchor(periods.name_of(period)),
            tuple(
                item(review, ItemStyle(not alone or len(review.presenters) > 1, show_period), at)
                for review in chosen
            ),
        )
        for period, chosen in groupby(
            select(at.site.library, arguments), key=lambda r: r.period if by_period else None
        )
    ]
    return {"groups": groups, "indexes": index_anchors(at)}


def presenters(_: Mapping[str, str], at: Setting, __: object) -> Context:
    """Return everyone with the number of their reviews."""
    library = at.site.library
    people = [
        (presenter_anchor(person, at), len(library.by_presenter[person.id]))
        for person in library.presenters
    ]
    return {"people": people, "indexes": index_anchors(at)}


def all_periods(_: Mapping[str, str], at: Setting, __: object) -> Context:
    """Return every period, newest first, with its cover, presenters and number of reviews."""
    newest_first = sorted(at.site.library.by_period, key=_by_time, reverse=True)
    return {
        "periods": [_period(period, at) for period in newest_first],
        "indexes": index_anchors(at),
    }


def neighbours(arguments: Mapping[str, str], at: Setting, _: object) -> Context:
    """Return the periods before and after one."""
    period = periods.parse(arguments["period"])
    older, newer = at.site.library.neighbours(period) if period else (None, None)
    return {
        "older": period_anchor(older, at) if older else None,
        "newer": period_anchor(newer, at) if newer else None,
    }


LISTINGS: dict[str, Callable[..., Context]] = {
    "reviews": reviews,
    "presenters": presenters,
    "periods": all_periods,
    "neighbours": neighbours,
}
"""Directive → what it shows, in the template of the same name."""


def select(library: Library, arguments: Mapping[str, str]) -> Sequence[Review]:
    """Return the reviews that a ``reviews`` directive asks for.

    Newest first; the reviews of a single period stand in the order of their pages.
    """
    chosen: Sequence[Review] = library.reviews[::-1]
    if "period" in arguments:
        chosen = library.of_period(arguments["period"]) or ()
    if "presenter" in arguments:
        presenter = library.presenter(arguments["presenter"])
        theirs = library.by_presenter[presenter.id] if presenter else ()
        chosen = [r for r in chosen if r in theirs] if "period" in arguments else theirs[::-1]
    return chosen[: int(arguments["limit"])] if "limit" in arguments else chosen


def _period(period: Period | None, at: Setting) -> Context:
    library = at.site.library
    chosen = library.by_period[period]
    people = dict.fromkeys(person for r in chosen for person in library.presenters_of(r))
    return {
        "period": period_anchor(period, at),
        "count": len(chosen),
        "cover": _cover(library, period, at),
        "presenters": [presenter_anchor(person, at) for person in people],
    }


def _cover(library: Library, period: Period | None, at: Setting) -> str | None:
    page = library.covers.get(period)
    return rebased(page.cover, page.path, at.page) if page and page.cover else None


def _by_time(period: Period | None) -> Period:
    return period or Period(0, 0)
