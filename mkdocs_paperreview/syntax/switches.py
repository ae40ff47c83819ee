"""Find what is kept out: ``<!-- paperreview: off -->`` … ``<!-- paperreview: on -->``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.syntax.regions import Kind, Region

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.syntax.source import Source

SWITCHES = ("off", "on")
"""What a comment says, to keep text out and to read on."""

_SWITCH = re.compile(rf"\s*<!--\s*paperreview:\s*(?P<name>{'|'.join(SWITCHES)})\s*-->\s*")


def kept_out(source: Source, regions: Sequence[Region]) -> tuple[tuple[Region, ...], list[Problem]]:
    """Return what stands between ``off`` and ``on``, and what is wrong with an ``on``.

    An ``off`` without ``on`` keeps out all that follows.
    """
    off: list[Region] = []
    problems: list[Problem] = []
    first: int | None = None
    for region, name in _switches(source, regions):
        if name == "off":
            first = region.first if first is None else first
        elif first is None:
            problems.append(_nothing_is_off(region))
        else:
            off.append(Region(Kind.OFF, first, region.end))
            first = None
    if first is not None:
        off.append(Region(Kind.OFF, first, len(source.lines)))
    return tuple(off), problems


def _switches(source: Source, regions: Sequence[Region]) -> Iterator[tuple[Region, str]]:
    """Yield the comments that say ``off`` or ``on`` and stand on lines of their own."""
    for region in regions:
        if region.kind is Kind.COMMENT:
            last = region.end - 1
            end = source.starts[last] + len(source.lines[last])
            switch = _SWITCH.fullmatch(source.text, source.starts[region.first], end)
            if switch:
                yield region, switch["name"]


def _nothing_is_off(region: Region) -> Problem:
    return Problem(
        "directive",
        "'on' ends nothing",
        "write <!-- paperreview: off --> above the text that is to be kept out, or delete 'on'",
        region.first + 1,
    )


def switched_off(kind: Kind) -> Kind:
    """Return what a line is that would be of ``kind``, were it not kept out."""
    return Kind.OFF if kind is Kind.TEXT else kind
