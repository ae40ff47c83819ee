"""What is shown of periods: a grid of years, and the way from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview.formats import part_of_year
from mkdocs_paperreview.period import TERM
from mkdocs_paperreview.rendering.entries import (
    Anchor,
    index_anchors,
    period_anchor,
    presenter_anchor,
)
from mkdocs_paperreview.rendering.pictures import thumbnail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Presenter, Review
    from mkdocs_paperreview.period import Period
    from mkdocs_paperreview.rendering.setting import Setting

Context = dict[str, Any]

FEW = 8
"""Presenters that a cell of the grid names."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A period in the grid of its year; one without reviews is a gap."""

    period: Anchor
    name: str
    """What it is called below the heading of its year."""
    status: str = ""
    """``held``, ``planned`` or ``cancelled``; nothing for a gap."""
    count: int = 0
    """Its reviews that took place."""
    cover: str | None = None
    """Address of a picture, relative to the page that shows it."""
    drawn: bool = False
    """Whether the picture is a cover, and not merely one of the notes."""
    presenters: tuple[Anchor, ...] = ()
    """The first few."""
    others: bool = False
    """Whether there are more."""


class Year(NamedTuple):
    """The periods of one year; without a title those that tell none, or that say it themselves."""

    title: str
    anchor: str
    cells: tuple[Cell, ...]


def all_periods(arguments: Mapping[str, str], at: Setting, _: object) -> Context:
    """Return every period by year, the newest year first."""
    layout = arguments.get("layout", "grid")
    years = list(_years(at, grid=layout == "grid"))
    return {
        "years": years,
        "covered": any(cell.cover for year in years for cell in year.cells),
        "layout": layout,
        "unit": at.site.calendar.unit,
        "indexes": index_anchors(at),
    }


def neighbours(arguments: Mapping[str, str], at: Setting, _: object) -> Context:
    """Return the periods before and after one."""
    period = at.site.library.period(arguments["period"])
    older, newer = at.site.library.neighbours(period) if period else (None, None)
    return {
        "older": period_anchor(older, at) if older else None,
        "newer": period_anchor(newer, at) if newer else None,
    }


def _years(at: Setting, *, grid: bool) -> Iterator[Year]:
    library = at.site.library
    headed = _has_headings(library)
    by_year = groupby(reversed(library.periods), lambda period: period.year if headed else 0)
    for year, members in by_year:
        found = list(members)
        shown = _with_gaps(found, library) if grid and year else found
        cells = (_cell(period, at, small=grid) for period in shown)
        yield Year(str(year or ""), f"year-{year}" if year else "", tuple(cells))
    if None in library.by_period:
        yield Year("", "", (_cell(None, at, small=grid),))


def _has_headings(library: Library) -> bool:
    """Return whether years hold several periods, so that a heading says more than the periods."""
    years = {period.year for period in library.periods if period.year}
    return any(len(library.calendar.of_year(year)) > 1 for year in years)


def _with_gaps(found: Sequence[Period], library: Library) -> list[Period]:
    """Return the periods of one year, the first one first, with those that are without reviews.

    Nobody knows which terms there should be.
    """
    known = any(period.kind != TERM and period in library.calendar for period in found)
    return sorted({*found, *(library.calendar.of_year(found[0].year) if known else ())})


def _cell(period: Period | None, at: Setting, *, small: bool) -> Cell:
    """Return a cell, which says little where it is ``small`` and there are twelve of a year."""
    library = at.site.library
    anchor, small = period_anchor(period, at), small and at.site.calendar.unit == "month"
    name = part_of_year(period, at.words, at.language) if period and small else anchor.text
    if period not in library.by_period:
        return Cell(Anchor(anchor.text, None), name)
    chosen = library.by_period[period]
    statuses = list(map(library.status, chosen))
    held = [review for review, status in zip(chosen, statuses, strict=True) if status == "done"]
    people = _presenters(held, library)
    picture, drawn = (None, False) if small else _cover(library, period, at)
    return Cell(
        anchor,
        name,
        _status(set(statuses)),
        len(held),
        picture,
        drawn,
        () if small else tuple(presenter_anchor(person, at) for person in people[:FEW]),
        others=len(people) > FEW and not small,
    )


def _presenters(reviews: Sequence[Review], library: Library) -> list[Presenter]:
    """Return who presented ``reviews``, as many as a cell names and one that it does not."""
    found: dict[Presenter, None] = {}
    for review in reviews:
        found |= dict.fromkeys(library.presenters_of(review))
        if len(found) > FEW:
            break
    return list(found)


def _status(statuses: AbstractSet[str]) -> str:
    """Return what became of a period in which reviews have ``statuses``."""
    if "done" in statuses:
        return "held"
    return "cancelled" if statuses == {"cancelled"} else "planned"


def _cover(library: Library, period: Period | None, at: Setting) -> tuple[str | None, bool]:
    """Return the cover of a period, or the first picture in its reviews; and whether it is one."""
    page = library.covers.get(period)
    if page and page.cover:
        return at.rebased(page.cover, page.path), True
    pictures = (thumbnail(review, at) for review in library.by_period[period])
    return next((picture.src for picture in pictures if picture), None), False
