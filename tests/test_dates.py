"""Days in every form that groups write."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from casefiles import Case, parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview import formats
from mkdocs_paperreview.syntax.dates import ReadDate, date_in_name, read_date

CASES = parameters("dates", "ambiguous", "day", "order", "path")

often = settings(derandomize=True, deadline=None, max_examples=300)
"""The same examples on every run, however slow the machine is."""

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
orders = st.sampled_from(["", "day-first", "month-first", "year-first"])


def expected_of(case: Case) -> ReadDate:
    """Return what a case expects."""
    day = case.data["day"]
    return ReadDate(date.fromisoformat(day) if day else None, case.data.get("ambiguous", False))


@pytest.mark.parametrize("case", CASES)
def test_read(case: Case) -> None:
    """A text or a path tells the day of its case, or none."""
    read = date_in_name if case.data.get("path") else read_date
    assert read(case.input, case.data.get("order", "")) == expected_of(case)


@pytest.mark.parametrize("case", CASES)
def test_claims(case: Case) -> None:
    """A case that expects no day claims so by its name."""
    assert (not case.data["day"]) == case.name.rstrip("-0123456789").endswith("-nope")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2020, 7, 2), date(2020, 7, 2)),
        (datetime(2020, 7, 2, 23, 30, tzinfo=UTC), date(2020, 7, 2)),
        (20200702, date(2020, 7, 2)),
        (200702, date(2020, 7, 2)),
        (date(20, 7, 2), None),
        (2020, None),
        (-200702, None),
        (10**30, None),
        (True, None),
        (2020.07, None),
        (None, None),
        (["2020-07-02"], None),
        ({"created": date(2020, 7, 2), "updated": date(2021, 7, 2)}, date(2020, 7, 2)),
        ({"updated": date(2021, 7, 2)}, None),
        ({"created": {"created": date(2020, 7, 2)}}, None),
    ],
)
def test_values_of_front_matter(value: object, day: date | None) -> None:
    """Days and numbers pass as YAML reads them; a year beyond all reason is a slip.

    The map that a blog's post has says when it was created.
    """
    assert read_date(value) == ReadDate(day)


@often
@given(days, st.sampled_from(["en", "en-GB", "ko", "ja", "zh"]), orders)
def test_days_round_trip(day: date, language: str, order: str) -> None:
    """A day that is written as a language does, or as a machine does, is that day."""
    for text in (day.isoformat(), f"{day:%Y%m%d}", formats.date(day, language)):
        assert read_date(text, order) == ReadDate(day)
        assert date_in_name(f"posts/{text.replace('/', '-')} maps.md", order) == ReadDate(day)


@often
@given(days, st.sampled_from("-./"))
def test_an_order_decides_alone(day: date, sign: str) -> None:
    """A day with its year last is read in the order that it is written in, or not at all."""
    written = {"day-first": f"{day:%d.%m.%Y}", "month-first": f"{day:%m.%d.%Y}"}
    for order, text in written.items():
        assert read_date(text.replace(".", sign), order) == ReadDate(day)
        told = read_date(text.replace(".", sign))
        assert told in {ReadDate(day), ReadDate(ambiguous=True)}
        assert told.ambiguous == (day.day <= 12 and day.day != day.month)


@often
@given(st.text() | st.from_regex(r"[0-4.,:/ _-]{0,12}") | st.integers() | st.floats(), orders)
def test_nothing_raises(value: object, order: str) -> None:
    """Any value can be asked for a day; what cannot be told has none."""
    read = read_date(value, order)
    assert not (read.day and read.ambiguous)
    date_in_name(str(value), order)


def test_huge_numbers_are_no_days() -> None:
    """A number that Python refuses to write out is no day, and no error."""
    assert read_date(10**5000) == ReadDate()


def test_long_texts_are_read_at_their_beginning() -> None:
    """However long a text is, only its beginning can be a day."""
    assert read_date("2020-07-02 " + "x" * 10**6) == ReadDate(date(2020, 7, 2))
    assert read_date(" " * 10**6 + "x 2020-07-02") == ReadDate()
