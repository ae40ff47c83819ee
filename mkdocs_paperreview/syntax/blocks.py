"""Find the review blocks of a text.

A block is recognised by its label, never by heading levels or rules: a heading of level 1 to 3 and,
within four non-blank lines, a line that begins with a presenter label. What stands between is the
header; the notes reach to the next block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.syntax.authors import looks_like_authors
from mkdocs_paperreview.syntax.headings import Heading, headings, is_underline
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.labels import Field, field
from mkdocs_paperreview.venues import VENUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.syntax.lines import Scan
    from mkdocs_paperreview.venues import Venues

DEEPEST_TITLE = 3
"""Headings below this level are never the title of a review."""

REACH = 4
"""A label stands within this many non-blank lines behind the title."""

_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A heading that carries a field."""

    heading: Heading
    field: Field


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one review."""

    title: Heading
    details: tuple[Heading, ...]
    """Headings between the title and the first label: the authors, and what else stands there."""
    presenters: tuple[FieldLine, ...]
    end: int
    """Index behind the last line of the notes."""
    next: int
    """Index behind the separator, where the next block begins."""

    @property
    def header_end(self) -> int:
        """Return the index behind the last line of the header."""
        return self.presenters[-1].heading.end


def find_blocks(
    scan: Scan, venues: Venues = VENUES
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a text, in order, and labels that have no title."""
    found = list(headings(scan))
    headers, orphans = _find_headers(scan, found, venues)
    starts = [title.index for title, _, _ in headers] + [len(scan.kinds)]
    blocks = tuple(
        Block(title, details, presenters, _notes_end(scan, presenters, following), following)
        for (title, details, presenters), (_, following) in zip(
            headers, pairwise(starts), strict=True
        )
    )
    return blocks, tuple(_no_title(orphan) for orphan in orphans) if blocks else ()


_Header = tuple[Heading, tuple[Heading, ...], tuple[FieldLine, ...]]


def _find_headers(
    scan: Scan, found: Sequence[Heading], venues: Venues
) -> tuple[list[_Header], list[FieldLine]]:
    seen = (not scan.source.blank(index) for index in range(len(scan.kinds)))
    filled = list(accumulate(seen, initial=0))
    headers: list[_Header] = []
    orphans: list[FieldLine] = []
    floor = 0
    for position, heading in enumerate(found):
        label = field(heading.text)
        if label is None:
            continue
        line = FieldLine(heading, label)
        above = list(_reachable(scan, filled, found[floor:position], heading))
        title = _choose_title(scan, above, venues)
        if title:
            details = tuple(h for h in above if h.index > title.index)
            headers.append((title, details, (line,)))
        elif headers and headers[-1][2][-1].heading.end == heading.index:
            headers[-1] = (*headers[-1][:2], (*headers[-1][2], line))
        else:
            orphans.append(line)
        floor = position + 1
    return headers, orphans


def _reachable(
    scan: Scan, filled: Sequence[int], above: Sequence[Heading], label: Heading
) -> Iterator[Heading]:
    """Yield the headings above ``label`` that are near enough, in order."""
    for heading in above:
        lines = filled[label.end] - filled[heading.end]
        if lines <= REACH and all(map(scan.is_text, range(heading.index, label.index))):
            yield heading


def _choose_title(scan: Scan, above: Sequence[Heading], venues: Venues) -> Heading | None:
    """Return the title among the headings above a label.

    Of the headings that stand together it is the last one of the highest level. A heading that a
    blank line sets apart belongs to them only where what follows it reads like a list of people:
    otherwise it is the title of the page.
    """
    together: list[Heading] = []
    for heading in reversed(above):
        if together and not _belongs(scan, heading, together[0], venues):
            break
        together.insert(0, heading)
    titles = [h for h in together if h.level <= DEEPEST_TITLE and plain(h.text)]
    highest = min((h.level for h in titles), default=0)
    return next((h for h in reversed(titles) if h.level == highest), None)


def _belongs(scan: Scan, heading: Heading, below: Heading, venues: Venues) -> bool:
    if heading.end == below.index:
        return True
    blank = all(map(scan.source.blank, range(heading.end, below.index)))
    return blank and heading.level < below.level and looks_like_authors(below.text, venues)


def _notes_end(scan: Scan, presenters: Sequence[FieldLine], following: int) -> int:
    """Return where the notes end: before the rule that separates a block from what follows."""
    first = presenters[-1].heading.end
    end = _last_filled(scan, first, following)
    if end > first and _is_rule(scan, end - 1):
        return _last_filled(scan, first, end - 1)
    return end


def _last_filled(scan: Scan, first: int, end: int) -> int:
    while end > first and scan.source.blank(end - 1):
        end -= 1
    return end


def _is_rule(scan: Scan, index: int) -> bool:
    line = scan.source.lines[index]
    return scan.is_text(index) and bool(_RULE.fullmatch(line)) and not is_underline(scan, index)


def _no_title(orphan: FieldLine) -> Problem:
    return Problem(
        "no-title",
        f"no title stands above the label {orphan.field.label!r}",
        "write the paper's title as a heading directly above",
        orphan.heading.index + 1,
    )
