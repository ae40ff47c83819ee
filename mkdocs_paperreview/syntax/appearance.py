"""Where and when a paper appeared, as a field says it or the end of an authors line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import clean
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.labels import LABELS
from mkdocs_paperreview.venues import LETTERS, VENUES, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_paperreview.syntax.labels import Labels
    from mkdocs_paperreview.venues import Venues

LONGEST_VENUE = 250
"""Characters at the end of a line within which a venue stands, with all that goes with it."""

_FIRST_OF_LAST_CENTURY = 60
"""Two digits from here on are a year of the last century: ``SOSP '97``."""

_WORKSHOP = r"(?:workshops?|submission)"
_DISTINCTION = (
    r"(?:oral|spotlight|highlight|poster|talk|award|findings|main(?:\s+(?:conference|track))?"
    r"|accepted|to\s+appear|candidate|finalist|runner-up|honou?rable\s+mention"
    r"|(?:best|outstanding|short|long|full)(?:\s+student)?\s+paper)"
)
# submitted to the 34th IEEE/CVF Conference on …: what stands before the name of a venue
_LEAD = re.compile(
    r"(?P<submitted>submitted\ to\s+|under\ review\ (?:at|for)\s+)?(?<![\w-])"
    r"(?:(?:accepted|published|presented|to\ appear)\s+(?:at|by|for|in|to)\s+"
    r"|findings\s+of\s+the\s+(?:ACL|association\s+for\s+computational\s+linguistics)\s?:\s*)?"
    r"(?P<refused>in\ review\ (?:at|by|for)\s+|(?:rejected|withdrawn)\ (?:at|by|from)\s+)?"
    r"(?:(?:in|proc(?:eedings|\.)(?:\s+of)?|the|annual|\d{1,3}(?:st|nd|rd|th)"
    r"|IEEE(?:/CVF|/RSJ|/ACM)?|ACM(?:/IEEE|/SIGAPP)?|USENIX)\s+){0,5}\Z",
    re.IGNORECASE,
)
_LONGEST_LEAD = 120
_LEADS = re.compile(
    r"(?:to|at|by|for|from|in|of|acl:|linguistics:|:|proc(?:eedings|\.)|the|annual|\d+(?:st|nd|rd|th)|ieee.*|acm.*|usenix)\Z",
    re.IGNORECASE,
)
# Brown et al. 2020
_YEAR = re.compile(r"[\s,，、(（\[{](?P<year>(?:19|20)\d\d)[년年]?[\s,.)）\]}]{0,9}\Z")
# 2021, 2021.03, 2021년 3월, but not arXiv's 2021.01234
ANY_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?!\d|\.\d{4})")
"""A year anywhere in a text."""

# '17
_SHORT_YEAR = re.compile(r"['’](?P<year>\d\d)(?!\w)")
# 2021 IEEE Conference on …
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)[년年]?\s*[,.]?\s+(?=\D)")
# Journal of Invented Results
_VENUES_CALLED = re.compile(
    r"\b(?:conference|journal|proceedings|symposium|transactions|workshop)\b|학회|학술|저널|学会|会议|期刊",
    re.IGNORECASE,
)
# Lena Foss, Nature 2021: words that tell a journal only there
_JOURNAL = re.compile(
    r"(?P<people>[,;，]|\bal\.?)\s*(?:in\s+)?(?P<name>(?:The\s)?(?:Nature|Science|Cell|Lancet|Neuron|Brain|"
    r"Cognition|Chaos|Biostatistics|Biometrika|Biometrics|Bioinformatics|Automatica|Technometrics)"
    r"|NATURE|SCIENCE|CELL)[\s,，(（]*\Z"
)
_LONGEST_JOURNAL = 60
MARKS = " \t*†‡§¶∗,，、-–—|/()[]{}（）［］@"  # noqa: RUF001 (authors' footnote marks, dashes, widths)
"""What stands around the people of a line and belongs to none of them."""

# CVPR 2021, arXiv:1909.08174
_PREPRINT = re.compile(r"[\s,;|/(\[]arxiv(?:\s?[:：]?\s?[\w./-]{4,40})?[\s)\].]*\Z", re.IGNORECASE)
# 2021.03 · March 2021
_MONTH = re.compile(
    r"[\d\s.,/년年-]*(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\d{1,2}\s?[월月])?[\d\s.,/-]*",
    re.IGNORECASE,
)


class Appearance(NamedTuple):
    """Where and when a paper appeared."""

    venue: str | None = None
    """Standard name of a venue that is known."""
    venue_text: str | None = None
    """The venue as written."""
    year: int | None = None


def split_appearance(text: str, venues: Venues = VENUES) -> tuple[str, Appearance]:
    """Return the people of a line that is plain, and where and when their paper appeared."""
    match = _find_venue(text, venues)
    preprint = _PREPRINT.search(text) if "Xiv" in text or "xiv" in text else None
    if preprint:
        match = _find_venue(text[: preprint.start()], venues) or match
    if match:
        return _published(match, venues)
    dated = _YEAR.search(text) if "20" in text or "19" in text else None
    if dated is None:
        return text, Appearance()
    people, unknown = _split_unknown_venue(text[: dated.start()])
    return people, Appearance(None, unknown, int(dated["year"]))


def _published(match: _Found, venues: Venues) -> tuple[str, Appearance]:
    """Return what a line says that ends in a venue."""
    people, appearance = _before(match, venues), _venue(match, venues)
    dated = None if appearance.year else _YEAR.search(people)
    if dated:  # 2021 CVPR
        people, appearance = people[: dated.start()], appearance._replace(year=int(dated["year"]))
    return people, appearance


def parse_venue(text: str, venues: Venues = VENUES, labels: Labels = LABELS) -> Appearance:
    """Return what the value of a venue's field says: ``CVPR 2021 (Oral)``, ``INTERSPEECH, 2020``.

    A venue counts where the value says nothing else; otherwise it stays text.
    """
    written = plain(text)
    if labels.is_nobody(written) or labels.placeholder(written):
        return Appearance()
    first = _YEAR_FIRST.match(written)
    bare = written[first.end() :] if first else written
    match = _find_venue(bare, venues, named=True)
    found = Appearance(None, _without_year(bare), parse_year(bare))
    if match and not match.refused and not _before(match, venues).strip(MARKS):
        found = _venue(match, venues)
    return found._replace(year=found.year or (int(first["year"]) if first else None))


def parse_year(text: str) -> int | None:
    """Return the year that ``text`` holds: ``2021``, ``2021.03``, ``'21``; None where it is two."""
    digits = unicodedata.normalize("NFKC", text)
    years = {int(match["year"]) for match in ANY_YEAR.finditer(digits)}
    years = years or {_in_full(int(match["year"])) for match in _SHORT_YEAR.finditer(digits)}
    return years.pop() if len(years) == 1 else None


def _in_full(year: int) -> int:
    """Return a year that may be written with two digits: those of a paper are not to come."""
    if year >= 100:  # noqa: PLR2004 (three digits and more)
        return year
    return year + (2000 if year < _FIRST_OF_LAST_CENTURY else 1900)


def _without_year(text: str) -> str | None:
    """Return a venue that nobody knows without its year; None where nothing else is written."""
    dated = _YEAR.search(f" {text}")
    bare = clean(text[: max(0, dated.start() - 1)] if dated else text).rstrip(" ,.-([{")
    is_month = len(bare) <= len("30th September,") and _MONTH.fullmatch(bare)
    return bare if any(map(str.isalpha, bare)) and not is_month else None


class _Found(NamedTuple):
    """A venue at the end of a line."""

    start: int
    """Where it begins, with what belongs to it."""
    submitted: str
    """``Submitted to``, where that stands before it."""
    match: re.Match[str]
    refused: bool = False
    """Whether the paper did not appear there, or nobody knows yet: ``rejected from``."""


@lru_cache(maxsize=16)
def _venue_and_year(venues: Venues) -> re.Pattern[str]:
    # NIPS (2019) · ICCV2021 Oral · OSDI'25 · NeurIPS workshop 2019
    return re.compile(
        rf"""
        (?P<venue>{venues.pattern})
        (?P<workshop>\s+{_WORKSHOP})?
        (?:\s{_DISTINCTION})?
        [\s,，'’()（）\[\]{{}}-]{{0,9}}
        (?P<year>(?:19|20)\d\d[년年]?|(?<=['’])\d\d)?
        (?P<held>\s+{_WORKSHOP})?
        [\s,，()（）\[\]{{}}-]{{0,9}}
        {_DISTINCTION}?
        (?:[\s,]{{0,2}}{_DISTINCTION})?
        [\s,.()（）\[\]{{}}]{{0,9}}\Z
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _find_venue(text: str, venues: Venues, *, named: bool = False) -> _Found | None:
    """Return the venue that a line ends in; ``named`` where it can be nothing else."""
    pattern = _venue_and_year(venues)
    for start in _beginnings(text, venues):
        match = pattern.match(text, start)
        if match and (named or venues.knows(match["venue"])):
            return _led(text, start, match)
    return None


def _beginnings(text: str, venues: Venues) -> Iterator[int]:
    """Yield where the name of a venue may begin, near the end of a line."""
    first = max(0, len(text) - LONGEST_VENUE)
    words = venues.first_words
    if words is None:
        yield from range(first, len(text))
        return
    if venues.first_letters.isdisjoint(map(str.lower, LETTERS.findall(text, first))):
        return
    for word in WORD.finditer(text, first):
        if word[0].lower() in words:
            yield word.start()


def _led(text: str, start: int, match: re.Match[str]) -> _Found:
    """Return a venue with what leads to it: ``Submitted to the 34th``."""
    before = text[max(0, start - _LONGEST_LEAD) : start]
    if not _LEADS.search(before.rstrip().rpartition(" ")[2]):
        return _Found(start, "", match)
    lead = _LEAD.search(before)
    if lead is None:
        return _Found(start, "", match)
    first = start - len(before) + lead.start()
    return _Found(first, lead["submitted"] or "", match, bool(lead["refused"]))


def _before(found: _Found, venues: Venues) -> str:
    """Return what stands before a venue, which may be named twice: in full and (in short)."""
    text = found.match.string[: found.start]
    twice = _find_venue(text, venues)
    if twice and venues.find(twice.match["venue"]) is venues.find(found.match["venue"]):
        return text[: twice.start]
    return text


def _venue(found: _Found, venues: Venues) -> Appearance:
    match = found.match
    written = match["venue"]
    year = match["year"] and int(match["year"].rstrip("년年"))
    full_year = _in_full(year) if year else None
    if found.refused:
        return Appearance(None, None, full_year)
    if found.submitted or match["workshop"] or match["held"]:
        around = (found.submitted, written, match["workshop"] or match["held"])
        return Appearance(None, " ".join(part.strip() for part in around if part), full_year)
    venue = venues.find(written)
    appeared = venue is not None and venue.kind != "preprint"
    return Appearance(venue.short if venue and appeared else None, written, full_year)


def _split_unknown_venue(text: str) -> tuple[str, str | None]:
    """Tell a venue behind the last comma from a person: ``A. Lee, B. Kim, FooConf``."""
    journal = _JOURNAL.search(text, max(0, len(text) - _LONGEST_JOURNAL))
    if journal:
        return text[: journal.end("people")], journal["name"]
    people, comma, last = text.rpartition(",")
    words = last.strip()
    acronym = words.isalnum() and sum(map(str.isupper, words)) > 1
    if comma and (acronym or _VENUES_CALLED.search(words)):
        return people, words
    return text, None
