"""Names as they are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from mkdocs_paperreview.likeness import hangul

_BETWEEN = re.compile(r"[\s,]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SIGNS = re.compile(r"[\W_]")


@dataclass(frozen=True)
class Name:
    """A name as it is compared."""

    owner: int
    """Number of the person whose name it is."""

    key: str
    """Without an affiliation."""

    has_affiliation: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return its words without accents and signs."""
        bare = _ACCENTS.sub("", unicodedata.normalize("NFD", self.key))
        words = (_SIGNS.sub("", word) for word in _BETWEEN.split(bare))
        return tuple(unicodedata.normalize("NFC", word) for word in words if word)

    @cached_property
    def letters(self) -> str:
        """Return its letters alone."""
        return "".join(self.words)

    @cached_property
    def is_hangul(self) -> bool:
        """Return whether it is a name in Hangul."""
        return bool(hangul.parts(self.letters))

    @cached_property
    def is_latin(self) -> bool:
        """Return whether it is in Latin letters, of several words."""
        return len(self.words) > 1 and self.letters.isascii() and self.letters.isalpha()

    @cached_property
    def compared(self) -> str:
        """Return what is compared letter by letter."""
        if self.is_hangul:
            return unicodedata.normalize("NFD", self.letters)
        return " ".join(self.words)
