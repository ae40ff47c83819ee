"""Find the lines that carry a field: headings, lines, items, admonitions and fences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from mkdocs_paperreview.syntax.evidence import is_field
from mkdocs_paperreview.syntax.headings import Heading, headings
from mkdocs_paperreview.syntax.regions import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.labels import Field
    from mkdocs_paperreview.syntax.lines import Scan

LONGEST_LABEL = 60
"""Characters before the colon of a field, with marks and blanks."""

# - **Presenter:** …
_ITEM = re.compile(r" {0,3}(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?")
# !!! info "Session"
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]*[\w-]+")
# ```{admonition} Session
_DIRECTIVE_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[ \t]*\{[\w-]+\}")
# :class: tip
_SETTING = re.compile(r":[\w-]+:(?:\s|\Z)")
_COLON = re.compile("[:：]")
_INDENTED = ("    ", "\t")
REACH = 4
"""Lines above in which something may begin that a line belongs to."""

_BOXES = ("!!!", "???")

_HOLDERS = (">", "\\[", "///", ":::")
"""What begins a quotation, a formula, or a block of an extension, which a card would tear."""


class Stretch(Protocol):
    """Lines in a row."""

    @property
    def first(self) -> int:
        """Return the index of the first line."""

    @property
    def end(self) -> int:
        """Return the index behind the last line."""


class FieldLine(NamedTuple):
    """A field, and the lines that carry it."""

    first: int
    """Index of its first line."""
    end: int
    """Index behind its last line."""
    field: Field
    is_heading: bool = False

    @property
    def presents(self) -> bool:
        """Return whether it names who presented."""
        return self.field.name == "presenter"


@dataclass(frozen=True, slots=True)
class Container:
    """An admonition or a fence that holds fields."""

    first: int
    """Index of its first line."""
    end: int
    """Index behind its last line."""
    fields: tuple[FieldLine, ...]
    complete: bool
    """Whether it holds nothing else."""

    @property
    def presents(self) -> bool:
        """Return whether it names who presented."""
        return any(line.presents for line in self.fields)


@dataclass(frozen=True)
class Fields:
    """A text's headings, and the fields that its lines carry."""

    scan: Scan
    grammar: Grammar

    @cached_property
    def headings(self) -> Sequence[Heading]:
        """Return every heading, in order."""
        return list(headings(self.scan))

    @cached_property
    def heading_at(self) -> Mapping[int, Heading]:
        """Return index of its first line → heading."""
        return {heading.first: heading for heading in self.headings}

    @cached_property
    def of_headings(self) -> Mapping[int, FieldLine]:
        """Return index of the first line → field, for the headings that carry one."""
        found = ((h, self._field(h.text, is_heading=True)) for h in self.headings)
        return {
            h.first: FieldLine(h.first, h.end, field, is_heading=True)
            for h, field in found
            if field
        }

    def of_line(self, index: int) -> FieldLine | None:
        """Return the field that a line of text carries, plain, bold or as an item; or None."""
        line = self.scan.source.lines[index]
        if ":" not in line and "：" not in line:
            return None
        found = self._field_of(line)
        return FieldLine(index, index + 1, found) if found and not self._within(index) else None

    def container(self, index: int) -> Container | None:
        """Return the admonition or fence that begins on a line and holds fields, or None."""
        if index not in self._code_ends and not self.scan.source.lines[index].startswith(_BOXES):
            return None
        end, inside = self._contents(index)
        filled = [at for at in inside if not self.scan.source.blank(at)]
        found = [self._inner(at) for at in filled]
        fields = tuple(line for line in found if line)
        complete = len(fields) == len(filled)
        return Container(index, end, fields, complete) if fields else None

    @cached_property
    def containers(self) -> Sequence[Container]:
        """Return the admonitions and fences that name who presented, in order."""
        starts = [region.first for region in self.scan.regions if region.kind is Kind.CODE]
        text, lines = self.scan.source.text, self.scan.source.lines
        if "!!!" in text or "???" in text:
            starts += [at for at, line in enumerate(lines) if line.startswith(_BOXES)]
        found = (self.container(start) for start in sorted(starts))
        return [container for container in found if container and container.presents]

    @cached_property
    def _code_ends(self) -> Mapping[int, int]:
        regions = (region for region in self.scan.regions if region.kind is Kind.CODE)
        return {region.first: region.end for region in regions}

    def _contents(self, index: int) -> tuple[int, range]:
        """Return the end of what begins on a line, and the lines inside."""
        line = self.scan.source.lines[index]
        if index in self._code_ends and _DIRECTIVE_FENCE.match(line):
            end = self._code_ends[index]
            first = index + 1
            while first < end and _SETTING.match(self.scan.source.lines[first]):
                first += 1
            return end, range(first, end - 1)
        if line.startswith(_BOXES) and self.scan.is_text(index) and _ADMONITION.match(line):
            end = self._end_of_indented(index + 1)
            return end, range(index + 1, end)
        return index, range(0)

    def _end_of_indented(self, index: int) -> int:
        lines = self.scan.source.lines
        end = index
        while index < len(lines) and self.scan.is_text(index):
            if not self.scan.source.blank(index):
                if not lines[index].startswith(_INDENTED):
                    break
                end = index + 1
            index += 1
        return end

    def _inner(self, index: int) -> FieldLine | None:
        """Return the field that a line inside of an admonition or a fence carries, or None."""
        line = self.scan.source.lines[index]
        indented = next((mark for mark in _INDENTED if line.startswith(mark)), "")
        found = self._field_of(line[len(indented) :])
        return FieldLine(index, index + 1, found) if found else None

    def _within(self, index: int) -> bool:
        """Return whether a line stands in a quotation, a formula or a block begun above it."""
        lines = self.scan.source.lines
        for above in range(index - 1, max(-1, index - 1 - REACH), -1):
            if self.scan.source.blank(above):
                return False
            if lines[above].lstrip().startswith(_HOLDERS):
                return True
        return False

    def _field_of(self, line: str) -> Field | None:
        """Return the field of a line of text; what is left empty counts in a list alone."""
        if line.startswith(_INDENTED) or line.lstrip(" ").startswith("\t"):
            return None
        marker = _ITEM.match(line)
        begin = marker.end() if marker else 0
        found = self._field(line[begin:], is_heading=False)
        is_item = not line[:begin].isspace() and begin > 0
        return found if found and (found.value or is_item or found.name == "presenter") else None

    def _field(self, text: str, *, is_heading: bool) -> Field | None:
        if not _COLON.search(text, 0, LONGEST_LABEL):
            return None
        found = self.grammar.labels.field(text)
        if found and found.name == "author" and self.grammar.author:
            found = found._replace(name=self.grammar.author, weak=True)
        return found if found and is_field(found, self.grammar, is_heading=is_heading) else None
