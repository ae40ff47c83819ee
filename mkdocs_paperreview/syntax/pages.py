"""Read a source file: its front matter, when it was, and its reviews."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

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
from mkdocs_paperreview.syntax.parser import digest, parse
from mkdocs_paperreview.syntax.when import Clues, contradiction, of_review, undated, when

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


class ReadPage(NamedTuple):
    """A source file that was read."""

    page: Page
    origin: tuple[bytes, ParsedPage]
    """The digest of its text, and what :func:`parse` made of that."""
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


class _File(NamedTuple):
    """A source file whose front matter is taken off."""

    path: str
    front: FrontMatter
    body: str
    """The text that a host hands to Markdown."""
    offset: int
    """Where it begins in the file, in characters."""
    first_line: int
    """Where it begins in the file, 1-based."""


def read_page(
    path: str, source: str, grammar: Grammar = GRAMMAR, *, wanted: bool = True
) -> ReadPage:
    """Return the page at ``path`` (below the docs folder, ``/``-separated) with its problems.

    Of a page that is not ``wanted``, or that says so itself, nothing but directives is read.
    """
    file = _split(path, source)
    is_read = wanted and file.front.data.get(SWITCH) is not False
    found, unread = given(file.front, grammar) if is_read else ((), ())
    told = tuple(_counted_from(file.first_line, one) for one in found)
    parsed = parse(file.body, grammar, told)
    origin = (digest(file.body), parsed)
    directives = tuple((line + file.first_line - 1, item) for line, item in parsed.directives)
    if not is_read or not parsed.reviews:
        are_lost = is_read and _names_reviews(source, grammar)
        problems = tuple(_problems_without_reviews(file, parsed, are_lost=are_lost))
        return ReadPage(Page(path=path), origin, directives, problems, told, is_read)
    time = when(_clues(file, parsed, found), grammar)
    page = _page(file, parsed, time, grammar)
    problems = (*_problems(file, parsed, page, time, grammar), *(p.at(path) for p in unread))
    draft = is_draft(file.front.data, grammar)
    return ReadPage(page, origin, directives, problems, told, is_read, draft)


def _split(path: str, source: str) -> _File:
    front = frontmatter.split(source)
    offset = len(source) - len(front.body.lstrip("\n"))
    first_line = source.count("\n", 0, offset) + 1
    return _File(path, front, front.body.strip("\n"), offset, first_line)


def _problems_without_reviews(
    file: _File, parsed: ParsedPage, *, are_lost: bool
) -> Iterator[Problem]:
    """Yield what is wrong with a page without reviews; ``are_lost`` where it was to have some."""
    for problem in parsed.problems:
        if problem.rule == "directive":
            yield problem.at(file.path, file.first_line)
    for problem in file.front.problems if are_lost else ():
        yield problem.at(file.path)


def _problems(
    file: _File, parsed: ParsedPage, page: Page, time: When, grammar: Grammar
) -> Iterator[Problem]:
    """Yield what is wrong with a page that has reviews."""
    doubts = (contradiction(review, page, grammar.calendar) for review in parsed.reviews)
    for problem in (*parsed.problems, *filter(None, doubts)):
        yield problem.at(file.path, file.first_line)
    of_page = _page_problems(page, file.front, time)
    undated_reviews = _undated(page, parsed, time, grammar.calendar)
    for problem in (*file.front.problems, *of_page, *undated_reviews):
        yield problem.at(file.path)


def _clues(file: _File, parsed: ParsedPage, found: Sequence[Given]) -> Clues:
    """Return what may tell when a page with reviews was."""
    is_paper = any(one.is_page for one in found)
    above = () if is_paper else _headings_above(file.body, parsed)
    others = _headings_below(file.body, parsed)
    return Clues(file.path, file.front, _title(file.front, found), above, others, is_paper)


def _page(file: _File, parsed: ParsedPage, time: When, grammar: Grammar) -> Page:
    """Return the page with its reviews, whose places are those in the file."""
    draft = is_draft(file.front.data, grammar)
    page = _describe(file.path, file.front, time)
    reviews = tuple(
        replace(
            placed(review, page, grammar.calendar),
            line=review.line + file.first_line - 1,
            span=review.span.moved(file.offset),
            notes=review.notes.moved(file.offset),
            status="draft" if draft else review.status,
        )
        for review in parsed.reviews
    )
    return replace(page, reviews=reviews)


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
    return told._replace(line=told.line - first_line + 1, facts=facts)


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


def _headings_below(body: str, parsed: ParsedPage) -> Iterator[str]:
    """Yield the headings from the first block on; of a page without one, all but its title."""
    lines = body.split("\n")
    start = min(place.start for place in parsed.places)
    below = headings(scan("\n".join(lines[start:] or lines)))
    for heading in below if start < len(lines) else islice(below, 1, None):
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


def _undated(page: Page, parsed: ParsedPage, time: When, calendar: Calendar) -> Iterator[Problem]:
    """Yield a problem where a review has no period, unless a wrong date is the reason."""
    found = zip(page.reviews, parsed.misdated, strict=True)
    lost = next((review for review, wrong in found if review.period is None and not wrong), None)
    if lost and not time.problems:
        yield undated(lost, calendar)
