"""The pictures of periods: which page shows which, and where it is."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from mkdocs_paperreview import views

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.model import Page
    from mkdocs_paperreview.publish.build import Build


def is_local(address: str) -> bool:
    """Return whether an address leads to a file beside the page that names it."""
    return not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", address)


def cover_file(page: Page) -> str:
    """Return the path below the docs folder of a page's cover, which is local."""
    assert page.cover is not None  # noqa: S101 (asked only for pages that have one)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(page.cover)))


def covers(build: Build) -> dict[str, Page]:
    """Return page → page with its cover: each covered page itself, and the views of periods."""
    own = {path: page for path, page in build.pages.items() if page.cover}
    calendar, found = build.site.calendar, build.site.library.covers.items()
    periods = {views.period_path(period, calendar): page for period, page in found}
    return own | {path: page for path, page in periods.items() if path in build.views}


def cover_address(build: Build, page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Return the absolute address of the picture that stands for ``page``, if it has one."""
    source = build.covers.get(page.file.src_uri)
    if source is None or source.cover is None:
        return None
    if not is_local(source.cover):
        return urljoin(config.site_url or "", source.cover) if config.site_url else source.cover
    return urljoin(config.site_url, cover_file(source)) if config.site_url else None
