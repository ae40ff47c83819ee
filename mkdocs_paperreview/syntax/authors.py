"""Read an authors line: who wrote the paper, where it appeared, and when."""

from __future__ import annotations

import re
from typing import NamedTuple

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.tables import table

_TABLE = table("venues")
_SPELLINGS: dict[str, str | None] = {key(word): None for word in _TABLE["text"]} | {
    key(spelling): name
    for name, spellings in _TABLE["spellings"].items()
    for spelling in (name, *spellings)
}
_VENUE = "|".join(re.escape(word) for word in sorted(_SPELLINGS, key=len, reverse=True))
_SHORT = 4
"""Venues of up to so many letters are names of people as well: Chi, Rss."""
_WORKSHOP = r"(?:workshops?|submission)"
_DISTINCTION = r"(?:oral|spotlight|poster|best\s+paper|short\s+paper|long\s+paper|findings|main)"

# NIPS (2019) · ICCV2021 Oral · OSDI'25 · NeurIPS workshop 2019
_VENUE_AND_YEAR = re.compile(
    rf"""
    (?P<submitted>submitted\ to\s+|under\ review\ (?:at|for)\s+)?
    (?<![\w-])(?P<venue>{_VENUE})
    (?P<workshop>\s+{_WORKSHOP})?
    [\s,'’()\[\]-]{{0,9}}
    (?P<year>(?:19|20)\d\d|(?<=['’])\d\d)?
    (?P<held>\s+{_WORKSHOP})?
    [\s,()\[\]-]{{0,9}}
    {_DISTINCTION}?
    (?:\s?{_DISTINCTION})?
    [\s,.()\[\]]{{0,9}}\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Brown et al. 2020
_YEAR = re.compile(r"[\s,(\[](?P<year>(?:19|20)\d\d)[\s,.)\]]{0,9}\Z")
_ET_AL = re.compile(
    r"(?:\bet\.?\s+al\b\.?|외\s?\d{0,3}\s?(?:명|인)?|等|ほか)[\s,.]{0,9}\Z", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s*(?:[,，、;；·]|\s&\s|\band\b)\s*")
_MARKS = " \t*†‡§¶∗,-–—|/()[]"  # noqa: RUF001 (authors' footnote marks and dashes)


class Authors(NamedTuple):
    """What an authors line says."""

    names: tuple[str, ...]
    et_al: bool
    venue: str | None
    venue_text: str | None
    year: int | None


def parse_authors(line: str) -> Authors:
    """Return what ``line`` says: ``A, B, NeurIPS 2019``, ``A et al. NIPS (2019)``, ``A and B``."""
    text = plain(line)
    match = _VENUE_AND_YEAR.search(text)
    if match and _is_venue(match["venue"]):
        return _authors(text[: match.start()], *_venue(match))
    dated = _YEAR.search(text)
    if dated is None:
        return _authors(text, None, None, None)
    people, unknown = _split_unknown_venue(text[: dated.start()])
    return _authors(people, None, unknown, int(dated["year"]))


def looks_like_authors(line: str) -> bool:
    """Return whether ``line`` has the marks of a list of people rather than of a title."""
    people = parse_authors(line)
    return people.et_al or len(people.names) > 1 or people.year is not None


def _is_venue(word: str) -> bool:
    return len(word) > _SHORT or word.isupper() or word.islower()


def _venue(match: re.Match[str]) -> tuple[str | None, str | None, int | None]:
    written = match["venue"]
    year = match["year"] and int(match["year"])
    full_year = 2000 + year if year and year < 100 else year or None  # noqa: PLR2004 (two digits)
    if match["submitted"] or match["workshop"] or match["held"]:
        around = (match["submitted"], written, match["workshop"] or match["held"])
        return None, " ".join(part.strip() for part in around if part), full_year
    return _SPELLINGS[key(written)], written, full_year


def _split_unknown_venue(text: str) -> tuple[str, str | None]:
    """Tell an acronym behind the last comma from a person: ``A. Lee, B. Kim, FooConf``."""
    people, comma, last = text.rpartition(",")
    word = last.strip()
    if comma and word.isalnum() and sum(map(str.isupper, word)) > 1:
        return people, word
    return text, None


def _authors(people: str, venue: str | None, venue_text: str | None, year: int | None) -> Authors:
    without_end = people.rstrip(_MARKS)
    bare = _ET_AL.sub("", without_end)
    names = (name.strip(_MARKS) for name in _BETWEEN_NAMES.split(bare))
    return Authors(
        tuple(name for name in names if name), bare != without_end, venue, venue_text, year
    )
