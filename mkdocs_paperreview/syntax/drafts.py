"""Gather what is said of each review: by its block, by front matter, or by both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.model import Span
from mkdocs_paperreview.naming import key
from mkdocs_paperreview.syntax.dates import read_date
from mkdocs_paperreview.syntax.facts import Fact
from mkdocs_paperreview.syntax.headings import headings
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.lines import scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.syntax.blocks import Block, Detail
    from mkdocs_paperreview.syntax.facts import Given
    from mkdocs_paperreview.syntax.fields import Stretch
    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.headings import Heading
    from mkdocs_paperreview.syntax.lines import Scan
    from mkdocs_paperreview.syntax.matching import Matched


_TWO_DIGITS = re.compile(r"\d\d")
"""What every day holds, and hardly a title."""


class Title(NamedTuple):
    """The title of a review, and where it stands."""

    text: str
    """Markdown."""
    line: int
    """1-based."""
    anchor: str | None = None
    """The one that the writer has chosen."""


class Notes(NamedTuple):
    """Where the notes of a review stand, as indexes of lines."""

    scan: Scan
    first: int
    end: int


class Draft(NamedTuple):
    """A review whose words are gathered and not yet understood. Lines are indexes, of the text."""

    title: Title
    text: str
    """The title as plain text."""
    start: int
    end: int
    next: int
    """Behind the separator, where the next block begins."""
    spans: tuple[Span, Span]
    """That of all, and that of the notes."""
    notes: Notes
    """What pictures and the first sentence are taken from."""
    lines: Sequence[Fact] = ()
    """What the block says without a label."""
    fields: Sequence[Fact] = ()
    """What the block says with one."""
    given: Sequence[Fact] = ()
    """What front matter says."""
    details: tuple[Detail, ...] = ()
    """Where ``lines`` stand."""
    shown: tuple[Stretch, ...] = ()
    """All else that the card shows in its own way."""
    told: str = ""
    """Notes that stand in front matter."""

    @property
    def own(self) -> Sequence[Fact]:
        """Return what is said in the place that the review is read from."""
        return (*self.lines, *self.fields) or self.given


def drafts(
    scanned: Scan, blocks: Sequence[Block], matched: Matched, grammar: Grammar
) -> Iterator[Draft]:
    """Yield a draft for every block, and for what front matter alone tells of."""
    for number, block in enumerate(blocks):
        yield _of_block(scanned, block, matched.blocks.get(number), grammar)
    if matched.page:
        yield from _of_page(scanned, matched.page)
    for given in matched.others:
        yield _of_front_matter(scanned, given)


def _of_block(scanned: Scan, block: Block, given: Given | None, grammar: Grammar) -> Draft:
    """Return the draft of a block, with what front matter adds to it."""
    fields = [
        Fact(line.field.name, line.field.label, line.field.value, line.first + 1)
        for line in block.fields
    ]
    title = Title(block.title.text, block.title.first + 1, block.title.anchor)
    labelled = next((fact.value for fact in fields if fact.name == "title"), "")
    if labelled and not grammar.labels.is_nobody(plain(labelled)):
        fields += _of_heading(title, labelled, grammar)
        title = title._replace(text=labelled)
    elif _TWO_DIGITS.search(title.text):
        fields += _day_of(title, grammar)
    understood = [line for line in block.fields if line.field.name != "author"]
    whole = [container for container in block.containers if container.complete]
    header_end = block.header_end
    return Draft(
        title,
        plain(title.text),
        block.start,
        block.end,
        block.next,
        (_span(scanned, block.start, block.end), _span(scanned, header_end, block.end)),
        Notes(scanned, header_end, block.end),
        [Fact("authors", "", detail.text, detail.first + 1) for detail in block.details],
        fields,
        given.facts if given else (),
        block.details,
        (block.title, *understood, *whole),
    )


def _of_heading(heading: Title, title: str, grammar: Grammar) -> Iterator[Fact]:
    """Yield what a heading says beside the title that a label gives: often when it was."""
    text = plain(heading.text)
    if read_date(text, grammar.date_order).day:
        yield Fact("date", "", text, heading.line)
    elif key(text) != key(plain(title)):
        yield Fact("remark", "", text, heading.line)


def _day_of(title: Title, grammar: Grammar) -> Iterator[Fact]:
    """Yield the day that a title begins with, where a session has no other."""
    text = plain(title.text)
    if read_date(text, grammar.date_order).day:
        yield Fact("date", "", text, title.line)


def _of_page(scanned: Scan, given: Given) -> Iterator[Draft]:
    """Yield the review that a page is about whose header is its front matter, if it has a title."""
    heading = _page_title(scanned, given)
    title = Title(heading.text, heading.first + 1, heading.anchor) if heading else None
    title = title or Title(given.title, given.line)
    text = plain(title.text)
    if not text:
        return
    first, end = heading.end if heading else 0, len(scanned.kinds)
    spans = (_span(scanned, 0, end), _span(scanned, first, end))
    shown = (heading,) if heading else ()
    notes = Notes(scanned, first, end)
    yield Draft(
        title, text, 0, end, end, spans, notes, given=given.facts, shown=shown, told=given.notes
    )


def _page_title(scanned: Scan, given: Given) -> Heading | None:
    """Return the heading with which a page begins, where it is the title of its paper."""
    first = next(headings(scanned), None)
    if first is None or not all(map(scanned.source.blank, range(first.first))):
        return None
    same = not given.title or key(plain(first.text)) == key(plain(given.title))
    return first if same and plain(first.text) else None


def _of_front_matter(scanned: Scan, given: Given) -> Draft:
    """Return a review that nothing but front matter tells of; it stands behind the text."""
    title = Title(given.title, given.line)
    end = len(scanned.kinds)
    written = scan(given.notes)
    notes = Notes(written, 0, len(written.kinds))
    text, span = plain(title.text), _span(scanned, end, end)
    told = given.notes
    return Draft(title, text, end, end, end, (span, span), notes, given=given.facts, told=told)


def _span(scanned: Scan, first: int, end: int) -> Span:
    source = scanned.source
    start = source.starts[first] if first < len(source.starts) else len(source.text)
    if end <= first:
        return Span(start, start)
    return Span(start, source.starts[end - 1] + len(source.lines[end - 1]))
