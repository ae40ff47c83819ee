"""The words that the package shows, by language."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "en"
"""The language of whoever has none of ours."""


def languages() -> tuple[str, ...]:
    """Return the languages that there are words for, as ISO 639-1 codes."""
    return tuple(table("words"))


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the words of ``language``: ``ko``, ``zh-Hans``, ``en_GB``; English for any other."""
    code = language.replace("_", "-").partition("-")[0].lower()
    by_language: dict[str, dict[str, str]] = table("words")
    return MappingProxyType(by_language.get(code) or by_language[DEFAULT])
