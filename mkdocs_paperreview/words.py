"""The words that the package shows, by language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "en"
"""The language of whoever has none of ours."""


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = files("mkdocs_paperreview").joinpath("data", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def languages() -> tuple[str, ...]:
    """Return the languages that there are words for, as ISO 639-1 codes."""
    return tuple(_tables())


def words(language: str) -> Mapping[str, str]:
    """Return the words of ``language``: ``ko``, ``zh-Hans``, ``en_GB``; English for any other."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return MappingProxyType(_tables().get(code) or _tables()[DEFAULT])
