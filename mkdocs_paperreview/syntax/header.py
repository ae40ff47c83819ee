"""Facts → values: what a header says of a review, and where it contradicts itself.

What a block says itself counts before what front matter says of it, and a label before a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.syntax.authors import Authors, parse_authors, parse_venue, parse_year
from mkdocs_paperreview.syntax.dates import date_problem, read_date
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.labels import Field
from mkdocs_paperreview.syntax.links import Links, field_links, presenter_links
from mkdocs_paperreview.syntax.people import Name, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from mkdocs_paperreview.model import Link
    from mkdocs_paperreview.syntax.dates import ReadDate
    from mkdocs_paperreview.syntax.facts import Fact
    from mkdocs_paperreview.syntax.grammar import Grammar

_NOTHING = Authors((), et_al=False, venue=None, venue_text=None, year=None)
_BETWEEN_TAGS = re.compile(r"[,，、;；·|]|\s(?=#)")
_IN_PARENTHESES = re.compile(r"[(（](?P<said>[^()（）]+)[)）]")


@dataclass(frozen=True, slots=True)
class Header:
    """What is read of a header."""

    people: tuple[Name, ...]
    links: tuple[Link, ...]
    remark: str
    authors: Authors
    tags: tuple[str, ...]
    status: str
    date: date | None
    lines: frozenset[int]
    """Numbers of the lines without a label that are understood."""
    problems: tuple[Problem, ...]


class _Presentation(NamedTuple):
    """What the presenters' lines say."""

    people: tuple[Name, ...]
    links: tuple[Link, ...]
    remark: str
    status: str
    """``cancelled`` or ``tbd`` where what stands for a name says so, or nothing does."""


class _Saying(NamedTuple):
    """What one place says of the paper."""

    said: Authors
    line: int
    labelled: bool = True
    """Whether a label says what it is."""


class _Said(NamedTuple):
    """A value of which there can be one only, and where it stands."""

    text: str
    """As a person compares it."""
    line: int


def read_header(
    title: str, lines: Sequence[Fact], own: Sequence[Fact], given: Sequence[Fact], grammar: Grammar
) -> Header:
    """Return what a header says.

    Args:
        title: As plain text.
        lines: Lines without a label: the first one names the authors.
        own: The fields of the block.
        given: Those of front matter.
        grammar: What decides about their meaning.
    """
    own, given = _trusted(own, grammar), _trusted(given, grammar)
    presentation = _presentation(own, grammar)
    elsewhere = _presentation(given, grammar)
    facts = [*own, *given]
    asides = [plain(fact.value) for fact in _named("remark", facts)]
    sayings = _sayings(facts, lines, grammar)
    days = [
        (fact, read_date(plain(fact.value), grammar.date_order)) for fact in _named("date", facts)
    ]
    return Header(
        people=presentation.people or elsewhere.people,
        links=_once((*presentation.links, *elsewhere.links, *_links(facts, grammar))),
        remark=" ".join(filter(None, (*asides, presentation.remark, elsewhere.remark))),
        authors=_authors(sayings),
        tags=tuple(_tags(facts)),
        status=_status(title, facts, presentation if own or not given else elsewhere, grammar),
        date=next((read.day for _, read in days if read.day), None),
        lines=frozenset(saying.line for saying in sayings if not saying.labelled),
        problems=(
            *_other_people(presentation, elsewhere, given),
            *_contradictions("venue", [_Said(s.venue, line) for s, line, _ in sayings if s.venue]),
            *_contradictions(
                "year", [_Said(str(s.year), line) for s, line, _ in sayings if s.year]
            ),
            *_contradictions("date", [_Said(str(d.day), f.line) for f, d in days if d.day]),
            *map(_untrusted, _named("author", own)),
            *(p for fact, read in days if (p := _date_problem(fact, read, grammar))),
        ),
    )


def _trusted(facts: Sequence[Fact], grammar: Grammar) -> list[Fact]:
    """Return the facts with the label ``Author`` read as the group means it."""
    return [
        replace(fact, name=grammar.author) if fact.name == "author" and grammar.author else fact
        for fact in facts
    ]


def _named(name: str, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.name == name]


def _presentation(facts: Sequence[Fact], grammar: Grammar) -> _Presentation:
    people: list[Name] = []
    links: list[Link] = []
    remarks: list[str] = []
    status = "tbd" if facts else ""
    labels = grammar.labels
    for fact in _named("presenter", facts):
        found = Links(fact.value, (), "") if fact.whole else presenter_links(fact.value, labels)
        text = fact.value if fact.whole else plain(found.before)
        if labels.is_no_session(text) or labels.is_everybody(text):
            status = "cancelled" if labels.is_no_session(text) else ""
            remarks.append(text)
        else:
            people += names(text, labels)[: 1 if fact.whole else None]
        links += found.links
        remarks += [plain(found.rest)] if found.rest else []
    known: dict[str, Name] = {}
    for person in people:
        if not labels.is_nobody(person.text):
            known.setdefault(key(person.text), person)
    status = "" if known and status == "tbd" else status
    return _Presentation(tuple(known.values()), tuple(links), " ".join(remarks), status)


def _other_people(
    own: _Presentation, given: _Presentation, facts: Sequence[Fact]
) -> Iterator[Problem]:
    """Yield a problem where front matter names other presenters than the block."""
    here, there = ({key(person.text) for person in said.people} for said in (own, given))
    if here and there and here != there:
        line = _named("presenter", facts)[0].line
        yield _contradiction("presenter", _listed(own), _listed(given), line)


def _listed(said: _Presentation) -> str:
    return ", ".join(person.text for person in said.people)


def _links(facts: Iterable[Fact], grammar: Grammar) -> Iterator[Link]:
    """Yield the links of fields that announce one, such as ``Slides: …``."""
    for fact in _named("link", facts):
        kind = "" if grammar.labels.is_unspecific(fact.label) else _kind(fact.label, grammar)
        field = Field("link", fact.label, fact.value, kind=kind)
        yield from field_links(field, grammar.labels).links


def _kind(label: str, grammar: Grammar) -> str:
    return grammar.labels.link_kind(label) or ""


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links without those of front matter that the block has as well."""
    return tuple({(link.kind, link.url or link.label): link for link in links}.values())


def _sayings(facts: Sequence[Fact], lines: Sequence[Fact], grammar: Grammar) -> list[_Saying]:
    """Return all that is said of the paper, what counts most first: labels before lines."""
    labelled = [
        *(_Saying(_of_year(fact), fact.line) for fact in _named("year", facts)),
        *(_Saying(_of_venue(fact, grammar), fact.line) for fact in _named("venue", facts)),
        *(_Saying(_of_authors(fact, grammar), fact.line) for fact in _named("authors", facts)),
    ]
    return [*labelled, *_of_lines(lines, grammar)]


def _of_lines(lines: Sequence[Fact], grammar: Grammar) -> Iterator[_Saying]:
    """Yield what lines without a label say.

    The first one names the authors; a second one counts where it adds a venue or a year.
    """
    first: Authors | None = None
    for line in lines:
        said = parse_authors(line.value, grammar.venues, grammar.labels)
        if first is None:
            first = said
        elif said.names or first.year or first.venue_text:
            continue
        yield _Saying(said, line.line, labelled=False)


def _of_year(fact: Fact) -> Authors:
    return _NOTHING._replace(year=parse_year(plain(fact.value)))


def _of_venue(fact: Fact, grammar: Grammar) -> Authors:
    found = parse_venue(fact.value, grammar.venues, grammar.labels)
    return Authors((), False, *found)  # noqa: FBT003 (nobody is named)


def _of_authors(fact: Fact, grammar: Grammar) -> Authors:
    if fact.whole:
        return _NOTHING._replace(names=(clean(fact.value),))
    return parse_authors(fact.value, grammar.venues, grammar.labels)


def _authors(sayings: Sequence[_Saying]) -> Authors:
    """Return who wrote the paper, where it appeared, and when."""
    naming = [one.said for one in sayings if one.labelled and one.said.names]
    naming = naming or [one.said for one in sayings if one.said.names or one.said.et_al][:1]
    placed = next((one.said for one in sayings if one.said.venue_text), _NOTHING)
    return Authors(
        names=tuple(name for said in naming for name in said.names),
        et_al=any(said.et_al for said in naming),
        venue=placed.venue,
        venue_text=placed.venue_text,
        year=next((one.said.year for one in sayings if one.said.year), None),
    )


def _contradictions(what: str, said: Sequence[_Said]) -> Iterator[Problem]:
    """Yield a problem for the first value that differs from the one that counts."""
    other = next((one for one in said if one.text != said[0].text), None)
    if other:
        yield _contradiction(what, said[0].text, other.text, other.line)


def _contradiction(what: str, counts: str, other: str, line: int) -> Problem:
    return Problem(
        "contradiction",
        f"the {what} is {counts!r} and {other!r}; the first one counts",
        "write it once, or twice the same",
        line,
    )


def _untrusted(fact: Fact) -> Problem:
    return Problem(
        "author",
        f"{fact.label!r} may mean who wrote the paper, or who wrote the review",
        "set the option author to authors or to presenter, or use another label",
        fact.line,
    )


def _date_problem(fact: Fact, read: ReadDate, grammar: Grammar) -> Problem | None:
    if read.day or grammar.labels.is_nobody(plain(fact.value)):
        return None
    if grammar.labels.is_no_session(fact.value):
        return None
    return date_problem(fact.value, read, fact.line)


def _tags(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield every tag once, without the sign that some write before it."""
    written = (
        tag
        for fact in _named("tags", facts)
        for tag in ([fact.value] if fact.whole else _BETWEEN_TAGS.split(plain(fact.value)))
    )
    tags = (clean(tag.strip().lstrip("#")) for tag in written)
    found: dict[str, str] = {}
    for tag in filter(None, tags):
        found.setdefault(key(tag), tag)
    yield from found.values()


def _status(
    title: str, facts: Sequence[Fact], presentation: _Presentation, grammar: Grammar
) -> str:
    """Return the status that words give: those of a field, else of what stands for a name."""
    said = (grammar.labels.status(plain(fact.value)) for fact in _named("status", facts))
    aside = [*_IN_PARENTHESES.findall(title), presentation.remark]
    off = any(grammar.labels.is_no_session(words) for words in aside if words)
    return next(filter(None, said), None) or ("cancelled" if off else presentation.status)
