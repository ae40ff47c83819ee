"""What is shown of a review, a presenter or a period: values for templates, made by functions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from mkdocs_paperreview import formats
from mkdocs_paperreview.library import named_in
from mkdocs_paperreview.model import Part
from mkdocs_paperreview.rendering.pictures import thumbnail
from mkdocs_paperreview.rendering.standing import Chip, Day, chip, day
from mkdocs_paperreview.site import (
    PAPERS,
    PRESENTERS,
    TAGS,
    period_path,
    periods_path,
    presenter_path,
    tag_path,
)
from mkdocs_paperreview.syntax import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_paperreview.model import Link, Paper, Presenter, Review, Tag
    from mkdocs_paperreview.period import Period
    from mkdocs_paperreview.rendering.pictures import Thumbnail
    from mkdocs_paperreview.rendering.setting import Setting

_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[^/?#\\\s]+)\S*", re.IGNORECASE)

FOLDED_AUTHORS = 8
"""Authors that a card shows before the others are folded away."""

NEAR_READINGS = 3
"""Readings of the same paper that a card names, of those before it and of those after it."""

SHORT_AUTHORS = 3
"""Authors that a compact card names."""


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


@dataclass(frozen=True)
class Entry:
    """A review as a page shows it. What a template does not ask for is not made."""

    review: Review
    at: Setting

    @cached_property
    def chip(self) -> Chip | None:
        """Return that the review is planned, cancelled, …; None for one that took place."""
        return chip(self.review, self.at)

    @cached_property
    def day(self) -> Day | None:
        """Return when it was or is to be, where it has a day of its own."""
        return day(self.review, self.at)

    @cached_property
    def title(self) -> tuple[Part, ...]:
        """Return the title, with its formulas apart."""
        return title_parts(self.review.paper.title)

    @cached_property
    def href(self) -> str:
        """Return the address of the card."""
        return self.at.to(self.review.page, self.review.anchor)

    @cached_property
    def authors(self) -> str:
        """Return all authors."""
        return ", ".join(self.review.paper.authors) + self._more

    @cached_property
    def folded_authors(self) -> tuple[str, str]:
        """Return those that are always shown, and the others: nothing where they are few."""
        names = self.review.paper.authors
        if len(names) <= FOLDED_AUTHORS + 1:
            return self.authors, ""
        first, rest = names[:FOLDED_AUTHORS], names[FOLDED_AUTHORS:]
        return ", ".join(first), "".join(f", {name}" for name in rest) + self._more

    @cached_property
    def short_authors(self) -> str:
        """Return the first few authors."""
        return short_authors(self.review.paper, self.at)

    @cached_property
    def venue(self) -> Badge | None:
        """Return where and when the paper appeared."""
        return badge(self.review.paper, self.at)

    @cached_property
    def presenters(self) -> tuple[Anchor, ...]:
        """Return a link for each person who presents."""
        return tuple(_people(self.review, self.at))

    @cached_property
    def period(self) -> Anchor:
        """Return the link to the review's period."""
        return period_anchor(self.review.period, self.at)

    @cached_property
    def tags(self) -> tuple[Anchor, ...]:
        """Return a link for each tag."""
        return tuple(_tags(self.review, self.at))

    @cached_property
    def links(self) -> tuple[Button, ...]:
        """Return the links that were written with the review."""
        return tuple(_buttons(self.review, self.at))

    @cached_property
    def thumbnail(self) -> Thumbnail | None:
        """Return the first picture of the notes."""
        return thumbnail(self.review, self.at)

    @property
    def _more(self) -> str:
        return f" {self.at.word('and_others')}" if self.review.paper.et_al else ""


def badge(paper: Paper, at: Setting) -> Badge | None:
    """Return where and when a paper appeared; None where nothing says so."""
    name = ("badge", paper.venue, paper.venue_text, paper.year)
    return at.once(name, lambda: _badge(paper, at))


def _badge(paper: Paper, at: Setting) -> Badge | None:
    words = (paper.venue_name, paper.year)
    text = " ".join(str(word) for word in words if word)
    known = at.site.venues.get(paper.venue) if paper.venue else None
    if known is None:
        return Badge(text) if text else None
    return Badge(text, known.name if known.name != known.short else "", known.kind)


def readings(review: Review, at: Setting) -> list[Reading]:
    """Return the other reviews of the same paper, oldest first: those nearest in time."""
    found = at.site.library.readings(review, NEAR_READINGS)
    return [
        *(_reading(other, at, later=False) for other in found.before),
        *(_reading(other, at, later=True) for other in found.after),
    ]


def _reading(other: Review, at: Setting, *, later: bool) -> Reading:
    presenters = ", ".join(person.name for person in at.site.library.presenters_of(other))
    return Reading(at.period(other.period), presenters, at.to(other.page, other.anchor), later)


def short_authors(paper: Paper, at: Setting) -> str:
    """Return the first few authors; one more is named rather than counted."""
    few = len(paper.authors) <= SHORT_AUTHORS + 1
    names = ", ".join(paper.authors if few else paper.authors[:SHORT_AUTHORS])
    return names if few and not paper.et_al else f"{names} {at.word('and_others')}"


def presenter_anchor(presenter: Presenter, at: Setting) -> Anchor:
    """Return the link to a presenter's page."""
    path = presenter_path(presenter)
    return at.once(path, lambda: view_anchor(presenter.name, path, at))


def tag_anchor(tag: Tag, at: Setting) -> Anchor:
    """Return the link to a tag's page."""
    path = tag_path(tag)
    return at.once(path, lambda: view_anchor(tag.name, path, at))


def period_anchor(period: Period | None, at: Setting) -> Anchor:
    """Return the link to a period's page, or to that of the reviews without one."""
    return at.once(
        period,
        lambda: view_anchor(at.period(period), period_path(period, at.site.calendar), at),
    )


def index_anchors(at: Setting) -> list[Anchor]:
    """Return the links to the pages of all papers, presenters, periods and tags."""
    paths = {
        "papers": PAPERS,
        "presenters": PRESENTERS,
        "periods": periods_path(at.site.calendar),
        "tags": TAGS,
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


@lru_cache(maxsize=4096)
def title_parts(title: str) -> tuple[Part, ...]:
    """Return the stretches of a plain title, formulas apart."""
    return tuple(_parts(title))


def _parts(title: str) -> Iterator[Part]:
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
