"""How a review stands, said so that it is still true when the page is read: values for templates.

A build knows the day on which it runs, a page is read later. So it says for which day a review is
planned; only ``status.js`` calls it upcoming, on the reader's day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview import formats

if TYPE_CHECKING:
    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.rendering.setting import Setting


class Chip(NamedTuple):
    """What a review is other than held."""

    kind: str
    """``upcoming``, ``tbd``, ``cancelled`` or ``draft``."""
    text: str
    until: str = ""
    """The ISO day from which it is no longer so, where there is one."""
    hidden: bool = False
    """Whether it is true on some days only, so that the script alone shows it."""


class Day(NamedTuple):
    """When a review was, or is to be."""

    iso: str
    text: str
    planned: bool


def chip(review: Review, at: Setting) -> Chip | None:
    """Return what is said of a review that did not take place yet, or will not."""
    library = at.site.library
    status = library.status(review)
    if status == "done":
        return None
    if status == "tbd" and review.presenters:
        return Chip(status, at.word("status_open"))
    if status != "upcoming":
        return Chip(status, at.word(f"status_{status}"))
    until = review.date.isoformat() if review.date and review.date > library.today else ""
    if library.day_of(review):
        return Chip(status, at.word("status_upcoming"), until, hidden=True)
    return Chip(status, at.word("status_planned"), until)


def day(review: Review, at: Setting) -> Day | None:
    """Return the day of a review that has one of its own."""
    found = at.site.library.day_of(review)
    if found is None:
        return None
    text = formats.date(found, at.language)
    status = at.site.library.status(review)
    planned = found > at.site.today and status not in ("cancelled", "done")
    told = at.word("planned_for").format(date=text) if planned else text
    return Day(found.isoformat(), told, planned)
