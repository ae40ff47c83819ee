"""Replace names in a text by a word, however they are written there.

The text is folded as names are (:func:`naming.key`), after percent-escapes, entities and YAML's
escapes are read. Names are found in what that gives, and replaced in the text as it is. Most of a
text folds letter by letter; only what does not is looked at piece by piece, so that places can be
told.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import key, unescape
from mkdocs_paperreview.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EAST = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts of East Asia: what follows a name there is often a particle, without a blank."""

_LETTER = rf"[^\W_{_EAST}]"
"""A letter or digit of any other script; a name that ends in one is a word of its own."""

_DASHES = "\\-\u2010-\u2015\u2212"
_GAP = rf"\s_.+*~`>\\{_DASHES}"
"""What may stand between words: blanks, marks of emphasis and quotation, or as in an address."""

_GAPS = re.compile(rf"[{_GAP}]+")
_TAG = r"</?[a-z][^<>]{0,200}>"
"""A tag of HTML, folded, which may stand between words as well."""

_SOFT_HYPHEN = "\xad"
_ALIKE = str.maketrans("\u2018\u2019\u02bc", "'''", _SOFT_HYPHEN)

# Letters that fold one by one, unless a mark follows.
_PLAIN = "\t\n\r -$'-\x5b\\]-~\u0410-\u044f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"
_PIECE = rf"""
    (?P<plain>[{_PLAIN}]+(?=[{_PLAIN}]|\Z))
  | (?P<escapes>(?:%[0-9A-Fa-f]{{2}})+)                         # %EA%B0%95
  | \\[xuU](?P<yaml>(?<=x)[0-9A-Fa-f]{{2}}|(?<=u)[0-9A-Fa-f]{{4}}|(?<=U)000[0-9A-Fa-f]{{5}})
  | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
  | (?P<other>.)
    """
_ESCAPE = 3
"""Characters of the escape of one byte."""

_KEPT = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+|[*~`]+|</?[A-Za-z][^<>]*>")
"""What stays of a name's place: the ends of its lines, and emphasis around one of its words."""

_ADDRESS = re.compile(r"""(?:\]\(<?|\]:[ ]?<?|://|(?:href|src)=["']?)[^\s()<>"']*\Z""")
_LONGEST_ADDRESS = 200
"""Characters before a name in which an address may begin."""


@dataclass(frozen=True)
class Veil:
    """What is to be found in texts: spellings of names, each of which holds a letter."""

    hidden: tuple[str, ...] = ()

    seen: tuple[str, ...] = ()
    """Names that stay, although they may hold one that is hidden."""

    def over(self, text: str, word: str) -> str:
        """Return ``text`` with ``word`` in the place of each name; it has as many lines."""
        done: list[str] = []
        position = 0
        for start, end in self._spans(text):
            done += text[position:start], _replacement(text, start, end, word)
            position = end
        return "".join([*done, text[position:]]) if done else text

    def finds(self, text: str) -> bool:
        """Return whether a name that is hidden occurs in ``text``."""
        return any(self._spans(text))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        if not self.hidden:
            return
        folded = _fold(text)
        for match in self._pattern.finditer(folded.text):
            if _letters_of(match[0]) not in self._staying:
                yield folded.span(match.start(), match.end())

    @cached_property
    def _staying(self) -> frozenset[str]:
        """Return the letters of each name that stays and holds one that does not."""
        hidden = _pattern(self.hidden)
        seen = (name for name in self.seen if hidden.search(_fold(name).text))
        return frozenset(map(_letters_of, seen)) - frozenset(map(_letters_of, self.hidden))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern([*self.hidden, *(n for n in self.seen if _letters_of(n) in self._staying)])


class _Folded(NamedTuple):
    """A folded text, and where its pieces come from."""

    text: str
    starts: list[int]
    """Offset of each piece in the folded text."""
    places: list[int]
    """Offset of each piece in the source, and the source's end."""
    plain: list[bool]
    """Whether a piece has its letters in the places that they have in the source."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the source of what stands from ``start`` to ``end``."""
        first, last = (bisect_right(self.starts, offset) - 1 for offset in (start, end - 1))
        within = start - self.starts[first] if self.plain[first] else 0
        if self.plain[last]:
            return self.places[first] + within, self.places[last] + end - self.starts[last]
        return self.places[first] + within, self.places[last + 1]


def _fold(text: str) -> _Folded:
    folded: list[str] = []
    found = _Folded("", [], [], [])
    length = 0
    for place, piece, plain in _pieces(text):
        new = piece.casefold() if plain else _folded(piece)
        folded.append(new)
        found.starts.append(length)
        found.places.append(place)
        found.plain.append(plain)
        length += len(new)
    found.places.append(len(text))
    return _Folded("".join(folded), found.starts, found.places, found.plain)


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield place, letters and whether they are plain; a letter comes with all its marks."""
    begun, unit = 0, ""
    for place, letters, plain in _letters(text):
        if unit and not plain and _is_mark(letters[0]):
            unit += letters
            continue
        if unit:
            yield begun, unit, False
        begun, unit = place, "" if plain else letters
        if plain:
            yield place, letters, True
    if unit:
        yield begun, unit, False


def _letters(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield place, what is written there, and whether it is plain."""
    for match in compiled(_PIECE, re.VERBOSE | re.DOTALL).finditer(text):
        if match["escapes"]:
            yield from _unescaped(match.start(), match["escapes"])
        elif match["entity"]:
            yield match.start(), unescape(match[0]) or " ", False
        elif match["yaml"]:
            yield match.start(), chr(int(match["yaml"], 16)), False
        else:
            yield match.start(), match[0], match["plain"] is not None


def _unescaped(place: int, escapes: str) -> Iterator[tuple[int, str, bool]]:
    for letter in bytes.fromhex(escapes.replace("%", "")).decode("utf-8", "surrogateescape"):
        yield place, letter, False
        place += _ESCAPE * len(letter.encode("utf-8", "surrogateescape"))


@lru_cache(maxsize=4096)
def _is_mark(letter: str) -> bool:
    """Return whether ``letter`` may become one with that before it, or is not seen at all."""
    base = unicodedata.normalize("NFKD", letter)[0]
    joins = unicodedata.category(base)[0] == "M" or "\u1160" <= base <= "\u11ff"
    return not letter.isspace() and (joins or letter == _SOFT_HYPHEN or not key(letter))


@lru_cache(maxsize=4096)
def _folded(unit: str) -> str:
    """Return the key of a letter with its marks; dots around it keep blanks."""
    return " " if unit.isspace() else key(f".{unit}.")[1:-1].translate(_ALIKE)


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without what stands between them."""
    words = (word.strip("()") for word in _GAPS.split(_fold(name).text))
    return tuple(word for word in words if word)


def _letters_of(name: str) -> str:
    """Return the letters of a name, by which a match is known as one that stays."""
    return re.sub(r"\W", "", "".join(_words(name)))


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of folded names; the longest of those that begin alike comes first.

    They are put together by their initials, which the engine looks for before anything else.
    """
    spelled = {name: "".join(words) for name in names if (words := _words(name))}
    ordered = sorted(spelled, key=lambda name: (spelled[name][0], -len(spelled[name]), name))
    groups = groupby(ordered, key=lambda name: spelled[name][0])
    return re.compile(
        "|".join(f"{_first(initial)}(?:{'|'.join(map(_rest, group))})" for initial, group in groups)
        or "(?!)"
    )


def _first(initial: str) -> str:
    """Return a pattern of the initial, which ends no word."""
    plain = re.escape(initial)
    return f"{plain}(?<!{_LETTER}{plain})" if re.match(_LETTER, initial) else plain


def _rest(name: str) -> str:
    """Return a pattern of what follows the initial of a name; an affiliation may be set off."""
    first, *others = _words(name)
    has_affiliation = any(sign in _fold(name).text for sign in "()")
    gap = rf"(?:[{_GAP}{',()' if has_affiliation else ''}]|{_TAG})+"
    rest = gap.join(map(_escaped, [first[1:], *others]))
    end = f"(?!{_LETTER})" if re.match(_LETTER, (others or [first])[-1][-1]) else ""
    return rest + end + (r"\)?" if has_affiliation else "")


def _escaped(word: str) -> str:
    """Return a pattern of a word; YAML writes an apostrophe twice between two others."""
    return re.escape(word).replace("'", "''?")


def _replacement(text: str, start: int, end: int, word: str) -> str:
    raw = text[start:end]
    before = max(0, start - _LONGEST_ADDRESS)
    if "%" in raw or _ADDRESS.search(text, before, start):
        return re.sub(r"\s+", "-", word) + "".join(_KEPT.findall(raw))
    return word + "".join(_KEPT.findall(raw))
