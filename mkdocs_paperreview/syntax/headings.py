"""Find the headings of a text: those that Python-Markdown makes at the left margin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_paperreview.syntax.lines import Scan

_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_NOT_A_TITLE = re.compile(r"[ \t]*(?:[>|]|[-*+][ \t]|\d+\.[ \t])|[ \t]{4}")
# An attribute list: {#my-anchor}, {: .wide }
_ATTRIBUTES = re.compile(r"\{(?::|(?=[ \t]*[#.]))[^{}]*\}")
_ID = re.compile(r"#(?P<id>[\w-]+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the source."""

    index: int
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
    for index, line in enumerate(lines):
        if not line or not scan.is_text(index):
            continue
        if line[0] == "#":
            level = min(6, len(line) - len(line.lstrip("#")))
            yield _heading(index, index + 1, level, line[level:].rstrip(" \t").rstrip("#"))
        elif index + 1 < len(lines) and _is_underlined(scan, index, begins=index == end):
            end = index + 2
            yield _heading(index, index + 2, 1 if lines[index + 1][0] == "=" else 2, line)


def _is_underlined(scan: Scan, index: int, *, begins: bool) -> bool:
    """Return whether the line is the title above an underline; it ``begins`` behind another."""
    return is_underline(scan, index + 1) and (
        begins or scan.source.blank(index - 1) or scan.source.lines[index - 1].startswith("#")
    )


def is_underline(scan: Scan, index: int) -> bool:
    """Return whether the line would make a heading of the line above it, were that a paragraph."""
    above, line = scan.source.lines[index - 1 : index + 1]
    return (
        line[:1] in ("=", "-")
        and _UNDERLINE.fullmatch(line) is not None
        and scan.is_text(index)
        and scan.is_text(index - 1)
        and bool(above.strip())
        and not _NOT_A_TITLE.match(above)
    )


def _heading(index: int, end: int, level: int, text: str) -> Heading:
    """Return a heading, its attribute list taken off: ``Title {#my-anchor}``."""
    bare = text.strip()
    at = bare.rfind("{") if bare.endswith("}") else -1
    if at < 0 or not _ATTRIBUTES.fullmatch(bare, at):
        return Heading(index, end, level, bare, None)
    name = _ID.search(bare, at)
    return Heading(index, end, level, bare[:at].rstrip(), name["id"] if name else None)
