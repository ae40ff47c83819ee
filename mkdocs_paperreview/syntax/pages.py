"""Read a source file: its front matter, when it was, and its reviews."""

from __future__ import annotations

from dataclasses import dataclass, replace
from posixpath import splitext
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview import period as periods
from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.model import Page
from mkdocs_paperreview.naming import clean
from mkdocs_paperreview.syntax import frontmatter
from mkdocs_paperreview.syntax.dates import parse_date
from mkdocs_paperreview.syntax.grammar import GRAMMAR
from mkdocs_paperreview.syntax.links import safe_url
from mkdocs_paperreview.syntax.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.period import Period
    from mkdocs_paperreview.syntax.directives import Directive
    from mkdocs_paperreview.syntax.grammar import Grammar


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A source file that was read."""

    page: Page
    directives: tuple[tuple[int, Directive], ...]
    """Each with its line in the file."""
    problems: tuple[Problem, ...]
    """With path and line in the file."""


def read_page(path: str, source: str, grammar: Grammar = GRAMMAR) -> ReadPage:
    """Return the page at ``path`` (below the docs folder, ``/``-separated) with its problems."""
    front = frontmatter.split(source)
    body = front.body.strip("\n")  # the text that a host hands to Markdown
    offset = source.rindex(body)
    first_line = source.count("\n", 0, offset) + 1
    parsed = parse(body, grammar)
    page = _describe(path, front.data)
    reviews = tuple(
        replace(
            placed(review, page),
            line=review.line + first_line - 1,
            span=review.span.moved(offset),
            notes=review.notes.moved(offset),
        )
        for review in parsed.reviews
    )
    problems = [problem.at(path, first_line) for problem in parsed.problems]
    if reviews:
        problems += [problem.at(path) for problem in front.problems]
        problems += [problem.at(path) for problem in _page_problems(page, front.data)]
    else:
        problems = [problem for problem in problems if problem.rule == "directive"]
    directives = tuple((line + first_line - 1, directive) for line, directive in parsed.directives)
    return ReadPage(replace(page, reviews=reviews), directives, tuple(problems))


def placed(review: Review, page: Page) -> Review:
    """Return a review that was read on ``page``, with the page's path, time and tags."""
    return replace(review, page=page.path, period=page.period, date=review.date or page.date)


def shown_title(title: str) -> str:
    """Return a page title as people should see it: ``2020_3rd_quarter`` becomes ``2020 Q3``."""
    period = periods.parse(title)
    return period.label if period else title


def _describe(path: str, data: Mapping[str, Any]) -> Page:
    title = data.get("title")
    text = clean(str(title)) if title is not None else None
    day = parse_date(data.get("date")) or _date_in_name(path)
    return Page(
        path=path,
        title=text,
        date=day,
        period=_period(path, text, day),
        cover=_cover(data),
    )


def _period(path: str, title: str | None, day: date | None) -> Period | None:
    stem = splitext(path)[0]
    named = (periods.find(text) for text in (title or "", stem.rpartition("/")[2], stem))
    return next((found for found in named if found), periods.of_date(day) if day else None)


def _date_in_name(path: str) -> date | None:
    return parse_date(path.rpartition("/")[2])


def _cover(data: Mapping[str, Any]) -> str | None:
    address = data.get("image_url")
    return safe_url(address) if isinstance(address, str) and address.strip() else None


def _page_problems(page: Page, data: Mapping[str, Any]) -> Iterator[Problem]:
    address = data.get("image_url")
    if address and page.cover is None:
        yield Problem(
            "image",
            f"image_url is no address of a picture: {address!r}",
            "write an address that begins with https:// or a path beside the page",
            1,
        )
    if page.period is None:
        written = f"date {data['date']!r} is no date" if "date" in data else "there is no date"
        yield Problem(
            "undated",
            f"{written}, and neither title nor file name holds a period",
            "write `date: 2020-07-02` or `title: 2020_3rd_quarter` into the front matter",
            1,
        )
