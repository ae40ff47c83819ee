"""Tell prose from code, comments, raw HTML and formulas, line by line.

The rules are those of Python-Markdown, since it decides what becomes a heading; formulas follow
kramdown. What is opened and never closed hides nothing: it stays text, and is a problem.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import accumulate
from typing import TYPE_CHECKING

from markdown.util import BLOCK_LEVEL_ELEMENTS

from mkdocs_paperreview.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCK_TAGS = frozenset(BLOCK_LEVEL_ELEMENTS)
VOID_TAGS = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)

_NOT_SEEN = " \t\u200b\u2060\ufeff"

DEEPEST = 100
"""Tags in one another that are looked at; browsers stop at a few hundred."""

MARKERS = r"[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*)*"
"""What may stand before the content of a line: indentation, quote and list markers."""

ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
"""A line that begins an item of a list."""

_SIGN = re.compile(r"[`~<$]")
_FENCE = re.compile(rf"{MARKERS}(?P<fence>`{{3,}}|~{{3,}})(?P<info>[^`]*)")
_COMMENT = re.compile(r" {0,3}<!--")
_COMMENT_END = re.compile(r"--!?>")
_HTML = re.compile(r" {0,3}<(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|$)")
_TAG = re.compile(r"<(?P<slash>/?)(?P<tag>[a-zA-Z][^\s/<>]*)[^<>]*>")
_MATH = re.compile(rf"{MARKERS}\$\$")
_MATH_END = re.compile(r"(?<!\\)\$\$")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


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


@dataclass(frozen=True, slots=True)
class Region:
    """Lines in a row that are not prose."""

    kind: Kind
    first: int
    """Index of the first line."""
    end: int
    """Index behind the last line."""
    open_tags: tuple[str, ...] = ()
    """Tags of a raw HTML block that nothing closes, outermost first."""


@dataclass(slots=True)
class Source:
    """A text with its lines; positions are kept by index of the line and offset."""

    text: str
    lines: list[str] = field(init=False)
    starts: list[int] = field(init=False)
    """Offset of each line's first character."""
    unclosed: dict[str, int] = field(init=False, default_factory=dict)
    """What was looked for and is known not to come any more, so that no search is repeated."""
    _tags: Tags | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        raw = self.text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in raw)][: len(raw)]
        self.lines = [line.rstrip("\r") for line in raw]

    @property
    def tags(self) -> Tags:
        """Return how the tags of the text belong together."""
        if self._tags is None:
            self._tags = match_tags(self.text)
        return self._tags

    def line_at(self, offset: int) -> int:
        """Return the index of the line that holds ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def blank(self, index: int) -> bool:
        """Return whether a reader sees nothing on the line, or it lies outside of the text."""
        return not 0 <= index < len(self.lines) or not self.lines[index].strip(_NOT_SEEN)


@dataclass(frozen=True, slots=True)
class Scan:
    """A text whose lines are told apart."""

    source: Source
    kinds: list[Kind]
    """One for each line."""
    regions: tuple[Region, ...]
    problems: tuple[Problem, ...]

    def is_text(self, index: int) -> bool:
        """Return whether the line is prose."""
        return self.kinds[index] is Kind.TEXT


def scan(text: str) -> Scan:
    """Return ``text`` with each line told apart."""
    source = Source(text)
    kinds = [Kind.TEXT] * len(source.lines)
    regions: list[Region] = []
    problems: list[Problem] = []
    index = 0
    while index < len(kinds):
        region = _region(source, index, problems)
        if region is None:
            index += 1
            continue
        regions.append(region)
        kinds[index : region.end] = [region.kind] * (region.end - index)
        index = region.end
    return Scan(source, kinds, tuple(regions), tuple(problems))


def _region(source: Source, index: int, problems: list[Problem]) -> Region | None:
    if not _SIGN.search(source.lines[index]):
        return None
    for rule in _RULES:
        found = rule(source, index)
        if isinstance(found, Problem):
            problems.append(found)
        elif found:
            if found.open_tags:
                problems.append(_unclosed_html(found))
            return found
    return None


def _fence(source: Source, index: int) -> Region | Problem | None:
    """Fence := three or more backticks or tildes … the same again, or longer."""
    opening = _FENCE.fullmatch(source.lines[index])
    if opening is None:
        return None
    mark, size = opening["fence"][0], len(opening["fence"])
    known = source.unclosed.get(mark)
    if known is None or size < known:
        closing = re.compile(rf"[ \t>]*{re.escape(mark)}{{{size},}}[ \t]*")
        for last in range(index + 1, len(source.lines)):
            if mark in source.lines[last] and closing.fullmatch(source.lines[last]):
                return Region(Kind.CODE, index, last + 1)
        source.unclosed[mark] = size
    return Problem(
        "unclosed-fence",
        f"the code fence {opening['fence']} is never closed",
        f"add a line {opening['fence']} where the code ends",
        index + 1,
    )


def _comment(source: Source, index: int) -> Region | Problem | None:
    """Comment := ``<!--`` at the start of a line … ``-->``."""
    opening = _COMMENT.match(source.lines[index])
    if opening is None:
        return None
    if "<!--" not in source.unclosed:
        closing = _COMMENT_END.search(source.text, source.starts[index] + opening.end())
        if closing:
            return Region(Kind.COMMENT, index, source.line_at(closing.end() - 1) + 1)
        source.unclosed["<!--"] = index
    return Problem(
        "unclosed-comment",
        "the comment <!-- is never closed",
        "write --> where the comment ends",
        index + 1,
    )


def _math(source: Source, index: int) -> Region | Problem | None:
    """Formula := ``$$`` at the start of a line's content … the next ``$$``, on a later line.

    It may hold blank lines only where it is a block of its own, as in kramdown.
    """
    opening = _MATH.match(source.lines[index])
    if opening is None:
        return None
    start = source.starts[index] + opening.end()
    closing = None if "$$" in source.unclosed else _MATH_END.search(source.text, start)
    if closing is None:
        source.unclosed["$$"] = index
        return _unclosed_math(index)
    last = source.line_at(closing.start())
    if last == index:
        return None
    if _BLANK_LINE.search(source.text, start, closing.start()) and not (
        _starts_block(source, index) and _ends_block(source, closing.end())
    ):
        return _unclosed_math(index)
    return Region(Kind.MATH, index, last + 1)


def _starts_block(source: Source, index: int) -> bool:
    return source.blank(index - 1) or not source.lines[index].lstrip().startswith("$$")


def _ends_block(source: Source, offset: int) -> bool:
    last = source.line_at(offset - 1)
    rest = source.lines[last][offset - source.starts[last] :]
    return not rest.strip() and source.blank(last + 1)


def _unclosed_math(index: int) -> Problem:
    return Problem(
        "unclosed-math",
        "the formula $$ is never closed",
        "write $$ where the formula ends, with no blank line inside",
        index + 1,
    )


def _html(source: Source, index: int) -> Region | Problem | None:
    """Raw HTML := a block-level tag at the start of a line … its end tag."""
    opening = _HTML.match(source.lines[index])
    if opening is None or opening["tag"].lower() not in BLOCK_TAGS:
        return None
    if opening["tag"].lower() in VOID_TAGS:
        return Region(Kind.HTML, index, index + 1)
    tags = source.tags
    start = source.starts[index] + opening.start("tag") - 1
    if start in tags.closed:
        return Region(Kind.HTML, index, source.line_at(tags.closed[start] - 1) + 1)
    return Region(Kind.HTML, index, _next_blank(source, index), tags.left_open(start))


@dataclass(frozen=True, slots=True)
class Tags:
    """Which tags of a text are closed, and where."""

    closed: dict[int, int]
    """Offset of a start tag → offset behind the end tag that closes it, or one around it."""
    open: list[tuple[int, str]]
    """Offset and name of the start tags that nothing closes."""

    def left_open(self, start: int) -> tuple[str, ...]:
        """Return the names of the tags that are open from ``start`` on, outermost first."""
        first = bisect_left(self.open, (start, ""))
        return tuple(name for _, name in self.open[first : first + DEEPEST])


def match_tags(text: str) -> Tags:
    """Return how the tags of ``text`` belong together, in one pass."""
    closed: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    depths: defaultdict[str, list[int]] = defaultdict(list)
    for tag in _TAG.finditer(text):
        name = tag["tag"].lower()
        if not tag["slash"]:
            if name not in VOID_TAGS and not tag[0].endswith("/>"):
                depths[name].append(len(stack))
                stack.append((tag.start(), name))
            continue
        places = depths[name]
        while places and (places[-1] >= len(stack) or stack[places[-1]][1] != name):
            places.pop()
        if places:
            depth = places.pop()
            closed.update((start, tag.end()) for start, _ in stack[depth:])
            del stack[depth:]
    return Tags(closed, stack)


def _next_blank(source: Source, index: int) -> int:
    while not source.blank(index):
        index += 1
    return index


def _unclosed_html(region: Region) -> Problem:
    tag = region.open_tags[0]
    return Problem(
        "unclosed-html",
        f"the tag <{tag}> is never closed",
        f"write </{tag}> where it ends",
        region.first + 1,
    )


_RULES: tuple[Callable[[Source, int], Region | Problem | None], ...] = (
    _fence,
    _comment,
    _math,
    _html,
)
