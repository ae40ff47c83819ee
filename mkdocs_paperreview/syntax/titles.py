"""Find the title that belongs to a label: one of the headings above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from mkdocs_paperreview.syntax.authors import looks_like_authors, parse_authors
from mkdocs_paperreview.syntax.evidence import is_name
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.regions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs_paperreview.syntax.fields import FieldLine, Fields
    from mkdocs_paperreview.syntax.headings import Heading

DEEPEST_TITLE = 3
"""Headings below this level are never the title of a review."""

REACH = 4
"""A label stands within this many non-blank lines behind the title; lines of fields not counted."""

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Titles:
    """The headings of one text, as titles."""

    fields: Fields

    def above(self, last: Heading, floor: int, *, near: bool) -> Heading | None:
        """Return the title among headings, of which ``last`` is the lowest; or None.

        ``last`` carries the label itself, or stands above a line that does and is ``near`` it; none
        stands above the line ``floor``.

        Of the headings that stand together it is the last one of the highest level. A heading that
        a blank line sets apart belongs to them only where what follows it reads like a list of
        people: otherwise it is the title of the page.
        """
        together = [last] if near else []
        for heading in self._reachable(last, floor):
            below = together[-1] if together else None
            if below and not self._belongs(heading, below, strict=near):
                break
            together.append(heading)
        titles = sorted(self._without_authors(together), key=lambda heading: heading.level)
        for heading in titles:
            if heading.level <= DEEPEST_TITLE and plain(heading.text):
                return heading if self._may_be_title(heading, last, together) else None
        return None

    def _without_authors(self, together: list[Heading]) -> list[Heading]:
        """Return headings without those of authors that have no other level than the title."""
        return [
            heading
            for heading, above in zip_longest(together, together[1:])
            if not (
                above
                and above.level == heading.level
                and above.end == heading.first
                and plain(above.text)
                and self._is_authors(heading)
            )
        ]

    def _is_authors(self, heading: Heading) -> bool:
        """Return whether a heading is plainly a list of people: several with full names."""
        if heading.first in self.fields.of_headings:
            return False
        grammar = self.fields.grammar
        said = parse_authors(heading.text, grammar.venues, grammar.labels)
        full = len(said.names) > 1 and all(" " in name for name in said.names)
        return (full or said.et_al) and all(map(is_name, said.names))

    def _may_be_title(self, heading: Heading, label: Heading, together: Sequence[Heading]) -> bool:
        """Return whether a heading is a title, and not the presenter of a block without one.

        ``Speaker: Adaptive Voices`` is a title where authors stand between it and the presenter.
        """
        line = self.fields.of_headings.get(heading.first)
        return not (line and line.presents) or (len(together) > 1 and heading.level < label.level)

    def _reachable(self, last: Heading, floor: int) -> Iterator[Heading]:
        """Yield the headings above one that are near enough, the nearest first."""
        position = self._position[last.first]
        lines = self._counted(last)
        while position and self.fields.headings[position - 1].first >= floor:
            below, heading = self.fields.headings[position], self.fields.headings[position - 1]
            if heading.end < below.first:
                between = range(heading.end, below.first)
                if not all(
                    self.fields.scan.is_text(index) or self._is_gap(index) for index in between
                ):
                    return
                lines += sum(map(self._counts, between))
            if lines > REACH:
                return
            yield heading
            lines += self._counted(heading)
            position -= 1

    def _counted(self, heading: Heading) -> int:
        """Return how many lines of a header a heading takes; fields take none."""
        is_field = self._is_other_field(self.fields.of_headings.get(heading.first))
        return 0 if is_field else heading.end - heading.first

    def _counts(self, index: int) -> bool:
        """Return whether a line of text is none that a header may have as many of as it likes."""
        return not self._is_gap(index) and not self._is_other_field(self.fields.of_line(index))

    def _is_gap(self, index: int) -> bool:
        """Return whether nobody sees anything on a line: it is blank, a comment, or a break."""
        source = self.fields.scan.source
        comment = self.fields.scan.kinds[index] is Kind.COMMENT
        return comment or source.blank(index) or bool(_BREAK.fullmatch(source.lines[index]))

    def _is_other_field(self, line: FieldLine | None) -> bool:
        return line is not None and not line.presents

    def _belongs(self, heading: Heading, below: Heading, *, strict: bool) -> bool:
        glued = heading.end == below.first
        if glued and (not strict or self._is_authors(below)):
            return True
        blank = all(map(self._is_gap, range(heading.end, below.first)))
        return blank and heading.level < below.level and self.names_authors(below)

    def names_authors(self, heading: Heading) -> bool:
        """Return whether a heading reads like a list of people."""
        grammar = self.fields.grammar
        return looks_like_authors(heading.text, grammar.venues, grammar.labels)

    @cached_property
    def _position(self) -> Mapping[int, int]:
        return {heading.first: at for at, heading in enumerate(self.fields.headings)}
