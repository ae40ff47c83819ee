"""Numbers and dates as a language writes them, by Babel.

They follow the language of the words: where there are no words, both are English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from mkdocs_paperreview.words import language_of, languages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Date  # noqa: N812 (a function here is called date)

_TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
"""What may name a language: ``ko``, ``ko_KR``, ``en-GB``, ``zh-Hant-TW``."""


def is_known(tag: object) -> bool:
    """Return whether ``tag`` names a language that there are words for, or a variety of one."""
    named = isinstance(tag, str) and _TAG.fullmatch(tag)
    return bool(named) and str(tag)[:2].lower() in languages()


def number(value: int, language: str) -> str:
    """Return a whole number with its digits grouped: ``1,234``."""
    return str(format_decimal(value, locale=_locale(language)))


def date(day: Date | None, language: str) -> str:
    """Return a day in full: ``January 4, 2024``, ``2024년 1월 4일``; nothing for none."""
    return str(format_date(day, "long", locale=_locale(language))) if day else ""


def counted(count: int, what: str, words: Mapping[str, str], language: str) -> str:
    """Return a number of ``reviews``, ``presenters``, ``periods`` or ``venues``."""
    form = words[f"{what}_one" if count == 1 else f"{what}_many"]
    return form.format(count=number(count, language))


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """Return the locale that ``language`` means, or that of its words."""
    of_words = Locale.parse(language_of(language))
    if not is_known(language):
        return of_words
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):  # such as en-XX: the variety is not known
        return of_words
