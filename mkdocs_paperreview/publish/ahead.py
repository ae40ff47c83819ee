"""Read files, and render cards and listings, in a second process beside that of MkDocs.

What the second process has made by the time that it is wanted is taken. All else is made in the
first, by the same functions, so that no page depends on how fast either of the two is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.publish.fork import Stored, fork, shared
from mkdocs_paperreview.rendering import Listing, asked
from mkdocs_paperreview.rendering.memory import shows_same
from mkdocs_paperreview.syntax import keep_parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.publish.build import Build
    from mkdocs_paperreview.publish.fork import Fork, Put
    from mkdocs_paperreview.sources import File, ReadFile
    from mkdocs_paperreview.syntax import Directive, Grammar

MUCH = 300_000
"""Bytes of text that two processes read sooner than one."""

WORTH_IT = 200
"""Reviews with which a second process saves more than it takes to begin one."""


def read_by_two(
    grammar: Grammar, read: Callable[[File], ReadFile], files: Collection[File]
) -> Iterable[ReadFile]:
    """Return what ``read`` gives for each file; of many, a second process reads its part."""
    if sum(len(content) for _, (_, content) in files) < MUCH:
        return map(read, files)
    found = shared(read, list(files))
    for file in found:
        digest, parsed = file.page.origin
        keep_parsed((digest, grammar, file.page.given), parsed)
    return found


def render_ahead(build: Build) -> None:
    """Begin to render in a second process, where that is worth it.

    A server has threads, which a copy of a process would miss; and it remembers most by itself.
    """
    reviews = build.site.library.reviews
    if build.memory or len(reviews) < WORTH_IT:
        return
    copy = fork(partial(_everything, build))
    if copy:
        known = {(review.page, review.anchor): review for review in reviews}
        build.extension.renderer.prepared = build.ahead = Ahead(copy, known, build.views)


def stop_rendering_ahead(build: Build) -> None:
    """Stop the second process: no page will be rendered any more."""
    if build.ahead:
        build.extension.renderer.prepared = None
        build.ahead.end()


def forget_ahead(build: Build) -> None:
    """Let go of what the second process has put aside: every page is written, or none will be."""
    if build.ahead:
        stop_rendering_ahead(build)
        build.ahead.close()
        build.ahead = None


def _everything(build: Build, put: Put) -> Iterator[Mapping[Hashable, Any]]:
    """Yield the cards of each page, the data files, then the listings of all generated pages.

    What is shown is the same on several pages. So items are put aside, for the first process to
    look up when it writes a page.
    """
    renderer, site = build.extension.renderer, build.site
    for page in site.library.pages:
        cards = {(review.page, review.anchor): review for review in page.reviews}
        yield {name: renderer.card_html(review, site) for name, review in cards.items()}
    for path, make in build.made.items():
        yield {path: put(make())}
    for view in build.views.values():
        for directive in asked(view):
            listing = renderer.listing_html(directive, view.path, site)
            if listing:
                parts = [put(b"".join(part)) for part in listing.parts]
                yield {(view.path, *directive.key): (listing.html, parts)}


class Ahead:
    """What a second process has made."""

    def __init__(
        self, copy: Fork, reviews: Mapping[tuple[str, str], Review], views: Collection[str]
    ) -> None:
        """Take what ``copy`` makes: cards of ``reviews``, by page and anchor; then ``views``."""
        self._copy = copy
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
        found = self._find((page, *directive.key)) if page in self._views else None
        if found is None:
            return None
        html, parts = found
        return Listing(html, [Stored(self._copy, place) for place in parts])

    def content(self, path: str) -> bytes | None:
        """Return the content of the data file at ``path``; None where that is not there yet."""
        place = self._find(path)
        return None if place is None else self._copy.look_up(place)

    def _find(self, name: Hashable) -> Any:  # noqa: ANN401 (a card, a listing or a place)
        if name not in self._made:
            for made in self._copy.results():
                self._made.update(made)
                if name in made:
                    break
        return self._made.pop(name, None)

    def end(self) -> None:
        """Stop the second process; what it has put aside can still be looked up."""
        for made in self._copy.results():
            self._made.update(made)
        self._copy.end()

    def close(self) -> None:
        """Let go of everything."""
        self._made.clear()
        self._copy.close()
