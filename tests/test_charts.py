"""Charts of activity: the numbers, and what a page shows of them."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import markdown
import pytest
from documents import read_html
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import Treeprocessor

from mkdocs_paperreview.formats import number
from mkdocs_paperreview.rendering.charts import (
    HEIGHT,
    LONGEST,
    SPARK_HEIGHT,
    SPARK_WIDTH,
    WIDTH,
    activity_context,
    bars,
    spark,
)
from mkdocs_paperreview.rendering.entries import Anchor, counted
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.rendering.templates import Templates
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NARROW_YEAR = 36
"""Width of four digits in the type of narrow screens, 16 units high."""

often = settings(derandomize=True, deadline=None, max_examples=300)
"""The same examples on every run, however slow the machine is."""

counts = st.lists(st.integers(0, 5000), max_size=LONGEST)


def quarters(
    counts: list[int], year: int = 2020, quarter: int = 1
) -> list[tuple[Anchor, int, int]]:
    """Return quarters that follow each other, with their counts."""
    first = 4 * year + quarter - 1
    return [
        (Anchor(f"{at // 4} Q{at % 4 + 1}", f"{at // 4}-q{at % 4 + 1}.md"), at // 4, count)
        for at, count in enumerate(counts, first)
    ]


def years(count: int, first: int = 1) -> list[str]:
    """Return the years that stand below so many quarters from 2004 on."""
    chart = activity_context(quarters([1] * count, 2004, first), "")["chart"]
    return [mark.text for mark in chart.marks]


def shown(counts: list[int], label: str = "Activity", language: str = "en") -> str:
    """Return what a page shows of counts, through Markdown."""
    own = words(language)
    templates = Templates(
        words=own,
        counted=partial(counted, at=Setting("index.md", language=language, words=own)),
        number=partial(number, language=language),
    )
    figure = templates.element("activity.html", **activity_context(quarters(counts), label))
    md = markdown.Markdown()
    md.treeprocessors.register(Inserted(figure), "inserted", 6.5)
    return md.convert("text")


class Inserted(Treeprocessor):
    """Puts an element at the end of a page, where the extension puts listings."""

    def __init__(self, element: Element) -> None:
        super().__init__()
        self.element = element

    def run(self, root: Element) -> None:
        """Add the element."""
        root.append(self.element)


@often
@given(counts, st.integers(1900, 2100), st.integers(1, 4))
def test_bars_stand_in_the_drawing(numbers: list[int], year: int, first: int) -> None:
    """There is one bar a period, inside the drawing, apart from the next, as high as its count."""
    chart = activity_context(quarters(numbers, year, first), "")["chart"]
    assert [bar.count for bar in chart.bars] == numbers
    for bar in chart.bars:
        assert 0 <= bar.x < bar.x + bar.width <= chart.end <= WIDTH
        assert chart.top <= bar.y <= chart.base == pytest.approx(bar.y + bar.height)
        assert (bar.height > 0) == (bar.count > 0)
        assert {len(str(n).partition(".")[2]) for n in (bar.x, bar.y, bar.width)} <= {0, 1}
    for one, other in pairwise(chart.bars):
        assert one.x + one.width < other.x
        assert one.height <= other.height or one.count > other.count


@often
@given(st.lists(st.integers(1800, 2200), max_size=300).map(sorted))
def test_years_never_overlap(found: list[int]) -> None:
    """Years below the bars have room for themselves, whichever and however many there are."""
    marks = bars([("", year, 1) for year in found]).marks
    assert bool(marks) == bool(found)
    for one, other in pairwise(marks):
        assert one.x + NARROW_YEAR < other.x
    assert all(mark.x + NARROW_YEAR <= WIDTH for mark in marks)


def test_years_stand_below_their_first_period() -> None:
    """Every year is named where there is room, else every second, fifth or tenth."""
    assert years(3) == ["2004"]
    assert years(12) == ["2004", "2005", "2006"]
    assert years(12, first=4) == ["2005", "2006", "2007"]
    assert years(80) == [str(year) for year in range(2004, 2024, 2)]
    assert years(200) == [str(year) for year in range(2005, 2055, 5)]


def test_chart_of_nothing() -> None:
    """Without periods, and without reviews, there is a chart with nothing in it."""
    assert not bars([]).bars
    assert not bars([]).marks
    assert bars([("2020 Q1", 2020, 0)]).bars[0].height == 0


def test_a_single_review_is_a_low_bar() -> None:
    """Where all counts are small, bars are part of the height; the line above says of what."""
    chart = bars([("2020 Q1", 2020, 1), ("2020 Q2", 2020, 0)])
    assert chart.largest == 2
    assert [bar.height for bar in chart.bars] == [42, 0]


def test_chart_shows_the_latest_periods() -> None:
    """Of very many periods the latest are shown, in the chart as in the table."""
    context = activity_context(quarters(list(range(1000))), "")
    assert [bar.count for bar in context["chart"].bars] == list(range(1000))[-LONGEST:]
    assert [count for _, count in context["rows"]] == list(range(1000))[-LONGEST:]


@often
@given(counts)
def test_spark_stands_in_its_drawing(numbers: list[int]) -> None:
    """The path of a small chart has a column for each period with reviews, and stays inside."""
    path = spark(numbers)
    assert re.fullmatch(r"[MmhHvVz\d. -]+", path)
    ground, *columns = path.removesuffix("z").split("z")
    assert ground == f"M0 {SPARK_HEIGHT - 1}h{SPARK_WIDTH}v1H0"
    assert len(columns) == sum(count > 0 for count in numbers)
    for column in columns:
        found = re.fullmatch(r"M([\d.]+) 15v-([\d.]+)h([\d.]+)V15", column)
        assert found
        x, height, width = map(float, found.groups())
        assert x + width <= SPARK_WIDTH
        assert 0 < height <= SPARK_HEIGHT - 1


def test_chart_has_a_name_and_its_numbers() -> None:
    """The drawing has a name, each bar says what it is, and a table has the numbers with links."""
    root = read_html(shown([3, 0, 1200], 'Mina "M" <b>&amp;'))
    svg = root.one("svg")
    assert svg.attributes["role"] == "img"
    assert svg.attributes["aria-label"] == 'Mina "M" <b>&amp;'
    assert [title.text for title in svg.all("title")] == [
        "2020 Q1: 3 reviews",
        "2020 Q3: 1,200 reviews",
    ]
    rows = [[cell.text for cell in row.all("th", "td")] for row in root.all("tr")]
    assert rows == [
        ["Quarter", "Papers"],
        ["2020 Q1", "3"],
        ["2020 Q3", "1,200"],
    ]
    assert [link.attributes["href"] for link in root.one("table").all("a")] == [
        f"2020-q{number}.md" for number in (1, 3)
    ]


def test_chart_keeps_its_measures_through_markdown() -> None:
    """Markdown writes the attribute that scales the drawing as SVG spells it."""
    assert f'viewBox="0 0 {WIDTH} {HEIGHT}"' in shown([1])


def test_chart_speaks_the_language() -> None:
    """Words and numbers are those of the language."""
    root = read_html(shown([1200], language="ko"))
    assert root.one("summary").text == "수치"
    assert root.one("title").text == "2020 Q1: 리뷰 1,200편"


def test_chart_without_periods_says_so() -> None:
    """Where there is nothing to draw, a sentence stands in the place."""
    root = read_html(shown([]))
    assert not root.all("svg", "table")
    assert root.one("figure").text == "No reviews yet."
