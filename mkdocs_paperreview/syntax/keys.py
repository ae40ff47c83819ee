"""What the keys of front matter mean: every label is one, and there are a few more."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from mkdocs_paperreview.syntax.labels import Labels

_BLANKS = str.maketrans("_-", "  ")


class Meaning(NamedTuple):
    """What a key announces."""

    name: str
    """That of a fact (``presenter``, …, ``link``), ``author``, ``title``, or ``notes``; empty where
    the key says nothing about a review."""
    weak: bool = False
    """Whether ordinary pages have it, too."""
    kind: str = ""
    """What a link leads to; empty where its address has to tell."""


@lru_cache(maxsize=4096)
def meaning(written: str, labels: Labels) -> Meaning:
    """Return what a key means."""
    word = bare(written)
    own = next((name for name in _fields() if word in words("fields", name)), None)
    name = own or labels.fields.get(word)
    if name:
        trusted = name == "presenter" and word in words("presenter", "trusted")
        kind = labels.links.get(word, "") if name == "link" else ""
        return Meaning(name, word in labels.weak and not trusted, kind)
    if word in labels.links or word in labels.unspecific or word in words("links"):
        return Meaning("link", word in labels.unspecific, labels.links.get(word, ""))
    return Meaning("notes" if word in words("notes") else "")


def list_kind(written: str) -> str:
    """Return which list of reviews a key announces; nothing where it announces none.

    ``sessions``, ``papers``, or ``programme``: a list that other events have as well.
    """
    word = bare(written)
    kinds = ("sessions", "papers")
    found = next((kind for kind in kinds if word in words("lists", kind)), "")
    return found or ("programme" if word in words("programmes", "lists") else "")


@lru_cache(maxsize=4096)
def bare(written: str) -> str:
    """Return what two spellings of a key share."""
    return key(written[:_LONGEST].translate(_BLANKS))


@cache
def words(group: str, name: str = "words") -> frozenset[str]:
    """Return keys of ``data/keys.toml``."""
    return frozenset(map(bare, table("keys")[group][name]))


@cache
def _fields() -> tuple[str, ...]:
    return tuple(table("keys")["fields"])


_LONGEST = 80
"""Characters of a key that are looked at."""
