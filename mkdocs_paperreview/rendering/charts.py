"""Charts of activity, as the numbers that a template needs to draw them in SVG.

Lengths are in units of the drawing, which a browser scales. All of them have one decimal at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.rendering.entries import Anchor

WIDTH, HEIGHT = 480, 112
LONGEST = 200
"""Periods that are shown, the latest ones; with more of them bars would be finer than a pixel."""

_TOP, _BASE = 8, 92
"""Heights at which the longest bar ends, and at which all begin."""
_PLOT = 444
"""Width for the bars; what is right of it is for the largest number."""
_WIDEST = 24
"""Width for a bar and the gap behind it where there are few."""
_MARK = 44
"""Width of a year with the space behind it, in the larger type of narrow screens."""
_NARROW, _WIDE, _BLANK = 10, 17, 8
"""Widths of a letter, of one as wide as high, and of the space behind a label, in that type."""
_SHORTEST = 2
"""Height of a bar, so that a single review among hundreds can be seen."""
_LEAST = 2
"""Count that the upper line stands for at least, so that one review is no tall bar."""
_FILLED = 0.75
"""Part of a bar's place that it fills."""

SPARK_WIDTH, SPARK_HEIGHT = 80, 16
_WIDEST_SPARK = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """The reviews of one period."""

    x: float
    y: float
    width: float
    height: float
    """0 where there are none."""
    label: str
    count: int


class Mark(NamedTuple):
    """A word below the bars; it begins at ``x``."""

    x: float
    text: str


class Chart(NamedTuple):
    """A chart of bars over years."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    top: float
    """Height of the upper line, which the longest bar reaches unless all counts are small."""
    base: float
    """Height of the line that all bars stand on."""
    end: float
    """Where both lines end."""
    largest: int
    """The largest count, or what the upper line stands for where all counts are small."""


def bars(periods: Sequence[tuple[str, int, int]]) -> Chart:
    """Return the chart of label, year and count of periods that follow each other."""
    step = _step(len(periods), _PLOT, _WIDEST)
    largest = max(_LEAST, *(count for _, _, count in periods), 0)
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        bars=tuple(
            _bar(index * step, step, label, count, largest)
            for index, (label, _, count) in enumerate(periods)
        ),
        marks=tuple(_marks([(label, year) for label, year, _ in periods], step)),
        top=_TOP,
        base=_BASE,
        end=_rounded(len(periods) * step),
        largest=largest,
    )


def spark(counts: Sequence[int]) -> str:
    """Return a small chart as the data of one filled path, 80 units wide and 16 high."""
    step = _step(len(counts), SPARK_WIDTH, _WIDEST_SPARK)
    largest = max(counts, default=0)
    base = SPARK_HEIGHT - 1
    ground = f"M0 {base}h{SPARK_WIDTH}v1H0z"
    columns = (
        f"M{_rounded(index * step)} {base}v-{_height(count, largest, base)}"
        f"h{_rounded(step * _FILLED)}V{base}z"
        for index, count in enumerate(counts)
        if count > 0
    )
    return ground + "".join(columns)


def activity_context(counts: Sequence[tuple[Anchor, int, int]], label: str) -> dict[str, Any]:
    """Return what ``activity.html`` gets: link, year and count of periods that follow each other.

    The latest :data:`LONGEST` of them are shown; the table leaves out those without a review.
    """
    latest = counts[-LONGEST:]
    return {
        "chart": bars([(period.text, year, count) for period, year, count in latest]),
        "rows": [(period, count) for period, _, count in latest if count],
        "label": label,
    }


def _bar(x: float, step: float, label: str, count: int, largest: int) -> Bar:
    height = _height(count, largest, _BASE - _TOP)
    return Bar(
        _rounded(x), _rounded(_BASE - height), _rounded(step * _FILLED), height, label, count
    )


def _height(count: int, largest: int, whole: int) -> float:
    return max(_SHORTEST, _rounded(whole * count / largest)) if count > 0 else 0


def _marks(periods: Sequence[tuple[str, int]], step: float) -> Iterator[Mark]:
    """Yield the years of periods, or their labels where none of them tells a year."""
    years = [year for _, year in periods]
    return _years(years, step) if any(years) else _labels([label for label, _ in periods], step)


def _labels(labels: Sequence[str], step: float) -> Iterator[Mark]:
    """Yield as many labels as do not overlap, from the first on, each below its period."""
    apart = ceil(max(map(_width, labels), default=0) / step)
    for index in range(0, len(labels), max(1, apart)):
        if index * step + _width(labels[index]) <= WIDTH:
            yield Mark(_rounded(index * step), labels[index])


def _width(label: str) -> int:
    """Return the width of a label with the space behind it, in the type of narrow screens."""
    return _BLANK + sum(_WIDE if east_asian_width(sign) in "FW" else _NARROW for sign in label)


def _years(years: Sequence[int], step: float) -> Iterator[Mark]:
    """Yield each year below its first period, or as many round ones as do not overlap."""
    firsts: dict[int, float] = {}
    for index, year in enumerate(years):
        if year and index * step + _MARK <= WIDTH:
            firsts.setdefault(year, _rounded(index * step))
    for apart in (1, 2, 5, 10, 20, 50, 100):
        chosen = [(x, year) for year, x in firsts.items() if year % apart == 0]
        if len(chosen) > 1 and chosen[1][0] - chosen[0][0] < _MARK:
            del chosen[0]  # the first year may have begun late
        if chosen and all(other[0] - one[0] >= _MARK for one, other in pairwise(chosen)):
            yield from (Mark(x, str(year)) for x, year in chosen)
            return
    yield from (Mark(x, str(year)) for year, x in list(firsts.items())[:1])


def _step(number: int, width: int, widest: float) -> float:
    return min(widest, width / number) if number else widest


def _rounded(length: float) -> float:
    """Return ``length`` with one decimal, without one where it is 0."""
    short = round(length, 1)
    return int(short) if short == int(short) else short
