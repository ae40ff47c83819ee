"""Tell prose from code, comments, raw HTML and formulas, line by line.

The rules are those of Python-Markdown, since it decides what becomes a heading; formulas follow
kramdown. What is opened and never closed hides nothing: it stays text, and is a problem.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from markdown.util import BLOCK_LEVEL_ELEMENTS

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.syntax.inline import pieces
from mkdocs_paperreview.syntax.regions import Kind, Region, within
from mkdocs_paperreview.syntax.source import Source
from mkdocs_paperreview.syntax.switches import kept_out, switched_off

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BLOCK_TAGS = frozenset(BLOCK_LEVEL_ELEMENTS)

# A line may hold megabytes of marks; Markdown gives up long before the hundredth.
MARKERS = r"[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*){0,100}"
"""What may stand before the content of a line: indentation, quote and list markers."""

ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
"""A line that begins an item of a list."""

# A sign that opens something, or none, at the start of a line's content.
_OPENING = re.compile(
    rf"""
    [ ]{{0,3}}(?:(?P<comment><!--) | (?P<html><[a-zA-Z]))
  | {MARKERS}(?:(?P<fence>`{{3}}|~{{3}}) | (?P<math>\$\$))
    """,
    re.VERBOSE,
)
# the info string cannot begin with the fence's own sign, so that the fence is read once
_FENCE = re.compile(rf"{MARKERS}(?P<fence>`{{3,}}(?!`)|~{{3,}}(?!~))(?P<info>[^`]*)")
# $$ amid a line of text, not of a heading
_AMID = re.compile(r"(?!#).*?(?P<amid>\$\$)")
_COMMENT_END = re.compile(r"--!?>")
_HTML = re.compile(r" {0,3}<(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|$)")
_MATH_END = re.compile(r"(?<!\\)\$\$")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_TEXT = Kind.TEXT  # looked up once: members of an enumeration are found slowly


class Scan(NamedTuple):
    """A text whose lines are told apart."""

    source: Source
    kinds: list[Kind]
    """One for each line."""
    regions: tuple[Region, ...]
    """In order and disjoint; none is of the kind ``OFF``."""
    off: tuple[Region, ...]
    """What is kept out, from the comment that says ``off`` to the one that says ``on``, in order.

    Regions of code and the like inside keep their kind, and so do the two comments.
    """
    problems: tuple[Problem, ...]

    def is_text(self, index: int) -> bool:
        """Return whether the line is prose."""
        return self.kinds[index] is _TEXT

    def next_off(self, first: int, end: int) -> int:
        """Return the index from ``first`` on where lines are kept out; ``end`` if none is before.

        The index is that of the comment that says ``off``, or ``first`` where it stands above.
        """
        number = bisect_right(self.off, first, key=lambda region: region.end)
        return min(end, max(first, self.off[number].first)) if number < len(self.off) else end


def scan(text: str) -> Scan:
    """Return ``text`` with each line told apart.

    Fenced code is looked for first, as Python-Markdown does: nothing else begins or ends in it.
    """
    source = Source(text)
    kinds = [Kind.TEXT] * len(source.lines)
    fences, others = _openings(source)
    code, unclosed = _find(source, kinds, fences)
    if code:
        source.hide((region.first, region.end) for region in code)
    found, problems = _find(source, kinds, others)
    found += [region for region in code if kinds[region.first] is Kind.CODE]
    problems += [problem for problem in unclosed if kinds[problem.line - 1] is Kind.TEXT]
    regions = _with_open_tags(source, sorted(found, key=lambda region: region.first))
    problems += [_unclosed_html(region) for region in regions if region.open_tags]
    off, stray = kept_out(source, regions)
    for region in off:
        kinds[region.first : region.end] = map(switched_off, kinds[region.first : region.end])
    told = [problem for problem in problems if not within(off, problem.line - 1)] + stray
    told.sort(key=lambda problem: problem.line)
    return Scan(source, kinds, regions, off, tuple(told))


_Opening = tuple[int, "re.Match[str]"]
"""The index of a line, and the sign at the start of its content."""


def _openings(source: Source) -> tuple[list[_Opening], list[_Opening]]:
    """Return the lines that may open fenced code, and those that may open anything else."""
    signed = (
        (index, opening)
        for index, line in enumerate(source.lines)
        if ("<" in line or "$" in line or "`" in line or "~" in line)
        and (opening := _OPENING.match(line) or _AMID.match(line))
    )
    found: tuple[list[_Opening], list[_Opening]] = ([], [])
    for index, opening in signed:
        found[opening.lastgroup != "fence"].append((index, opening))
    return found


def _find(
    source: Source, kinds: list[Kind], openings: Sequence[_Opening]
) -> tuple[list[Region], list[Problem]]:
    """Return the regions that open on lines of text, in order and disjoint; note their kinds."""
    found: list[Region] = []
    problems: list[Problem] = []
    for index, opening in openings:
        if kinds[index] is not Kind.TEXT:
            continue
        region = _RULES[opening.lastgroup or ""](source, index, opening)
        if isinstance(region, Problem):
            problems.append(region)
        elif region:
            found.append(region)
            kinds[region.first : region.end] = [region.kind] * (region.end - region.first)
    return found, problems


def _fence(source: Source, index: int, _opening: re.Match[str]) -> Region | Problem | None:
    """Fence := three or more backticks or tildes … the same again, or longer."""
    opening = _FENCE.fullmatch(source.lines[index])
    if opening is None:
        return None
    fence = opening["fence"]
    last = source.closing_fences(fence[0]).behind(index, len(fence))
    if last is not None:
        return Region(Kind.CODE, index, last + 1)
    return Problem(
        "unclosed-fence",
        f"the code fence {fence} is never closed",
        f"add a line {fence} where the code ends",
        index + 1,
    )


def _comment(source: Source, index: int, opening: re.Match[str]) -> Region | Problem:
    """Comment := ``<!--`` at the start of a line … ``-->``."""
    if "<!--" not in source.unclosed:
        closing = _COMMENT_END.search(source.prose, source.starts[index] + opening.end())
        if closing:
            return Region(Kind.COMMENT, index, source.line_at(closing.end() - 1) + 1)
        source.unclosed.add("<!--")
    return Problem(
        "unclosed-comment",
        "the comment <!-- is never closed",
        "write --> where the comment ends",
        index + 1,
    )


def _math(source: Source, index: int, opening: re.Match[str]) -> Region | Problem | None:
    """Formula := ``$$`` at the start of a line's content … the next ``$$``, on a later line.

    It may hold blank lines only where it is a block of its own, as in kramdown.
    """
    start = source.starts[index] + opening.end()
    closing = None if "$$" in source.unclosed else _MATH_END.search(source.prose, start)
    if closing is None:
        source.unclosed.add("$$")
        return _unclosed_math(index)
    last = source.line_at(closing.start())
    if last == index:
        return _math_amid(source, index, opening)
    if _BLANK_LINE.search(source.prose, start, closing.start()) and not (
        _starts_block(source, index) and _ends_block(source, closing.end())
    ):
        return _unclosed_math(index)
    return Region(Kind.MATH, index, last + 1)


def _math_amid(source: Source, index: int, _opening: re.Match[str]) -> Region | None:
    """Return the lines below a line of text that go on with a formula which opens there."""
    line = source.lines[index]
    if line.count("$$") % 2 == 0 and "`" not in line and "\\$" not in line:
        return None  # each has its end
    behind = max((piece.end for piece in pieces(line)), default=0)
    opening = _MATH_END.search(line, behind)
    start = source.starts[index] + opening.end() if opening else 0
    closing = opening and _MATH_END.search(source.prose, start)
    if not closing or _BLANK_LINE.search(source.prose, start, closing.start()):
        return None
    end = source.line_at(closing.start()) + 1
    if any(map(_ends_formula, source.lines[index + 1 : end])):
        return None
    return Region(Kind.MATH, index + 1, end)


def _ends_formula(line: str) -> bool:
    """Return whether a line below one of text begins something of its own."""
    opening = _OPENING.match(line)
    other = opening is not None and opening.lastgroup != "math"
    return other or line.startswith("#") or ITEM.match(line) is not None


def _starts_block(source: Source, index: int) -> bool:
    return source.no_prose(index - 1) or not source.lines[index].lstrip().startswith("$$")


def _ends_block(source: Source, offset: int) -> bool:
    last = source.line_at(offset - 1)
    rest = source.lines[last][offset - source.starts[last] :]
    return not rest.strip() and source.no_prose(last + 1)


def _unclosed_math(index: int) -> Problem:
    return Problem(
        "unclosed-math",
        "the formula $$ is never closed",
        "write $$ where the formula ends, with no blank line inside",
        index + 1,
    )


def _html(source: Source, index: int, _opening: re.Match[str]) -> Region | None:
    """Raw HTML := a block-level tag at the start of a line … its end tag."""
    opening = _HTML.match(source.lines[index])
    if opening is None or opening["tag"].lower() not in BLOCK_TAGS:
        return None
    start = source.starts[index] + opening.start("tag") - 1
    if start in source.tags.closed:
        return Region(Kind.HTML, index, source.line_at(source.tags.closed[start] - 1) + 1)
    if not source.tags.is_open(start):
        return None
    return Region(Kind.HTML, index, _next_blank(source, index), (opening["tag"],))


def _next_blank(source: Source, index: int) -> int:
    while not source.blank(index):
        index += 1
    return index


def _with_open_tags(source: Source, regions: Sequence[Region]) -> tuple[Region, ...]:
    """Return ``regions``; those of raw HTML that is left open have every open tag, each once."""
    result = list(regions)
    end = len(source.text)
    for number, region in reversed(list(enumerate(regions))):
        if region.open_tags:
            start = source.starts[region.first]
            result[number] = region._replace(open_tags=source.tags.left_open(start, end))
            end = start
    return tuple(result)


def _unclosed_html(region: Region) -> Problem:
    tag = region.open_tags[0]
    return Problem(
        "unclosed-html",
        f"the tag <{tag}> is never closed",
        f"write </{tag}> where it ends",
        region.first + 1,
    )


_RULES: dict[str, Callable[[Source, int, re.Match[str]], Region | Problem | None]] = {
    "fence": _fence,
    "comment": _comment,
    "math": _math,
    "amid": _math_amid,
    "html": _html,
}
"""By the group of :data:`_OPENING` that has found the sign."""
