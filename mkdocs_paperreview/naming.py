"""Keys, anchors and path names, made from words that people wrote.

A *key* tells whether two spellings mean the same; an *anchor* and a *path name* stand in addresses,
stay readable in every script, and depend on nothing but the words they are made from.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_PATH_NAME = 100
"""Bytes of UTF-8. File systems allow 255; room is left for what hosts append."""

_RESERVED = frozenset(
    ["index", "readme", "undated", "by-count", "by-latest", "con", "prn", "aux", "nul"]
    + [f"{device}{digit}" for device in ("com", "lpt") for digit in range(10)]
)
_UNSAFE = re.compile(r"[^\w.()',+~ -]|[\x00-\x1f\x7f-\x9f]")
_ENDLESS = re.compile(r"&#[0-9]{1000,};?")
_BLANKS = re.compile(r"\s+")
_NEVER_SHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_TAG = re.compile(r"<[^>]*>")
_NOT_IN_ANCHORS = re.compile(r"[^\w -]")


def clean(text: str) -> str:
    """Return ``text`` in NFC, blanks folded, without control and invisible characters.

    Both kinds are removed because neither HTML nor XML may hold the first, and nobody sees the
    second, which come along when names are pasted.
    """
    if text.isprintable() and "  " not in text and (text.isascii() or is_normalized("NFC", text)):
        return text.strip()
    folded = _BLANKS.sub(" ", normalize("NFC", text))
    return _NEVER_SHOWN.sub("", folded).strip()


def unescape(text: str) -> str:
    """Return ``text`` with its entities read; a number without end is none that Python reads."""
    return html.unescape(_ENDLESS.sub("\ufffd", text))


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Return what two spellings of one name share, whatever their case, width, form and blanks."""
    return clean(normalize("NFKC", clean(text)).casefold())


def path_key(path: str) -> str:
    """Return a path in the form in which two names of one file are equal, on any file system."""
    return normalize("NFC", path).casefold()


def anchor(text: str) -> str:
    """Return the fragment identifier of a title; it never holds two hyphens in a row.

    It never begins with a digit: scripts of themes take it for a CSS selector as it stands.
    """
    words = _NOT_IN_ANCHORS.sub("", normalize("NFC", _without_tags(clean(text)).lower()))
    name = "-".join(words.replace("-", " ").split()).strip("-_") or "review"
    return f"_{name}" if name[0].isdigit() else name


def _without_tags(text: str) -> str:
    end = text.rfind(">") + 1  # behind it every < is text, and need not be tried
    return _TAG.sub("", text[:end]) + text[end:] if end else text


def path_name(text: str) -> str:
    """Return a name for one file or folder that is safe on every system, from a name's key.

    A name that had to be changed by more than hyphens for blanks ends in a digest, so that two
    names never share a path.
    """
    plain = key(text)
    safe = _UNSAFE.sub("-", plain).strip(". -")
    short = _truncate(safe, LONGEST_PATH_NAME).rstrip(". -")
    name = short.replace(" ", "-")
    if name and short == plain and name.partition(".")[0] not in _RESERVED:
        return name
    return f"{name.replace('.', '-')}-{_digest(plain)}".lstrip("-")


def path_names(texts: Iterable[str]) -> dict[str, str]:
    """Return key → path name for names that must not share a path with each other."""
    names = {key(text): path_name(text) for text in texts}
    shared = Counter(names.values())
    return {
        k: name if shared[name] == 1 or name == k else f"{name}-{_digest(k)}"
        for k, name in names.items()
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _truncate(text: str, size: int) -> str:
    return text.encode("utf-8", "ignore")[:size].decode("utf-8", "ignore")
