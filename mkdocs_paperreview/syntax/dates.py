"""Read the date of a page."""

from __future__ import annotations

import re
from datetime import date, datetime

# 2020-07-02, 2020.7.2, 2020/07/02 10:00:00 +0900
_YEAR_FIRST = re.compile(r"\s*(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d).*")


def parse_date(value: object) -> date | None:
    """Return the day that a front matter value or a file name begins with, or None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _YEAR_FIRST.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
