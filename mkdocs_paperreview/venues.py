"""Where papers appear: the venues that are known, by every spelling, and those that a site adds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KINDS = ("conference", "journal", "workshop", "preprint")
"""What a venue can be. What stands on a preprint server has not appeared at a venue yet."""

_SHORT = 4
"""Spellings of up to so many letters are names of people as well: Chi, Rss."""
_FIELDS = ("short", "name", "kind", "url", "spellings")
_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
WORD = re.compile(r"(?<![\w-])\d*[^\W\d_]+")
"""A word with which a venue may begin: ``NeurIPS``, ``3DV``."""
LETTERS = re.compile(r"[^\W\d_]+")
"""The letters of such a word, which are found more quickly than the word."""
# Conference on Robot Learning, but not Science Robotics
_SAYS_WHAT_IT_IS = re.compile(
    r"\b(?:conference|symposium|colloquium|workshop|meeting|journal|transactions|letters|"
    r"proceedings)\b",
    re.IGNORECASE,
)


class Venue(NamedTuple):
    """A place where papers appear."""

    short: str
    """The name that the field uses, which is shown: ``NeurIPS``."""

    name: str = ""
    """In full."""

    kind: str = KINDS[0]
    """One of :data:`KINDS`."""

    url: str = ""
    """Address of its home page; empty where that is not certain."""

    spellings: tuple[str, ...] = ()
    """What people write, besides the short name."""

    @property
    def written(self) -> tuple[str, ...]:
        """Return every spelling: the full name too, where it says that it is no person or place."""
        full = (self.name,) if _SAYS_WHAT_IT_IS.search(self.name) else ()
        return (self.short, *self.spellings, *full)


@dataclass(frozen=True)
class Venues:
    """The venues that are known. Where two share a spelling, the first has it."""

    known: tuple[Venue, ...] = ()

    text: tuple[str, ...] = ()
    """What is written in the place of a venue and is none: ``technical report``."""

    def __hash__(self) -> int:
        """Return a hash that is computed once, since results of parsing are kept by it."""
        return self._hash

    def get(self, short: str) -> Venue | None:
        """Return the venue with this short name."""
        return self._by_short.get(short)

    def find(self, written: str) -> Venue | None:
        """Return the venue that ``written`` means, in any spelling."""
        return self._by_spelling.get(key(written))

    def knows(self, written: str) -> bool:
        """Return whether ``written`` stands for a venue or the like, rather than for a person."""
        return (
            len(written) > _SHORT
            or written in self._as_spelled
            or written.isupper()
            or written.islower()
        )

    def extended(self, venues: Iterable[Venue]) -> Venues:
        """Return the table with ``venues``, which win where short name or spelling are equal."""
        added = tuple(venues)
        shorts = {key(venue.short) for venue in added}
        others = (venue for venue in self.known if key(venue.short) not in shorts)
        return Venues((*added, *others), self.text)

    @cached_property
    def pattern(self) -> str:
        """Return a regular expression, verbose and for any case, of every spelling.

        Spellings are put together by their initials: most words of a line have none of them.
        """
        words = sorted(filter(None, map(clean, self._as_spelled)), key=_initial)
        groups = groupby(words, key=_initial)
        return (
            "|".join(f"{re.escape(initial)}{_rests(group)}" for initial, group in groups) or "(?!)"
        )

    @cached_property
    def first_words(self) -> frozenset[str] | None:
        """Return the words that spellings begin with; None where some begin with another sign."""
        words = [WORD.match(spelling) for spelling in map(clean, self._as_spelled) if spelling]
        return frozenset(word[0].lower() for word in words if word) if all(words) else None

    @cached_property
    def first_letters(self) -> frozenset[str]:
        """Return :attr:`first_words` without the digits before them."""
        return frozenset(LETTERS.findall(" ".join(self.first_words or ())))

    @cached_property
    def _hash(self) -> int:
        return hash((self.known, self.text))

    @cached_property
    def _by_short(self) -> Mapping[str, Venue]:
        return {venue.short: venue for venue in reversed(self.known)}

    @cached_property
    def _by_spelling(self) -> Mapping[str, Venue]:
        found: dict[str, Venue] = {}
        for venue in self.known:
            for spelling in venue.written:
                found.setdefault(key(spelling), venue)
        return found

    @cached_property
    def _as_spelled(self) -> frozenset[str]:
        spellings = (spelling for venue in self.known for spelling in venue.written)
        return frozenset([*self.text, *spellings])


def _initial(word: str) -> str:
    return word[0].lower()


def _rests(words: Iterable[str]) -> str:
    """Return a regular expression of what follows the initials of ``words``, longest first."""
    rests = sorted((word[1:] for word in words), key=lambda rest: (-len(rest), rest))
    return f"(?:{'|'.join(map(re.escape, rests))})"


def entries(data: Mapping[str, Any]) -> object:
    """Return the venues of a TOML file, written as ``[venues.NeurIPS]``, as a list of maps."""
    venues = data.get("venues")
    if not isinstance(venues, dict):
        return venues
    return [
        {"short": short} | about if isinstance(about, dict) else about
        for short, about in venues.items()
    ]


def wrong_venues(value: object) -> list[str]:
    """Return what is wrong with a list of maps that describe venues, all of it."""
    if not isinstance(value, list):
        return ["expected a list of venues, each with its short name: `- short: NeurIPS`"]
    wrong = [
        f"venue {number}: {mistake}"
        for number, entry in enumerate(value, 1)
        for mistake in _mistakes(entry)
    ]
    return wrong or list(_shared([_venue(entry) for entry in value]))


def with_added(described: Iterable[Mapping[str, Any]]) -> Venues:
    """Return our venues and those of ``described``, in which there are no mistakes.

    What is left out of a venue that we have already is taken from ours; its spellings are added.
    """
    return VENUES.extended(_venue(entry, _same(clean(entry["short"]))) for entry in described)


def _same(short: str) -> Venue | None:
    """Return the venue of ours that has the short name ``short``, whatever the case."""
    found = VENUES.find(short)
    return found if found and key(found.short) == key(short) else None


def _venue(entry: Mapping[str, Any], ours: Venue | None = None) -> Venue:
    short = clean(entry["short"])
    base = ours or Venue(short)
    return Venue(
        short,
        clean(entry.get("name", base.name)),
        entry.get("kind", base.kind),
        entry.get("url", base.url),
        (*base.spellings, *map(clean, entry.get("spellings", ()))),
    )


def _mistakes(entry: object) -> Iterator[str]:
    """Yield what is wrong with the description of a venue."""
    if not isinstance(entry, dict):
        yield f"{entry!r} is no map with a `short` name"
        return
    for field in entry:
        if field not in _FIELDS:
            yield f"there is no {field!r}, only {', '.join(_FIELDS)}"
    if not _is_text(entry.get("short")):
        yield "`short` is missing: the name that is shown, as text"
    if not isinstance(entry.get("name", ""), str):
        yield f"`name` {entry['name']!r} is no text"
    if entry.get("kind", KINDS[0]) not in KINDS:
        yield f"`kind` {entry['kind']!r} is none of {', '.join(KINDS)}"
    if not _is_address(entry.get("url", "")):
        yield f"`url` {entry['url']!r} does not begin with https:// or http://"
    spellings = entry.get("spellings", [])
    if not isinstance(spellings, list) or not all(map(_is_text, spellings)):
        yield f"`spellings` {spellings!r} is no list of texts"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(key(value))


def _is_address(value: object) -> bool:
    return isinstance(value, str) and (not value or bool(_WEB.fullmatch(value)))


def _shared(venues: Iterable[Venue]) -> Iterator[str]:
    """Yield the spellings that two venues share."""
    owners: dict[str, Venue] = {}
    for venue in venues:
        for spelling in venue.written:
            owner = owners.setdefault(key(spelling), venue)
            if owner is not venue:
                yield f"{spelling!r} is both {owner.short!r} and {venue.short!r}"


def _own() -> Venues:
    data = table("venues")
    described: Any = entries(data)
    return Venues(tuple(map(_venue, described)), tuple(data["text"]))


VENUES = _own()
"""The venues of the package, ``data/venues.toml``."""
