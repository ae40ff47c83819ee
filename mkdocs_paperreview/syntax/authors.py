"""Read an authors line: who wrote the paper, and where it appeared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.syntax.appearance import ANY_YEAR, MARKS, Appearance, split_appearance
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.labels import LABELS
from mkdocs_paperreview.syntax.people import names
from mkdocs_paperreview.venues import VENUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_paperreview.syntax.labels import Labels
    from mkdocs_paperreview.venues import Venues


_LETTER = re.compile(r"[^\W\d_]")
_ET_AL = re.compile(
    r"(?:\bet\.?\s+al\b\.?|(?:외|等|ほか)\s?\d{0,3}\s?(?:명|인|名|人)?|他\s?\d{0,3}\s?名"
    r"|(?:[,;&]|\band\s)\s*(?:(?:\d{1,3}|some|many|several)\s+)?others)[\s,.]{0,9}\Z",
    re.IGNORECASE,
)
_ENDS_ET_AL = "lL외명인等か名人"
"""What the words for *and others* end with, when no digit."""
_FOOTNOTE_SIGNS = str.maketrans("", "", "*†‡§¶∗⁰¹²³⁴⁵⁶⁷⁸⁹⁺")  # noqa: RUF001 (marks as written)
# <sup>1,2</sup> · $^{1}$ · ^1,2^
_RAISED = re.compile(r"<sup>[^<]*</sup>|\$\s*(?:\{\s*\})?\^[^$]{0,40}\$|\^\d+(?:,\d+)*\^?")
# the end of a sentence, not of an initial
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\Z")
# Lena Foss1
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}\Z")
# Lena Foss1; 1KAIST
_BEFORE_PLACE = re.compile(r"(?<![^\s,;；])\d{1,2}\s?(?=[^\W\d_])")
# Foss, Lena · van der Berg, Ada B.
_SURNAME_FIRST = re.compile(
    r"(?P<last>(?:[a-z]{1,4}\s){0,3}[^\W\d_a-z][\w'’-]*),\s*(?P<first>[^\W\d_a-z][\w.'’-]*(?:\s[\w.'’-]+){0,2})"
)
# an identifier, arXiv:1909.08174 or doi:10.1145/12, an address, or in review at FooConf
_NO_AUTHOR = re.compile(
    r"(?:arxiv|doi|pmid)\s*[:：]?\s*[\w-]*[\d./]|https?:"
    r"|(?:in|under) review\b|(?:submitted|rejected|withdrawn) (?:at|by|from|to)\b",
    re.IGNORECASE,
)
_BEGINS_NO_AUTHOR = frozenset("adphiusrwADPHIUSRW")
"""Letters that this begins with, which saves looking at most names."""
_JOINED = re.compile(r"\s+and\s+|\s*[;；]\s*")


class Authors(NamedTuple):
    """What an authors line says."""

    names: tuple[str, ...]
    et_al: bool
    venue: str | None
    venue_text: str | None
    year: int | None


def parse_authors(line: str, venues: Venues = VENUES, labels: Labels = LABELS) -> Authors:
    """Return what ``line`` says: ``A, B, NeurIPS 2019``, ``A et al. NIPS (2019)``, ``A and B``.

    Affiliations and what a template left are no authors.
    """
    people, appearance = split_appearance(plain(line), venues)
    return _authors(people, appearance, labels)


def looks_like_authors(line: str, venues: Venues = VENUES, labels: Labels = LABELS) -> bool:
    """Return whether ``line`` has the marks of a list of people rather than of a title."""
    people = parse_authors(line, venues, labels)
    return (
        people.et_al
        or len(people.names) > 1
        or people.year is not None
        or any(person.affiliation for person in names(plain(line), labels, guess=False))
    )


def _authors(people: str, appearance: Appearance, labels: Labels) -> Authors:
    without_end = people.rstrip(MARKS)
    bare = _without_et_al(without_end)
    sentence = _FULL_STOP.sub("", bare) if bare.endswith(".") else bare
    return Authors(tuple(_names(sentence, labels)), bare != without_end, *appearance)


def _without_et_al(people: str) -> str:
    end = people.rstrip(" ,.")[-5:]
    last = end[-1:]
    ends = last in _ENDS_ET_AL or last.isdecimal() or end.lower() == "thers"
    return _ET_AL.sub("", people) if ends else people


def _names(text: str, labels: Labels) -> Iterator[str]:
    """Yield the authors' names, without the marks of footnotes and without affiliations."""
    text = _RAISED.sub("", text) if "^" in text or "<sup>" in text else text
    text = text.translate(_FOOTNOTE_SIGNS)
    text = _BEFORE_PLACE.sub("", text) if ";" in text or "；" in text else text
    text = text[3:] if text.startswith(("by ", "By ")) else text
    dated = "19" in text or "20" in text
    for name in _surnames_last(text) or (n.text for n in names(text, labels, guess=False)):
        written = name.strip(MARKS)
        if written[-1:].isdigit():
            written = _without_footnote(written)
        if dated and ANY_YEAR.search(written) and " - " not in written:
            continue  # CVPR 2021, before another venue
        if _LETTER.search(written) and not _is_something_else(written, labels):
            yield written


def _without_footnote(name: str) -> str:
    numbered = not name.isascii() or " " in name
    alone = not any(map(str.isdigit, name[:-2]))
    return _FOOTNOTE.sub("", name) if numbered and alone else name


def _is_something_else(name: str, labels: Labels) -> bool:
    """Return whether a template left ``name``, or it tells the paper, or what became of it."""
    if name[0] in _BEGINS_NO_AUTHOR and _NO_AUTHOR.match(name):
        return True
    return labels.placeholder(name) is not None


def _surnames_last(text: str) -> list[str]:
    """Return the names of ``Foss, Lena and Haddad, Omar``, or none where not all are such."""
    if " and " not in text and ";" not in text and "；" not in text:
        return []
    people = _JOINED.split(text)
    if len(people) < 2 or len(people) != text.count(","):  # noqa: PLR2004 (one person is two names)
        return []
    matches = [_SURNAME_FIRST.fullmatch(person) for person in people]
    return (
        [f"{match['first']} {match['last']}" for match in matches if match] if all(matches) else []
    )
