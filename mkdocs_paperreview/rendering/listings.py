"""Which function says what a directive shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.rendering.finding import filter_form
from mkdocs_paperreview.rendering.people import presenters
from mkdocs_paperreview.rendering.periods import all_periods, neighbours
from mkdocs_paperreview.rendering.reviews import reviews
from mkdocs_paperreview.rendering.summaries import group_activity, summary
from mkdocs_paperreview.rendering.tags import all_tags

if TYPE_CHECKING:
    from collections.abc import Callable

Context = dict[str, Any]

LISTINGS: dict[str, Callable[..., Context]] = {
    "reviews": reviews,
    "presenters": presenters,
    "periods": all_periods,
    "tags": all_tags,
    "activity": group_activity,
    "summary": summary,
    "neighbours": neighbours,
    "filter": filter_form,
}
"""Directive → the values for the template of the same name.

Each takes the directive's arguments, the :class:`Setting` of the page, and
a function that renders a review as an item.
"""
