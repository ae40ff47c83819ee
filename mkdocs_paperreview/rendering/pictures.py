"""Pictures of reviews: where the source says they are, and how large they are."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from mkdocs_paperreview.naming import unescape
from mkdocs_paperreview.rendering.links import target_of
from mkdocs_paperreview.syntax import safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_paperreview.model import Image, Review
    from mkdocs_paperreview.rendering.setting import Setting
    from mkdocs_paperreview.site import Site

LONGEST_SOURCE = 4096
"""Characters of an address; what is longer holds the picture itself."""

_ELSEWHERE = re.compile(r"https?://[^/\s]", re.IGNORECASE)
# #here, ?query
_HERE = re.compile(r"[#?]|\Z")
_OWN_ADDRESS = frozenset(["index", "README"])


class Thumbnail(NamedTuple):
    """A picture as a page shows it."""

    src: str
    """A web address, or a link to the picture relative to the page's source."""
    width: int | None = None
    """In CSS pixels; None where it cannot be told."""
    height: int | None = None


def thumbnail(review: Review, at: Setting) -> Thumbnail | None:
    """Return the first image of ``review`` that is on the web or a picture of the site."""
    found = (picture(image, review.page, at.site, at.to) for image in review.images)
    return next(filter(None, found), None)


def picture(image: Image, source: str, site: Site, link: Callable[[str], str]) -> Thumbnail | None:
    """Return an image of the page at ``source``, with ``link`` telling how its path is written.

    None for what is neither on the web nor a picture of the site: nothing is known of it.
    """
    if len(image.source) > LONGEST_SOURCE:
        return None
    address = safe_url(image.source)
    if address and _ELSEWHERE.match(address):
        return Thumbnail(address)
    path = next(filter(site.pictures.__contains__, _paths(image, source, site)), None)
    return Thumbnail(link(path), *(site.pictures[path] or ())) if path else None


def _paths(image: Image, page: str, site: Site) -> Iterator[str | None]:
    """Yield the paths below the docs folder to which a relative image of a page may lead.

    Where the host rewrites HTML as well, it means what a page's file says; yet pages may have been
    written for another host, for which it starts from the page's address.
    """
    if site.rewrites_html:
        yield docs_path(image, page, directory_urls=False)
    if site.directory_urls or not site.rewrites_html:
        yield docs_path(image, page, directory_urls=site.directory_urls)


def docs_path(image: Image, page: str, *, directory_urls: bool) -> str | None:
    """Return the path below the docs folder that a relative image of a page leads to.

    An image in Markdown starts from the folder of the page's file, one in HTML from the page's
    address: ``a/b.md`` has the address ``a/b/`` where addresses are folders, else ``a/b.html``.
    """
    source = unescape(image.source).strip()
    in_html = image.html and directory_urls
    start = posixpath.join(_address_folder(page), "") if in_html else page
    target = None if _HERE.match(source) else target_of(source, start)
    if target is None or target.path.startswith("../"):
        return None
    return unquote(target.path.removeprefix("./")) or None


def _address_folder(page: str) -> str:
    folder, name = posixpath.split(page)
    stem = posixpath.splitext(name)[0]
    return folder if stem in _OWN_ADDRESS else posixpath.join(folder, stem)
