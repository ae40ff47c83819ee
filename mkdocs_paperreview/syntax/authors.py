"""Read an authors line: who wrote the paper, where it appeared, and when."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.venues import VENUES

if TYPE_CHECKING:
    from mkdocs_paperreview.venues import Venues

_WORKSHOP = r"(?:workshops?|submission)"
_DISTINCTION = r"(?:oral|spotlight|poster|best\s+paper|short\s+paper|long\s+paper|findings|main)"

# the 34th IEEE/CVF Conference on …: what stands before the name of a venue
_LEAD = (
    r"(?:(?:(?:in\s+)?proc(?:eedings|\.)(?:\s+of)?|the|annual|\d{1,3}(?:st|nd|rd|th)"
    r"|IEEE(?:/CVF|/RSJ|/ACM)?|ACM(?:/IEEE|/SIGAPP)?|USENIX)\s+){0,5}?"
)
# Brown et al. 2020
_YEAR = re.compile(r"[\s,(\[](?P<year>(?:19|20)\d\d)[\s,.)\]]{0,9}\Z")
_ET_AL = re.compile(
    r"(?:\bet\.?\s+al\b\.?|외\s?\d{0,3}\s?(?:명|인)?|等|ほか)[\s,.]{0,9}\Z", re.IGNORECASE
)
# Journal of Invented Results
_VENUES_CALLED = re.compile(
    r"\b(?:conference|journal|proceedings|symposium|transactions|workshop)\b|학회|학술|저널|学会|会议|期刊",
    re.IGNORECASE,
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


def parse_authors(line: str, venues: Venues = VENUES) -> Authors:
    """Return what ``line`` says: ``A, B, NeurIPS 2019``, ``A et al. NIPS (2019)``, ``A and B``."""
    text = plain(line)
    match = _find_venue(text, venues)
    if match:
        return _authors(_before(match, venues), *_venue(match, venues))
    dated = _YEAR.search(text)
    if dated is None:
        return _authors(text, None, None, None)
    people, unknown = _split_unknown_venue(text[: dated.start()])
    return _authors(people, None, unknown, int(dated["year"]))


def looks_like_authors(line: str, venues: Venues = VENUES) -> bool:
    """Return whether ``line`` has the marks of a list of people rather than of a title."""
    people = parse_authors(line, venues)
    return people.et_al or len(people.names) > 1 or people.year is not None


@lru_cache(maxsize=16)
def _venue_and_year(venues: Venues) -> re.Pattern[str]:
    # NIPS (2019) · ICCV2021 Oral · OSDI'25 · NeurIPS workshop 2019
    return re.compile(
        rf"""
        (?P<submitted>submitted\ to\s+|under\ review\ (?:at|for)\s+)?
        (?<![\w-]){_LEAD}(?P<venue>{venues.pattern})
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


def _find_venue(text: str, venues: Venues) -> re.Match[str] | None:
    match = _venue_and_year(venues).search(text)
    return match if match and venues.knows(match["venue"]) else None


def _before(match: re.Match[str], venues: Venues) -> str:
    """Return what stands before a venue, which may be named twice: in full and (in short)."""
    text = match.string[: match.start()]
    twice = _find_venue(text, venues)
    if twice and venues.find(twice["venue"]) is venues.find(match["venue"]):
        return text[: twice.start()]
    return text


def _venue(match: re.Match[str], venues: Venues) -> tuple[str | None, str | None, int | None]:
    written = match["venue"]
    year = match["year"] and int(match["year"])
    full_year = 2000 + year if year and year < 100 else year or None  # noqa: PLR2004 (two digits)
    if match["submitted"] or match["workshop"] or match["held"]:
        around = (match["submitted"], written, match["workshop"] or match["held"])
        return None, " ".join(part.strip() for part in around if part), full_year
    found = venues.find(written)
    appeared = found is not None and found.kind != "preprint"
    return found.short if found and appeared else None, written, full_year


def _split_unknown_venue(text: str) -> tuple[str, str | None]:
    """Tell a venue behind the last comma from a person: ``A. Lee, B. Kim, FooConf``."""
    people, comma, last = text.rpartition(",")
    words = last.strip()
    acronym = words.isalnum() and sum(map(str.isupper, words)) > 1
    if comma and (acronym or _VENUES_CALLED.search(words)):
        return people, words
    return text, None


def _authors(people: str, venue: str | None, venue_text: str | None, year: int | None) -> Authors:
    without_end = people.rstrip(_MARKS)
    bare = _ET_AL.sub("", without_end)
    names = (name.strip(_MARKS) for name in _BETWEEN_NAMES.split(bare))
    return Authors(
        tuple(name for name in names if name), bare != without_end, venue, venue_text, year
    )
