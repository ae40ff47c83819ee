"""The span of time that a review belongs to: parse it, order it, label it."""

from __future__ import annotations

from mkdocs_paperreview.period.calendars import (
    CALENDAR,
    FOLDERS,
    KINDS,
    Calendar,
    Term,
    term_key,
)
from mkdocs_paperreview.period.forms import MONTHS, fold
from mkdocs_paperreview.period.periods import SEASONS, TERM, UNDATED, Period, agreed, free, name_of

__all__ = [
    "CALENDAR",
    "FOLDERS",
    "KINDS",
    "MONTHS",
    "SEASONS",
    "TERM",
    "UNDATED",
    "Calendar",
    "Period",
    "Term",
    "agreed",
    "fold",
    "free",
    "name_of",
    "term_key",
]
