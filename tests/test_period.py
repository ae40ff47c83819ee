"""Periods: parse, order, label."""

from __future__ import annotations

import itertools
import unicodedata
from datetime import date

import pytest

from mkdocs_paperreview import period as periods
from mkdocs_paperreview.period import Period
from mkdocs_paperreview.syntax import shown_title

FORMS = (
    "2020_3rd_quarter",
    "2020 3rd quarter",
    "2020-3rd-Quarter",
    "2020-Q3",
    "2020-q3",
    "2020 Q3",
    "2020Q3",
    "2020_Q3",
    "Q3 2020",
    "3rd quarter of 2020",
    "3rd Quarter 2020",
    "3Q20",
    "3Q 2020",
    "20년 3분기",
    "2020년 3분기",
    "2020년3분기",
    unicodedata.normalize("NFD", "20년 3분기"),
    "\uff12\uff10\uff12\uff10\u3000\uff31\uff13",
    " 2020 Q3 ",
)

NOT_PERIODS = (
    "",
    "2020",
    "Q3",
    "3rd quarter",
    "2020 Q0",
    "2020 Q5",
    "2020_5th_quarter",
    "2020-Q33",
    "12020 Q3",
    "2020-07-02",
    "a quarter of 2020 papers",
    "IQ3 2020",
)

QUARTERS = (
    (1, 1),
    (3, 1),
    (4, 2),
    (6, 2),
    (7, 3),
    (9, 3),
    (10, 4),
    (12, 4),
)


@pytest.mark.parametrize("text", FORMS)
def test_parse(text: str) -> None:
    """Every form that groups write names the same quarter."""
    assert periods.parse(text) == Period(2020, 3)
    assert periods.find(text) == Period(2020, 3)


@pytest.mark.parametrize("text", NOT_PERIODS)
def test_no_period(text: str) -> None:
    """What names no quarter of a year gives none, rather than a guess."""
    assert periods.parse(text) is None
    assert periods.find(text) is None


def test_find_in_words() -> None:
    """A period is found among other words, and is then not the whole of the text."""
    text = "Papers of 2020 Q3 (vision)"
    assert periods.find(text) == Period(2020, 3)
    assert periods.parse(text) is None


def test_ordinals() -> None:
    """Each ordinal of a quarter is known."""
    found = [periods.parse(f"2021_{word}_quarter") for word in ("1st", "2nd", "3rd", "4th")]
    assert found == [Period(2021, number) for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(("month", "number"), QUARTERS)
def test_of_date(month: int, number: int) -> None:
    """A day lies in the quarter of its month."""
    assert periods.of_date(date(2021, month, 28)) == Period(2021, number)


def test_round_trip() -> None:
    """The identifier and the label of a period name that period."""
    for year, number in itertools.product(range(1950, 2100), range(1, 5)):
        period = Period(year, number)
        assert periods.parse(period.id) == period
        assert periods.parse(period.label) == period


def test_identifier_and_label() -> None:
    """The forms that addresses and readers see are part of the contract."""
    assert Period(2020, 3).id == "2020-q3"
    assert Period(2020, 3).label == "2020 Q3"


def test_order_is_that_of_time() -> None:
    """Periods sort by year, then by quarter."""
    late_first = [Period(2021, 1), Period(2020, 4), Period(2020, 1), Period(2019, 4)]
    assert sorted(late_first) == late_first[::-1]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("2020_3rd_quarter", "2020 Q3"),
        ("20년 3분기", "2020 Q3"),
        ("Our 2020_3rd_quarter", "Our 2020_3rd_quarter"),
        ("Friday readings", "Friday readings"),
    ],
)
def test_shown_title(title: str, shown: str) -> None:
    """A page title that is nothing but a period is shown as people read it; others stay."""
    assert shown_title(title) == shown
