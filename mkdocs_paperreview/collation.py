"""Put names in the order of a language, and tell under which letter an index has them.

Neither the standard library nor Babel can do it: the former sorts by the locale of the machine, the
latter carries no collation. Unicode's full algorithm needs tables of a megabyte, and its library;
names need less. Their order has levels: letters without accents, case and kind of kana; then
accents; then the rest. Between words a blank counts, other signs do not.

Han characters follow their reading where a standard has them in that order. GB 2312 has its level 1
by pinyin, and JIS X 0208 its level 1 by the usual reading, so that their bytes are the order.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.tables import table
from mkdocs_paperreview.words import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = tuple[int, int, str]
"""Weight of a letter or a number: the rank of its script, its place there, what else tells."""

Key = tuple[tuple[Element, ...], str, str, str]
"""What names compare by: letters, accents, kind of kana, and the name as it is."""

NUMBERS, OTHERS = "#", "漢"
"""The initial of names without letters or with a number first, and of Han without a reading."""

_LONGEST = 200
"""Characters of a name that are weighed; behind them code points decide."""

_ORDERS = {
    "en": ("latin", "hangul", "kana", "han", "other"),
    "ko": ("hangul", "latin", "kana", "han", "other"),
    "ja": ("kana", "han", "latin", "hangul", "other"),
    "zh": ("latin", "han", "kana", "hangul", "other"),
}
_BLANK: Element = (0, 0, "")
_DIGITS = 1
_SCRIPTS = 2
"""Rank of the first script."""

_PIECE = re.compile(r"\d+|.", re.DOTALL)
_CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""Initial consonants in the order of Unicode, tense ones as their plain ones."""
_SYLLABLE, _LAST_SYLLABLE = "가", "힣"
_SYLLABLES_EACH = 588
"""Syllables that begin with one consonant."""
_CONSONANT = "\u1100"
_ROWS = "あかさたなはまやらわ"
_LONG = re.compile("(?P<kana>[ぁ-ゖァ-ヶ])(?P<marks>ー+)")
_VOWELS = {"A": "あ", "I": "い", "U": "う", "E": "え", "O": "お"}
_BEYOND = 0x10000
"""More than any two bytes."""
_READ_JIS = (b"\xb0\xa1", b"\xcf\xd3")
_READ_GB = (b"\xb0\xa1", b"\xd7\xf9")
"""First and last character of level 1."""


def sort_key(text: str, language: str) -> Key:
    """Return what ``text`` sorts by among names in ``language``; different texts never tie."""
    plain = key(text[:_LONGEST])
    read = _read(plain)
    order = _ORDERS[language_of(language)]
    marked = "".join(map(_hiragana, unicodedata.normalize("NFD", read)))
    return tuple(_elements(read, order)), marked, plain, text


def initial(text: str, language: str) -> str:
    """Return the letter under which an index in ``language`` has ``text``.

    A consonant of Hangul, a Latin letter, a row of kana, :data:`OTHERS` for Han, or the letter of
    another script; :data:`NUMBERS` where there is none. Names in order have theirs in groups.
    """
    order = _ORDERS[language_of(language)]
    rank, place, _ = next(_elements(_read(key(text[:_LONGEST])), order), _BLANK)
    if rank < _SCRIPTS:
        return NUMBERS
    script = order[rank - _SCRIPTS]
    if script == "hangul":
        return _CONSONANTS[(place + 1) // 2 // _SYLLABLES_EACH]
    if script == "kana":
        return _ROWS[bisect_right(_ROWS, chr(place)) - 1]
    if script == "han":
        return OTHERS
    capital = chr(place).upper()
    return capital if len(capital) == 1 else chr(place)


def _elements(read: str, order: tuple[str, ...]) -> Iterator[Element]:
    """Yield the weights of a name's key; blanks only between them."""
    begun = blank = False
    for piece in _PIECE.findall(read):
        found = _number(piece) if piece.isdecimal() else _letters(piece, order)
        if found and begun and blank:
            yield _BLANK
        yield from found
        begun, blank = begun or bool(found), piece == " " or (blank and not found)


def _number(digits: str) -> tuple[Element]:
    plain = "".join(str(unicodedata.digit(digit)) for digit in digits).lstrip("0")
    return ((_DIGITS, len(plain), plain),)


@lru_cache(maxsize=4096)
def _letters(char: str, order: tuple[str, ...]) -> tuple[Element, ...]:
    """Return the weights of a character; none for a sign or an accent."""
    known: str = table("collation")["letters"].get(char, char)
    bases = known if _is_syllable(char) else unicodedata.normalize("NFD", known)
    return tuple(
        _element(base, order)
        for base in bases
        if base.isalnum() and not unicodedata.combining(base)
    )


def _element(base: str, order: tuple[str, ...]) -> Element:
    script, place, rest = _place(base, order)
    return _SCRIPTS + order.index(script), place, rest


def _place(base: str, order: tuple[str, ...]) -> tuple[str, int, str]:
    """Return the script of a letter, its place there, and what else tells."""
    if "a" <= base <= "z":
        return "latin", ord(base), ""
    if _is_syllable(base):
        return "hangul", 2 * (ord(base) - ord(_SYLLABLE)), ""
    if 0 <= ord(base) - ord(_CONSONANT) < len(_CONSONANTS):  # alone, before its syllables
        return "hangul", 2 * _SYLLABLES_EACH * (ord(base) - ord(_CONSONANT)) - 1, ""
    kana = table("collation")["kana"].get(_hiragana(base), _hiragana(base))
    if "あ" <= kana <= "ん":
        return "kana", ord(kana), ""
    if unicodedata.name(base, "").startswith("CJK "):
        return _han(base, order)
    return "other", ord(base), ""


def _han(base: str, order: tuple[str, ...]) -> tuple[str, int, str]:
    if order == _ORDERS["zh"]:
        code = _level_one(base, "gb2312", _READ_GB)
        letters, firsts = _pinyin()
        if code:
            letter = letters[bisect_right(firsts, code) - 1]
            return "latin", ord(letter), code.decode("latin-1")
    if order == _ORDERS["ja"]:
        code = _level_one(base, "euc_jp", _READ_JIS)
        return "han", int.from_bytes(code) if code else _BEYOND + ord(base), ""
    return "han", ord(base), ""


def _level_one(char: str, codec: str, level: tuple[bytes, bytes]) -> bytes:
    """Return the bytes of ``char`` in a standard; none where it is beyond level 1."""
    code = char.encode(codec, "ignore")
    first, last = level
    return code if len(code) == len(first) and first <= code <= last else b""


@cache
def _pinyin() -> tuple[str, tuple[bytes, ...]]:
    """Return the letters with which readings begin, and the first character of each."""
    firsts: dict[str, str] = table("collation")["pinyin"]
    return "".join(firsts), tuple(char.encode("gb2312") for char in firsts.values())


def _is_syllable(char: str) -> bool:
    return _SYLLABLE <= char <= _LAST_SYLLABLE


def _hiragana(char: str) -> str:
    """Return the hiragana for a katakana; any other character as it is."""
    return chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char


def _read(plain: str) -> str:
    """Return a name's key with a vowel for each mark of length (JIS X 4061)."""
    return _LONG.sub(_vowels, plain)


def _vowels(match: re.Match[str]) -> str:
    last_letter = unicodedata.name(match["kana"])[-1]
    return match["kana"] + _VOWELS.get(last_letter, "ー") * len(match["marks"])
