"""Lists of reviews: which ones, in what order, under what headings, on which page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview.collation import sort_key
from mkdocs_paperreview.library import year_of
from mkdocs_paperreview.naming import anchor
from mkdocs_paperreview.period import UNDATED, Period, name_of
from mkdocs_paperreview.rendering.entries import (
    Anchor,
    index_anchors,
    orders,
    period_anchor,
    view_anchor,
)
from mkdocs_paperreview.site import papers_path
from mkdocs_paperreview.views import all_by_venue, all_by_year, page_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.rendering.renderer import Items
    from mkdocs_paperreview.rendering.setting import Setting
    from mkdocs_paperreview.views import Groups

_NARROWING = frozenset(["presenter", "period", "venue", "tag", "latest", "limit"])
"""Arguments without which a listing shows every review."""

_COMPLETE = frozenset(["group", "layout", "page"])
"""Arguments with which a listing is divided in the same way wherever it stands."""

_COUNTED = frozenset(["page", "latest", "limit"])
"""Arguments by which a listing shows so many reviews."""

NEAR = 2
"""Pages before and after the current one that a pager names."""


class Group(NamedTuple):
    """Reviews that are shown under one heading; without one where there is no title."""

    title: Anchor | None
    note: Anchor | None
    """What is said below the heading."""
    anchor: str
    """Identifier of the heading."""
    entries: Markup | Items
    """The reviews, rendered."""
    apart: bool = False
    """Whether it holds what the others do not share: what is planned, or cancelled, at any time."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to the place where a group begins, maybe on another page of the listing."""

    place: Anchor
    count: int
    """Reviews that took place; nothing where that is not told."""


class Pager(NamedTuple):
    """Links between the pages of a listing; an anchor without an address is the current page."""

    previous: Anchor | None
    next: Anchor | None
    pages: tuple[Anchor | None, ...]
    """In order; None where some are left out."""


class Grouping(NamedTuple):
    """How a listing is divided."""

    of: Callable[[Review], Hashable]
    whole: Callable[[Setting], Groups]
    """Every review of a site in these groups, newest first."""
    heading: Callable[[Any, Setting], tuple[Anchor, Anchor | None, str]]
    """Value → title, note and identifier."""


def reviews(
    arguments: Mapping[str, str],
    at: Setting,
    items: Callable[[Sequence[Review], str], Markup | Items],
) -> dict[str, Any]:
    """Return the reviews that are asked for, grouped and on pages where that is wanted."""
    layout = arguments.get("layout", "list")
    grouping = _grouping(arguments)
    groups = _divided(arguments, at)
    shown, pager = _page(groups, arguments, layout, at)
    held, planned, cancelled = _told_apart(shown, arguments, at.site.library)
    own = [_group(grouping, value, items(r, layout), at) for value, r in held]
    within = "period" in arguments
    apart = [
        Group(Anchor(at.word(f"status_{name}"), None), None, name, items(r, layout), not within)
        for name, r in (("planned", planned), ("cancelled", cancelled))
        if r
    ]
    first = 1 if planned and not within else 0
    return {
        "groups": [*apart[:first], *own, *apart[first:]],
        "layout": layout,
        "said": _said(arguments),
        "orders": _orders(arguments, at),
        "jumps": _jumps(groups, grouping, arguments, layout, at) if grouping else [],
        "pager": pager,
        "indexes": index_anchors(at),
    }


def _divided(arguments: Mapping[str, str], at: Setting) -> Groups:
    """Return the reviews that a ``reviews`` directive asks for, in its groups.

    Newest first; the reviews of a single period stand in the order of their pages, venues in the
    order of their names.
    """
    library, grouping = at.site.library, _grouping(arguments)
    if grouping is None:
        chosen = select(library, arguments)
        return [(None, chosen)] if chosen else []
    if _NARROWING.isdisjoint(arguments):
        return at.once(("groups", _group_name(arguments)), lambda: grouping.whole(at))
    found: dict[Any, list[Review]] = {}
    for review in select(library, arguments):
        found.setdefault(grouping.of(review), []).append(review)
    groups: Groups = list(found.items())
    if _group_name(arguments) == "venue":
        groups.sort(key=lambda group: (group[0] is None, sort_key(group[0] or "", at.language)))
    return groups


def _told_apart(
    groups: Groups, arguments: Mapping[str, str], library: Library
) -> tuple[Groups, Sequence[Review], Sequence[Review]]:
    """Return what took place in its groups, what is planned, soonest first, and what was cancelled.

    That is told apart for a person, a time or a topic; a list of all papers has each in its place.
    """
    if _NARROWING.isdisjoint(arguments) or not _COUNTED.isdisjoint(arguments):
        return groups, [], []
    found: list[tuple[Any, list[Review]]] = []
    others: list[Review] = []
    cancelled: list[Review] = []
    for value, members in groups:
        found.append((value, []))
        for review in members:
            status = library.status(review)
            {"done": found[-1][1], "cancelled": cancelled}.get(status, others).append(review)
    others.sort(key=lambda r: r.date if r.date and r.date > library.today else date.max)
    return [group for group in found if group[1]], others, cancelled


def select(library: Library, arguments: Mapping[str, str]) -> Sequence[Review]:
    """Return the reviews that are asked for, newest first; those of one period in its order.

    The latest ones are those that took place.
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
    if "tag" in arguments:
        tag = library.tag(arguments["tag"])
        chosen = _both(chosen, library.by_tag[tag.id] if tag else ())
    most = arguments.get("latest") or arguments.get("limit")
    if most is None:
        return chosen
    return list(islice(filter(library.is_held, chosen), int(most)))


def _both(chosen: Sequence[Review], others: Sequence[Review]) -> list[Review]:
    wanted = {id(review) for review in others}
    return [review for review in chosen if id(review) in wanted]


def _said(arguments: Mapping[str, str]) -> list[str]:
    """Return what all reviews of a listing or a group share, so that items need not say it."""
    grouped = _group_name(arguments)
    return [name for name in ("presenter", "period") if name in arguments or grouped == name]


def _group_name(arguments: Mapping[str, str]) -> str:
    """Return by what a listing is divided; a whole list is by period unless said otherwise."""
    whole = not {"period", "limit", "latest", "page"} & arguments.keys()
    return arguments.get("group") or ("period" if whole else "none")


def _grouping(arguments: Mapping[str, str]) -> Grouping | None:
    return _GROUPINGS.get(_group_name(arguments))


def _group(grouping: Grouping | None, value: object, entries: Markup | Items, at: Setting) -> Group:
    if grouping is None:
        return Group(None, None, "", entries)
    return Group(*grouping.heading(value, at), entries)


def _by_period(period: Any, at: Setting) -> tuple[Anchor, Anchor | None, str]:  # noqa: ANN401 (as Grouping)
    return period_anchor(period, at), None, anchor(name_of(period))


def _by_year(year: int | Period | None, at: Setting) -> tuple[Anchor, Anchor | None, str]:
    if isinstance(year, Period):
        return _by_period(year, at)
    text = str(year) if year else at.word("undated")
    return Anchor(text, None), None, anchor(f"year {year}" if year else UNDATED)


def _by_venue(venue: str | None, at: Setting) -> tuple[Anchor, Anchor | None, str]:
    known = at.site.venues.get(venue) if venue else None
    note = Anchor(known.name, known.url or None) if known and known.name != venue else None
    return Anchor(venue or at.word("no_venue"), None), note, anchor(f"venue {venue or ''}")


def _all_by_period(at: Setting) -> Groups:
    by_period = at.site.library.by_period
    return [(period, members[::-1]) for period, members in reversed(list(by_period.items()))]


_GROUPINGS = {
    "period": Grouping(lambda review: review.period, _all_by_period, _by_period),
    "year": Grouping(year_of, lambda at: all_by_year(at.site.library), _by_year),
    "venue": Grouping(
        lambda review: review.paper.venue,
        lambda at: all_by_venue(at.site.library, at.language),
        _by_venue,
    ),
}


def _orders(arguments: Mapping[str, str], at: Setting) -> list[Anchor]:
    """Return the links to all papers by year and by venue, where a listing stands on pages."""
    if "page" not in arguments:
        return []
    paths = {"year": papers_path(), "venue": papers_path(by_venue=True)}
    return orders(paths, _group_name(arguments), at)


def _page(
    groups: Groups, arguments: Mapping[str, str], layout: str, at: Setting
) -> tuple[Groups, Pager | None]:
    """Return what stands on the page that is asked for, and the links to the others."""
    if "page" not in arguments:
        return groups, None
    number, starts = int(arguments["page"]), _starts(groups, arguments, layout, at)
    last = len(starts)
    if number > last:
        return [], _pager(number, last, arguments, at)
    shown = _between(groups, starts[number - 1], (*starts, None)[number])
    return list(shown), _pager(number, last, arguments, at) if last > 1 else None


def _starts(groups: Groups, arguments: Mapping[str, str], layout: str, at: Setting) -> list[int]:
    """Return the position of the first review on each page of a listing."""
    sizes = (len(members) for _, members in groups)
    if not _COMPLETE.issuperset(arguments):
        return page_starts(sizes, layout)
    name = ("starts", _group_name(arguments), layout)
    return at.once(name, lambda: page_starts(sizes, layout))


def _between(groups: Groups, first: int, end: int | None) -> Iterator[tuple[Any, Sequence[Review]]]:
    """Yield what of ``groups`` stands from one place to another."""
    position = 0
    for value, members in groups:
        part = members[max(0, first - position) : None if end is None else max(0, end - position)]
        if part:
            yield value, part
        position += len(members)


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
    return papers_path(number, by_venue=_group_name(arguments) == "venue")


def _jumps(
    groups: Groups,
    grouping: Grouping,
    arguments: Mapping[str, str],
    layout: str,
    at: Setting,
) -> list[Jump]:
    """Return a link to every group of a listing that stands on pages.

    Only its first page says how much each holds: the others stay the same when there is more.
    """
    if "page" not in arguments:
        return []
    counted = arguments["page"] == "1"

    def found() -> list[Jump]:
        starts = _starts(groups, arguments, layout, at)
        positions = accumulate((len(members) for _, members in groups), initial=0)
        return [
            _jump(
                grouping.heading(value, at),
                _path(bisect_right(starts, position), arguments),
                sum(map(at.site.library.is_held, members)) if counted else 0,
                at,
            )
            for (value, members), position in zip(groups, positions, strict=False)
        ]

    if not _COMPLETE.issuperset(arguments):
        return found()
    return at.once(("jumps", _group_name(arguments), layout, counted), found)


def _jump(heading: tuple[Anchor, Anchor | None, str], path: str, count: int, at: Setting) -> Jump:
    title, _, name = heading
    return Jump(view_anchor(title.text, path, at, name), count)
