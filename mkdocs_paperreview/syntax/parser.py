"""Turn a text into the reviews that it holds, with the place of everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.model import Paper, Review, Span
from mkdocs_paperreview.naming import anchor, key
from mkdocs_paperreview.syntax.blocks import find_blocks
from mkdocs_paperreview.syntax.checks import missing, placeholders, unsafe
from mkdocs_paperreview.syntax.dates import read_date
from mkdocs_paperreview.syntax.directives import Directive, find_directives
from mkdocs_paperreview.syntax.excerpts import excerpt
from mkdocs_paperreview.syntax.facts import Fact
from mkdocs_paperreview.syntax.grammar import GRAMMAR
from mkdocs_paperreview.syntax.header import read_header
from mkdocs_paperreview.syntax.headings import headings
from mkdocs_paperreview.syntax.images import images
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.lines import scan
from mkdocs_paperreview.syntax.links import identifiers, parse_links
from mkdocs_paperreview.syntax.matching import match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.syntax.blocks import Block
    from mkdocs_paperreview.syntax.facts import Given
    from mkdocs_paperreview.syntax.fields import Stretch
    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.header import Header
    from mkdocs_paperreview.syntax.headings import Heading
    from mkdocs_paperreview.syntax.lines import Scan

KEPT = 2048
"""Texts whose results are kept in memory."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of a review stand, as indexes of lines; ranges end behind the last line."""

    start: int
    title: str
    """The title as Markdown, without marks and attributes."""
    notes_end: int
    next: int
    """Behind the separator, where the next block begins."""
    removed: frozenset[int] = frozenset()
    """Lines that the card shows in its own way: the title, and what is understood of the header."""
    notes: str = ""
    """Notes that stand in front matter."""


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What a text holds. Lines are counted from 1 at the beginning of the text."""

    reviews: tuple[Review, ...]
    places: tuple[Place, ...]
    """One for each review."""
    directives: tuple[tuple[int, Directive], ...]
    """Each with its line."""
    problems: tuple[Problem, ...]
    open_tags: tuple[tuple[int, tuple[str, ...]], ...]
    """Index of the line and tags, outermost first, of raw HTML that nothing closes."""


class _Read(NamedTuple):
    """A review that was read, before its anchor is known to be its own."""

    review: Review
    place: Place
    problems: tuple[Problem, ...]
    fixed: bool = False
    """Whether the writer has chosen its anchor."""


class _Title(NamedTuple):
    """The title of a review, and where it stands."""

    text: str
    """Markdown."""
    line: int
    anchor: str | None = None
    """The one that the writer has chosen."""


class _Lines(NamedTuple):
    """Where the parts of a review stand, as indexes of lines."""

    start: int
    header_end: int
    end: int


@lru_cache(maxsize=KEPT)
def parse(text: str, grammar: Grammar = GRAMMAR, given: tuple[Given, ...] = ()) -> ParsedPage:
    """Return the reviews of a text without front matter. Never raises.

    A site asks twice for most of its texts, once to collect and once to render, so that results
    are kept.

    Args:
        text: The text.
        grammar: What decides about its meaning.
        given: What front matter tells of. Its lines are counted from the beginning of the text as
            well, so that they are zero or less.
    """
    scanned = scan(text)
    blocks, problems = find_blocks(scanned, grammar)
    matched = match(blocks, given)
    found = [_of_block(scanned, b, matched.blocks.get(i), grammar) for i, b in enumerate(blocks)]
    found += _of_page(scanned, matched.page, grammar) if matched.page else ()
    found += [_of_front_matter(scanned, one, grammar) for one in matched.others]
    directives = list(find_directives(scanned))
    return ParsedPage(
        tuple(_told_apart(found)),
        tuple(one.place for one in found),
        tuple((at + 1, item) for at, item in directives if isinstance(item, Directive)),
        (
            *scanned.problems,
            *problems,
            *matched.problems,
            *(replace(item, line=at + 1) for at, item in directives if isinstance(item, Problem)),
            *(problem for one in found for problem in one.problems),
        ),
        tuple((r.first, r.open_tags) for r in scanned.regions if r.open_tags),
    )


def _of_block(scanned: Scan, block: Block, given: Given | None, grammar: Grammar) -> _Read:
    """Return the review of a block, with what front matter adds to it."""
    fields = [
        Fact(line.field.name, line.field.label, line.field.value, line.index + 1)
        for line in block.fields
    ]
    details = [Fact("authors", "", detail.text, detail.index + 1) for detail in block.details]
    title = _Title(block.title.text, block.title.index + 1, block.title.anchor)
    labelled = next((fact.value for fact in fields if fact.name == "title"), None)
    if labelled:
        fields += _of_heading(title, labelled, grammar)
        title = title._replace(text=labelled)
    header = read_header(plain(title.text), details, fields, given.facts if given else (), grammar)
    shown = [detail for detail in block.details if detail.index + 1 in header.lines]
    understood = [line for line in block.fields if line.field.name != "author"]
    whole = [container for container in block.containers if container.complete]
    parts: tuple[Stretch, ...] = (block.title, *shown, *understood, *whole)
    removed = frozenset(index for part in parts for index in range(part.index, part.end))
    place = Place(block.start, title.text, block.end, block.next, removed)
    lines = _Lines(block.start, block.header_end, block.end)
    return _read(scanned, title, lines, place, header, [*details, *fields], grammar)


def _of_heading(heading: _Title, title: str, grammar: Grammar) -> Iterator[Fact]:
    """Yield what a heading says beside the title that a label gives: often when it was."""
    text = plain(heading.text)
    if read_date(text, grammar.date_order).day:
        yield Fact("date", "", text, heading.line)
    elif key(text) != key(plain(title)):
        yield Fact("remark", "", text, heading.line)


def _of_page(scanned: Scan, given: Given, grammar: Grammar) -> Iterator[_Read]:
    """Yield the review that a page is about whose header is its front matter, if it has a title."""
    heading = _page_title(scanned, given)
    title = _Title(heading.text, heading.index + 1, heading.anchor) if heading else None
    title = title or _Title(given.title, given.line)
    if not plain(title.text):
        return
    header = read_header(plain(title.text), (), (), given.facts, grammar)
    end = len(scanned.kinds)
    lines = _Lines(0, heading.end if heading else 0, end)
    removed = frozenset(range(heading.index, heading.end) if heading else ())
    place = Place(0, title.text, end, end, removed, given.notes)
    yield _read(scanned, title, lines, place, header, given.facts, grammar)


def _page_title(scanned: Scan, given: Given) -> Heading | None:
    """Return the heading with which a page begins, where it is the title of its paper."""
    first = next(headings(scanned), None)
    if first is None or not all(map(scanned.source.blank, range(first.index))):
        return None
    same = not given.title or key(plain(first.text)) == key(plain(given.title))
    return first if same and plain(first.text) else None


def _of_front_matter(scanned: Scan, given: Given, grammar: Grammar) -> _Read:
    """Return a review that nothing but front matter tells of."""
    title = _Title(given.title, given.line)
    header = read_header(plain(title.text), (), (), given.facts, grammar)
    end = len(scanned.kinds)
    place = Place(end, title.text, end, end, notes=given.notes)
    notes = scan(given.notes)
    read = _read(scanned, title, _Lines(end, end, end), place, header, given.facts, grammar)
    last = len(notes.kinds)
    review = replace(read.review, images=images(notes, 0, last), excerpt=excerpt(notes, 0, last))
    return read._replace(review=review)


def _read(  # noqa: PLR0913, PLR0917 (what a review is made of)
    scanned: Scan,
    title: _Title,
    lines: _Lines,
    place: Place,
    header: Header,
    facts: Sequence[Fact],
    grammar: Grammar,
) -> _Read:
    text = plain(title.text)
    links = (*parse_links(title.text, grammar.labels).links, *header.links)
    review = Review(
        paper=Paper(
            title=text,
            authors=header.authors.names,
            et_al=header.authors.et_al,
            venue=header.authors.venue,
            venue_text=header.authors.venue_text,
            year=header.authors.year,
            identifiers=identifiers(
                (link.url for link in links if link.url), " ".join(fact.value for fact in facts)
            ),
        ),
        presenters=tuple(person.text for person in header.people),
        affiliations=_where_said([person.affiliation for person in header.people]),
        other_names=_where_said([person.other for person in header.people]),
        links=header.links,
        remark=header.remark,
        tags=header.tags,
        status=header.status,
        images=images(scanned, lines.header_end, lines.end),
        excerpt=excerpt(scanned, lines.header_end, lines.end),
        anchor=title.anchor or anchor(text),
        line=title.line,
        span=_span(scanned, lines.start, lines.end),
        notes=_span(scanned, lines.header_end, lines.end),
        date=header.date,
    )
    texts = [(title.text, title.line), *((fact.value, fact.line) for fact in facts)]
    problems = (
        *header.problems,
        *placeholders(texts, grammar.labels),
        *missing(review),
        *unsafe(review),
    )
    return _Read(review, place, problems, fixed=title.anchor is not None)


def _where_said(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(texts) if any(texts) else ()


def _span(scanned: Scan, first: int, end: int) -> Span:
    source = scanned.source
    start = source.starts[first] if first < len(source.starts) else len(source.text)
    if end <= first:
        return Span(start, start)
    return Span(start, source.starts[end - 1] + len(source.lines[end - 1]))


def _told_apart(found: Sequence[_Read]) -> Iterator[Review]:
    """Give each review an anchor of its own: by its title, else also its presenters.

    Every review of a title that stands on the page twice gets its presenters' names, so that no
    anchor depends on which one comes first.
    """
    shared = Counter(one.review.anchor for one in found)
    used = {name for name, count in shared.items() if count == 1}
    numbers: Counter[str] = Counter()
    for review, _, _, fixed in found:
        name = review.anchor
        if shared[name] > 1:
            if not fixed:
                name = anchor(f"{name} {' '.join(review.presenters)}")
            name = _unused(name, used, numbers)
        yield replace(review, anchor=name) if name != review.anchor else review


def _unused(name: str, used: set[str], numbers: Counter[str]) -> str:
    """Return ``name``, with a number from 2 where it is taken, and note that it is."""
    candidate = name
    while candidate in used:
        numbers[name] += 1
        candidate = f"{name}-{numbers[name] + 1}"
    used.add(candidate)
    return candidate
