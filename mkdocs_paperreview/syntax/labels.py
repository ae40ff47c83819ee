"""The words that groups write before a field, on a link, or where nothing is there yet."""

from __future__ import annotations

import re
from typing import NamedTuple

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.tables import table

# **발표자**: 강진구
_FIELD = re.compile(
    r"\s*[*_]*(?P<label>[^:：\[\]*_]{1,40}?)[*_]*\s*[:：]\s*[*_]*\s*(?P<value>.*)", re.DOTALL
)


class Field(NamedTuple):
    """A line of the form ``label: value`` whose label is known."""

    name: str
    """``presenter``"""
    label: str
    """As written."""
    value: str


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {key(word): name for name, words in table.items() for word in words}


_LABELS = table("labels")
_FIELDS = _by_word(_LABELS["fields"])
_LINKS = _by_word(_LABELS["links"])
_UNSPECIFIC = frozenset(map(key, _LABELS["unspecific"]["words"]))
_NOBODY = frozenset(key(word) for words in _LABELS["nobody"].values() for word in words)
_PENDING = frozenset(map(key, _LABELS["pending"]["targets"]))


def field(line: str) -> Field | None:
    """Return the field that ``line`` begins with, or None."""
    match = _FIELD.fullmatch(line)
    name = match and _FIELDS.get(key(match["label"]))
    return Field(name, match["label"].strip(), match["value"].strip()) if match and name else None


def link_kind(label: str) -> str | None:
    """Return the kind of link that ``label`` announces, or None; ``link`` is the paper's."""
    return _LINKS.get(key(label), "paper" if is_unspecific(label) else None)


def is_unspecific(label: str) -> bool:
    """Return whether ``label`` says that there is a link, and not what kind."""
    return key(label) in _UNSPECIFIC


def is_nobody(name: str) -> bool:
    """Return whether ``name`` stands for nobody in particular, or for somebody to come."""
    return not name or key(name) in _NOBODY


def is_pending(target: str) -> bool:
    """Return whether ``target`` stands for an address that is not known yet."""
    return not target or key(target) in _PENDING
