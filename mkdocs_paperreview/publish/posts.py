"""The posts of Material's blog, which that plugin hides until the navigation is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

_PLUGIN = "material.plugins.blog.plugin"


def posts(all_files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files of the posts that are published, by every blog of the site."""
    for plugin in config.plugins.values():
        if type(plugin).__module__ == _PLUGIN and plugin.config.enabled:
            for post in plugin.blog.posts:
                file = all_files.get_file_from_path(post.file.src_uri)
                if file and file is post.file:
                    yield file
