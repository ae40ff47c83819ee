"""Numbers and dates in the language of the words."""

from __future__ import annotations

from datetime import date as day
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.formats import date, is_known, number
from mkdocs_paperreview.rendering.entries import counted
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from datetime import date as Date  # noqa: N812 (a function of that name is tested)

FOURTH = day(2024, 1, 4)

often = settings(derandomize=True, deadline=None, max_examples=300)
"""The same examples on every run, however slow the machine is."""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "January 4, 2024"),
        ("en-GB", "4 January 2024"),
        ("EN_gb", "4 January 2024"),
        ("ko", "2024년 1월 4일"),
        ("ko_KR", "2024년 1월 4일"),
        ("ja", "2024年1月4日"),
        ("zh", "2024年1月4日"),
        ("zh-Hant-TW", "2024年1月4日"),
        ("en-XX", "January 4, 2024"),
        ("de", "January 4, 2024"),
        ("", "January 4, 2024"),
    ],
)
def test_dates_follow_the_words(language: str, expected: str) -> None:
    """A day is written out as the language does; in English where there are no words."""
    assert date(FOURTH, language) == expected


def test_no_date_is_nothing() -> None:
    """Where there is no day, nothing is written, and above all not today's."""
    assert not date(None, "en")


@pytest.mark.parametrize("language", ["en", "ko-KR", "ja", "zh_Hant", "de"])
def test_digits_are_grouped(language: str) -> None:
    """Large numbers have their digits in groups, as the words' language writes them."""
    assert [number(value, language) for value in (0, 12, 1234)] == ["0", "12", "1,234"]


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("ko", True),
        ("zh-Hans", True),
        ("en_GB", True),
        ("zh-Hant-TW", True),
        ("de", False),
        ("kok", False),
        ("en-", False),
        ("english", False),
        (3, False),
        (None, False),
    ],
)
def test_languages_are_known_with_their_varieties(tag: object, *, known: bool) -> None:
    """A language is known if there are words for it, whatever its region or script."""
    assert is_known(tag) is known


@often
@given(
    st.integers(-(10**15), 10**15),
    st.dates(),
    st.text() | st.from_regex(r"(?:en|ko|zh)[-_]\w{0,9}[-_]?\w*"),
)
def test_formats_never_raise(value: int, when: Date, language: str) -> None:
    """Any count and any day can be written, whatever the language is said to be."""
    assert number(value, language)
    assert str(when.year) in date(when, language).replace(",", "")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["0 reviews", "1 review", "1,234 reviews"]),
        ("ko-KR", ["리뷰 0편", "리뷰 1편", "리뷰 1,234편"]),
        ("fr", ["0 reviews", "1 review", "1,234 reviews"]),
    ],
)
def test_reviews_are_counted_in_words(language: str, expected: list[str]) -> None:
    """A number of reviews has the form of its number, with grouped digits."""
    at = Setting("index.md", language=language, words=words(language))
    assert [counted(count, at) for count in (0, 1, 1234)] == expected


@pytest.mark.parametrize("what", ["reviews", "presenters", "periods", "venues"])
def test_everything_is_counted(what: str) -> None:
    """What an index counts has words for one and for many."""
    at = Setting("index.md")
    one, many = counted(1, at, what), counted(2000, at, what)
    assert one == f"1 {'quarter' if what == 'periods' else what.removesuffix('s')}"
    assert many.startswith("2,000 ")
