"""Find the images of a review's notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_paperreview.model import Image
from mkdocs_paperreview.syntax.inline import pieces
from mkdocs_paperreview.syntax.lines import Kind

if TYPE_CHECKING:
    from mkdocs_paperreview.syntax.lines import Scan

_IMAGE = re.compile(
    r"""
    <img\b[^<>]*?\ssrc\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))      # <img src="x.png">
  | !\[[^\[\]]*\]\(\s*(?:<([^<>]+)>|([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)) # ![alt](x.png)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def images(scan: Scan, first: int, end: int) -> tuple[Image, ...]:
    """Return the images on lines ``first`` to ``end``; code has none."""
    shown = (
        _without_code(line) if scan.is_text(index) and "`" in line else line
        for index, line in enumerate(scan.source.lines[first:end], first)
        if scan.kinds[index] in (Kind.TEXT, Kind.HTML)
    )
    found = _IMAGE.finditer("\n".join(shown))
    return tuple(
        Image(next(filter(None, match.groups())), html=match[0].startswith("<")) for match in found
    )


def _without_code(line: str) -> str:
    kept: list[str] = []
    position = 0
    for piece in pieces(line):
        if piece.kind == "code":
            kept.append(line[position : piece.start])
            position = piece.end
    return "".join([*kept, line[position:]])
