"""What is kept of listings from one build to the next, as long as it says the same.

Every review stands in several listings, and while a site is served it is built again and again. An
item is rendered again where its review, or anything else that it shows, is not what it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from jinja2 import BytecodeCache

from mkdocs_paperreview.model import Review
from mkdocs_paperreview.rendering.links import target_of
from mkdocs_paperreview.rendering.pictures import docs_path
from mkdocs_paperreview.site import period_path, presenter_path, tag_path

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from jinja2.bccache import Bucket

    from mkdocs_paperreview.rendering.listings import Context
    from mkdocs_paperreview.rendering.setting import Setting
    from mkdocs_paperreview.site import Site

Render: TypeAlias = "Callable[[Review, str, Setting], str]"
"""Renders a review in a layout where it is shown."""

_PLACES = frozenset(["line", "span", "notes"])
"""What a review has that no listing shows."""

_shown = attrgetter(*(one.name for one in fields(Review) if one.name not in _PLACES))


def shows_same(one: Review, other: Review) -> bool:
    """Return whether two reviews look the same in a listing."""
    return one is other or _shown(one) == _shown(other)


def surroundings(at: Setting) -> tuple[Any, ...]:
    """Return all that an item depends on beside its review; equal where nothing of it changed."""
    site, library = at.site, at.site.library
    return (
        at.language,
        dict(at.words),
        site.grammar,
        site.directory_urls,
        site.rewrites_html,
        site.drafts,
        {path: _address_of(path, site) for path in _linked(site)},
        {page.path: site.address(page.path) for page in library.pages},
        library.people,
        library.presenters,
        library.tags,
        library.today,
        library.shared_days,
    )


def _linked(site: Site) -> Iterator[str]:
    """Yield the path of every view that an item may lead to."""
    library = site.library
    yield from map(presenter_path, library.presenters)
    yield from (period_path(period, site.calendar) for period in library.by_period)
    yield from map(tag_path, library.tags)


def _address_of(view: str, site: Site) -> str | None:
    source = site.source(view)
    return site.address(source) if source else None


class _Item(NamedTuple):
    review: Review
    paths: tuple[str, ...]
    """Of the files of the site that the review names."""
    addresses: tuple[str | None, ...]
    """Of those files."""
    html: bytes


class Bytecode(BytecodeCache):
    """Compiled templates, which Jinja finds again by the text of their source."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` where its template was compiled before."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._codes[bucket.key] = bucket.bytecode_to_string()


@dataclass(slots=True)
class RenderingMemory:
    """What renderers have made before, as long as it is right.

    What shows a review depends on the page where it stands by the way to the root alone.
    """

    bytecode: Bytecode = field(default_factory=Bytecode)
    shown: dict[str, list[Context]] | None = None
    """Path of a generated page → what each of its listings shows, where that is wanted."""
    surroundings: tuple[Any, ...] = ()
    """What all that is kept depends on."""
    _site: Site | None = None
    _items: dict[tuple[str, str, str, str], _Item] = field(default_factory=dict)
    _listings: dict[Hashable, tuple[Context, str]] = field(default_factory=dict)

    def begin(self, at: Setting) -> None:
        """Forget what is not right any more on a new site.

        A host may move pages until it renders, so that it is looked again then; but for pages that
        are left as they are, it was decided before.
        """
        if at.site is self._site and self.shown is not None:
            return
        self._site = at.site
        found = surroundings(at)
        if found != self.surroundings:
            self.surroundings = found
            self._items.clear()
            self._listings.clear()

    def item(self, review: Review, layout: str, at: Setting, render: Render) -> bytes:
        """Return what shows ``review``, made by ``render`` where it has to be."""
        name = (review.page, review.anchor, at.root or "", layout)
        known = self._items.get(name)
        if known and known.review is review and not known.paths:
            return known.html
        paths = tuple(_files(review, at.site))
        addresses = tuple(map(at.site.address, paths))
        if known and known[1:3] == (paths, addresses) and shows_same(known.review, review):
            html = known.html
        else:
            html = render(review, layout, at).encode()
        self._items[name] = _Item(review, paths, addresses, html)
        return html

    def listing(self, name: Hashable, context: Context, render: Callable[[], str]) -> str:
        """Return the listing of that name, made by ``render`` where it shows something else."""
        known = self._listings.get(name)
        if known is None or known[0] != context:
            known = self._listings[name] = (context, render())
        return known[1]


def _files(review: Review, site: Site) -> Iterator[str]:
    """Yield the path of each file of the site that ``review`` names, in a link or an image."""
    for link in review.links:
        target = target_of(link.url, review.page) if link.url else None
        if target:
            yield target.path
    for image in review.images:
        path = docs_path(image, review.page, directory_urls=site.directory_urls)
        if path:
            yield path
