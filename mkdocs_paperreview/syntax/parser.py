"""Turn a text into the reviews that it holds, with the place of everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.garbage import garbage_left
from mkdocs_paperreview.model import Paper, Review
from mkdocs_paperreview.naming import anchor
from mkdocs_paperreview.syntax.blocks import find_blocks
from mkdocs_paperreview.syntax.checks import missing, placeholders, unsafe
from mkdocs_paperreview.syntax.dates import DATE_RULES
from mkdocs_paperreview.syntax.directives import Directive, find_directives
from mkdocs_paperreview.syntax.drafts import drafts
from mkdocs_paperreview.syntax.excerpts import excerpt
from mkdocs_paperreview.syntax.grammar import GRAMMAR
from mkdocs_paperreview.syntax.header import read_headers
from mkdocs_paperreview.syntax.images import images
from mkdocs_paperreview.syntax.lines import scan
from mkdocs_paperreview.syntax.links import identifiers, parse_links
from mkdocs_paperreview.syntax.matching import match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.model import Image, Part
    from mkdocs_paperreview.syntax.drafts import Draft
    from mkdocs_paperreview.syntax.facts import Given
    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.header import Header
    from mkdocs_paperreview.syntax.labels import Labels

KEPT = 2048
"""Texts whose results are kept in memory."""


class Place(NamedTuple):
    """Where the parts of a review stand, as indexes of lines; ranges end behind the last line."""

    start: int
    title: str
    """The title as Markdown, without marks and attributes."""
    notes_end: int
    next: int
    """Behind the separator, where the next block begins."""
    removed: frozenset[int] = frozenset()
    """Lines that the card shows in its own way: the title, and what is understood of the header."""
    notes: str = ""
    """Notes that stand in front matter."""


class ParsedPage(NamedTuple):
    """What a text holds. Lines are counted from 1 at the beginning of the text."""

    reviews: tuple[Review, ...]
    places: tuple[Place, ...]
    """One for each review."""
    misdated: tuple[bool, ...]
    """For each review, whether it has a date that tells no day, which is a problem already."""
    directives: tuple[tuple[int, Directive], ...]
    """Each with its line."""
    problems: tuple[Problem, ...]
    open_tags: tuple[tuple[int, tuple[str, ...]], ...]
    """Index of the line and tags, outermost first, of raw HTML that nothing closes."""


Name: TypeAlias = "tuple[bytes, Grammar, tuple[Given, ...]]"
"""What a result is found by: the digest of a text, and what else it was read with."""

_kept: dict[Name, ParsedPage] = {}


def parse(text: str, grammar: Grammar = GRAMMAR, given: tuple[Given, ...] = ()) -> ParsedPage:
    """Return the reviews of a text without front matter. Never raises.

    A site asks twice for most of its texts, once to collect and once to render, so that results
    are kept.

    Args:
        text: The text.
        grammar: What decides about its meaning.
        given: What front matter tells of. Its lines are counted from the beginning of the text as
            well, so that they are zero or less.
    """
    name = (digest(text), grammar, given)
    known = _kept.get(name)
    if known is None:
        with garbage_left():
            known = _parse(text, grammar, given)
        keep_parsed(name, known)
    return known


def digest(text: str) -> bytes:
    """Return what tells a text from all others, so that what is kept of it need not hold it."""
    return blake2b(text.encode("utf-8", "surrogatepass")).digest()


def keep_parsed(name: Name, result: ParsedPage) -> None:
    """Keep a result of :func:`parse`, in the place of the oldest one where there are many."""
    if len(_kept) >= KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[name] = result


def forget_parsed() -> None:
    """Forget every result, so that the next call takes the time of a first one."""
    _kept.clear()


def _parse(text: str, grammar: Grammar, given: tuple[Given, ...]) -> ParsedPage:
    scanned = scan(text)
    blocks, problems = find_blocks(scanned, grammar)
    matched = match(blocks, given)
    found = list(drafts(scanned, blocks, matched, grammar))
    headers = read_headers(found, grammar)
    reviews = _reviews(found, headers, grammar.labels)
    directives = list(find_directives(scanned))
    return ParsedPage(
        reviews,
        tuple(map(_place, found, headers)),
        tuple(map(_is_misdated, headers)),
        tuple((at + 1, item) for at, item in directives if isinstance(item, Directive)),
        (
            *scanned.problems,
            *problems,
            *matched.problems,
            *(replace(item, line=at + 1) for at, item in directives if isinstance(item, Problem)),
            *_problems(found, headers, reviews, grammar.labels),
        ),
        tuple((r.first, r.open_tags) for r in scanned.regions if r.open_tags),
    )


def _reviews(
    found: Sequence[Draft], headers: Sequence[Header], labels: Labels
) -> tuple[Review, ...]:
    """Return the reviews.

    Each step is taken for all of them before the next one: a processor is quickest at what it has
    just done.
    """
    anchors = _anchors(found, headers)
    papers = [_paper(draft, header, labels) for draft, header in zip(found, headers, strict=True)]
    pictures = [images(*draft.notes) for draft in found]
    excerpts = [excerpt(*draft.notes) for draft in found]
    return tuple(map(_review, found, headers, anchors, papers, pictures, excerpts))


def _review(  # noqa: PLR0913, PLR0917 (what a review is made of)
    draft: Draft,
    header: Header,
    name: str,
    paper: Paper,
    pictures: tuple[Image, ...],
    beginning: tuple[Part, ...],
) -> Review:
    whole, below = draft.spans
    return Review(
        paper=paper,
        presenters=tuple([person.text for person in header.people]),
        affiliations=_where_said([person.affiliation for person in header.people]),
        other_names=_where_said([person.other for person in header.people]),
        links=header.links,
        remark=header.remark,
        tags=header.tags,
        status=header.status,
        images=pictures,
        excerpt=beginning,
        anchor=name,
        line=draft.title.line,
        span=whole,
        notes=below,
        date=header.date,
    )


def _where_said(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(texts) if any(texts) else ()


def _paper(draft: Draft, header: Header, labels: Labels) -> Paper:
    """Return a paper; it is told by the links of title and header, and by all that is said."""
    links = (*parse_links(draft.title.text, labels).links, *header.links)
    known = identifiers(
        [link.url for link in links if link.url], " ".join([fact.value for fact in draft.own])
    )
    said = header.authors
    return Paper(draft.text, said.names, said.et_al, said.venue, said.venue_text, said.year, known)


def _place(draft: Draft, header: Header) -> Place:
    understood = (detail for detail in draft.details if detail.first + 1 in header.lines)
    parts = (*draft.shown, *understood)
    removed = frozenset([index for part in parts for index in range(part.first, part.end)])
    return Place(draft.start, draft.title.text, draft.end, draft.next, removed, draft.told)


def _is_misdated(header: Header) -> bool:
    return header.date is None and any(p.rule in DATE_RULES for p in header.problems)


def _problems(
    found: Sequence[Draft], headers: Sequence[Header], reviews: Sequence[Review], labels: Labels
) -> Iterator[Problem]:
    """Yield what is wrong or doubtful, review by review."""
    for draft, header, review in zip(found, headers, reviews, strict=True):
        yield from header.problems
        texts = [(draft.title.text, draft.title.line)]
        texts += [(fact.value, fact.line) for fact in draft.own if fact.name != "unused"]
        yield from placeholders(texts, labels)
        yield from missing(review)
        yield from unsafe(review)


def _anchors(found: Sequence[Draft], headers: Sequence[Header]) -> list[str]:
    """Return an anchor for each review: by its title, else also its presenters.

    Every review of a title that stands on the page twice gets its presenters' names, so that no
    anchor depends on which one comes first.
    """
    names = [draft.title.anchor or anchor(draft.text) for draft in found]
    shared = Counter(names)
    used = {name for name, count in shared.items() if count == 1}
    numbers: Counter[str] = Counter()
    for at, (draft, header) in enumerate(zip(found, headers, strict=True)):
        name = names[at]
        if shared[name] > 1:
            if draft.title.anchor is None:
                name = anchor(f"{name} {' '.join([person.text for person in header.people])}")
            names[at] = _unused(name, used, numbers)
    return names


def _unused(name: str, used: set[str], numbers: Counter[str]) -> str:
    """Return ``name``, with a number from 2 where it is taken, and note that it is."""
    candidate = name
    while candidate in used:
        numbers[name] += 1
        candidate = f"{name}-{numbers[name] + 1}"
    used.add(candidate)
    return candidate
