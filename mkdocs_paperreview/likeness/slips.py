"""Find names that differ by one letter."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, islice
from typing import TYPE_CHECKING

from mkdocs_paperreview.likeness import hangul
from mkdocs_paperreview.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.likeness.names import Name


_CROWD = 32
"""Names that agree in all letters but one, and are compared with each other."""

_LONGEST = 60
"""Letters of a name that are compared one by one."""

_SHORTEST = 4
"""Letters of a word that says something when all but one agree."""

_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_FIRST_OF_HAN = "\u3400"


def one_letter(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield the pairs that differ by one letter: both leave the same when one is dropped."""
    left: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        text = name.compared
        if len(text) <= _LONGEST:
            for rest in {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}:
                left[rest].append(name)
    for alike in left.values():
        for one, other in combinations(islice(alike, _CROWD), 2):
            if one.owner != other.owner and _differ_by_one(one, other):
                yield one, other


def _differ_by_one(one: Name, other: Name) -> bool:
    """Return whether one letter tells the names apart, where that may well be a slip."""
    a, b = one.compared, other.compared
    start = _shared(a, b)
    end = min(_shared(a[::-1], b[::-1]), min(len(a), len(b)) - start)
    changed, into = a[start : len(a) - end], b[start : len(b) - end]
    by_one = max(len(changed), len(into)) == 1 or (len(into) > 1 and changed == into[::-1])
    if not by_one or any(char.isdigit() or _is_han(char) for char in changed + into):
        return False
    if one.is_hangul or other.is_hangul:
        return not _are_families(one.letters[0], other.letters[0])
    at = a[:start].count(" ")
    return len(one.words) == len(other.words) and _is_slip(one.words[at], other.words[at])


def _is_han(letter: str) -> bool:
    return letter >= _FIRST_OF_HAN and compiled(_HAN).match(letter) is not None


def _is_slip(word: str, other: str) -> bool:
    return max(len(word), len(other)) >= _SHORTEST and not _are_families(word, other)


def _are_families(word: str, other: str) -> bool:
    """Return whether these are two families that there are: 강 and 장."""
    return word != other and bool(hangul.families(word) and hangul.families(other))


def _shared(a: str, b: str) -> int:
    """Return how many letters two texts begin with alike."""
    pairs = zip(a, b, strict=False)
    return next((at for at, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))
