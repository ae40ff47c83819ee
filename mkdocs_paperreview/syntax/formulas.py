r"""Find the formulas of a text by kramdown's rule.

``$$…$$`` inside a line of text is inline, ``$$…$$`` that is a block of its own is display.
``\(…\)``, ``\[…\]`` and ``$…$`` are formulas too; code is none.
Source: kramdown 2.4, ``parser/kramdown/math.rb``, measured.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.model import Span
from mkdocs_paperreview.syntax.inline import pieces
from mkdocs_paperreview.syntax.lines import ITEM, MARKERS, scan
from mkdocs_paperreview.syntax.regions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_paperreview.syntax.lines import Scan

_HEADING = re.compile(r"#{1,6}")
_PREFIX = re.compile(MARKERS)
_LINE_ENDS = re.compile(r"[^\S\n]*(?![^\n])")
_ENVIRONMENT = re.compile(r"\\begin\{(?P<name>[a-zA-Z]+\*?)\}.*\\end\{(?P=name)\}", re.DOTALL)


class Formula(NamedTuple):
    """A formula in a text."""

    span: Span
    """With its delimiters."""
    tex: str
    """Without them."""
    display: bool
    """Whether it stands as a block of its own."""


def formulas(text: str) -> tuple[Formula, ...]:
    """Return the formulas of ``text``, in order and disjoint."""
    if "$" not in text and "\\" not in text:
        return ()
    lines = scan(text)
    return tuple(
        formula for first, end in paragraphs(lines) for formula in _in_paragraph(lines, first, end)
    )


def paragraphs(scan_: Scan) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs that hold a sign of formulas, from the first line to behind the last.

    A formula does not reach beyond its paragraph.
    """
    end = 0
    for index, line in enumerate(scan_.source.lines):
        if index >= end and ("$" in line or "\\" in line) and not _is_apart(scan_, index):
            first, end = index, index + 1
            while not _begins(scan_, first):
                first -= 1
            while not _begins(scan_, end):
                end += 1
            yield first, end


def _begins(scan_: Scan, index: int) -> bool:
    """Return whether a line belongs to no paragraph that the line before it belongs to."""
    lines, kinds = scan_.source.lines, scan_.kinds
    if not 0 < index < len(lines) or _is_apart(scan_, index - 1) or _is_apart(scan_, index):
        return True
    before, line = lines[index - 1], lines[index]
    inside = kinds[index - 1] is Kind.MATH and kinds[index] is Kind.MATH
    return not inside and bool(ITEM.match(line) or _HEADING.match(line) or _HEADING.match(before))


def _is_apart(scan_: Scan, index: int) -> bool:
    """Return whether a line belongs to no paragraph."""
    kind = scan_.kinds[index]
    return kind is not Kind.MATH and (kind is not Kind.TEXT or scan_.source.blank(index))


def _in_paragraph(scan_: Scan, first: int, end: int) -> Iterator[Formula]:
    source = scan_.source
    start = source.starts[first]
    stop = source.starts[end - 1] + len(source.lines[end - 1])
    text = source.text[start:stop]
    prefix = _PREFIX.match(text)
    at = prefix.end() if prefix else 0
    whole = text[at:].rstrip()
    if _ENVIRONMENT.fullmatch(whole):
        yield Formula(Span(start + at, start + at + len(whole)), whole, display=True)
        return
    for piece in pieces(text):
        if piece.kind in ("inline", "display"):
            span = Span(start + piece.start, start + piece.end)
            alone = _is_block(scan_, span)
            double = text.startswith("$$", piece.start) or piece.kind == "display"
            if piece.kind == "inline" or alone:
                yield Formula(span, piece.content.strip(), display=alone and double)


def _is_block(scan_: Scan, span: Span) -> bool:
    source = scan_.source
    if not _LINE_ENDS.match(source.text, span.end):
        return False
    first, last = source.line_at(span.start), source.line_at(span.end - 1)
    before = source.starts[first], span.start
    if not _PREFIX.fullmatch(source.text, *before):
        return False
    opens_item = bool(ITEM.fullmatch(source.text, *before))
    nested = opens_item or before[0] < before[1]
    return (opens_item or _empty(scan_, first - 1)) and (
        _empty(scan_, last + 1) or (nested and bool(ITEM.match(source.lines[last + 1])))
    )


def _empty(scan_: Scan, index: int) -> bool:
    """Return whether the line holds nothing but quote marks, or lies outside of the text."""
    lines = scan_.source.lines
    return not 0 <= index < len(lines) or not lines[index].strip(" \t>")
