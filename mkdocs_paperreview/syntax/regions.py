"""Lines in a row that are of one kind."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(Enum):
    """What a line is."""

    TEXT = auto()
    """Prose, headings, lists: Markdown reads it."""
    CODE = auto()
    """Fenced code, with its fences."""
    COMMENT = auto()
    """An HTML comment."""
    HTML = auto()
    """A raw HTML block."""
    MATH = auto()
    """A formula that spans lines."""
    OFF = auto()
    """Text that is kept out: Markdown reads it, and we do not."""


class Region(NamedTuple):
    """Lines in a row that are not prose."""

    kind: Kind
    first: int
    """Index of the first line."""
    end: int
    """Index behind the last line."""
    open_tags: tuple[str, ...] = ()
    """Tags that open here, and before the next such region, and that nothing closes."""


def within(regions: Sequence[Region], index: int) -> bool:
    """Return whether a line lies in one of ``regions``, which are in order and disjoint."""
    number = bisect_right(regions, index, key=lambda region: region.first) - 1
    return number >= 0 and index < regions[number].end
