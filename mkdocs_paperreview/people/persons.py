"""Who is who: the people of a group with every spelling of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.people.veil import Veil

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPENING = re.compile(r" ?\( ?")
_SIGNS = re.compile(r"[\W_]+")


class Person(NamedTuple):
    """Someone of the group."""

    name: str
    """As it is shown. One that holds an affiliation tells two of one name apart."""

    aliases: tuple[str, ...] = ()
    """What else is written for the same person."""

    never_merge: tuple[str, ...] = ()
    """Names that look alike and belong to others."""

    link: str = ""
    """A web or mail address, or a path below the docs folder."""

    picture: str = ""
    """A web address, or a path below the docs folder."""

    active: bool = True
    """Whether the person still comes."""

    hidden: bool = False
    """Whether the name must appear nowhere on the site."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every spelling of the name."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class People:
    """The people that are known. Where two share a spelling, the first has it."""

    persons: tuple[Person, ...] = ()

    veil: str = "a member"
    """What stands in the place of a name that is hidden."""

    def __hash__(self) -> int:
        """Return a hash that is computed once, since results are kept by it."""
        return self._hash

    def find(self, name: str, affiliation: str = "") -> Person | None:
        """Return the person whom ``name`` means, in any spelling; with the affiliation first."""
        return (
            self._by_spelling.get(spelling(f"{name} ({affiliation})")) if affiliation else None
        ) or self._by_spelling.get(spelling(name))

    def veiled(self, text: str) -> str:
        """Return ``text`` with :attr:`veil` for each hidden name, and as many lines as before."""
        return self._hidden.over(text, self.veil)

    def is_veil(self, name: str) -> bool:
        """Return whether ``name`` is :attr:`veil`, of which a parser may leave out signs."""
        return key(name) == key(self.veil) or (_letters(name) or name) == self._veil

    def reveals(self, text: str) -> bool:
        """Return whether ``text``, such as a path, holds a hidden name."""
        return self._hidden.finds(text)

    @cached_property
    def _hash(self) -> int:
        return hash((self.persons, self.veil))

    @cached_property
    def _veil(self) -> str:
        return _letters(self.veil)

    @cached_property
    def _by_spelling(self) -> Mapping[str, Person]:
        return {
            spelling(written): person
            for person in reversed(self.persons)
            for written in person.spellings
        }

    @cached_property
    def _hidden(self) -> Veil:
        hidden, seen = (
            tuple(s for person in self.persons if person.hidden is hides for s in person.spellings)
            for hides in (True, False)
        )
        return Veil(hidden, seen)


def _letters(name: str) -> str:
    return _SIGNS.sub("", key(name))


def spelling(name: str) -> str:
    """Return what a name is found by: its key, with a blank before an affiliation."""
    return _OPENING.sub(" (", key(name))
