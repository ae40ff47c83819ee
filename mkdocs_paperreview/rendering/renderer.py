"""Render cards, listings and tags in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from markupsafe import Markup

from mkdocs_paperreview import formats
from mkdocs_paperreview.errors import TemplateError
from mkdocs_paperreview.rendering.entries import Entry, counted, readings
from mkdocs_paperreview.rendering.links import target_of, to_root
from mkdocs_paperreview.rendering.listings import LISTINGS
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.rendering.templates import Templates
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.syntax import Directive, parse_directive
from mkdocs_paperreview.views import comment_of
from mkdocs_paperreview.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.rendering.listings import Context
    from mkdocs_paperreview.rendering.memory import RenderingMemory
    from mkdocs_paperreview.rendering.templates import Slots, Stash
    from mkdocs_paperreview.views import View


Hold = Callable[[Iterable[bytes]], str]
"""Puts items aside, in UTF-8, and gives the text that will be replaced by them."""

# Markdown takes such characters out of what people write
_PLACE = re.compile("\x02(?P<number>[0-9]+)\x03")


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a part of a listing; a template prints the place where they stand."""

    html: tuple[bytes, ...]
    """In UTF-8, which takes half the memory where some of it is Korean."""
    number: int
    """Of the part."""

    def __html__(self) -> str:
        """Return what stands for the items."""
        return f"\x02{self.number}\x03"


class Listing(NamedTuple):
    """A listing, rendered."""

    html: str
    """With a place for each part of the items."""
    parts: Sequence[Iterable[bytes]]
    """The items of each part, in UTF-8."""


class Prepared(Protocol):
    """Cards and listings that are rendered already."""

    def card(self, review: Review) -> str | None:
        """Return what :meth:`Renderer.card_html` would; None where it is not there."""

    def listing(self, page: str, directive: Directive) -> Listing | None:
        """Return what :meth:`Renderer.listing_html` would; None where it is not there."""


def joined(html: Iterable[bytes]) -> str:
    """Return items, one behind another."""
    return b"".join(html).decode()


class Renderer:
    """Renders the reviews of one build of one site."""

    def __init__(
        self,
        language: str = "en",
        overrides: Sequence[str] = (),
        failure: type[TemplateError] = TemplateError,
        words: Mapping[str, str] | None = None,
        memory: RenderingMemory | None = None,
    ) -> None:
        """Prepare templates in ``language``.

        Args:
            language: A code such as ``ko`` or ``en-GB``; English for a language without words.
            overrides: See :class:`Templates`.
            failure: See :class:`Templates`.
            words: What is shown; by default the words of ``language`` where periods are quarters.
            memory: What renderers before have left; by default nothing is kept for the next one.
        """
        self.language = language
        self.words = words or words_of(language)
        self._templates = Templates(
            overrides,
            failure,
            memory.bytecode if memory else None,
            words=self.words,
            counted=self._counted,
            number=partial(formats.number, language=language),
            date=partial(formats.date, language=language),
        )
        self._site = Site()
        self._final: dict[str, Setting] = {}
        self._items: dict[tuple[str, str, str, str], bytes] = {}
        self._scripts: dict[Hashable, str] = {}
        self._memory = None if self._templates.replaced else memory
        self.prepared: Prepared | None = None
        """What is rendered already, where something renders ahead."""

    def release(self) -> None:
        """Forget what was rendered: no page will be any more."""
        self._items.clear()
        self._final.clear()

    def card(self, review: Review, site: Site, slots: Slots, stash: Stash) -> list[Element]:
        """Return the card of ``review``, with its title and notes put into their slots.

        Where a link that was written with the review leads into the site, the card is one element,
        so that the host checks the link. Else most of it is put aside by ``stash``.
        """
        html = self.prepared.card(review) if self.prepared else None
        html = html or self.card_html(review, site)
        if html is not None:
            return self._templates.divided(html, slots, stash)
        at = self.setting(review.page, site)
        return [self._templates.element("card.html", slots, **_card(review, at))]

    def card_html(self, review: Review, site: Site) -> str | None:
        """Return the card of ``review`` with empty slots; None for one that is to be an element."""
        is_checked = self._templates.replaced or _leads_into_site(review)
        at = None if is_checked else self._addressed(review.page, site)
        if at is None:
            return None
        shown = _card(review, at)
        render = partial(self._templates.html, "card.html", **shown)
        if shown["readings"] or self._memory is None:
            return render()
        return self._memory.item(review, "card", at, lambda *_: render()).decode()

    def listing(
        self,
        directive: Directive,
        page: str,
        site: Site,
        stash: Stash,
        hold: Hold = joined,
    ) -> list[Element]:
        """Return the listing that ``directive`` asks for on the page at ``page``.

        Args:
            directive: What is asked for.
            page: Path of the page.
            site: What there is.
            stash: Where HTML is put.
            hold: Where items are put, which the host may add at the very end.
        """
        listing = self.prepared.listing(page, directive) if self.prepared else None
        listing = listing or self.listing_html(directive, page, site)
        if listing is not None:
            parts = listing.parts
            html = _PLACE.sub(lambda place: hold(parts[int(place["number"])]), listing.html)
            return self._templates.divided(html, {}, stash)
        addressed = self._addressed(page, site)
        at = self.setting(page, site)
        slots: Slots = {}

        def items(reviews: Sequence[Review], layout: str) -> Markup:
            name = f"items-{len(slots)}"
            place = addressed or at
            slots[name] = [stash(joined(self._item(r, layout, place) for r in reviews))]
            return Markup('<slot name="{}"/>').format(name)

        context = LISTINGS[directive.name](directive.arguments, at, items)
        return [self._templates.element(f"{directive.name}.html", slots, **context)]

    def listing_html(self, directive: Directive, page: str, site: Site) -> Listing | None:
        """Return a listing without its items; None for one that is to be an element."""
        at = self._addressed(page, site)
        if at is None or self._templates.replaced:
            return None
        context, parts = self._context(directive, at)
        if self._memory and self._memory.shown is not None:
            self._memory.shown.setdefault(page, []).append(context)
        return Listing(self._listing(directive, page, context), [part.html for part in parts])

    def contexts(self, view: View, site: Site) -> list[Context]:
        """Return what the template of each listing of a generated page gets.

        Two contexts are equal where the listings look the same.
        """
        at = self._addressed(view.path, site)
        assert at is not None  # noqa: S101 (a generated page has an address)
        return [self._context(directive, at)[0] for directive in asked(view)]

    def _context(self, directive: Directive, at: Setting) -> tuple[Context, list[Items]]:
        """Return what the template of a listing gets, and the parts of its items."""
        parts: list[Items] = []

        def items(reviews: Sequence[Review], layout: str) -> Items:
            html = tuple([self._item(review, layout, at) for review in reviews])
            parts.append(Items(html, len(parts)))
            return parts[-1]

        return LISTINGS[directive.name](directive.arguments, at, items), parts

    def _listing(self, directive: Directive, page: str, context: Context) -> str:
        """Return a listing as HTML, with places for its items."""
        render = partial(self._templates.html, f"{directive.name}.html", **context)
        name = (page, *directive.key)
        return self._memory.listing(name, context, render) if self._memory else render()

    def head(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tags that a page needs in its ``<head>``."""
        return self._templates.markup("head.html", **context)

    def script(self, src: str, data: Mapping[str, str]) -> str:
        """Return the tag of a script of ours, which pages of one depth share."""
        name = (src, *data.items())
        if name not in self._scripts:
            self._scripts[name] = self._templates.markup("script.html", src=src, data=data)
        return self._scripts[name]

    def comments(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the place of a page's discussion."""
        return self._templates.markup("comments.html", **context)

    def setting(self, page: str, site: Site | None = None) -> Setting:
        """Return the place of the page at ``page``, whose links lead to sources."""
        return Setting(page, site or Site(), self.language, self.words)

    def _addressed(self, page: str, site: Site) -> Setting | None:
        """Return the place of a page whose links are written as addresses; None without addresses.

        All pages of one depth share it, with what is known there of links and items.
        """
        if site is not self._site:
            self._site = site
            self._final.clear()
            self._items.clear()
            if self._memory:
                self._memory.begin(self.setting("", site))
        address = site.address(page)
        if address is None:
            return None
        root = to_root(page if site.rewrites_html else address)
        if root not in self._final:
            self._final[root] = replace(self.setting(page, site), root=root)
        return self._final[root]

    def _counted(self, count: int, what: str = "reviews") -> str:
        return counted(count, self.setting(""), what)

    def _item(self, review: Review, layout: str, at: Setting) -> bytes:
        """Return a review as an item of a listing, as HTML in UTF-8.

        Every review stands in several listings. What an item says depends on the page only by the
        depth of its address, so that it is kept; a listing hides by its class what it says already.
        """
        if self._memory and at.root is not None:
            return self._memory.item(review, layout, at, self._render_item)
        name = (review.page, review.anchor, at.root or to_root(at.page), layout)
        if name not in self._items:
            self._items[name] = self._render_item(review, layout, at).encode()
        return self._items[name]

    def _render_item(self, review: Review, layout: str, at: Setting) -> str:
        template = "line.html" if layout == "lines" else "item.html"
        return self._templates.html(template, entry=Entry(review, at))


def asked(view: View) -> Iterator[Directive]:
    """Yield the directives of a generated page."""
    for text in view.directives:
        directive = parse_directive(comment_of(text))
        assert isinstance(directive, Directive)  # noqa: S101 (no view asks for what there is not)
        yield directive


def _card(review: Review, at: Setting) -> Context:
    """Return what the template of a card gets."""
    return {
        "entry": Entry(review, at),
        "readings": readings(review, at),
        "show_period": review.period is not None or at.site.is_known,
    }


def _leads_into_site(review: Review) -> bool:
    """Return whether a link of ``review`` was written as the way to a page or file of the site."""
    return any(link.url and target_of(link.url, review.page) for link in review.links)
