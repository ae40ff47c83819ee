"""The values that the rest of the package passes around; all of them frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mkdocs_paperreview.period import Period


STATUSES = ("done", "upcoming", "tbd", "cancelled", "draft")
"""How far a review is: it took place, it will, by nobody yet, it did not, it is not to be shown."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, as offsets in characters."""

    start: int
    """Offset of the first character."""

    end: int
    """Offset behind the last character."""

    def of(self, text: str) -> str:
        """Return what the span holds."""
        return text[self.start : self.end]

    def moved(self, offset: int) -> Span:
        """Return the span in a text that has ``offset`` characters more before it."""
        return Span(self.start + offset, self.end + offset)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that the header of a review carries."""

    kind: str
    """``paper``, ``slides``, ``code``, ``video``, … or ``other``."""

    label: str
    """The text of the link, as written."""

    url: str | None
    """Where it leads; None while there is nothing to open."""

    refused: bool = False
    """Whether a target was written that must not be followed, such as ``javascript:``."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line of text, as a reader sees it."""

    kind: str
    """``text``, ``code`` or ``formula``."""

    text: str
    """Without delimiters."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a review's notes."""

    source: str
    """Its address, as written."""

    html: bool = False
    """Whether it is written as HTML: then a relative address starts from the page's address on the
    web, else from the page's file."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The work that was read."""

    title: str
    """Plain text; formulas as written."""

    authors: tuple[str, ...] = ()
    """In the order written."""

    et_al: bool = False
    """Whether the authors line says that there are more."""

    venue: str | None = None
    """Standard name of a venue that is known, else None."""

    venue_text: str | None = None
    """The venue as written."""

    year: int | None = None
    """Year of publication."""

    identifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Scheme → identifier: ``arxiv``, ``doi``, ``openreview``."""

    @property
    def venue_name(self) -> str | None:
        """Return what the venue is called: its standard name, else what was written."""
        return self.venue or self.venue_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One presentation of one paper: a block on a page."""

    paper: Paper
    presenters: tuple[str, ...] = ()
    """Names as written, without what stands in parentheses behind them."""

    affiliations: tuple[str, ...] = ()
    """Where each presenter comes from, as written: one for each, empty where nothing says so; or
    none at all."""

    other_names: tuple[str, ...] = ()
    """Each presenter's name in another script, as written: one for each, empty where nothing says
    so; or none at all."""

    links: tuple[Link, ...] = ()
    remark: str = ""
    """What stands beside names and links and is neither, as plain text."""

    tags: tuple[str, ...] = ()
    """As written."""

    status: str = ""
    """One of :data:`STATUSES` where words say so; the date decides about the others."""

    images: tuple[Image, ...] = ()
    excerpt: tuple[Part, ...] = ()
    """The first sentence of the notes."""

    anchor: str
    """Fragment identifier of the card on its page."""

    line: int
    """1-based line of the title in the file."""

    span: Span
    """The whole block in its file, to the end of the notes. What front matter alone tells of has
    none but an empty one."""

    notes: Span
    """What follows the header."""

    page: str = ""
    """Path of the page below the docs folder, ``/``-separated."""

    period: Period | None = None
    """None when nothing says when it was."""

    date: date | None = None
    """The block's own, else that of its page."""

    def has(self, kind: str) -> bool:
        """Return whether there is a link of ``kind`` that can be opened."""
        return any(link.kind == kind and link.url for link in self.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A source page that holds reviews."""

    path: str
    """Path below the docs folder, ``/``-separated."""

    title: str | None = None
    """Title in the front matter."""

    date: date | None = None
    period: Period | None = None
    period_told: bool = False
    """Whether words tell the period, and not the date alone."""

    cover: str | None = None
    """Address of the period's picture, as written."""

    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Presenter:
    """A member of the group who presented."""

    id: str
    """Name in paths."""

    name: str
    """What they are called: as ``people.yml`` says, else the spelling that is used most."""

    spellings: tuple[str, ...] = ()
    """Every other spelling: aliases, and those that reviews have."""

    link: str | None = None
    """Address of a page of theirs."""

    picture: str | None = None
    """Address of their picture, or its path below the docs folder."""

    active: bool = True
    """Whether they belong to the group today."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A word under which reviews are found."""

    id: str
    """Name in paths."""

    name: str
    """The spelling that is used most."""
