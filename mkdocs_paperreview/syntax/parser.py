"""Turn a text into the reviews that it holds, with the place of everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.model import Paper, Review, Span
from mkdocs_paperreview.naming import anchor, clean
from mkdocs_paperreview.syntax.authors import Authors, parse_authors
from mkdocs_paperreview.syntax.blocks import Block, find_blocks
from mkdocs_paperreview.syntax.directives import Directive, find_directives
from mkdocs_paperreview.syntax.excerpts import excerpt
from mkdocs_paperreview.syntax.grammar import GRAMMAR
from mkdocs_paperreview.syntax.images import images
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.labels import is_nobody, link_kind
from mkdocs_paperreview.syntax.lines import scan
from mkdocs_paperreview.syntax.links import identifiers, parse_links
from mkdocs_paperreview.syntax.people import split_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.model import Link
    from mkdocs_paperreview.syntax.grammar import Grammar
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
    title_end: int
    notes_end: int
    next: int
    """Behind the separator, where the next block begins."""
    removed: frozenset[int]
    """Lines of the header that the card shows in its own way."""


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


@lru_cache(maxsize=KEPT)
def parse(text: str, grammar: Grammar = GRAMMAR) -> ParsedPage:
    """Return the reviews of a text without front matter. Never raises.

    A site asks twice for most of its texts, once to collect and once to render, so that results
    are kept.
    """
    scanned = scan(text)
    blocks, problems = find_blocks(scanned, grammar.venues)
    found = [_read(scanned, block, grammar) for block in blocks]
    reviews = _told_apart(found, blocks)
    directives = list(find_directives(scanned))
    return ParsedPage(
        tuple(reviews),
        tuple(place for _, place in found),
        tuple((at + 1, item) for at, item in directives if isinstance(item, Directive)),
        (
            *scanned.problems,
            *problems,
            *(replace(item, line=at + 1) for at, item in directives if isinstance(item, Problem)),
            *(problem for review in reviews for problem in _missing(review)),
        ),
        tuple((r.first, r.open_tags) for r in scanned.regions if r.open_tags),
    )


@dataclass(frozen=True, slots=True)
class _Presentation:
    """What the label's lines say."""

    presenters: tuple[str, ...]
    links: tuple[Link, ...]
    remark: str


def _read(scanned: Scan, block: Block, grammar: Grammar) -> tuple[Review, Place]:
    presentation = _presentation(block)
    authors, shown = _authors(block.details, grammar)
    title = plain(block.title.text)
    title_links = parse_links(block.title.text).links
    urls = (link.url for link in (*title_links, *presentation.links) if link.url)
    review = Review(
        paper=Paper(
            title=title,
            authors=authors.names,
            et_al=authors.et_al,
            venue=authors.venue,
            venue_text=authors.venue_text,
            year=authors.year,
            identifiers=identifiers(urls),
        ),
        presenters=presentation.presenters,
        links=presentation.links,
        remark=presentation.remark,
        images=images(scanned, block.header_end, block.end),
        excerpt=excerpt(scanned, block.header_end, block.end),
        anchor=block.title.anchor or anchor(title),
        line=block.title.index + 1,
        span=_span(scanned, block.title.index, block.end),
        notes=_span(scanned, block.header_end, block.end),
    )
    removed = (*shown, *(line.heading for line in block.presenters))
    place = Place(
        block.title.index,
        block.title.text,
        block.title.end,
        block.end,
        block.next,
        frozenset(index for heading in removed for index in range(heading.index, heading.end)),
    )
    return review, place


def _presentation(block: Block) -> _Presentation:
    names: list[str] = []
    links: list[Link] = []
    remarks: list[str] = []
    for line in block.presenters:
        found = parse_links(line.field.value)
        written, its_links = found.before, found.links
        if its_links and not clean(written.strip(" [(")) and link_kind(its_links[0].label) is None:
            written, its_links = its_links[0].label, its_links[1:]
        names += split_names(plain(written))
        links += its_links
        remarks += [plain(found.rest)] if found.rest else []
    known = dict.fromkeys(name for name in names if not is_nobody(name))
    return _Presentation(tuple(known), tuple(links), " ".join(remarks))


def _authors(details: Sequence[Heading], grammar: Grammar) -> tuple[Authors, list[Heading]]:
    """Return what the headings between title and label say, and those that say it.

    The first one names the authors; a second one counts where it adds a venue or a year.
    """
    authors = Authors((), et_al=False, venue=None, venue_text=None, year=None)
    shown: list[Heading] = []
    for heading in details:
        read = parse_authors(heading.text, grammar.venues)
        if not shown:
            authors = read
        elif not read.names and authors.year is None and authors.venue_text is None:
            authors = read._replace(names=authors.names, et_al=authors.et_al)
        else:
            continue
        shown.append(heading)
    return authors, shown


def _span(scanned: Scan, first: int, end: int) -> Span:
    source = scanned.source
    start = source.starts[first] if first < len(source.starts) else len(source.text)
    if end <= first:
        return Span(start, start)
    return Span(start, source.starts[end - 1] + len(source.lines[end - 1]))


def _told_apart(found: Sequence[tuple[Review, Place]], blocks: Sequence[Block]) -> list[Review]:
    """Give each review an anchor of its own: by its title, else also its presenters.

    Every review of a title that stands on the page twice gets its presenters' names, so that no
    anchor depends on which one comes first.
    """
    shared = Counter(review.anchor for review, _ in found)
    used = {review.anchor for review, _ in found if shared[review.anchor] == 1}
    numbers: Counter[str] = Counter()
    result: list[Review] = []
    for (review, _), block in zip(found, blocks, strict=True):
        name = review.anchor
        if shared[name] > 1:
            if not block.title.anchor:
                name = anchor(f"{name} {' '.join(review.presenters)}")
            name = _unused(name, used, numbers)
        result.append(replace(review, anchor=name))
    return result


def _unused(name: str, used: set[str], numbers: Counter[str]) -> str:
    """Return ``name``, with a number from 2 where it is taken, and note that it is."""
    candidate = name
    while candidate in used:
        numbers[name] += 1
        candidate = f"{name}-{numbers[name] + 1}"
    used.add(candidate)
    return candidate


def _missing(review: Review) -> Iterator[Problem]:
    line = review.line
    if not review.presenters:
        yield Problem(
            "no-presenter", "nobody presents this paper", "write a name behind the label", line
        )
    if not review.paper.authors:
        yield Problem(
            "no-authors",
            "the paper has no authors",
            "write them on a heading below the title: `## A. Author, B. Author, VENUE YEAR`",
            line,
        )
    if not review.links:
        yield Problem(
            "no-links",
            "the review has no links",
            "write them behind the presenter: `[[paper link](https://…)]`",
            line,
        )
    for link in review.links:
        if link.refused:
            yield Problem(
                "unsafe-link",
                f"the link {link.label!r} is refused: it does not lead to a web address",
                "write an address that begins with https:// or a path in the site",
                line,
            )
