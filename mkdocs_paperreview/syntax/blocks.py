"""Find the review blocks of a text.

A block is recognised by its label, never by heading levels or rules: a heading of level 1 to 3 and,
within four non-blank lines, a line that begins with a presenter label. That line may be a heading,
a line of text, an item, or stand in an admonition or a fence. What stands between is the header;
the notes reach to the next block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.syntax.evidence import names_authors
from mkdocs_paperreview.syntax.fields import Fields
from mkdocs_paperreview.syntax.grammar import GRAMMAR
from mkdocs_paperreview.syntax.headings import Heading, is_underline
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.labels import without_break
from mkdocs_paperreview.syntax.regions import Kind
from mkdocs_paperreview.syntax.titles import DEEPEST_TITLE, REACH, Titles
from mkdocs_paperreview.syntax.verdict import is_review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_paperreview.syntax.fields import Container, FieldLine, Stretch
    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.lines import Scan

_PASSED = frozenset([Kind.COMMENT, Kind.HTML])
"""What may stand between a title and a label that is no heading."""

# ***, - - -; that all marks are the same is told without a pattern, which would remember each
_RULE = re.compile(r" {0,3}[*_-][*_ \t-]*")


class Detail(NamedTuple):
    """A line of the header without a label: the authors, or what else stands there."""

    first: int
    end: int
    text: str


class Block(NamedTuple):
    """The lines of one review."""

    start: int
    """Index of the first line: that of the title, or of fields that stand above it."""
    title: Heading
    details: tuple[Detail, ...]
    """Between the title and the first label."""
    fields: tuple[FieldLine, ...]
    """In order."""
    containers: tuple[Container, ...]
    """What some of the fields stand in."""
    header_end: int
    """Index behind the last line of the header."""
    end: int
    """Index behind the last line of the notes."""
    next: int
    """Index behind the separator, where the next block begins."""


def find_blocks(
    scan: Scan, grammar: Grammar = GRAMMAR
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a text, in order, and labels that have no title."""
    headers, orphans = _Headers(Fields(scan, grammar)).found()
    starts = [header.start for header in headers] + [len(scan.kinds)]
    blocks = tuple(
        [
            _block(scan, header, following)
            for header, (_, following) in zip(headers, pairwise(starts), strict=True)
        ]
    )
    return blocks, tuple(_no_title(orphan) for orphan in orphans) if blocks else ()


class _Label(NamedTuple):
    """A place where a presenter is named, before it is known whether a title belongs to it."""

    first: int
    """Index of the first line of what holds it."""
    end: int
    near: Heading | None
    """The heading from which it was found, where it is none itself."""
    line: FieldLine | None = None
    container: Container | None = None
    below: Heading | None = None
    """The title, where that stands below."""


@dataclass(slots=True)
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

    def last(self) -> int:
        """Return the index behind the last line of what is collected."""
        parts: list[Stretch] = [self.title, *self.fields, *self.details, *self.containers]
        return max([part.end for part in parts])


class _Headers:
    """Finds the headers of one text."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.scan = fields.scan
        self.titles = Titles(fields)

    def found(self) -> tuple[list[_Header], list[FieldLine]]:
        """Return the headers, in order, and the labels that have no title.

        Fields that do not tell of a review do so no more when fewer of them are looked at, so that
        nothing is tried again from a label among them.
        """
        headers: list[_Header] = []
        orphans: list[FieldLine] = []
        floor = rejected = 0
        for label in self._labels():
            is_done = label.first < floor or (label.near and label.near.first < floor)
            if is_done or label.first < rejected:
                continue
            header = self._header(label, floor)
            if header and self._is_review(header):
                headers.append(header)
                floor = header.end
                if any(orphan.first == header.title.first for orphan in orphans[-REACH:]):
                    orphans = [o for o in orphans if o.first != header.title.first]
            elif label.line and label.line.is_heading:
                orphans.append(label.line)
                floor = label.first
            elif header:
                rejected = header.end
        return headers, orphans

    def _labels(self) -> list[_Label]:
        found = [*self._of_headings(), *self._behind_headings(), *self._above_headings()]
        return sorted(found, key=lambda label: label.first)

    def _of_headings(self) -> Iterator[_Label]:
        for line in self.fields.of_headings.values():
            if line.presents:
                yield _Label(line.first, line.end, None, line)

    def _behind_headings(self) -> Iterator[_Label]:
        for heading in self.fields.headings:
            glued = heading.end in self.fields.heading_at
            label = None if glued else self._behind(heading)
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
                if self.scan.kinds[index] not in _PASSED:
                    return None
                index, left = self._behind_region(index), left - 1
                continue
            line = None if container else self.fields.of_line(index)
            if line and line.presents:
                return _Label(index, line.end, heading, line)
            left -= line is None
            index = container.end if container else index + 1
        return None

    def _behind_region(self, index: int) -> int:
        """Return the index behind what begins on a line and is no text."""
        kind = self.scan.kinds[index]
        while index < len(self.scan.kinds) and self.scan.kinds[index] is kind:
            index += 1
        return index

    def _above_headings(self) -> Iterator[_Label]:
        for container in self.fields.containers:
            title = self._title_below(container)
            if title:
                yield _Label(container.first, container.end, None, None, container, title)

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
            last = label.near or self.fields.heading_at[label.first]
            title = self.titles.above(last, floor, near=label.near is not None)
            if title is None:
                return None
            header = _Header(title.first, title, end=title.end)
            self._collect_between(header, label.first)
            self._add(header, label)
        self._collect_behind(header)
        return header

    def _is_review(self, header: _Header) -> bool:
        inside = [line for container in header.containers for line in container.fields]
        return is_review(header.title, header.fields, inside, self.fields.grammar)

    def _header_below(self, label: _Label, title: Heading) -> _Header:
        header = _Header(label.first, title)
        self._add(header, label)
        header.end = title.end
        authors = self.fields.heading_at.get(title.end)
        if authors and self.titles.names_authors(authors):
            header.details.append(Detail(authors.first, authors.end, authors.text))
            header.end = authors.end
        return header

    def _add(self, header: _Header, label: _Label) -> None:
        if label.container:
            header.add_container(label.container)
        elif label.line:
            header.add(label.line)

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
        line = self._field_at(index, heading) or self.fields.unread(index)
        if line:
            header.add(line)
        elif heading:
            header.details.append(Detail(index, heading.end, heading.text))
        elif self.scan.is_text(index) and names_authors(
            without_break(self.scan.source.lines[index]), self.fields.grammar
        ):
            text = without_break(self.scan.source.lines[index])
            header.details.append(Detail(index, index + 1, text))

    def _collect_behind(self, header: _Header) -> None:
        """Collect the fields that follow the label."""
        index, gap = header.end, False
        while index < len(self.scan.kinds):
            if self.scan.source.blank(index):
                index, gap = index + 1, True
                continue
            heading = self.fields.heading_at.get(index)
            container = None if heading else self.fields.container(index)
            line = None if container else self._field_at(index, heading)
            if container and not (container.presents and self._title_below(container)):
                header.add_container(container)
            elif line and not (gap and line.is_heading and line.presents):
                header.add(line)
            elif line or container or not self._collect_unread(header):
                return
            index = header.end

    def _collect_unread(self, header: _Header) -> bool:
        """Collect fields right below whose values nobody can read; return whether there are such.

        Headings of them belong to the header. Lines do where a field follows that can be read: a
        note may begin like one.
        """
        found: list[FieldLine] = []
        index = header.end
        while index < len(self.scan.kinds) and (line := self.fields.unread(index)):
            found.append(line)
            index = line.end
            heading = self.fields.heading_at.get(index)
            if line.is_heading or self._field_at(index, heading):
                header.fields += found
                header.end = index
                return True
        return False

    def _field_at(self, index: int, heading: Heading | None) -> FieldLine | None:
        """Return the field that a heading or a line of text carries, or None."""
        if heading:
            return self.fields.of_headings.get(index)
        is_text = index < len(self.scan.kinds) and self.scan.is_text(index)
        return self.fields.of_line(index) if is_text else None


def _block(scan: Scan, header: _Header, following: int) -> Block:
    """Return the block of a header; another one, or the end of the text, is ``following``."""
    last = header.last()
    behind = scan.next_off(last, following)
    return Block(
        header.start,
        header.title,
        tuple(header.details),
        tuple(header.fields),
        tuple(header.containers),
        last,
        _notes_end(scan, last, behind),
        behind,
    )


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
    if not scan.is_text(index) or not _RULE.fullmatch(line) or is_underline(scan, index):
        return False
    mark, *others = set(line) - {" ", "\t"}
    return not others and line.count(mark) > 2  # noqa: PLR2004 (three marks make a rule)


def _no_title(orphan: FieldLine) -> Problem:
    return Problem(
        "no-title",
        f"no title stands above the label {orphan.field.label!r}",
        "write the paper's title as a heading directly above",
        orphan.first + 1,
    )
