"""The order of names, and the letters under which an index has them."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from casefiles import Case, parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.collation import initial, sort_key
from mkdocs_paperreview.naming import key
from mkdocs_paperreview.words import languages

if TYPE_CHECKING:
    from collections.abc import Iterable

CASES = parameters("collation", "language", "initials")

often = settings(derandomize=True, deadline=None, max_examples=500)
"""The same examples on every run, however slow the machine is."""

SIGNS = (
    "aAáÁzßøŁđæþ\u0131İ\u017fəŉΐ\u03c3ςжйЙ"
    "가각까나힣ㄱㄲㅏ각"
    "あアｱぁァがガｶﾞぱーゝんヴヶゟ々〇"
    "王李啊座曾鬱鬱龍\U00020000"
    "019٣²½Ⅷ 　-'.(·😀\u0301\u3099\u200b\x00\ud800"
)
names = st.text(st.sampled_from(SIGNS), max_size=8) | st.text(max_size=8)
tongues = st.sampled_from([*languages(), "en-GB", "zh_TW", "", "한"])


def in_order(texts: Iterable[str], language: str) -> list[str]:
    """Return names as an index in ``language`` has them."""
    return sorted(texts, key=lambda text: sort_key(text, language))


@pytest.mark.parametrize("case", CASES)
def test_names_are_in_order(case: Case) -> None:
    """Names that are listed in their order come back in it."""
    expected = case.input.strip().splitlines()
    assert in_order(expected[::-1], case.data["language"]) == expected


@pytest.mark.parametrize("case", CASES)
def test_names_have_initials(case: Case) -> None:
    """Names in their order stand in groups of one initial."""
    letters = [initial(name, case.data["language"]) for name in case.input.strip().splitlines()]
    assert [letter for letter, _ in groupby(letters)] == case.data["initials"]


@pytest.mark.parametrize("language", languages())
def test_initials_of_hangul_are_plain(language: str) -> None:
    """Every syllable stands under one of fourteen consonants."""
    letters = dict.fromkeys(initial(chr(code), language) for code in range(0xAC00, 0xD7A4))
    assert "".join(letters) == "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"


def test_initials_of_kana_are_rows() -> None:
    """Every kana stands under one of ten rows, hiragana and katakana alike."""
    letters = dict.fromkeys(initial(chr(code), "ja") for code in range(0x3041, 0x3097))
    assert "".join(letters) == "あかさたなはまやらわ"
    for code in range(0x3041, 0x3097):
        assert initial(chr(code), "ja") == initial(chr(code + 0x60), "ja")


def test_initials_of_level_one_ascend() -> None:
    """The characters of GB 2312's level 1 stand in the order of 23 letters, each of them used."""
    codes = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    chars = [code.decode("gb2312", "ignore") for code in codes]
    letters = dict.fromkeys(initial(char, "zh") for char in chars if char)
    assert "".join(letters) == "ABCDEFGHJKLMNOPQRSTWXYZ"


@often
@given(st.lists(names, max_size=12), tongues)
def test_order_is_total(texts: list[str], language: str) -> None:
    """Names have one order, whatever order they come in, and only equal ones tie."""
    ordered = in_order(texts, language)
    assert in_order(ordered[::-1], language) == ordered
    assert len({sort_key(text, language) for text in texts}) == len(set(texts))


@often
@given(st.lists(names, max_size=12), tongues)
def test_initials_come_in_groups(texts: list[str], language: str) -> None:
    """Among names in order, those with one initial stand together."""
    letters = [
        letter for letter, _ in groupby(initial(t, language) for t in in_order(texts, language))
    ]
    assert len(letters) == len(set(letters))
    assert all(letters)


@often
@given(names, tongues)
def test_variants_share_letters(text: str, language: str) -> None:
    """Normal form, case and width change neither the initial nor the letters that are compared."""
    for variant in (unicodedata.normalize("NFD", text), text.casefold(), key(text)):
        assert initial(variant, language) == initial(text, language)
        assert sort_key(variant, language)[0] == sort_key(text, language)[0]


@often
@given(st.integers(0, 10**12), st.integers(0, 10**12), tongues)
def test_numbers_are_in_order(one: int, other: int, language: str) -> None:
    """Numbers in names sort by their value."""
    first, second = sorted([one, other])
    assert sort_key(f"Q {first} a", language)[0] <= sort_key(f"Q {second} a", language)[0]


def test_long_names_are_cheap() -> None:
    """However long a name is, no more than its beginning is weighed."""
    letters, *_ = sort_key("1가" * 10**6, "ko")
    assert len(letters) < 1000
    assert initial("'" * 10**6 + "a", "ko") == "#"
