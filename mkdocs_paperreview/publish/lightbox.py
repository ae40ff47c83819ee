"""Keep the small pictures of listings out of the light box of mkdocs-glightbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_PLUGIN = "mkdocs_glightbox.plugin"
_CLASSES = ("paperreview-avatar", "paperreview-item__thumbnail", "paperreview-periods__cover")


def keep_out_of_light_box(config: MkDocsConfig) -> None:
    """Tell that plugin which images are decoration, and not to be opened."""
    for plugin in config.plugins.values():
        if type(plugin).__module__ == _PLUGIN:
            known = plugin.config["skip_classes"]
            plugin.config["skip_classes"] = list(dict.fromkeys([*known, *_CLASSES]))
