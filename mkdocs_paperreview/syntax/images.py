"""Find the images of a review's notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_paperreview.model import Image
from mkdocs_paperreview.syntax.inline import pieces
from mkdocs_paperreview.syntax.regions import Kind

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
    text = _shown(scan, first, end)
    begins = [at for at in (text.find("<"), text.find("![")) if at >= 0]
    if not begins:
        return ()
    return tuple(
        [
            Image(match[match.lastindex or 0], html=text[match.start()] == "<")
            for match in _IMAGE.finditer(text, min(begins))
        ]
    )


def _shown(scan: Scan, first: int, end: int) -> str:
    """Return the lines that can show an image, without code."""
    lines, kinds = scan.source.lines[first:end], scan.kinds[first:end]
    text = "\n".join(lines)
    if "`" not in text and kinds.count(Kind.TEXT) + kinds.count(Kind.HTML) == len(kinds):
        return text
    return "\n".join(
        _without_code(line) if kind is Kind.TEXT and "`" in line else line
        for line, kind in zip(lines, kinds, strict=True)
        if kind in (Kind.TEXT, Kind.HTML)
    )


def _without_code(line: str) -> str:
    kept: list[str] = []
    position = 0
    for piece in pieces(line):
        if piece.kind == "code":
            kept.append(line[position : piece.start])
            position = piece.end
    return "".join([*kept, line[position:]])
