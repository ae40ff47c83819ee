"""What is shown of a review, a presenter or a period: values for templates, made by functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_paperreview import views
from mkdocs_paperreview.model import Part
from mkdocs_paperreview.rendering.links import rebased, relative_link
from mkdocs_paperreview.syntax import pieces
from mkdocs_paperreview.views import Site
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_paperreview.model import Link, Presenter, Review
    from mkdocs_paperreview.period import Period


@dataclass(frozen=True, slots=True)
class Setting:
    """Where something is shown."""

    page: str
    """Path of the page below the docs folder."""
    site: Site = field(default_factory=Site)
    language: str = "en"

    def word(self, name: str) -> str:
        """Return a word in the language of the page."""
        return words(self.language)[name]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to a page of the site."""

    text: str
    href: str | None
    """Relative to the page that shows it; None where there is no such page."""


@dataclass(frozen=True, slots=True)
class Button:
    """A link of a review, as it is shown."""

    kind: str
    text: str
    href: str | None
    state: str
    """``ready``, ``pending`` or ``refused``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A review as a page shows it."""

    review: Review
    title: tuple[Part, ...]
    href: str
    """Of the card."""
    authors: str
    venue: str
    """Venue and year."""
    presenters: tuple[Anchor, ...]
    period: Anchor
    links: tuple[Button, ...]


def entry(review: Review, at: Setting) -> Entry:
    """Return what is shown of ``review``."""
    paper = review.paper
    others = f" {at.word('and_others')}" if paper.et_al else ""
    venue_and_year = (paper.venue or paper.venue_text, paper.year)
    return Entry(
        review=review,
        title=tuple(title_parts(paper.title)),
        href=relative_link(at.page, review.page, review.anchor),
        authors=", ".join(paper.authors) + others,
        venue=" ".join(str(word) for word in venue_and_year if word),
        presenters=tuple(_people(review.presenters, at)),
        period=period_anchor(review.period, at),
        links=tuple(_buttons(review, at)),
    )


def presenter_anchor(presenter: Presenter, at: Setting) -> Anchor:
    """Return the link to a presenter's page."""
    return _view_anchor(presenter.name, views.presenter_path(presenter), at)


def period_anchor(period: Period | None, at: Setting) -> Anchor:
    """Return the link to a period's page, or to that of the reviews without one."""
    label = period.label if period else at.word("undated")
    return _view_anchor(label, views.period_path(period), at)


def index_anchors(at: Setting) -> list[Anchor]:
    """Return the links to the pages of all papers, presenters and periods."""
    paths = {"papers": views.PAPERS, "presenters": views.PRESENTERS, "periods": views.PERIODS}
    anchors = (_view_anchor(at.word(word), path, at) for word, path in paths.items())
    return [anchor for anchor in anchors if anchor.href]


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


def counted(count: int, language: str) -> str:
    """Return a number of reviews in words."""
    names = words(language)
    return names["reviews_one"] if count == 1 else names["reviews_many"].format(count=count)


def _people(names: Iterable[str], at: Setting) -> Iterator[Anchor]:
    """Yield a link for each person, once; somebody whom the library does not know has none."""
    people = dict.fromkeys(at.site.library.presenter(name) or name for name in names)
    for person in people:
        yield Anchor(person, None) if isinstance(person, str) else presenter_anchor(person, at)


def _view_anchor(text: str, view: str, at: Setting) -> Anchor:
    source = at.site.source(view)
    return Anchor(text, relative_link(at.page, source) if source else None)


def _buttons(review: Review, at: Setting) -> Iterator[Button]:
    kinds = [link.kind for link in review.links]
    for link in review.links:
        yield _button(link, review.page, at, alone=kinds.count(link.kind) == 1)


def _button(link: Link, source: str, at: Setting, *, alone: bool) -> Button:
    """Return a link as a button, called by its kind unless another is of the same kind."""
    known = words(at.language).get(f"kind_{link.kind}")
    text = known if known and alone else link.label
    if link.url:
        return Button(link.kind, text, rebased(link.url, source, at.page), "ready")
    state = "refused" if link.refused else "pending"
    return Button(link.kind, at.word(state).format(label=text), None, state)
