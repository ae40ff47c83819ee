"""When a page was: what its front matter, title, headings and path tell, else its date."""

from __future__ import annotations

import re
from itertools import chain, tee
from posixpath import splitext
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.naming import clean
from mkdocs_paperreview.period import free
from mkdocs_paperreview.syntax.dates import (
    ReadDate,
    date_in_name,
    date_in_title,
    date_problem,
    read_date,
)
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.keys import bare, meaning, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from mkdocs_paperreview.model import Page, Review
    from mkdocs_paperreview.period import Calendar, Period
    from mkdocs_paperreview.syntax.frontmatter import FrontMatter
    from mkdocs_paperreview.syntax.grammar import Grammar

SORT_KEY = "period key"
"""Key of front matter that tells where a period of the group's own stands among the others."""

LONGEST_SHOWN = 60
"""Characters of a value that a message repeats."""

_NUMBER = re.compile(r"\d{1,2}")


class When(NamedTuple):
    """When a page was."""

    period: Period | None
    is_told: bool
    """Whether words tell the period, and not the date alone."""
    day: date | None
    problems: tuple[Problem, ...]
    """With lines of the file."""


class _Written(NamedTuple):
    """A date in front matter, or in a heading."""

    key: str
    """Where it stands in front matter; empty for a heading."""
    value: object
    read: ReadDate


class Clues(NamedTuple):
    """What may tell when a page was."""

    path: str
    """Below the docs folder, ``/``-separated."""
    front: FrontMatter
    title: str | None
    """The one of the page, where that is not the one of its paper."""
    headings: Iterable[str]
    """Those above its first review."""
    others: Iterable[str]
    """All others: a day that one of them tells as well is not that of the page."""
    is_paper: bool
    """Whether its front matter is about a paper: then a year is the paper's, and the date that of
    the review, which is read with all the rest of it."""


def when(clues: Clues, grammar: Grammar) -> When:
    """Return when a page was."""
    front = clues.front
    written = _date(front.data, grammar)
    above, again = tee(map(plain, clues.headings))
    told = _told(clues, above, grammar.calendar)
    named = date_in_name(clues.path, grammar.date_order)
    titled = None if written and written.read.day else _titled(clues, again, grammar)
    reads = (said.read for said in (written, titled) if said)
    day = next((read.day for read in (*reads, named) if read.day), None)
    return When(
        period=told or (grammar.calendar.of_date(day) if day else None),
        is_told=told is not None,
        day=day,
        problems=() if clues.is_paper else tuple(_problems(clues, written or titled, named)),
    )


def of_review(review: Review, page: Page, calendar: Calendar) -> Period | None:
    """Return the period of a review: what the page tells in words, else that of its own date."""
    if page.period_told or review.date is None:
        return page.period
    return calendar.of_date(review.date)


def contradiction(review: Review, page: Page, calendar: Calendar) -> Problem | None:
    """Return a problem where the date of a review lies outside of the period of its page."""
    own = calendar.of_date(review.date) if review.date else None
    if not page.period_told or own is None or page.period is None or own == page.period:
        return None
    if not (calendar.has_days(page.period) or (page.period in calendar and page.period < own)):
        return None  # a period of the group's own: nobody knows which days it has
    return Problem(
        "contradiction",
        f"the page is about {page.period.label}, and {review.date} lies in {own.label}",
        "correct one of them; the period of the page counts",
        review.line,
    )


def undated(review: Review, calendar: Calendar) -> Problem:
    """Return a problem for a page, of which this review has no period."""
    if review.date:
        found = f"{review.date} lies before the first of the terms that have a `start`"
        return Problem("undated", found, "write the `start` of an earlier term into `terms`", 1)
    return Problem(
        "undated",
        "there is no date, and neither title nor file name holds a period",
        f'write `date: 2020-07-02` or `title: "{calendar.example.label}"` into the front matter',
        1,
    )


def _told(clues: Clues, above: Iterable[str], calendar: Calendar) -> Period | None:
    """Return the period that words tell, in the order in which they count."""
    written = _period(clues.front.data, calendar, of_paper=clues.is_paper)
    if written:
        return written
    texts = filter(None, chain([clues.title], above))
    found = next((period for text in texts if (period := calendar.find(text))), None)
    return found or calendar.in_path(splitext(clues.path)[0])


def _titled(clues: Clues, above: Iterable[str], grammar: Grammar) -> _Written | None:
    """Return the date that the title of a page begins with, or a heading above all its reviews."""
    texts = chain([("title", clues.title or "")], (("", text) for text in above))
    dates = (_Written(*said, date_in_title(said[1], grammar.date_order)) for said in texts)
    found = next((date for date in dates if date.read.day or date.read.ambiguous), None)
    if found is None or found.key or not found.read.day:
        return found
    others = (date_in_title(plain(text), grammar.date_order) for text in clues.others)
    alone = all(other in (ReadDate(), found.read) for other in others)
    return found if alone else None


def _period(data: Mapping[Any, Any], calendar: Calendar, *, of_paper: bool) -> Period | None:
    """Return the period that a key of front matter names, also one that no calendar knows."""
    texts = {bare(name): _text(value) for name, value in data.items() if isinstance(name, str)}
    named = [(name, text) for name, text in texts.items() if text and name in words("period")]
    if not named:
        return None
    year = "" if of_paper else texts.get("year", "")
    sort_key = texts.get(SORT_KEY, "")
    for name, text in named:
        known = calendar.find(text) or (calendar.find(f"{year} {name} {text}") if year else None)
        if known:
            return known
    name, text = named[0]
    if not _NUMBER.fullmatch(text):
        return free(text, sort_key)
    return free(f"{name.capitalize()} {text}", sort_key) if sort_key else None


def _text(value: object) -> str:
    """Return a value of front matter as text; nothing for lists, maps and truth."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value))


def _date(data: Mapping[Any, Any], grammar: Grammar) -> _Written | None:
    """Return the date that front matter gives, which may be none; None where it has no such key."""
    for name, value in data.items():
        if isinstance(name, str) and value not in (None, ""):
            said = meaning(name, grammar.labels)
            if said.name == "date" and not _NUMBER.fullmatch(_text(value)):
                return _Written(name, value, read_date(value, grammar.date_order))
    return None


def _problems(clues: Clues, written: _Written | None, named: ReadDate) -> Iterator[Problem]:
    if written and not written.read.day:
        shown = _text(written.value)[:LONGEST_SHOWN] or type(written.value).__name__
        yield date_problem(shown, written.read, clues.front.line_of(written.key))
    elif not written and named.ambiguous:
        yield date_problem(clues.path.rpartition("/")[2], named, 1)
