"""Render cards and listings in a second process, ahead of MkDocs, which renders pages one by one.

What the second process has made by the time that a page wants it is taken. All else is rendered as
ever, by the same functions, so that no page depends on how fast either of the two is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.publish.fork import Fork, can_fork
from mkdocs_paperreview.rendering import asked
from mkdocs_paperreview.rendering.memory import shows_same

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator, Mapping

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.publish.build import Build
    from mkdocs_paperreview.rendering import Listing
    from mkdocs_paperreview.syntax import Directive

WORTH_IT = 200
"""Reviews with which a second process saves more than it takes to begin one."""


def render_ahead(build: Build) -> None:
    """Begin to render in a second process, where that is worth it.

    A server has threads, which a copy of a process would miss; and it remembers most by itself.
    """
    reviews = build.site.library.reviews
    renderer = build.extension.renderer
    if build.memory is None and len(reviews) >= WORTH_IT and can_fork():
        known = {(review.page, review.anchor): review for review in reviews}
        fork = Fork(partial(_everything, build))
        renderer.prepared = build.ahead = Ahead(fork, known, build.views)


def stop_rendering_ahead(build: Build) -> None:
    """Stop the second process."""
    if build.ahead:
        build.ahead.end()
        build.extension.renderer.prepared = build.ahead = None


def _everything(build: Build) -> Iterator[Mapping[Hashable, Any]]:
    """Yield the cards of each page, then the listings of all generated pages."""
    renderer, site = build.extension.renderer, build.site
    for page in site.library.pages:
        cards = {(review.page, review.anchor): review for review in page.reviews}
        yield {name: renderer.card_html(review, site) for name, review in cards.items()}
    yield {
        (view.path, *directive.key): renderer.listing_html(directive, view.path, site)
        for view in build.views.values()
        for directive in asked(view)
    }


class Ahead:
    """What a second process has rendered."""

    def __init__(
        self, fork: Fork, reviews: Mapping[tuple[str, str], Review], views: Collection[str]
    ) -> None:
        """Take what ``fork`` makes: cards of ``reviews``, by page and anchor; then ``views``."""
        self._fork = fork
        self._reviews = reviews
        self._views = views
        self._made: dict[Hashable, Any] = {}

    def card(self, review: Review) -> str | None:
        """Return the card of ``review`` as HTML; None where there is none yet, or of another."""
        name = (review.page, review.anchor)
        known = self._reviews.get(name)
        is_same = known is not None and shows_same(known, review)
        html: str | None = self._find(name) if is_same else None
        return html

    def listing(self, page: str, directive: Directive) -> Listing | None:
        """Return what ``directive`` shows on ``page``; None where that is not there yet."""
        name = (page, *directive.key)
        found: Listing | None = self._find(name) if page in self._views else None
        return found

    def _find(self, name: Hashable) -> Any:  # noqa: ANN401 (a card or a listing)
        while name not in self._made:
            made = self._fork.next()
            if made is None:
                return None
            self._made.update(made)
        return self._made.pop(name)

    def end(self) -> None:
        """Stop the second process."""
        self._fork.end()
