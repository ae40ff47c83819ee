"""Tell whether Latin letters are a Korean name, written by rule or by custom.

A name has hundreds of spellings in Latin letters, so none is made up here: the letters are read
along its syllables. The skeleton, its consonants by where they are spoken, says which names are
worth reading.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile("[가-힣]{2,6}")
_FIRST = ord("가")

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄱㄱㄴㄴㄴㄷㄹㄱㅁㄹㄹㄹㅂㄹㅁㅂㅂㅅㅅㅇㅈㅊㄱㄷㅂㅎ"
"""As they are spoken at the end of a name."""

_PLACES = str.maketrans("bcdfgjklmnpqrstvz", "pktpktkrmnpkrttpt", "aehiouwxy")
_TWICE = re.compile(r"(.)\1+")


def parts(name: str) -> list[tuple[str, str]]:
    """Return how a name in Hangul may divide into family and given name, likeliest first."""
    if not _NAME.fullmatch(name):
        return []
    known = table("hangul")["families"]
    both = [(name[:size], name[size:]) for size in (2, 1) if len(name) > size]
    return [(family, given) for family, given in both if len(family) == 1 or family in known]


def families(word: str) -> tuple[str, ...]:
    """Return the Korean families that Latin letters may stand for; a Hangul one is itself."""
    return _families().get(word, ())


def family_keys(word: str) -> tuple[str, ...]:
    """Return what a family, in either script, has in common with its spellings in the other.

    Of families that are not in the table, it is their skeleton.
    """
    known = families(word)
    return known or (skeleton(word),)


def skeleton(name: str) -> str:
    """Return what all spellings of a name, in Hangul or Latin letters, have in common."""
    spelled = "".join(spellings(char)[0] if _is_syllable(char) else char for char in name)
    return _TWICE.sub(r"\1", spelled.replace("ch", "t").translate(_PLACES))


def reads(name: str, letters: str) -> bool:
    """Return whether ``letters`` can be read as the syllables of ``name``."""
    places = {0}
    for syllable in name:
        places = {
            place + len(written)
            for place in places
            for written in spellings(syllable)
            if letters.startswith(written, place)
        }
    return len(letters) in places


def _is_syllable(char: str) -> bool:
    return "가" <= char <= "힣"


@lru_cache(maxsize=4096)
def spellings(syllable: str) -> tuple[str, ...]:
    """Return how a syllable is written in Latin letters, by rule first."""
    known = table("hangul")
    rest, final = divmod(ord(syllable) - _FIRST, len(_FINALS))
    initial, vowel = divmod(rest, len(_VOWELS))
    ending = _FINALS[final].strip()
    found = product(
        known["initials"][_INITIALS[initial]],
        known["closed" if ending else "open"][_VOWELS[vowel]],
        known["finals"][ending] if ending else ("",),
    )
    return tuple("".join(letters) for letters in found if _is_spoken(*letters[:2]))


def _is_spoken(initial: str, vowel: str) -> bool:
    """Return whether an initial is written so before a vowel: Shin, but Sun."""
    return initial != "sh" or vowel[0] in "iyw"


@cache
def _families() -> Mapping[str, tuple[str, ...]]:
    """Return spelling → families, in both scripts."""
    found: dict[str, tuple[str, ...]] = {}
    for family, written in table("hangul")["families"].items():
        for word in (family, *written):
            found[word] = (*found.get(word, ()), family)
    return found
