"""Hand the tags of reviews to Material's own plugin for tags, where the site has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_paperreview.naming import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.publish.build import Build

_PLUGIN = "material.plugins.tags.plugin"


def hand_over_tags(build: Build, page: MkDocsPage, config: MkDocsConfig) -> None:
    """Add the tags of a page's reviews to those of the page."""
    known = build.pages.get(page.file.src_uri)
    if known is None:
        return
    library = build.site.library
    tags = dict.fromkeys(tag.name for r in known.reviews for tag in library.tags_of(r))
    for name, allowed in _wanted(config):
        own = page.meta.get(name) or []
        if isinstance(own, list):
            present = {key(str(tag)) for tag in own}
            new = (tag for tag in tags if not allowed or tag in allowed)
            added = [tag for tag in new if key(tag) not in present]
            if added:
                page.meta[name] = [*own, *added]


def _wanted(config: MkDocsConfig) -> Iterator[tuple[str, set[str]]]:
    """Yield, for each such plugin, where it looks for tags, and which ones it accepts, if not all.

    A tag that it does not accept would stop the build.
    """
    for plugin in config.plugins.values():
        if type(plugin).__module__ == _PLUGIN and plugin.config.enabled:
            options = plugin.config
            yield options.tags_name_property, {tag.name for tag in options.tags_allowed}
