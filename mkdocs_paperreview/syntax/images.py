"""Find the images of a review's notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
_CODE_SPAN = re.compile(r"(?P<ticks>`+).+?(?P=ticks)")


def images(scan: Scan, first: int, end: int) -> tuple[str, ...]:
    """Return the sources of the images on lines ``first`` to ``end``, as written; code has none."""
    shown = (
        _CODE_SPAN.sub("", scan.source.lines[index]) if scan.kinds[index] is Kind.TEXT else line
        for index, line in enumerate(scan.source.lines[first:end], first)
        if scan.kinds[index] in (Kind.TEXT, Kind.HTML)
    )
    found = _IMAGE.finditer("\n".join(shown))
    return tuple(next(filter(None, match.groups())) for match in found)
