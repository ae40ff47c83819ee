"""The pictures of periods: which page shows which, and where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs_paperreview.illustrations import cover_file
from mkdocs_paperreview.rendering.links import from_docs
from mkdocs_paperreview.site import period_path

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.model import Page
    from mkdocs_paperreview.publish.build import Build


def covers(build: Build) -> dict[str, Page]:
    """Return page → page with its cover: each covered page itself, and the views of periods."""
    own = {path: page for path, page in build.pages.items() if page.cover}
    calendar, found = build.site.calendar, build.site.library.covers.items()
    periods = {period_path(period, calendar): page for period, page in found}
    return own | {path: page for path, page in periods.items() if path in build.views}


def cover_address(build: Build, page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Return the absolute address of the picture that stands for ``page``, if it has one."""
    source = build.covers.get(page.file.src_uri)
    if source is None or source.cover is None:
        return None
    address = from_docs(source.cover, source.path)
    if config.site_url:
        return urljoin(config.site_url, address)
    return address if cover_file(source) is None else None
