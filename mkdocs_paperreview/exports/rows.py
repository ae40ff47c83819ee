"""Rows of data files that earlier builds have made, kept as long as they are right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_paperreview.model import Review


@dataclass(slots=True)
class Rows:
    """The rows of one file, one for each review, in UTF-8."""

    _around: object = None
    _rows: dict[tuple[str, str], tuple[Review, bytes]] = field(default_factory=dict)

    def begin(self, around: object) -> None:
        """Forget all rows where what they depend on beside their reviews is not equal any more."""
        if around != self._around:
            self._around = around
            self._rows.clear()

    def row(self, review: Review, make: Callable[[Review], bytes]) -> bytes:
        """Return the row of the very same review, made where there is none."""
        place = (review.page, review.anchor)
        known = self._rows.get(place)
        if known is None or known[0] is not review:
            known = self._rows[place] = (review, make(review))
        return known[1]


@dataclass(frozen=True, slots=True)
class DataMemory:
    """What the data files of a build leave to those of the next."""

    papers: Rows = field(default_factory=Rows)
    finding: Rows = field(default_factory=Rows)
