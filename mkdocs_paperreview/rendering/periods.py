"""What is shown of periods: a grid of years, and the way from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview import period as periods
from mkdocs_paperreview.period import Period
from mkdocs_paperreview.rendering.entries import (
    Anchor,
    index_anchors,
    period_anchor,
    presenter_anchor,
)
from mkdocs_paperreview.rendering.pictures import thumbnail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.rendering.entries import Setting

Context = dict[str, Any]

FEW = 8
"""Presenters that a cell of the grid names."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A period in the grid of its year; one without reviews has a count of 0."""

    period: Anchor
    count: int = 0
    cover: str | None = None
    """Address of a picture, relative to the page that shows it."""
    drawn: bool = False
    """Whether the picture is a cover, and not merely one of the notes."""
    presenters: tuple[Anchor, ...] = ()
    """The first few."""
    others: bool = False
    """Whether there are more."""


@dataclass(frozen=True, slots=True)
class Year:
    """The periods of one year, the first one first; without a title those without a date."""

    title: str
    anchor: str
    cells: tuple[Cell, ...]


def all_periods(arguments: Mapping[str, str], at: Setting, _: object) -> Context:
    """Return every period by year, the newest year first."""
    layout = arguments.get("layout", "grid")
    return {
        "years": list(_years(at, gaps=layout == "grid")),
        "layout": layout,
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


def _years(at: Setting, *, gaps: bool) -> Iterator[Year]:
    library = at.site.library
    for year, members in groupby(reversed(library.periods), key=lambda period: period.year):
        found = list(members)
        shown = periods.between(Period(year, 1), Period(year, 4)) if gaps else found
        cells = (
            _cell(p, at) if p in library.by_period else Cell(Anchor(p.label, None)) for p in shown
        )
        yield Year(str(year), f"year-{year}", tuple(cells))
    if None in library.by_period:
        yield Year("", "", (_cell(None, at),))


def _cell(period: Period | None, at: Setting) -> Cell:
    library = at.site.library
    chosen = library.by_period[period]
    people = list(dict.fromkeys(p for r in chosen for p in library.presenters_of(r)))
    return Cell(
        period_anchor(period, at),
        len(chosen),
        *_cover(library, period, at),
        tuple(presenter_anchor(person, at) for person in people[:FEW]),
        others=len(people) > FEW,
    )


def _cover(library: Library, period: Period | None, at: Setting) -> tuple[str | None, bool]:
    """Return the cover of a period, or the first picture in its reviews; and whether it is one."""
    page = library.covers.get(period)
    if page and page.cover:
        return at.rebased(page.cover, page.path), True
    pictures = (thumbnail(review, at) for review in library.by_period[period])
    return next((picture.src for picture in pictures if picture), None), False
