"""Who presented, and what became of the session, as the lines of presenters say."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.patterns import compiled
from mkdocs_paperreview.syntax.dates import read_date
from mkdocs_paperreview.syntax.evidence import is_name
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.links import Links, presenter_links
from mkdocs_paperreview.syntax.people import Name, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mkdocs_paperreview.model import Link
    from mkdocs_paperreview.syntax.facts import Fact
    from mkdocs_paperreview.syntax.labels import Labels

_BETWEEN = re.compile(r"[,，、;；·|]")
_OPENERS = "([（［【〔"  # noqa: RUF001 (brackets of every width)
_CLOSERS = tuple(")]）］】〕")  # noqa: RUF001 (brackets of every width)
_WHOLE_GROUP = "everybody"
"""Status of a line that names the whole group, for which nobody in particular has to be found."""

# 강진구
_FULL_NAME = r"[\u3400-\u9fff\uac00-\ud7a3]{2,4}"
_LONGEST_DAY = len("2020년 12월 31일")


class Presentation(NamedTuple):
    """What the presenters' lines say."""

    people: tuple[Name, ...]
    links: tuple[Link, ...]
    remark: str
    status: str
    """What stands behind a name or in its place; ``tbd`` where nobody is named."""
    day: date | None = None
    templates: tuple[tuple[str, int], ...] = ()
    """What a template left in the place of names, each with its line."""


_NOTHING = Presentation((), (), "", "")


def presentation(facts: Mapping[str, Sequence[Fact]], labels: Labels) -> Presentation:
    """Return what all lines of presenters say; the last word about the session counts."""
    if not facts:
        return _NOTHING
    lines = [_of_line(fact, labels) for fact in facts.get("presenter", ())]
    if len(lines) == 1 and len(lines[0].people) == 1:  # as nearly always
        return lines[0]
    known: dict[str, Name] = {}
    for person in chain.from_iterable(line.people for line in lines):
        known.setdefault(key(person.text), person)
    said = [line.status for line in lines if line.status] or ["" if known else "tbd"]
    return Presentation(
        tuple(known.values()),
        tuple(chain.from_iterable(line.links for line in lines)),
        " ".join(filter(None, [line.remark for line in lines])),
        "" if said[-1] == _WHOLE_GROUP else said[-1],
        next((line.day for line in lines if line.day), None),
        tuple(chain.from_iterable(line.templates for line in lines)),
    )


def _of_line(fact: Fact, labels: Labels) -> Presentation:
    """Return what one line says of who presented, and of the session."""
    found = Links(fact.value, (), "") if fact.whole else presenter_links(fact.value, labels)
    text = fact.value if fact.whole else plain(found.before)
    rest = plain(found.rest) if found.rest else ""
    named, status = _said_behind(text, labels)
    off = status == "cancelled" or labels.is_no_session(text)
    if off or labels.is_everybody(text):
        planned = tuple(_planned(named, labels)) if off and status else ()
        remark = " ".join(filter(None, ("" if planned else text, rest)))
        return Presentation(planned, found.links, remark, "cancelled" if off else _WHOLE_GROUP)
    day = read_date(rest).day if rest[:1].isdigit() and len(rest) <= _LONGEST_DAY else None
    people, others = _people(named, labels, most=1 if fact.whole else None)
    status = status or (rest and labels.status(rest)) or ""
    rest = "" if day else rest
    if not others:  # as nearly always
        return Presentation(people, found.links, rest, status, day)
    fields = [text for text in others if _is_field(text, labels)]
    templates = tuple([(text, fact.line) for text in others if labels.placeholder(text)])
    remark = " ".join(filter(None, (rest, *fields)))
    return Presentation(people, found.links, remark, status, day, templates)


def _people(text: str, labels: Labels, most: int | None) -> tuple[tuple[Name, ...], list[str]]:
    """Return who is named in ``text``, and what else stands there."""
    text, others = _apart(text, labels) if "|" in text and ":" in text else (text, [])
    named = names(text, labels)[:most]
    people = tuple([one for one in named if _is_somebody(one.text, labels)])
    if len(people) != len(named):
        others += [one.text for one in named if not _is_somebody(one.text, labels)]
    return people, others


def _said_behind(text: str, labels: Labels) -> tuple[str, str]:
    """Return who is named, and the status behind: ``Lena Foss (draft)``, ``Foss (KAIST, TBD)``."""
    bare = text.rstrip()
    start = max(map(bare.rfind, _OPENERS)) if bare.endswith(_CLOSERS) else -1
    if start < 0:
        return text, ""
    said = bare[start + 1 : -1]
    status = labels.status(said)
    if status:
        return bare[:start].rstrip(), status
    parts = map(labels.status, filter(str.strip, _BETWEEN.split(said)))
    return text, next(filter(None, parts), "")


def _apart(text: str, labels: Labels) -> tuple[str, list[str]]:
    """Return who is named, and the other fields of ``Lena Foss | Date: 2020-07-02``."""
    parts = [part.strip() for part in text.split("|")]
    said = [part for part in parts[1:] if not _is_field(part, labels)]
    return "|".join([parts[0], *said]), [part for part in parts[1:] if _is_field(part, labels)]


def _is_somebody(name: str, labels: Labels) -> bool:
    """Return whether ``name`` is that of a person, and neither a field nor left by a template."""
    if labels.is_nobody(name) or labels.placeholder(name):
        return False
    return not _is_field(name, labels)


def _is_field(text: str, labels: Labels) -> bool:
    """Return whether ``text`` is another field, on the line of the presenter: ``Date: …``."""
    return ":" in text and labels.field(text) is not None


def _planned(named: str, labels: Labels) -> list[Name]:
    """Return who was to present what did not take place: ``Lena Foss (cancelled)``."""
    if labels.is_no_session(named) or labels.is_affiliation(named):
        return []
    people = names(named, labels)
    written = [person.text for person in people]
    unnamed = any(map(labels.is_unnamed, written))
    certain = all(map(is_name, written)) and any(map(_is_full_name, written))
    return people if certain or unnamed else []


def _is_full_name(name: str) -> bool:
    """Return whether ``name`` can only be a person's, and no reason: ``Retreat``."""
    return " " in name or compiled(_FULL_NAME).fullmatch(name) is not None
