"""Find the headings of a text: those that Python-Markdown makes at the left margin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_paperreview.syntax.lines import Scan

# ### Title ###
_ATX = re.compile(r"(?P<marks>#{1,6})(?P<text>.*?)#*[ \t]*")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_NOT_A_TITLE = re.compile(r"[ \t]*(?:[>|]|[-*+][ \t]|\d+\.[ \t])|[ \t]{4}")
# Title {#my-anchor}, Title {: .wide }
_ATTRIBUTES = re.compile(r"[ \t]*\{(?::|(?=[ \t]*[#.]))(?P<attributes>[^{}]*)\}[ \t]*\Z")
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
    for index, line in enumerate(lines):
        if not line or not scan.is_text(index):
            continue
        if line[0] == "#":
            match = _ATX.fullmatch(line)
            assert match is not None  # noqa: S101 (the expression takes any line with a mark)
            yield _heading(index, index + 1, len(match["marks"]), match["text"])
        elif index + 1 < len(lines) and _is_underlined(scan, index):
            yield _heading(index, index + 2, 1 if lines[index + 1][0] == "=" else 2, line)


def _is_underlined(scan: Scan, index: int) -> bool:
    line, below = scan.source.lines[index : index + 2]
    return (
        below[:1] in ("=", "-")
        and _UNDERLINE.fullmatch(below) is not None
        and scan.is_text(index + 1)
        and bool(line.strip())
        and not _NOT_A_TITLE.match(line)
        and (scan.source.blank(index - 1) or scan.source.lines[index - 1].startswith("#"))
    )


def _heading(index: int, end: int, level: int, text: str) -> Heading:
    attributes = _ATTRIBUTES.search(text)
    if attributes is None:
        return Heading(index, end, level, text.strip(), None)
    name = _ID.search(attributes["attributes"])
    bare = text[: attributes.start()].strip()
    return Heading(index, end, level, bare, name["id"] if name else None)
