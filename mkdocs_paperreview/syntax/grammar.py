"""What a group's pages are written in: its venues, its words, its calendar."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs_paperreview.period import CALENDAR, Calendar
from mkdocs_paperreview.syntax.labels import LABELS, Labels
from mkdocs_paperreview.venues import VENUES, Venues

AUTHOR_MEANINGS = ("presenter", "authors")
"""What the label ``Author`` may mean: who wrote the review, or who wrote the paper."""

DATE_ORDERS = ("day-first", "month-first", "year-first")
"""How to read a date such as ``03/05/2023``, the last one only such as ``23.03.05``."""


class Grammar(NamedTuple):
    """What decides about the meaning of a text, beside the text itself."""

    venues: Venues = VENUES
    labels: Labels = LABELS
    calendar: Calendar = CALENDAR
    author: str = ""
    """One of :data:`AUTHOR_MEANINGS`, or nothing where the label ``Author`` is not trusted."""
    date_order: str = ""
    """One of :data:`DATE_ORDERS`, or nothing where such a date is a problem."""


GRAMMAR = Grammar()
"""That of a group that has set nothing."""
