"""Render cards, listings and tags in one language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mkdocs_paperreview import formats
from mkdocs_paperreview.errors import TemplateError
from mkdocs_paperreview.rendering.entries import Entry, Setting, counted, readings
from mkdocs_paperreview.rendering.links import target_of, to_root
from mkdocs_paperreview.rendering.listings import LISTINGS
from mkdocs_paperreview.rendering.templates import Templates
from mkdocs_paperreview.syntax import Directive, parse_directive
from mkdocs_paperreview.views import Site, comment_of
from mkdocs_paperreview.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.rendering.listings import Context
    from mkdocs_paperreview.rendering.memory import RenderingMemory
    from mkdocs_paperreview.rendering.templates import Slots, Stash
    from mkdocs_paperreview.views import View


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a listing in HTML, which a template prints as it is."""

    html: tuple[str, ...]
    place: Callable[[tuple[str, ...]], str] = field(compare=False)
    """Items → what is printed: themselves, or what stands for them until the very end."""

    def __html__(self) -> str:
        """Return what is printed."""
        return self.place(self.html)


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
        self._items: dict[tuple[str, str, str, str], str] = {}
        self._memory = None if self._templates.replaced else memory

    def card(self, review: Review, site: Site, slots: Slots, stash: Stash) -> list[Element]:
        """Return the card of ``review``, with its title and notes put into their slots.

        Where a link that was written with the review leads into the site, the card is one element,
        so that the host checks the link. Else most of it is put aside by ``stash``.
        """
        is_checked = self._templates.replaced or _leads_into_site(review)
        final = None if is_checked else self._addressed(review.page, site)
        at = final or self.setting(review.page, site)
        render = self._templates.elements if final else self._element
        return render(
            "card.html",
            slots,
            stash,
            entry=Entry(review, at),
            readings=readings(review, at),
            show_period=review.period is not None or site.is_known,
        )

    def listing(
        self,
        directive: Directive,
        page: str,
        site: Site,
        stash: Stash,
        hold: Callable[[tuple[str, ...]], str] | None = None,
    ) -> list[Element]:
        """Return the listing that ``directive`` asks for on the page at ``page``.

        Args:
            directive: What is asked for.
            page: Path of the page.
            site: What there is.
            stash: Where HTML is put.
            hold: Where items are put that the host adds at the very end, if it does.
        """
        addressed = self._addressed(page, site)
        if addressed and not self._templates.replaced:
            context = self.context(directive, page, site, hold)
            return self._templates.elements(f"{directive.name}.html", {}, stash, **context)
        at = self.setting(page, site)
        slots: Slots = {}

        def items(reviews: Sequence[Review], layout: str) -> Markup:
            name = f"items-{len(slots)}"
            rendered = [self._item(review, layout, addressed or at) for review in reviews]
            slots[name] = [stash("".join(rendered))]
            return Markup('<slot name="{}"/>').format(name)

        context = LISTINGS[directive.name](directive.arguments, at, items)
        return [self._templates.element(f"{directive.name}.html", slots, **context)]

    def context(
        self,
        directive: Directive,
        page: str,
        site: Site,
        hold: Callable[[tuple[str, ...]], str] | None = None,
    ) -> Context:
        """Return what :meth:`listing` hands to the template, on a site with addresses.

        Two contexts are equal where the listings look the same.
        """
        at = self._addressed(page, site)
        assert at is not None  # noqa: S101 (the caller's promise)

        def items(reviews: Sequence[Review], layout: str) -> Items:
            html = tuple([self._item(review, layout, at) for review in reviews])
            return Items(html, hold or "".join)

        context = LISTINGS[directive.name](directive.arguments, at, items)
        if hold and self._memory and self._memory.shown is not None:
            self._memory.shown.setdefault(page, []).append(context)
        return context

    def contexts(self, view: View, site: Site) -> list[Context]:
        """Return what each listing of a generated page shows."""
        asked = (parse_directive(comment_of(text)) for text in view.directives)
        return [self.context(d, view.path, site) for d in asked if isinstance(d, Directive)]

    def head(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tags that a page needs in its ``<head>``."""
        return self._templates.markup("head.html", **context)

    def script(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tag of a script of ours."""
        return self._templates.markup("script.html", **context)

    def comments(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the place of a page's discussion."""
        return self._templates.markup("comments.html", **context)

    def _element(self, template: str, slots: Slots, _: Stash, **context: object) -> list[Element]:
        return [self._templates.element(template, slots, **context)]

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
                self._memory.items.begin(self.setting("", site))
        address = site.address(page)
        if address is None:
            return None
        root = to_root(page if site.rewrites_html else address)
        if root not in self._final:
            self._final[root] = replace(self.setting(page, site), root=root)
        return self._final[root]

    def _counted(self, count: int, what: str = "reviews") -> str:
        return counted(count, self.setting(""), what)

    def _item(self, review: Review, layout: str, at: Setting) -> str:
        """Return a review as an item of a listing, as HTML.

        Every review stands in several listings. What an item says depends on the page only by the
        depth of its address, so that it is kept; a listing hides by its class what it says already.
        """
        name = (review.page, review.anchor, at.root or to_root(at.page), layout)
        if name not in self._items:
            render = partial(self._render_item, review, layout, at)
            kept = self._memory.items if self._memory and at.root is not None else None
            self._items[name] = kept.item(review, layout, at, render) if kept else render()
        return self._items[name]

    def _render_item(self, review: Review, layout: str, at: Setting) -> str:
        template = "line.html" if layout == "lines" else "item.html"
        return self._templates.html(template, entry=Entry(review, at))


def _leads_into_site(review: Review) -> bool:
    """Return whether a link of ``review`` was written as the way to a page or file of the site."""
    return any(link.url and target_of(link.url, review.page) for link in review.links)
