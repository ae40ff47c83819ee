"""Lists of reviews: which ones, in what order, under what headings, on which page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview import period as periods
from mkdocs_paperreview import views
from mkdocs_paperreview.collation import sort_key
from mkdocs_paperreview.naming import anchor
from mkdocs_paperreview.rendering.entries import (
    Anchor,
    index_anchors,
    orders,
    period_anchor,
    view_anchor,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.rendering.entries import Setting

NEAR = 2
"""Pages before and after the current one that a pager names."""


@dataclass(frozen=True, slots=True)
class ItemStyle:
    """What an item of a listing says beside title, authors and links."""

    presenters: bool
    period: bool
    venue: bool
    layout: str
    """``list``, ``cards`` or ``lines``."""


@dataclass(frozen=True, slots=True)
class Group:
    """Reviews that are shown under one heading; without one where there is no title."""

    title: Anchor | None
    note: Anchor | None
    """What is said below the heading."""
    anchor: str
    """Identifier of the heading."""
    entries: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to the place where a group begins, maybe on another page of the listing."""

    place: Anchor
    count: int


@dataclass(frozen=True, slots=True)
class Pager:
    """Links between the pages of a listing; an anchor without an address is the current page."""

    previous: Anchor | None
    next: Anchor | None
    pages: tuple[Anchor | None, ...]
    """In order; None where some are left out."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a listing is divided."""

    of: Callable[[Review], Hashable]
    heading: Callable[[Any, Setting], tuple[Anchor, Anchor | None, str]]
    """Value → title, note and identifier."""


def reviews(
    arguments: Mapping[str, str],
    at: Setting,
    item: Callable[[Review, ItemStyle, Setting], Markup],
) -> dict[str, Any]:
    """Return the reviews that are asked for, grouped and on pages where that is wanted."""
    chosen = select(at.site.library, arguments, at.language)
    layout = arguments.get("layout", "list")
    grouping = _grouping(arguments)
    style = _style(arguments, layout)
    shown, pager = _page(chosen, arguments, layout, at)
    groups = [
        _group(grouping, value, tuple(item(review, style, at) for review in members), at)
        for value, members in groupby(shown, key=grouping.of if grouping else _none)
    ]
    return {
        "groups": groups,
        "layout": layout,
        "orders": _orders(arguments, at),
        "jumps": list(_jumps(chosen, grouping, arguments, layout, at)) if grouping else [],
        "pager": pager,
        "indexes": index_anchors(at),
    }


def select(library: Library, arguments: Mapping[str, str], language: str) -> Sequence[Review]:
    """Return the reviews that a ``reviews`` directive asks for.

    Newest first; the reviews of a single period stand in the order of their pages, those that are
    grouped by venue in the order of the venues.
    """
    chosen: Sequence[Review] = library.reviews[::-1]
    if "period" in arguments:
        chosen = library.of_period(arguments["period"]) or ()
    if "presenter" in arguments:
        presenter = library.presenter(arguments["presenter"])
        theirs = library.by_presenter[presenter.id] if presenter else ()
        chosen = _both(chosen, theirs) if "period" in arguments else theirs[::-1]
    if "venue" in arguments:
        chosen = _both(chosen, library.of_venue(arguments["venue"]))
    if arguments.get("group") == "venue":
        chosen = sorted(chosen, key=lambda review: _venue_order(review, language))
    most = arguments.get("latest") or arguments.get("limit")
    return chosen[: int(most)] if most else chosen


def _both(chosen: Sequence[Review], others: Sequence[Review]) -> list[Review]:
    wanted = {id(review) for review in others}
    return [review for review in chosen if id(review) in wanted]


def _venue_order(review: Review, language: str) -> tuple[bool, object]:
    venue = review.paper.venue
    return (venue is None, sort_key(venue or "", language))


def _style(arguments: Mapping[str, str], layout: str) -> ItemStyle:
    grouped = _group_name(arguments)
    return ItemStyle(
        presenters="presenter" not in arguments,
        period=grouped != "period" and "period" not in arguments,
        venue=grouped != "venue",
        layout=layout,
    )


def _group_name(arguments: Mapping[str, str]) -> str:
    """Return by what a listing is divided; a whole list is by period unless said otherwise."""
    whole = not {"period", "limit", "latest", "page"} & arguments.keys()
    return arguments.get("group") or ("period" if whole else "none")


def _grouping(arguments: Mapping[str, str]) -> Grouping | None:
    return _GROUPINGS.get(_group_name(arguments))


def _none(_: Review) -> None:
    return None


def _group(
    grouping: Grouping | None, value: object, entries: tuple[Markup, ...], at: Setting
) -> Group:
    if grouping is None:
        return Group(None, None, "", entries)
    return Group(*grouping.heading(value, at), entries)


def _by_period(period: Any, at: Setting) -> tuple[Anchor, Anchor | None, str]:  # noqa: ANN401 (as Grouping)
    return period_anchor(period, at), None, anchor(periods.name_of(period))


def _by_year(year: int | None, at: Setting) -> tuple[Anchor, Anchor | None, str]:
    text = str(year) if year else at.word("undated")
    return Anchor(text, None), None, anchor(f"year {year}" if year else periods.UNDATED)


def _by_venue(venue: str | None, at: Setting) -> tuple[Anchor, Anchor | None, str]:
    known = at.site.venues.get(venue) if venue else None
    note = Anchor(known.name, known.url or None) if known and known.name != venue else None
    return Anchor(venue or at.word("no_venue"), None), note, anchor(f"venue {venue or ''}")


_GROUPINGS = {
    "period": Grouping(lambda review: review.period, _by_period),
    "year": Grouping(lambda review: review.period.year if review.period else None, _by_year),
    "venue": Grouping(lambda review: review.paper.venue, _by_venue),
}


def _orders(arguments: Mapping[str, str], at: Setting) -> list[Anchor]:
    """Return the links to all papers by year and by venue, where a listing stands on pages."""
    if "page" not in arguments:
        return []
    paths = {"year": views.papers_path(), "venue": views.papers_path(by_venue=True)}
    return orders(paths, _group_name(arguments), at)


def _page(
    chosen: Sequence[Review], arguments: Mapping[str, str], layout: str, at: Setting
) -> tuple[Sequence[Review], Pager | None]:
    """Return the reviews on the page that is asked for, and the links to the others."""
    if "page" not in arguments:
        return chosen, None
    number, size = int(arguments["page"]), views.PAGE_SIZES[layout]
    last = views.page_count(len(chosen), layout)
    shown = chosen[(number - 1) * size : number * size]
    return shown, _pager(number, last, arguments, at) if last > 1 else None


def _pager(number: int, last: int, arguments: Mapping[str, str], at: Setting) -> Pager:
    def link(other: int, text: str) -> Anchor:
        return view_anchor(text, _path(other, arguments), at)

    named = sorted({1, last, *range(max(1, number - NEAR), min(last, number + NEAR) + 1)})
    pages: list[Anchor | None] = []
    for before, other in zip([0, *named], named, strict=False):
        pages += [None] if other > before + 1 else []
        pages += [link(other, str(other)) if other != number else Anchor(str(other), None)]
    return Pager(
        link(number - 1, at.word("page_previous")) if 1 < number <= last else None,
        link(number + 1, at.word("page_next")) if number < last else None,
        tuple(pages),
    )


def _path(number: int, arguments: Mapping[str, str]) -> str:
    return views.papers_path(number, by_venue=_group_name(arguments) == "venue")


def _jumps(
    chosen: Sequence[Review],
    grouping: Grouping,
    arguments: Mapping[str, str],
    layout: str,
    at: Setting,
) -> Iterator[Jump]:
    """Yield a link to every group of a listing that stands on pages."""
    if "page" not in arguments:
        return
    position = 0
    for value, members in groupby(chosen, key=grouping.of):
        count = sum(1 for _ in members)
        title, _, name = grouping.heading(value, at)
        path = _path(position // views.PAGE_SIZES[layout] + 1, arguments)
        yield Jump(view_anchor(title.text, path, at, name), count)
        position += count
