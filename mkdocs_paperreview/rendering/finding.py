"""The form that finds reviews: what can be chosen, and how many reviews each choice has.

The form is part of the page, so that nothing is loaded before somebody uses it. What it chooses
from stands in ``filter.json``, and ``filter.js`` makes the choice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview.collation import sort_key
from mkdocs_paperreview.period import name_of
from mkdocs_paperreview.rendering.people import presenters_by_name
from mkdocs_paperreview.rendering.tags import tags_by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_paperreview.rendering.setting import Setting

DATA = "assets/paperreview/filter.json"
"""Where the site has what the filter chooses from."""

ELEMENT = "paperreview-filter"
"""The custom element of the form, a block as Markdown wants to know."""

KINDS = ("slides", "code")
"""Links that can be asked for."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen."""

    value: str
    """What addresses call it."""
    text: str
    count: int
    """Reviews that have it."""


class Facet(NamedTuple):
    """What reviews are told apart by."""

    name: str
    """What addresses call it."""
    label: str
    options: tuple[Option, ...]


def filter_form(_: Mapping[str, str], at: Setting, __: object) -> dict[str, Any]:
    """Return what can be chosen."""
    facets = (_presenters(at), _venues(at), _years(at), _periods(at), _tags(at))
    reviews = at.site.library.reviews
    return {
        "data": at.to(DATA),
        "facets": [facet for facet in facets if facet.options],
        "kinds": [
            Option(kind, at.word(f"filter_{kind}"), sum(review.has(kind) for review in reviews))
            for kind in KINDS
        ],
    }


def _presenters(at: Setting) -> Facet:
    counts = {id_: len(reviews) for id_, reviews in at.site.library.by_presenter.items()}
    options = (Option(p.id, p.name, counts[p.id]) for p in presenters_by_name(at))
    return Facet("presenter", at.word("filter_presenter"), tuple(options))


def _venues(at: Setting) -> Facet:
    named = (review.paper.venue_name for review in at.site.library.reviews)
    counts = Counter(name for name in named if name)
    names = sorted(counts, key=lambda name: (sort_key(name, at.language), name))
    return Facet(
        "venue", at.word("venue"), tuple(Option(name, name, counts[name]) for name in names)
    )


def _years(at: Setting) -> Facet:
    counts = Counter(r.paper.year for r in at.site.library.reviews if r.paper.year)
    years = sorted(counts, reverse=True)
    options = (Option(str(year), str(year), counts[year]) for year in years)
    return Facet("year", at.word("filter_year"), tuple(options))


def _periods(at: Setting) -> Facet:
    by_period = at.site.library.by_period
    options = (
        Option(name_of(period), at.period(period), len(reviews))
        for period, reviews in reversed(list(by_period.items()))
    )
    return Facet("period", at.word("period"), tuple(options))


def _tags(at: Setting) -> Facet:
    by_tag = at.site.library.by_tag
    options = (Option(tag.id, tag.name, len(by_tag[tag.id])) for tag in tags_by_name(at))
    return Facet("tag", at.word("filter_tag"), tuple(options))
