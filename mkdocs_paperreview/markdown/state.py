"""What the processors of one run of Markdown share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from markdown.util import HTML_PLACEHOLDER_RE

from mkdocs_paperreview.rendering import joined
from mkdocs_paperreview.site import Site

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from mkdocs_paperreview.model import Page, Review
    from mkdocs_paperreview.rendering import Hold, Renderer
    from mkdocs_paperreview.syntax import Formula, Given


@dataclass(frozen=True)
class PageContext:
    """What the host knows of the page that is being rendered."""

    path: str = "index.md"
    """Path below the docs folder, ``/``-separated."""
    title: str | None = None
    """Shown as the page's heading where the page has reviews and no heading of its own."""
    known: Page | None = None
    """What was read of the page before; None for a page without reviews."""
    given: tuple[Given, ...] = ()
    """What its front matter tells of, as the parser wants it."""
    is_read: bool = True
    """Whether blocks are looked for."""
    is_view: bool = False
    """Whether the page is generated."""
    formulas: bool = True
    """Whether formulas are looked for."""
    site: Site = field(default_factory=Site)
    hold: Hold = joined
    """Where items of listings are put, which the host may add at the very end."""

    @cached_property
    def drafts(self) -> frozenset[str]:
        """Return the anchors of the reviews that are drafts, each by itself or all by the page."""
        reviews = self.known.reviews if self.known else ()
        return frozenset(review.anchor for review in reviews if review.status == "draft")


@dataclass(slots=True)
class State:
    """What one run sets aside. A run begins with :meth:`reset`."""

    md: Markdown
    renderer: Renderer
    page: PageContext
    formulas: list[tuple[Formula, str]] = field(default_factory=list)
    """Each with its source."""
    starts: dict[int, Review] = field(default_factory=dict)
    """Number in Markdown's stash of raw HTML → the review whose block begins there."""
    ends: set[int] = field(default_factory=set)
    """Numbers in the stash of the marks behind blocks."""
    titles: list[Element] = field(default_factory=list)
    """The headings of cards, each with the identifier of its card."""
    names: Counter[str] = field(default_factory=Counter)
    """How often the headings of listings have used an identifier."""

    def reset(self) -> None:
        """Forget the run before."""
        self.formulas.clear()
        self.starts.clear()
        self.ends.clear()
        self.titles.clear()
        self.names.clear()

    def stash(self, html: str) -> str:
        """Put HTML aside, and return the text that Markdown will replace by it."""
        return self.md.htmlStash.store(html)

    def raw_html(self, number: int) -> str | None:
        """Return raw HTML from Markdown's stash; None for what is no text."""
        raw = self.md.htmlStash.rawHtmlBlocks[number]
        return raw if isinstance(raw, str) else None


def stashed(element: Element) -> int | None:
    """Return the number of the raw HTML that ``element`` is nothing but a placeholder of."""
    if element.tag != "p" or len(element) or not element.text:
        return None
    match = HTML_PLACEHOLDER_RE.fullmatch(element.text.strip())
    return int(match[1]) if match else None
