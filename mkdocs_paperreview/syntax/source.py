"""Keep a text with its lines, and what is found out about it on the way."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.syntax.tags import Tags, match_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NOT_SEEN = " \t\u200b\u2060\ufeff"
_CLOSING_FENCE = {
    mark: re.compile(rf"\n[ \t>]*(?P<fence>{mark}{{3,}})[ \t]*\r?(?![^\n])") for mark in "`~"
}


class ClosingFences(NamedTuple):
    """The lines of a text that can close fenced code of one mark."""

    indexes: Sequence[int]
    sizes: Sequence[int]
    longest: Sequence[int]
    """The longest of the fences from each one on."""

    def behind(self, index: int, size: int) -> int | None:
        """Return the index of the first line behind ``index`` with a fence long enough.

        Fences that are passed over belong to the code, so that no fence is looked at often.
        """
        number = bisect_right(self.indexes, index)
        if number == len(self.indexes) or self.longest[number] < size:
            return None
        while self.sizes[number] < size:
            number += 1
        return self.indexes[number]


@dataclass(slots=True)
class Source:
    """A text with its lines; positions are kept by index of the line and offset."""

    text: str
    lines: list[str] = field(init=False)
    starts: list[int] = field(init=False)
    """Offset of each line's first character."""
    prose: str = field(init=False)
    """The text with blanks in place of fenced code; offsets are the same."""
    unclosed: set[str] = field(init=False, default_factory=set)
    """What was looked for and is known not to come any more, so that no search is repeated."""
    _closing_fences: dict[str, ClosingFences] = field(init=False, default_factory=dict)
    _tags: Tags | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        lines = self.text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self.starts.pop()
        self.lines = [line.rstrip("\r") for line in lines] if "\r" in self.text else lines
        self.prose = self.text

    @property
    def tags(self) -> Tags:
        """Return how the tags of the prose belong together."""
        if self._tags is None:
            self._tags = match_tags(self.prose)
        return self._tags

    def closing_fences(self, mark: str) -> ClosingFences:
        """Return the lines that can close a fence made of ``mark``."""
        if mark not in self._closing_fences:
            self._closing_fences[mark] = _closing_fences(self, mark)
        return self._closing_fences[mark]

    def hide(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Put blanks in place of ranges of lines, which are in order, each with its end behind."""
        result: list[str] = []
        position = 0
        for first, end in ranges:
            start, stop = self.starts[first], self.starts[end - 1] + len(self.lines[end - 1])
            blanks = (" " * len(line) for line in self.text[start:stop].split("\n"))
            result += [self.text[position:start], "\n".join(blanks)]
            position = stop
        self.prose = "".join([*result, self.text[position:]])

    def line_at(self, offset: int) -> int:
        """Return the index of the line that holds ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def blank(self, index: int) -> bool:
        """Return whether a reader sees nothing on the line, or it lies outside of the text."""
        return not 0 <= index < len(self.lines) or not self.lines[index].strip(_NOT_SEEN)

    def no_prose(self, index: int) -> bool:
        """Return whether the line is blank or fenced code."""
        if self.blank(index):
            return True
        start = self.starts[index]
        return not self.prose[start : start + len(self.lines[index])].strip()


def _closing_fences(source: Source, mark: str) -> ClosingFences:
    found = list(_CLOSING_FENCE[mark].finditer(source.text))
    sizes = [len(fence["fence"]) for fence in found]
    longest = list(accumulate(reversed(sizes), max))[::-1]
    return ClosingFences([source.line_at(f.start("fence")) for f in found], sizes, longest)
