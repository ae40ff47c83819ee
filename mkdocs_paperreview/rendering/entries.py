"""What is shown of a review, a presenter or a period: values for templates, made by functions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_paperreview import formats, views
from mkdocs_paperreview.library import named_in
from mkdocs_paperreview.model import Part
from mkdocs_paperreview.rendering.links import (
    at_address,
    quoted,
    readdressed,
    rebased,
    relative_link,
)
from mkdocs_paperreview.rendering.pictures import thumbnail
from mkdocs_paperreview.rendering.standing import Chip, Day, chip, day
from mkdocs_paperreview.syntax import pieces
from mkdocs_paperreview.views import Site
from mkdocs_paperreview.words import DEFAULT
from mkdocs_paperreview.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_paperreview.model import Link, Paper, Presenter, Review, Tag
    from mkdocs_paperreview.period import Period
    from mkdocs_paperreview.rendering.pictures import Thumbnail


_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[^/?#\\\s]+)\S*", re.IGNORECASE)

FOLDED_AUTHORS = 8
"""Authors that a card shows before the others are folded away."""

SHORT_AUTHORS = 3
"""Authors that a compact card names."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where something is shown."""

    page: str
    """Path of the page below the docs folder."""
    site: Site = field(default_factory=Site)
    language: str = DEFAULT
    """Decides about numbers, dates and the order of names."""
    words: Mapping[str, str] = field(default_factory=partial(words_of, DEFAULT))
    """Name → word that is shown."""
    root: str | None = None
    """The way from the page's address to that of the site, where links are written as addresses;
    None where they are links between sources, which the host turns into addresses."""

    def word(self, name: str) -> str:
        """Return a word in the language of the page."""
        return self.words[name]

    def period(self, period: Period | None) -> str:
        """Return what people call a period, or the lack of one."""
        return formats.period(period, self.words, self.language) if period else self.word("undated")

    def to(self, path: str, fragment: str = "") -> str:
        """Return the link to the page or file at ``path``."""
        if self.root is None:
            return relative_link(self.page, path, fragment)
        found = self.site.address(path)
        return at_address(self.root, quoted(path) if found is None else found, fragment)

    def rebased(self, url: str, source: str) -> str:
        """Return ``url``, written on the page at ``source``, as this page writes it."""
        if self.root is None:
            return rebased(url, source, self.page)
        return readdressed(url, source, self.root, self.site.address)

    @property
    def final(self) -> Setting:
        """Return the same place, where links are written as addresses."""
        own = self.site.address(self.page)
        return self if own is None else replace(self, root="../" * own.count("/"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to a page of the site."""

    text: str
    href: str | None
    """Relative to the page that shows it; None where there is no such page."""
    note: str = ""
    """What a card says behind it: a person's affiliation, or name in another script."""


@dataclass(frozen=True, slots=True)
class Button:
    """A link of a review, as it is shown."""

    kind: str
    text: str
    href: str | None
    state: str
    """``ready``, ``pending`` or ``refused``."""


@dataclass(frozen=True, slots=True)
class Badge:
    """Where a paper appeared, as it is shown."""

    text: str
    """Venue and year."""
    name: str = ""
    """The venue's full name, where it is known."""
    kind: str = ""
    """``conference``, ``journal``, …, where it is known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another review of the same paper."""

    period: str
    presenters: str
    href: str
    """Of its card."""
    later: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A review as a page shows it."""

    review: Review
    chip: Chip | None
    """That a review is planned, cancelled, …; None for one that took place."""
    day: Day | None
    """When it was or is to be, where it has a day of its own."""
    title: tuple[Part, ...]
    href: str
    """Of the card."""
    authors: str
    """All of them."""
    folded_authors: tuple[str, str]
    """Those that are always shown, and the others: the second is empty where they are few."""
    short_authors: str
    """The first few."""
    venue: Badge | None
    presenters: tuple[Anchor, ...]
    period: Anchor
    tags: tuple[Anchor, ...]
    links: tuple[Button, ...]
    thumbnail: Thumbnail | None


def entry(review: Review, at: Setting) -> Entry:
    """Return what is shown of ``review``."""
    paper = review.paper
    more = f" {at.word('and_others')}" if paper.et_al else ""
    many = len(paper.authors) > FOLDED_AUTHORS + 1
    first = paper.authors[:FOLDED_AUTHORS] if many else paper.authors
    rest = paper.authors[len(first) :]
    return Entry(
        review=review,
        chip=chip(review, at),
        day=day(review, at),
        title=tuple(title_parts(paper.title)),
        href=at.to(review.page, review.anchor),
        authors=", ".join(paper.authors) + more,
        folded_authors=(
            ", ".join(first) + ("" if rest else more),
            "".join(f", {name}" for name in rest) + (more if rest else ""),
        ),
        short_authors=short_authors(paper, at),
        venue=badge(paper, at),
        presenters=tuple(_people(review, at)),
        period=period_anchor(review.period, at),
        tags=tuple(_tags(review, at)),
        links=tuple(_buttons(review, at)),
        thumbnail=thumbnail(review, at),
    )


def badge(paper: Paper, at: Setting) -> Badge | None:
    """Return where and when a paper appeared; None where nothing says so."""
    words = (paper.venue_name, paper.year)
    text = " ".join(str(word) for word in words if word)
    known = at.site.venues.get(paper.venue) if paper.venue else None
    if known is None:
        return Badge(text) if text else None
    return Badge(text, known.name if known.name != known.short else "", known.kind)


def readings(review: Review, at: Setting) -> list[Reading]:
    """Return the other reviews of the same paper, oldest first."""
    others = at.site.library.readings(review)
    position = next((i for i, other in enumerate(others) if _place(other) == _place(review)), 0)
    return [
        Reading(
            at.period(other.period),
            ", ".join(person.name for person in at.site.library.presenters_of(other)),
            at.to(other.page, other.anchor),
            later=index > position,
        )
        for index, other in enumerate(others)
        if index != position
    ]


def _place(review: Review) -> tuple[str, str]:
    return review.page, review.anchor


def short_authors(paper: Paper, at: Setting) -> str:
    """Return the first few authors; one more is named rather than counted."""
    few = len(paper.authors) <= SHORT_AUTHORS + 1
    names = ", ".join(paper.authors if few else paper.authors[:SHORT_AUTHORS])
    return names if few and not paper.et_al else f"{names} {at.word('and_others')}"


def presenter_anchor(presenter: Presenter, at: Setting) -> Anchor:
    """Return the link to a presenter's page."""
    return view_anchor(presenter.name, views.presenter_path(presenter), at)


def tag_anchor(tag: Tag, at: Setting) -> Anchor:
    """Return the link to a tag's page."""
    return view_anchor(tag.name, views.tag_path(tag), at)


def period_anchor(period: Period | None, at: Setting) -> Anchor:
    """Return the link to a period's page, or to that of the reviews without one."""
    return view_anchor(at.period(period), views.period_path(period, at.site.calendar), at)


def index_anchors(at: Setting) -> list[Anchor]:
    """Return the links to the pages of all papers, presenters, periods and tags."""
    paths = {
        "papers": views.PAPERS,
        "presenters": views.PRESENTERS,
        "periods": views.periods_path(at.site.calendar),
        "tags": views.TAGS,
    }
    anchors = (view_anchor(at.word(word), path, at) for word, path in paths.items())
    return [anchor for anchor in anchors if anchor.href]


def orders(paths: Mapping[str, str], current: str, at: Setting) -> list[Anchor]:
    """Return the links to a listing in each of its orders; the current one has no address.

    Nothing where there is no other one.
    """
    anchors = {name: view_anchor(at.word(f"by_{name}"), path, at) for name, path in paths.items()}
    others = [name for name, anchor in anchors.items() if anchor.href and name != current]
    shown = (replace(a, href=None) if n == current else a for n, a in anchors.items())
    return list(shown) if others else []


def title_parts(title: str) -> Iterator[Part]:
    """Yield the stretches of a plain title, formulas apart."""
    position = 0
    for piece in pieces(title):
        if piece.kind == "inline":
            if piece.start > position:
                yield Part("text", title[position : piece.start])
            yield Part("formula", piece.content.strip())
            position = piece.end
    if position < len(title):
        yield Part("text", title[position:])


def counted(count: int, at: Setting, what: str = "reviews") -> str:
    """Return a number of ``reviews``, ``presenters``, ``periods``, ``venues`` or ``tags``."""
    return formats.counted(count, what, at.words, at.language)


def _people(review: Review, at: Setting) -> Iterator[Anchor]:
    """Yield a link for each person, once; somebody whom the library does not know has none."""
    named: dict[Presenter | str, str] = {}
    for one in named_in(review):
        person = at.site.library.presenter(*one)
        note = ", ".join(filter(None, (one.other, one.affiliation)))
        named.setdefault(person or at.site.library.shown_name(*one), note)
    for found, note in named.items():
        place = Anchor(found, None) if isinstance(found, str) else presenter_anchor(found, at)
        said = not note or place.text == note or place.text.endswith(f"({note})")
        yield place if said else replace(place, note=note)


def _tags(review: Review, at: Setting) -> Iterator[Anchor]:
    """Yield a link for each tag, once; one that the library does not know has none."""
    for written in dict.fromkeys(review.tags):
        tag = at.site.library.tag(written)
        yield tag_anchor(tag, at) if tag else Anchor(written, None)


def view_anchor(text: str, view: str, at: Setting, fragment: str = "") -> Anchor:
    """Return the link to a view, or its text where there is none."""
    source = at.site.source(view)
    return Anchor(text, at.to(source, fragment) if source else None)


def _buttons(review: Review, at: Setting) -> Iterator[Button]:
    kinds = [link.kind for link in review.links]
    for link in review.links:
        yield _button(link, review.page, at, alone=kinds.count(link.kind) == 1)


def _button(link: Link, source: str, at: Setting, *, alone: bool) -> Button:
    """Return a link as a button, called by its kind unless another is of the same kind."""
    text = _button_text(link, at, alone=alone)
    if link.url:
        return Button(link.kind, text, at.rebased(link.url, source), "ready")
    state = "refused" if link.refused else "pending"
    return Button(link.kind, at.word(state).format(label=text), None, state)


def _button_text(link: Link, at: Setting, *, alone: bool) -> str:
    """Return what a link is called: by its kind only where its own text says no more than that."""
    address = _ADDRESS.fullmatch(link.label)
    told = address or at.site.grammar.labels.link_kind(link.label)
    known = at.words.get(f"kind_{link.kind}") if told else None
    return known if known and alone else address["host"] if address else link.label
