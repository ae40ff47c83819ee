"""Read a source file: its front matter, when it was, and its reviews."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.model import Page
from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.syntax import frontmatter
from mkdocs_paperreview.syntax.given import given, is_draft
from mkdocs_paperreview.syntax.grammar import GRAMMAR
from mkdocs_paperreview.syntax.headings import headings
from mkdocs_paperreview.syntax.keys import list_kind, meaning
from mkdocs_paperreview.syntax.lines import scan
from mkdocs_paperreview.syntax.links import safe_url
from mkdocs_paperreview.syntax.parser import parse
from mkdocs_paperreview.syntax.when import Clues, contradiction, of_review, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.period import Calendar
    from mkdocs_paperreview.syntax.directives import Directive
    from mkdocs_paperreview.syntax.facts import Given
    from mkdocs_paperreview.syntax.frontmatter import FrontMatter
    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.parser import ParsedPage
    from mkdocs_paperreview.syntax.when import When

LONGEST_FRONT_MATTER = 4096
"""Characters in which keys are looked for where front matter cannot be read."""

# presenter: Mina Park
_KEY = re.compile(r"^[ -]{0,8}(?P<key>[^\s:#-][^:\n]{0,40}):", re.MULTILINE)

SWITCH = "paperreview"
"""Key of front matter that, where it is false, keeps a page from being read."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A source file that was read."""

    page: Page
    directives: tuple[tuple[int, Directive], ...]
    """Each with its line in the file."""
    problems: tuple[Problem, ...]
    """With path and line in the file."""
    given: tuple[Given, ...] = ()
    """What its front matter tells of, as :func:`parse` was told."""
    is_read: bool = True
    """Whether reviews are looked for."""
    is_draft: bool = False
    """Whether its front matter says that all of it is not to be published yet."""


def read_page(
    path: str, source: str, grammar: Grammar = GRAMMAR, *, wanted: bool = True
) -> ReadPage:
    """Return the page at ``path`` (below the docs folder, ``/``-separated) with its problems.

    Of a page that is not ``wanted``, or that says so itself, nothing but directives is read.
    """
    front = frontmatter.split(source)
    body = front.body.strip("\n")  # the text that a host hands to Markdown
    offset = len(source) - len(front.body.lstrip("\n"))
    first_line = source.count("\n", 0, offset) + 1
    is_read = wanted and front.data.get(SWITCH) is not False
    found, wrong = given(front, grammar) if is_read else ((), ())
    told = tuple(_counted_from(first_line, one) for one in found)
    parsed = parse(body, grammar, told)
    directives = tuple((line + first_line - 1, directive) for line, directive in parsed.directives)
    if not is_read or not parsed.reviews:
        wrong = tuple(p.at(path, first_line) for p in parsed.problems if p.rule == "directive")
        lost = (p.at(path) for p in front.problems if is_read and _names_reviews(source, grammar))
        return ReadPage(Page(path=path), directives, (*wrong, *lost), told, is_read)
    is_paper = any(one.is_page for one in found)
    above = () if is_paper else _headings_above(body, parsed)
    time = when(Clues(path, front, _title(front, found), above, is_paper), grammar)
    page = _describe(path, front, time)
    draft = is_draft(front.data, grammar)
    reviews = tuple(
        replace(
            placed(review, page, grammar.calendar),
            line=review.line + first_line - 1,
            span=review.span.moved(offset),
            notes=review.notes.moved(offset),
            status="draft" if draft else review.status,
        )
        for review in parsed.reviews
    )
    page = replace(page, reviews=reviews)
    doubts = (contradiction(review, page, grammar.calendar) for review in parsed.reviews)
    problems = (
        *(problem.at(path, first_line) for problem in (*parsed.problems, *filter(None, doubts))),
        *(p.at(path) for p in (*front.problems, *wrong, *_page_problems(page, front, time))),
    )
    return ReadPage(page, directives, problems, told, is_read, draft)


def _names_reviews(source: str, grammar: Grammar) -> bool:
    """Return whether front matter that cannot be read looks as if it told of reviews."""
    for match in _KEY.finditer(source, 0, LONGEST_FRONT_MATTER):
        name, weak, _ = meaning(match["key"], grammar.labels)
        if (name == "presenter" and not weak) or list_kind(match["key"]):
            return True
    return False


def placed(review: Review, page: Page, calendar: Calendar) -> Review:
    """Return a review that was read on ``page``, with the page's path, time and tags."""
    period = of_review(review, page, calendar)
    return replace(review, page=page.path, period=period, date=review.date or page.date)


def _counted_from(first_line: int, told: Given) -> Given:
    """Return what front matter tells with its lines counted from ``first_line`` of the file."""
    facts = tuple(fact._replace(line=fact.line - first_line + 1) for fact in told.facts)
    return replace(told, line=told.line - first_line + 1, facts=facts)


def _title(front: FrontMatter, found: Sequence[Given]) -> str | None:
    """Return the title of a page, unless it is that of a paper."""
    title = _text(front.data.get("title"))
    papers = {key(one.title) for one in found if one.is_page}
    return title if title and key(title) not in papers else None


def _headings_above(body: str, parsed: ParsedPage) -> Iterator[str]:
    """Yield the headings above the first block; of a page without one, its title."""
    lines = body.split("\n")
    start = min(place.start for place in parsed.places)
    above = headings(scan("\n".join(lines[:start])))
    for heading in above if start < len(lines) else islice(above, 1):
        yield heading.text


def _describe(path: str, front: FrontMatter, time: When) -> Page:
    return Page(
        path=path,
        title=_text(front.data.get("title")),
        date=time.day,
        period=time.period,
        period_told=time.is_told,
        cover=_cover(front.data),
    )


def _text(value: object) -> str | None:
    """Return a value of front matter as text; None for what is none."""
    return clean(str(value)) if isinstance(value, str | int | float | date) else None


def _cover(data: Mapping[Any, Any]) -> str | None:
    address = data.get("image_url")
    return safe_url(address) if isinstance(address, str) and address.strip() else None


def _page_problems(page: Page, front: FrontMatter, time: When) -> Iterator[Problem]:
    address = front.data.get("image_url")
    if address and page.cover is None:
        yield Problem(
            "image",
            "image_url is no address of a picture",
            "write an address that begins with https:// or a path beside the page",
            front.line_of("image_url"),
        )
    yield from time.problems
    if not time.problems and any(review.period is None for review in page.reviews):
        yield Problem(
            "undated",
            "there is no date, and neither title nor file name holds a period",
            "write `date: 2020-07-02` or `title: 2020_3rd_quarter` into the front matter",
            1,
        )
