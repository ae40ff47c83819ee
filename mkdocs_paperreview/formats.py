"""Numbers and dates as a language writes them, by Babel.

They follow the language of the words: where there are no words, both are English.
"""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 (a function here is called date)
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from mkdocs_paperreview.period import TERM
from mkdocs_paperreview.words import language_of, languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_paperreview.period import Calendar, Period

_TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8}){0,2}")
"""What may name a language: ``ko``, ``ko_KR``, ``en-GB``, ``zh-Hant-TW``."""

_SKELETONS = {"month": "yMMMM", "year": "y"}
"""Kind of period → the parts that are written, as Unicode's locale data call them."""


def is_known(tag: object) -> bool:
    """Return whether ``tag`` names a language that there are words for, or a variety of one."""
    named = isinstance(tag, str) and _TAG.fullmatch(tag)
    return bool(named) and str(tag)[:2].lower() in languages()


@lru_cache(maxsize=4096)
def number(value: int, language: str) -> str:
    """Return a whole number with its digits grouped: ``1,234``."""
    return str(format_decimal(value, locale=_locale(language)))


@lru_cache(maxsize=4096)
def date(day: Date | None, language: str) -> str:
    """Return a day in full: ``January 4, 2024``, ``2024년 1월 4일``; nothing for none."""
    return str(format_date(day, "long", locale=_locale(language))) if day else ""


def period(named: Period, words: Mapping[str, str], language: str) -> str:
    """Return what people call a period: ``Fall 2017``, ``2023년 3월``, ``2024年度``."""
    if named.kind == TERM:
        return named.name
    if named.kind in _SKELETONS:
        return _of_skeleton(named, _locale(language))
    names = {"semester": f"semester_{named.number}", "season": named.season}
    name = names.get(named.kind, named.kind.replace("-", "_"))
    return words[f"period_{name}"].format(year=named.year, number=named.number)


def part_of_year(named: Period, words: Mapping[str, str], language: str) -> str:
    """Return what people call a period below its year: ``Mar``, ``3월``; others as ever."""
    if named.kind != "month":
        return period(named, words, language)
    return str(format_date(Date(2000, named.number, 1), "LLL", locale=_locale(language)))


def shown_title(title: str, calendar: Calendar, words: Mapping[str, str], language: str) -> str:
    """Return a page title as people should see it: ``2020_3rd_quarter`` becomes ``2020 Q3``."""
    named = calendar.parse(title)
    return period(named, words, language) if named else title


def file_title(name: str, *, home: bool) -> str:
    """Return the title of a page that has none but the name of its file, without its ending."""
    spaced = name.replace("-", " ").replace("_", " ")
    named = spaced.capitalize() if spaced.islower() else spaced
    return "Home" if home else named


def counted(count: int, what: str, words: Mapping[str, str], language: str) -> str:
    """Return a number of ``reviews``, ``presenters``, ``periods`` or ``venues``."""
    form = words[f"{what}_one" if count == 1 else f"{what}_many"]
    return form.format(count=number(count, language))


def _of_skeleton(named: Period, locale: Locale) -> str:
    """Return a month or a year as Babel's table of forms has it."""
    day = Date(max(named.year, 1), named.number, 1)
    pattern = locale.datetime_skeletons[_SKELETONS[named.kind]]
    return str(format_date(day, pattern, locale=locale))


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
