"""Keep generated pages out of the feeds of mkdocs-rss-plugin, which wants a file behind a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.publish.build import Build

_PLUGIN = "mkdocs_rss_plugin.plugin"


def keep_out_of_feeds(build: Build, page: MkDocsPage, config: MkDocsConfig) -> None:
    """Mark a generated page as that plugin's users mark what is not to be in a feed."""
    plugins = (type(plugin).__module__ for plugin in config.plugins.values())
    if page.file.src_uri in build.views and _PLUGIN in plugins:
        page.meta["draft"] = True
