"""Find the headings of a text: those that Python-Markdown makes at the left margin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.syntax.regions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.syntax.lines import Scan

LOWEST = 6
"""Levels of headings."""

_ENDS = frozenset("=- \t")
"""What an underline ends with."""

_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_INDENTED = re.compile(r" {0,3}\t| {4}")
# a quotation, a row of a table, an item: a line of dashes below is a rule for those who write it
_NOT_A_TITLE = re.compile(r"[ \t]*(?:[>|]|[-*+][ \t]|\d+\.[ \t])")
_RULE = re.compile(r" {0,3}(?:(?:\* {0,2}){3,}|(?:- {0,2}){3,}|(?:_ {0,2}){3,})[ \t]*")
# An attribute list: {#my-anchor}, {: .wide }
_ATTRIBUTES = re.compile(r"\{(?::|(?=[ \t]*[#.]))[^{}]*\}")
_ID = re.compile(r"#(?P<id>[\w-]+)")


class Heading(NamedTuple):
    """A heading of the source."""

    first: int
    """Index of its first line."""
    end: int
    """Index behind its last line; an underlined heading has two."""
    level: int
    text: str
    """Markdown, without the marks and without an attribute list."""
    anchor: str | None
    """The identifier that an attribute list gives, ``{#like-this}``."""


def headings(scan: Scan) -> Iterator[Heading]:
    """Yield the headings of levels 1 to 6, in order."""
    lines = scan.source.lines
    end = 0
    for index in _candidates(lines):
        if lines[index][0] == "#":
            found = _marked(scan, index)
        else:
            found = _underlined(scan, index - 1, end)
        if found:
            yield found
            end = found.end


def _candidates(lines: Sequence[str]) -> list[int]:
    """Return the lines that begin with ``#``, and those that may be an underline."""
    return [
        index
        for index, line in enumerate(lines)
        if line[:1] == "#" or (line[:1] in ("=", "-") and line[-1] in _ENDS)
    ]


def _marked(scan: Scan, index: int) -> Heading | None:
    """Return the heading whose line begins with ``#``."""
    line = scan.source.lines[index]
    escapes = "\\" in line
    if not scan.is_text(index) or (escapes and _escapes(line)):
        return None
    level = min(LOWEST, len(line) - len(line.lstrip("#")))
    bare = line[level:].rstrip(" \t").rstrip("#")
    return _heading(index, index + 1, level, f"{bare}#" if escapes and _escapes(bare) else bare)


def _escapes(text: str) -> bool:
    """Return whether ``text`` ends in a backslash that escapes what follows."""
    return text.endswith("\\") and (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _underlined(scan: Scan, index: int, end: int) -> Heading | None:
    """Return the heading whose text stands on a line; the heading before ends at ``end``."""
    if index < end or not is_underline(scan, index + 1) or not _begins(scan, index, end):
        return None
    lines = scan.source.lines
    return _heading(index, index + 2, 1 if lines[index + 1][0] == "=" else 2, lines[index])


def is_underline(scan: Scan, index: int) -> bool:
    """Return whether the line would make a heading of the line above it, were that a paragraph."""
    line = scan.source.lines[index]
    if not line.startswith(("=", "-")):
        return False
    above = scan.source.lines[index - 1]
    return (
        _UNDERLINE.fullmatch(line) is not None
        and scan.is_text(index)
        and scan.is_text(index - 1)
        and bool(above.strip())
        and not _NOT_A_TITLE.match(above)
        and not _INDENTED.match(above)
    )


def _begins(scan: Scan, index: int, end: int) -> bool:
    """Return whether a line begins a paragraph; the heading before ends at ``end``.

    Only the first line of a paragraph is the text of an underline. Code, comments, raw HTML and
    rules end the paragraph before; a formula belongs to it.
    """
    above = index - 1
    while above >= end and not scan.source.blank(above) and _is_code(scan, above):
        above -= 1
    return above < end or scan.source.blank(above) or _ends_paragraph(scan, above)


def _ends_paragraph(scan: Scan, index: int) -> bool:
    """Return whether a line that is not blank ends the paragraph before it and begins none."""
    kind, line = scan.kinds[index], scan.source.lines[index]
    if kind in (Kind.COMMENT, Kind.HTML):
        return line.rstrip().endswith(">")  # what stands behind begins a paragraph
    return kind is Kind.CODE or _RULE.fullmatch(line) is not None


def _is_code(scan: Scan, index: int) -> bool:
    return scan.is_text(index) and _INDENTED.match(scan.source.lines[index]) is not None


def _heading(index: int, end: int, level: int, text: str) -> Heading:
    """Return a heading, its attribute list taken off: ``Title {#my-anchor}``."""
    bare = text.strip()
    at = bare.rfind("{") if bare.endswith("}") else -1
    if at < 0 or not _ATTRIBUTES.fullmatch(bare, at):
        return Heading(index, end, level, bare, None)
    name = _ID.search(bare, at)
    return Heading(index, end, level, bare[:at].rstrip(), name["id"] if name else None)
