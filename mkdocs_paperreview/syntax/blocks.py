"""Find the review blocks of a text.

A block is recognised by its label, never by heading levels or rules: a heading of level 1 to 3 and,
within four non-blank lines, a line that begins with a presenter label. That line may be a heading,
a line of text, an item, or stand in an admonition or a fence. What stands between is the header;
the notes reach to the next block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.syntax.authors import looks_like_authors
from mkdocs_paperreview.syntax.evidence import names_authors
from mkdocs_paperreview.syntax.fields import Fields
from mkdocs_paperreview.syntax.grammar import GRAMMAR
from mkdocs_paperreview.syntax.headings import Heading, is_underline
from mkdocs_paperreview.syntax.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_paperreview.syntax.fields import Container, FieldLine, Stretch
    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.lines import Scan

DEEPEST_TITLE = 3
"""Headings below this level are never the title of a review."""

REACH = 4
"""A label stands within this many non-blank lines behind the title; lines of fields not counted."""

_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_SAYS_LITTLE = frozenset(["author", "date", "presenter", "status", "tags"])


@dataclass(frozen=True, slots=True)
class Detail:
    """A line of the header without a label: the authors, or what else stands there."""

    index: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one review."""

    start: int
    """Index of the first line: that of the title, or of fields that stand above it."""
    title: Heading
    details: tuple[Detail, ...]
    """Between the title and the first label."""
    fields: tuple[FieldLine, ...]
    """In order."""
    containers: tuple[Container, ...] = ()
    """What some of the fields stand in."""
    end: int = 0
    """Index behind the last line of the notes."""
    next: int = 0
    """Index behind the separator, where the next block begins."""

    @property
    def header_end(self) -> int:
        """Return the index behind the last line of the header."""
        parts: tuple[Stretch, ...] = (*self.fields, *self.details, *self.containers)
        return max(self.title.end, *(part.end for part in parts))


def find_blocks(
    scan: Scan, grammar: Grammar = GRAMMAR
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a text, in order, and labels that have no title."""
    headers, orphans = _Headers(Fields(scan, grammar)).found()
    starts = [header.start for header in headers] + [len(scan.kinds)]
    blocks = tuple(
        _with_end(scan, header, scan.next_off(header.header_end, following))
        for header, (_, following) in zip(headers, pairwise(starts), strict=True)
    )
    return blocks, tuple(_no_title(orphan) for orphan in orphans) if blocks else ()


@dataclass(frozen=True, slots=True)
class _Label:
    """A place where a presenter is named, before it is known whether a title belongs to it."""

    index: int
    """Index of the first line of what holds it."""
    end: int
    near: Heading | None
    """The heading from which it was found, where it is none itself."""
    line: FieldLine | None = None
    container: Container | None = None
    below: Heading | None = None
    """The title, where that stands below."""


@dataclass
class _Header:
    """What is collected for a block."""

    start: int
    title: Heading
    details: list[Detail] = field(default_factory=list)
    fields: list[FieldLine] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    end: int = 0
    """Index behind what has been looked at."""

    def add(self, line: FieldLine) -> None:
        self.fields.append(line)
        self.end = line.end

    def add_container(self, container: Container) -> None:
        self.fields += container.fields
        self.containers.append(container)
        self.end = container.end

    def block(self) -> Block:
        return Block(
            self.start,
            self.title,
            tuple(self.details),
            tuple(self.fields),
            tuple(self.containers),
        )


class _Headers:
    """Finds the headers of one text."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.scan = fields.scan
        self.headings = fields.headings
        self.position = {heading.index: at for at, heading in enumerate(self.headings)}

    def found(self) -> tuple[list[Block], list[FieldLine]]:
        """Return the headers, as blocks without an end, and the labels that have no title."""
        blocks: list[Block] = []
        orphans: list[FieldLine] = []
        floor = 0
        for label in self._labels():
            if label.index < floor or (label.near and label.near.index < floor):
                continue
            header = self._header(label, floor)
            if header:
                blocks.append(header.block())
                floor = header.end
            elif label.line and label.line.is_heading:
                orphans.append(label.line)
                floor = label.end
        return blocks, orphans

    def _labels(self) -> list[_Label]:
        found = [*self._of_headings(), *self._behind_headings(), *self._above_headings()]
        return sorted(found, key=lambda label: label.index)

    def _of_headings(self) -> Iterator[_Label]:
        for line in self.fields.of_headings.values():
            if line.presents:
                yield _Label(line.index, line.end, None, line)

    def _behind_headings(self) -> Iterator[_Label]:
        for heading in self.headings:
            label = self._behind(heading)
            if label:
                yield label

    def _behind(self, heading: Heading) -> _Label | None:
        """Return the label that stands near below a heading and is none itself."""
        index, left = heading.end, REACH
        while left and index < len(self.scan.kinds):
            if self.scan.source.blank(index):
                index += 1
                continue
            if index in self.fields.heading_at:
                return None
            container = self.fields.container(index)
            if container and container.presents:
                if left < REACH and self._title_below(container):
                    return None
                return _Label(index, container.end, heading, container=container)
            if not container and not self.scan.is_text(index):
                return None
            line = None if container else self.fields.of_line(index)
            if line and line.presents:
                return _Label(index, line.end, heading, line)
            left -= line is None
            index = container.end if container else index + 1
        return None

    def _above_headings(self) -> Iterator[_Label]:
        for container in self.fields.containers:
            title = self._title_below(container)
            if title:
                yield _Label(container.index, container.end, None, None, container, title)

    def _title_below(self, container: Container) -> Heading | None:
        """Return the title that stands on the next line with something on it."""
        index = container.end
        while index < len(self.scan.kinds) and self.scan.source.blank(index):
            index += 1
        heading = self.fields.heading_at.get(index)
        is_title = heading and heading.level <= DEEPEST_TITLE and plain(heading.text)
        return heading if is_title else None

    def _header(self, label: _Label, floor: int) -> _Header | None:
        if label.below:
            header = self._header_below(label, label.below)
        else:
            title = self._title(label, floor)
            if title is None:
                return None
            header = _Header(title.index, title, end=title.end)
            self._collect_between(header, label.index)
            self._add(header, label)
        self._collect_behind(header)
        return header if _convinces(header) else None

    def _header_below(self, label: _Label, title: Heading) -> _Header:
        header = _Header(label.index, title)
        self._add(header, label)
        header.end = title.end
        authors = self.fields.heading_at.get(title.end)
        if authors and self._names_authors(authors):
            header.details.append(Detail(authors.index, authors.end, authors.text))
            header.end = authors.end
        return header

    def _add(self, header: _Header, label: _Label) -> None:
        if label.container:
            header.add_container(label.container)
        elif label.line:
            header.add(label.line)

    def _title(self, label: _Label, floor: int) -> Heading | None:
        """Return the title among the headings above a label.

        Of the headings that stand together it is the last one of the highest level. A heading that
        a blank line sets apart belongs to them only where what follows it reads like a list of
        people: otherwise it is the title of the page.
        """
        last = label.near or self.fields.heading_at[label.index]
        together = [label.near] if label.near else []
        for heading in self._reachable(last, floor):
            below = together[0] if together else None
            if below and not self._belongs(heading, below, strict=label.near is not None):
                break
            together.insert(0, heading)
        titles = [h for h in together if h.level <= DEEPEST_TITLE and plain(h.text)]
        highest = min((h.level for h in titles), default=0)
        return next((h for h in reversed(titles) if h.level == highest), None)

    def _reachable(self, last: Heading, floor: int) -> Iterator[Heading]:
        """Yield the headings above one that are near enough, the nearest first."""
        position = self.position[last.index]
        lines = self._counted(last)
        while position and self.headings[position - 1].index >= floor:
            below, heading = self.headings[position], self.headings[position - 1]
            between = range(heading.end, below.index)
            if not all(map(self.scan.is_text, between)):
                return
            filled = (index for index in between if not self.scan.source.blank(index))
            lines += sum(not self._is_other_field(self.fields.of_line(index)) for index in filled)
            if lines > REACH:
                return
            yield heading
            lines += self._counted(heading)
            position -= 1

    def _counted(self, heading: Heading) -> int:
        """Return how many lines of a header a heading takes; fields take none."""
        is_field = self._is_other_field(self.fields.of_headings.get(heading.index))
        return 0 if is_field else heading.end - heading.index

    def _is_other_field(self, line: FieldLine | None) -> bool:
        return line is not None and not line.presents

    def _belongs(self, heading: Heading, below: Heading, *, strict: bool) -> bool:
        glued = heading.end == below.index
        if glued and not strict:
            return True
        blank = all(map(self.scan.source.blank, range(heading.end, below.index)))
        return blank and heading.level < below.level and self._names_authors(below)

    def _names_authors(self, heading: Heading) -> bool:
        grammar = self.fields.grammar
        return looks_like_authors(heading.text, grammar.venues, grammar.labels)

    def _collect_between(self, header: _Header, end: int) -> None:
        """Collect what stands between the title and the first label."""
        index = header.title.end
        while index < end:
            heading = self.fields.heading_at.get(index)
            container = None if heading else self.fields.container(index)
            if container:
                header.add_container(container)
            elif not self.scan.source.blank(index):
                self._collect_line(header, index, heading)
            element = container or heading
            index = element.end if element else index + 1

    def _collect_line(self, header: _Header, index: int, heading: Heading | None) -> None:
        line = self.fields.of_headings.get(index) if heading else self.fields.of_line(index)
        if line:
            header.add(line)
        elif heading:
            header.details.append(Detail(index, heading.end, heading.text))
        elif names_authors(self.scan.source.lines[index], self.fields.grammar):
            text = self.scan.source.lines[index].strip()
            header.details.append(Detail(index, index + 1, text))

    def _collect_behind(self, header: _Header) -> None:
        """Collect the fields that follow the label."""
        index, gap = header.end, False
        while index < len(self.scan.kinds):
            if self.scan.source.blank(index):
                index, gap = index + 1, True
                continue
            heading = self.fields.heading_at.get(index)
            line = self.fields.of_headings.get(index) if heading else None
            container = None if heading else self.fields.container(index)
            if not heading and not container and self.scan.is_text(index):
                line = self.fields.of_line(index)
            if container and not (container.presents and self._title_below(container)):
                header.add_container(container)
            elif line and not (gap and line.is_heading and line.presents):
                header.add(line)
            else:
                return
            index = header.end


def _convinces(header: _Header) -> bool:
    """Return whether what names the presenter is more than a word that others use as well."""
    labels = [line for line in header.fields if line.presents]
    inside = {line.index for container in header.containers for line in container.fields}
    if any(x.is_heading or x.index in inside or not x.field.weak for x in labels):
        return True
    about_paper = any(line.field.name not in _SAYS_LITTLE for line in header.fields)
    return about_paper or any("](" in line.field.value for line in labels)


def _with_end(scan: Scan, header: Block, following: int) -> Block:
    return replace(header, end=_notes_end(scan, header.header_end, following), next=following)


def _notes_end(scan: Scan, first: int, following: int) -> int:
    """Return where the notes end: before the rule that separates a block from what follows."""
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
        orphan.index + 1,
    )
