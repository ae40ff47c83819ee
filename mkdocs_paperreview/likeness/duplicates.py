"""Find names that are likely one person's, and say what to write about them.

Nothing is merged by a guess. Names meet in groups of what they have in common, so that no name is
compared with all others; and in a crowd of names that are all alike, only some are compared.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.likeness.names import Name
from mkdocs_paperreview.likeness.romanised import romanised
from mkdocs_paperreview.likeness.slips import one_letter
from mkdocs_paperreview.likeness.words import initials, parts, same_letters, same_words
from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.people import PEOPLE_FILE, People, Person, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_RULES = {
    "signs": same_letters,
    "order": same_words,
    "romanised": romanised,
    "one letter": one_letter,
    "initials": initials,
    "part": parts,
}

REASONS = tuple(_RULES)
"""Why two names are alike; of several reasons, the first counts.

``signs``: only blanks, hyphens, accents and the like differ. ``order``: the words are swapped.
``romanised``: one name in Hangul and in Latin letters, or in two ways in the latter. ``one letter``
is more, less or another, or two are swapped. ``initials``: one has them for words of the other.
``part``: one is a word of the other, or the other with an affiliation.
"""

_AFFILIATION = re.compile(r"\([^()]*\)$")
_PLAIN = re.compile(r"[^\W\d_]+(?:(?: |[.'-] ?)[^\W\d_]+)*")
_NO_TEXT = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""What is no text in YAML unless it is quoted."""


class Likeness(NamedTuple):
    """Two names that are likely one person's."""

    one: str
    """The one to keep, as far as that can be told: known, in Hangul, in full, or found first."""

    other: str

    reason: str
    """One of :data:`REASONS`."""


@dataclass(frozen=True)
class _Owner:
    """Someone with all names that are known for one person's."""

    shown: str
    person: Person | None
    is_present: bool
    """Whether one of the names stands on a page."""

    @property
    def spellings(self) -> tuple[str, ...]:
        return self.person.spellings if self.person else (self.shown,)

    @cached_property
    def apart(self) -> frozenset[str]:
        """Return the spellings that must not be this person's."""
        return frozenset(map(spelling, self.person.never_merge if self.person else ()))

    def keeps_apart(self, other: _Owner) -> bool:
        return bool(self.apart) and any(spelling(name) in self.apart for name in other.spellings)


@lru_cache(maxsize=4)
def likely_duplicates(names: tuple[str, ...], people: People) -> tuple[Likeness, ...]:
    """Return the pairs among ``names``, or of those and ``people``, that are likely one person.

    A server asks again and again for the same names, so that results are kept. Names that are
    known as one person's are not among them, nor names that somebody's ``never_merge`` keeps
    apart.
    """
    owners = _owners(names, people)
    compared = [name for number, owner in enumerate(owners) for name in _names(number, owner)]
    found: dict[tuple[int, int], Likeness] = {}
    for reason, alike in _RULES.items():
        for one, other in alike(compared):
            pair = min(one.owner, other.owner), max(one.owner, other.owner)
            if pair not in found and _may_be_one(owners, one, other):
                why = reason if one.key != other.key else "part"
                found[pair] = Likeness(*_in_order(owners[one.owner], owners[other.owner]), why)
    return tuple(found[pair] for pair in sorted(found))


def _owners(names: Iterable[str], people: People) -> list[_Owner]:
    """Return everyone, in the order of ``names``; then those who stand on no page."""
    found: dict[str, _Owner] = {}
    for name in filter(key, names):
        person = people.find(name)
        shown = person.name if person else clean(name)
        found.setdefault(spelling(shown), _Owner(shown, person, is_present=True))
    for person in people.persons:
        found.setdefault(spelling(person.name), _Owner(person.name, person, is_present=False))
    return list(found.values())


def _names(number: int, owner: _Owner) -> Iterator[Name]:
    """Yield the names to compare, without affiliations."""
    for name in dict.fromkeys(map(spelling, owner.spellings)):
        bare = _AFFILIATION.sub("", name).strip()
        yield Name(number, bare, has_affiliation=bare != name)


def _may_be_one(owners: Sequence[_Owner], one: Name, other: Name) -> bool:
    first, second = owners[one.owner], owners[other.owner]
    if first is second or not (first.is_present or second.is_present):
        return False
    if one.key == other.key and one.has_affiliation and other.has_affiliation:
        return False
    return not (first.keeps_apart(second) or second.keeps_apart(first))


def _in_order(one: _Owner, other: _Owner) -> tuple[str, str]:
    """Return what is shown of two, a known one first."""
    if other.person and not one.person:
        return other.shown, one.shown
    return one.shown, other.shown


def remedy(likeness: Likeness, people: People | None = None, path: str = PEOPLE_FILE) -> str:
    """Return what to write into ``people.yml``, be they one person or two."""
    known = people or People()
    one, other = _quoted(likeness.one), _quoted(likeness.other)
    if known.find(likeness.one) is None:
        same, apart = f"aliases: [{other}]", f"never_merge: [{other}]"
        return (
            f"add to {path} `- {{name: {one}, {same}}}` if they are one person, "
            f"`- {{name: {one}, {apart}}}` if they are two"
        )
    moved = "move the names of" if known.find(likeness.other) else "add"
    return (
        f"in {path}, {moved} {other} to the `aliases` of {one} if they are one person; "
        f"add {other} to its `never_merge` if they are two"
    )


def _quoted(name: str) -> str:
    """Return a name as it can stand anywhere in YAML."""
    if _PLAIN.fullmatch(name) and name.casefold() not in _NO_TEXT:
        return name
    quoted = json.dumps(name, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in quoted)
