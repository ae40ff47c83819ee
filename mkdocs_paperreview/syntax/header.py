"""Facts → values: what a header says of a review, and where it contradicts itself.

What a block says itself counts before what front matter says of it, and a label before a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.syntax.appearance import parse_venue, parse_year
from mkdocs_paperreview.syntax.authors import Authors, parse_authors
from mkdocs_paperreview.syntax.checks import placeholders
from mkdocs_paperreview.syntax.dates import date_problem, read_date
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.labels import Field
from mkdocs_paperreview.syntax.links import field_links
from mkdocs_paperreview.syntax.presentation import presentation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from mkdocs_paperreview.model import Link
    from mkdocs_paperreview.syntax.dates import ReadDate
    from mkdocs_paperreview.syntax.drafts import Draft
    from mkdocs_paperreview.syntax.facts import Fact
    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.labels import Labels
    from mkdocs_paperreview.syntax.people import Name
    from mkdocs_paperreview.syntax.presentation import Presentation

_NOTHING = Authors((), et_al=False, venue=None, venue_text=None, year=None)
_BETWEEN_TAGS = re.compile(r"[,，、;；·|]|\s(?=#)")
_IN_PARENTHESES = re.compile(r"[(（](?P<said>[^()（）]+)[)）]")


class Header(NamedTuple):
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


_WORDS_ALONE = frozenset(["status", "year"])
"""Fields whose values say nothing where they are not read."""


class _Facts(NamedTuple):
    """What is said of a review: name → facts."""

    own: Mapping[str, Sequence[Fact]]
    given: Mapping[str, Sequence[Fact]]
    all: Mapping[str, Sequence[Fact]]
    """Both, those of the block first."""

    def named(self, name: str) -> Sequence[Fact]:
        """Return the facts of one name."""
        return self.all.get(name, ())


class _Saying(NamedTuple):
    """What one place says of the paper."""

    said: Authors
    line: int
    labelled: bool = True
    """Whether a label says what it is."""


class _Reading(NamedTuple):
    """What is read of a header before its places are compared."""

    draft: Draft
    facts: _Facts
    own: Presentation
    given: Presentation
    sayings: Sequence[_Saying]


class _Said(NamedTuple):
    """A value of which there can be one only, and where it stands."""

    text: str
    """As a person compares it."""
    line: int


def read_headers(drafts: Sequence[Draft], grammar: Grammar) -> list[Header]:
    """Return what the headers of reviews say, each step taken for all of them before the next."""
    facts = [_facts(draft, grammar) for draft in drafts]
    here = [presentation(one.own, grammar.labels) for one in facts]
    there = [presentation(one.given, grammar.labels) for one in facts]
    sayings = [
        _sayings(one, draft.lines, grammar) for one, draft in zip(facts, drafts, strict=True)
    ]
    read = map(_Reading, drafts, facts, here, there, sayings)
    return [_header(reading, grammar) for reading in read]


def _header(reading: _Reading, grammar: Grammar) -> Header:
    draft, facts, here, there, sayings = reading
    asides = [plain(fact.value) for fact in facts.named("remark")]
    days = [
        (fact, read_date(plain(fact.value), grammar.date_order)) for fact in facts.named("date")
    ]
    return Header(
        people=here.people or there.people,
        links=_once((*here.links, *there.links, *_links(facts, grammar))),
        remark=" ".join(filter(None, (*asides, here.remark, there.remark))),
        authors=_authors(sayings),
        tags=_tags(facts, grammar),
        status=_status(draft.text, facts, here if facts.own or not facts.given else there, grammar),
        date=next((read.day for _, read in days if read.day), None) or here.day,
        lines=frozenset([saying.line for saying in sayings if not saying.labelled]),
        problems=(
            *(_other_people(here, there, facts) if facts.given else ()),
            *_two_values(sayings),
            *_contradictions("date", [_Said(str(d.day), f.line) for f, d in days if d.day]),
            *(_templates(here, facts, grammar.labels) if here.templates else ()),
            *map(_untrusted, facts.own.get("author", ())),
            *(p for fact, read in days if (p := _date_problem(fact, read, grammar))),
            *(_unread(facts, grammar.labels) if not _WORDS_ALONE.isdisjoint(facts.all) else ()),
            *map(_unused, facts.given.get("unused", ())),
        ),
    )


def _facts(draft: Draft, grammar: Grammar) -> _Facts:
    own = _by_name(draft.fields, grammar)
    if not draft.given:
        return _Facts(own, {}, own)
    given = _by_name(draft.given, grammar)
    return _Facts(own, given, _by_name((*draft.fields, *draft.given), grammar))


def _by_name(facts: Iterable[Fact], grammar: Grammar) -> Mapping[str, Sequence[Fact]]:
    """Return name → facts, with the label ``Author`` read as the group means it."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        name = grammar.author if fact.name == "author" and grammar.author else fact.name
        found.setdefault(name, []).append(fact)
    return found


def _other_people(own: Presentation, given: Presentation, facts: _Facts) -> Iterator[Problem]:
    """Yield a problem where front matter names other presenters than the block."""
    here, there = ({key(person.text) for person in said.people} for said in (own, given))
    if here and there and here != there:
        line = facts.given["presenter"][0].line
        yield _contradiction("presenter", _listed(own), _listed(given), line)


def _listed(said: Presentation) -> str:
    return ", ".join(person.text for person in said.people)


def _links(facts: _Facts, grammar: Grammar) -> Iterator[Link]:
    """Yield the links of fields that announce one, such as ``Slides: …``."""
    for fact in facts.named("link"):
        kind = "" if grammar.labels.is_unspecific(fact.label) else _kind(fact.label, grammar)
        field = Field("link", fact.label, fact.value, kind=kind)
        yield from field_links(field, grammar.labels).links


def _kind(label: str, grammar: Grammar) -> str:
    return grammar.labels.link_kind(label) or ""


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links without those of front matter that the block has as well."""
    return tuple({(link.kind, link.url or link.label): link for link in links}.values())


def _sayings(facts: _Facts, lines: Sequence[Fact], grammar: Grammar) -> list[_Saying]:
    """Return all that is said of the paper, what counts most first: labels before lines."""
    labelled = [
        *(_Saying(_of_year(fact), fact.line) for fact in facts.named("year")),
        *(_Saying(_of_venue(fact, grammar), fact.line) for fact in facts.named("venue")),
        *(_Saying(_of_authors(fact, grammar), fact.line) for fact in facts.named("authors")),
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
    if grammar.labels.is_nobody(plain(fact.value)):
        return _NOTHING
    return parse_authors(fact.value, grammar.venues, grammar.labels)


def _authors(sayings: Sequence[_Saying]) -> Authors:
    """Return who wrote the paper, where it appeared, and when."""
    if len(sayings) == 1:
        return sayings[0].said
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


def _two_values(sayings: Sequence[_Saying]) -> Iterator[Problem]:
    """Yield problems for what is said of the paper in two places, and differs."""
    if len(sayings) > 1:
        venues = [_Said(said.venue, line) for said, line, _ in sayings if said.venue]
        yield from _contradictions("venue", venues)
        years = [_Said(str(said.year), line) for said, line, _ in sayings if said.year]
        yield from _contradictions("year", years)


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


def _templates(own: Presentation, facts: _Facts, labels: Labels) -> Iterator[Problem]:
    """Yield a problem where a template is left in the place of a name, and links are written."""
    lines = {fact.line for fact in facts.own.get("presenter", ()) if labels.placeholder(fact.value)}
    left = [(text, line) for text, line in own.templates if line not in lines]
    yield from placeholders(left, labels)


def _untrusted(fact: Fact) -> Problem:
    return Problem(
        "author",
        f"{fact.label!r} may mean who wrote the paper, or who wrote the review",
        "set the option author to authors or to presenter, or use another label",
        fact.line,
    )


def _date_problem(fact: Fact, read: ReadDate, grammar: Grammar) -> Problem | None:
    if read.day or _says_nothing(fact, grammar.labels):
        return None
    if grammar.labels.is_no_session(fact.value):
        return None
    return date_problem(fact.value, read, fact.line)


def _unread(facts: _Facts, labels: Labels) -> Iterator[Problem]:
    """Yield a problem for each status and each year that nobody can read."""
    for fact in facts.named("status"):
        if not labels.status(plain(fact.value)) and not _says_nothing(fact, labels):
            remedy = "write done, upcoming, tbd, cancelled or draft"
            yield Problem("status", f"{fact.value!r} is no status", remedy, fact.line)
    for fact in facts.named("year"):
        if not parse_year(plain(fact.value)) and not _says_nothing(fact, labels):
            yield Problem("date", f"{fact.value!r} is no year", "write it like 2023", fact.line)


def _unused(fact: Fact) -> Problem:
    return Problem(
        "front-matter",
        f"the key {fact.label!r} cannot use {fact.value!r}",
        "write a text or a list, and for a link its address",
        fact.line,
    )


def _says_nothing(fact: Fact, labels: Labels) -> bool:
    """Return whether nothing is written yet, or what a template left, which is told as such."""
    return labels.is_nobody(plain(fact.value)) or labels.placeholder(fact.value) is not None


def _tags(facts: _Facts, grammar: Grammar) -> tuple[str, ...]:
    """Return every tag once, without the sign that some write before it."""
    written = (
        tag
        for fact in facts.named("tags")
        for tag in ([fact.value] if fact.whole else _BETWEEN_TAGS.split(plain(fact.value)))
    )
    tags = (clean(tag.strip().lstrip("#")) for tag in written)
    found: dict[str, str] = {}
    for tag in tags:
        if not grammar.labels.is_nobody(tag):
            found.setdefault(key(tag), tag)
    return tuple(found.values())


def _status(title: str, facts: _Facts, presentation: Presentation, grammar: Grammar) -> str:
    """Return the status that words give: those of a field, else of what stands for a name."""
    said = (grammar.labels.status(plain(fact.value)) for fact in facts.named("status"))
    in_title = _IN_PARENTHESES.findall(title) if "(" in title or "（" in title else []
    in_title = in_title if presentation.people else [*in_title, title]
    off = any(map(grammar.labels.is_no_session, filter(None, (*in_title, presentation.remark))))
    return next(filter(None, said), None) or ("cancelled" if off else presentation.status)
