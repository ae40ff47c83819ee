"""Find the lines that carry a field: headings, lines, items, admonitions and fences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from mkdocs_paperreview.syntax.evidence import is_field, may_be_meant, names_people
from mkdocs_paperreview.syntax.headings import Heading, headings
from mkdocs_paperreview.syntax.labels import COLON
from mkdocs_paperreview.syntax.regions import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.labels import Field
    from mkdocs_paperreview.syntax.lines import Scan

LONGEST_BEFORE_COLON = 60
"""Characters before the colon of a field, with marks and blanks."""

# - **Presenter:** …
_ITEM = re.compile(r" {0,3}(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?")
# !!! info "Session"
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]*[\w-]+")
# ```{admonition} Session
_DIRECTIVE_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[ \t]*\{[\w-]+\}")
# :class: tip
_SETTING = re.compile(r":[\w-]+:(?:\s|\Z)")
#     - Lena Foss
_INNER_ITEM = re.compile(r"(?:[ ]{2,8}|\t)[-*+][ \t]+(?=\S)")
_MOST_LISTED = 50
_LISTED = frozenset(["presenter", "authors"])
_INDENTED = ("    ", "\t")
LINES_OF_HOLDER = 4
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


class Container(NamedTuple):
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
        if found is None or self._within(index):
            return None
        listed = self._listed(index + 1) if found.name in _LISTED and not found.value else []
        if listed and names_people(", ".join(listed), self.grammar.labels):
            return FieldLine(
                index, index + 1 + len(listed), found._replace(value=", ".join(listed))
            )
        return FieldLine(index, index + 1, found)

    def unread(self, index: int) -> FieldLine | None:
        """Return the field that a heading or a line announces, whose value says nothing; or None.

        Only what stands around it tells that it is one: ``Date: a fruit of the palm``.
        """
        heading = self.heading_at.get(index)
        text = heading.text if heading else self.scan.source.lines[index]
        if ":" not in text and "：" not in text:
            return None
        found = self._announced(text if heading else _content(text)[0])
        if found is None or not may_be_meant(found):
            return None
        if heading:
            return FieldLine(index, heading.end, found, is_heading=True)
        plain = self.scan.is_text(index) and not self._within(index)
        return FieldLine(index, index + 1, found) if plain else None

    def container(self, index: int) -> Container | None:
        """Return the admonition or fence that begins on a line and holds fields, or None."""
        if index not in self._code_ends and not self.scan.source.lines[index].startswith(_BOXES):
            return None
        end, inside = self._contents(index)
        filled = [at for at in inside if not self.scan.source.blank(at)]
        found = [self._inner(at) for at in filled]
        if any(line and line.presents for line in found):
            found = [line or self._unread_inner(at) for line, at in zip(found, filled, strict=True)]
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
        found = self._field_of(_outdented(self.scan.source.lines[index]))
        return FieldLine(index, index + 1, found) if found else None

    def _unread_inner(self, index: int) -> FieldLine | None:
        content, _ = _content(_outdented(self.scan.source.lines[index]))
        found = self._announced(content)
        return FieldLine(index, index + 1, found) if found and may_be_meant(found) else None

    def _listed(self, index: int) -> list[str]:
        """Return the items of an inner list that begins on a line: people, one on each."""
        lines = self.scan.source.lines
        end = index
        while end < min(len(lines), index + _MOST_LISTED) and _INNER_ITEM.match(lines[end]):
            end += 1
        return [_INNER_ITEM.sub("", line, count=1).strip() for line in lines[index:end]]

    def _within(self, index: int) -> bool:
        """Return whether a line stands in a quotation, a formula or a block begun above it."""
        lines = self.scan.source.lines
        for above in range(index - 1, max(-1, index - 1 - LINES_OF_HOLDER), -1):
            if self.scan.source.blank(above):
                return False
            if lines[above].lstrip().startswith(_HOLDERS):
                return True
        return False

    def _field_of(self, line: str) -> Field | None:
        """Return the field of a line of text; what is left empty counts in a list alone."""
        content, is_item = _content(line)
        found = self._field(content, is_heading=False)
        return found if found and (found.value or is_item or found.name == "presenter") else None

    def _field(self, text: str, *, is_heading: bool) -> Field | None:
        found = self._announced(text)
        return found if found and is_field(found, self.grammar, is_heading=is_heading) else None

    def _announced(self, text: str) -> Field | None:
        """Return the field that a text begins with, whatever its value is."""
        if not COLON.search(text, 0, LONGEST_BEFORE_COLON):
            return None
        found = self.grammar.labels.field(text)
        if found and found.name == "author" and self.grammar.author:
            found = found._replace(name=self.grammar.author, weak=True)
        return found


def _content(line: str) -> tuple[str, bool]:
    """Return what stands behind the sign of an item, and whether there is one; nothing for code."""
    if line.startswith(_INDENTED) or line.lstrip(" ").startswith("\t"):
        return "", False
    marker = _ITEM.match(line)
    begin = marker.end() if marker else 0
    return line[begin:], begin > 0 and not line[:begin].isspace()


def _outdented(line: str) -> str:
    """Return a line of an admonition without what makes it one."""
    indented = next((mark for mark in _INDENTED if line.startswith(mark)), "")
    return line[len(indented) :]
