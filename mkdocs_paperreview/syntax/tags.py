"""Tell which tags of a text belong together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

VOID_TAGS = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)

DEEPEST = 100
"""Tags in one another that are looked at; browsers stop at a few hundred."""

# the name ends where a blank, a slash or the tag does, so that it is read once
_TAG = re.compile(r"<(?P<slash>/?)(?P<tag>[a-zA-Z][^\s/<>]*)(?=[\s/>])[^<>]*>")


class Tags(NamedTuple):
    """Which tags of a text are closed, and where."""

    closed: dict[int, int]
    """Offset of a start tag → offset behind the end tag that closes it, or one around it.

    A tag that needs no end tag closes itself.
    """
    open: list[tuple[int, str]]
    """Offset and name of the start tags that nothing closes."""

    def is_open(self, start: int) -> bool:
        """Return whether a start tag that nothing closes stands at ``start``."""
        number = bisect_left(self.open, (start, ""))
        return number < len(self.open) and self.open[number][0] == start

    def left_open(self, start: int, end: int) -> tuple[str, ...]:
        """Return the names of the open tags from ``start`` to ``end``, outermost first."""
        first = bisect_left(self.open, (start, ""))
        last = bisect_left(self.open, (end, ""), first)
        return tuple(name for _, name in self.open[first : min(last, first + DEEPEST)])


def match_tags(text: str) -> Tags:
    """Return how the tags of ``text`` belong together, in one pass."""
    closed: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    depths: defaultdict[str, list[int]] = defaultdict(list)
    for tag in _TAG.finditer(text):
        slash, written = tag.groups()
        name = written.lower()
        if not slash:
            if name in VOID_TAGS or tag[0].endswith("/>"):
                closed[tag.start()] = tag.end()
            else:
                depths[name].append(len(stack))
                stack.append((tag.start(), name))
            continue
        places = depths[name]
        while places and (places[-1] >= len(stack) or stack[places[-1]][1] != name):
            places.pop()
        if places:
            depth = places.pop()
            end = tag.end()
            for start, _ in stack[depth:]:
                closed[start] = end
            del stack[depth:]
    return Tags(closed, stack)
