"""Render cards, listings and tags in one language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.errors import TemplateError
from mkdocs_paperreview.rendering.entries import Setting, counted, entry
from mkdocs_paperreview.rendering.links import to_root
from mkdocs_paperreview.rendering.listings import LISTINGS
from mkdocs_paperreview.rendering.templates import Templates
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from markupsafe import Markup

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.rendering.listings import ItemStyle
    from mkdocs_paperreview.rendering.templates import Slots
    from mkdocs_paperreview.syntax import Directive
    from mkdocs_paperreview.views import Site


class Renderer:
    """Renders the reviews of one build of one site."""

    def __init__(
        self,
        language: str = "en",
        overrides: Sequence[str] = (),
        failure: type[TemplateError] = TemplateError,
    ) -> None:
        """Prepare templates in ``language``; for the other arguments see :class:`Templates`."""
        self.language = language
        self._templates = Templates(
            overrides, failure, words=words(language), counted=partial(counted, language=language)
        )
        self._items: dict[tuple[str, str, str, ItemStyle], Markup] = {}

    def card(self, review: Review, site: Site, slots: Slots) -> Element:
        """Return the card of ``review``, with its title and notes put into their slots."""
        return self._templates.element(
            "card.html",
            slots,
            entry=entry(review, Setting(review.page, site, self.language)),
            show_period=review.period is not None or bool(site.sources),
        )

    def listing(self, directive: Directive, page: str, site: Site) -> Element:
        """Return the listing that ``directive`` asks for on the page at ``page``."""
        at = Setting(page, site, self.language)
        context = LISTINGS[directive.name](directive.arguments, at, self._item)
        return self._templates.element(f"{directive.name}.html", **context)

    def head(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tags that a page needs in its ``<head>``."""
        return self._templates.markup("head.html", **context)

    def script(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tag that starts the math engine."""
        return self._templates.markup("script.html", **context)

    def _item(self, review: Review, style: ItemStyle, at: Setting) -> Markup:
        """Return a review as an item of a listing.

        Most reviews stand in three listings, and what an item says depends on the page only by its
        depth, so that it is kept.
        """
        name = (review.page, review.anchor, to_root(at.page), style)
        if name not in self._items:
            self._items[name] = self._templates.markup(
                "item.html",
                entry=entry(review, at),
                show_presenters=style.presenters,
                show_period=style.period,
            )
        return self._items[name]
