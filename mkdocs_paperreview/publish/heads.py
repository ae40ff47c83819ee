"""What a page gets in its head: the style sheet, and what others show of it before it is opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.publish.build import asset
from mkdocs_paperreview.publish.covers import cover_address
from mkdocs_paperreview.publish.typesetting import preloads

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.publish.build import Build

# <meta name="description" content="…">
_DESCRIPTION = re.compile(r"""<meta\s[^<>]*\bname\s*=\s*["']?description\b""", re.IGNORECASE)
# <meta property="og:title" content="…">
_PREVIEW = re.compile(r"""<meta\s[^<>]*\b(?:property|name)\s*=\s*["']?og:title\b""", re.IGNORECASE)


class _Preview(NamedTuple):
    """What others show of a generated page, such as a chat in which its address is written."""

    title: str
    description: str
    site: str | None
    url: str | None
    """The page's absolute address, where the site has one."""


def with_head(build: Build, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Return a page's HTML with the tags of ours that belong into its head."""
    before, end, behind = output.partition("</head>")
    path = page.file.src_uri
    view = build.views.get(path)
    drawn = bool(view and _PREVIEW.search(before))  # by the site itself, with a picture of its own
    tags = build.extension.renderer.head(
        stylesheet=asset("paperreview.css", page) if path in build.styled else None,
        preloads=preloads(build, page, config),
        description=view.description if view and not _DESCRIPTION.search(before) else None,
        preview=None if drawn else _preview(build, page, config),
        image=None if drawn else cover_address(build, page, config),
    )
    return f"{before}{tags}{end}{behind}" if end else output


def _preview(build: Build, page: MkDocsPage, config: MkDocsConfig) -> _Preview | None:
    view = build.views.get(page.file.src_uri)
    if view is None:
        return None
    url = page.canonical_url if config.site_url else None
    return _Preview(view.title, view.description, config.site_name, url)
