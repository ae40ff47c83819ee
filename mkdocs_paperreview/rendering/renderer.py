"""Render cards, listings and tags in one language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mkdocs_paperreview import formats
from mkdocs_paperreview.errors import TemplateError
from mkdocs_paperreview.rendering.entries import Setting, counted, entry, readings
from mkdocs_paperreview.rendering.links import to_root
from mkdocs_paperreview.rendering.listings import LISTINGS
from mkdocs_paperreview.rendering.templates import Templates
from mkdocs_paperreview.views import Site
from mkdocs_paperreview.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.rendering.templates import Slots
    from mkdocs_paperreview.syntax import Directive


class Renderer:
    """Renders the reviews of one build of one site."""

    def __init__(
        self,
        language: str = "en",
        overrides: Sequence[str] = (),
        failure: type[TemplateError] = TemplateError,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare templates in ``language``.

        Args:
            language: A code such as ``ko`` or ``en-GB``; English for a language without words.
            overrides: See :class:`Templates`.
            failure: See :class:`Templates`.
            words: What is shown; by default the words of ``language`` where periods are quarters.
        """
        self.language = language
        self.words = words or words_of(language)
        self._templates = Templates(
            overrides,
            failure,
            words=self.words,
            counted=self._counted,
            number=partial(formats.number, language=language),
            date=partial(formats.date, language=language),
        )
        self._items: dict[tuple[str, str, str, str], str] = {}

    def card(self, review: Review, site: Site, slots: Slots) -> Element:
        """Return the card of ``review``, with its title and notes put into their slots."""
        at = self._at(review.page, site)
        return self._templates.element(
            "card.html",
            slots,
            entry=entry(review, at),
            readings=readings(review, at),
            show_period=review.period is not None or bool(site.sources),
        )

    def listing(
        self, directive: Directive, page: str, site: Site, stash: Callable[[str], str]
    ) -> Element:
        """Return the listing that ``directive`` asks for on the page at ``page``.

        Args:
            directive: What is asked for.
            page: Path of the page.
            site: What there is.
            stash: Puts HTML aside, and gives the text that will be replaced by it.
        """
        at = self._at(page, site)
        final = at.final
        slots: Slots = {}

        def items(reviews: Sequence[Review], layout: str) -> Markup:
            name = f"items-{len(slots)}"
            slots[name] = [stash("".join(self._item(review, layout, final) for review in reviews))]
            return Markup('<slot name="{}"/>').format(name)

        context = LISTINGS[directive.name](directive.arguments, at, items)
        return self._templates.element(f"{directive.name}.html", slots, **context)

    def head(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tags that a page needs in its ``<head>``."""
        return self._templates.markup("head.html", **context)

    def script(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tag of a script of ours."""
        return self._templates.markup("script.html", **context)

    def comments(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the place of a page's discussion."""
        return self._templates.markup("comments.html", **context)

    def _at(self, page: str, site: Site | None = None) -> Setting:
        return Setting(page, site or Site(), self.language, self.words)

    def _counted(self, count: int, what: str = "reviews") -> str:
        return counted(count, self._at(""), what)

    def _item(self, review: Review, layout: str, at: Setting) -> str:
        """Return a review as an item of a listing, as HTML.

        Every review stands in several listings. What an item says depends on the page only by the
        depth of its address, so that it is kept; a listing hides by its class what it says already.
        """
        name = (review.page, review.anchor, at.root or to_root(at.page), layout)
        if name not in self._items:
            template = "line.html" if layout == "lines" else "item.html"
            self._items[name] = self._templates.html(template, entry=entry(review, at))
        return self._items[name]
