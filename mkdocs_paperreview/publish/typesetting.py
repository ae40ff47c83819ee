"""What a page loads for its formulas: what loads it, hints in its head."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.publish.build import asset
from mkdocs_paperreview.scripts import Typesetting

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.publish.build import Build

_PRIVACY = "material.plugins.privacy.plugin"


class Preload(NamedTuple):
    """A file that a browser should ask for at once."""

    kind: str
    """``script``, ``style`` or ``font``."""
    href: str
    integrity: str | None
    remote: bool
    """Whether it is asked for without credentials, as fonts always are."""


def typesetting(build: Build, page: MkDocsPage) -> Typesetting | None:
    """Return what typesets the formulas of a page; None where nothing of ours does."""
    if build.engine is None:
        return None
    own = build.options.math.source is not None
    return Typesetting(build.engine, asset(f"{build.engine.name}/", page) if own else None)


def preloads(build: Build, page: MkDocsPage, config: MkDocsConfig) -> list[Preload]:
    """Return the engine's files: asked for early, they move less of what is read already.

    None where Material's privacy plugin is on, which would put files of its own in their place.
    """
    used = typesetting(build, page) if page.file.src_uri in build.typeset else None
    if used is None or (used.folder is None and _is_private(config)):
        return []
    local = used.folder is not None
    return [
        *(
            Preload(kind, used.base + f.path, None if local else f.integrity, remote=not local)
            for kind, f in used.engine.parts.items()
        ),
        *(Preload("font", used.base + path, None, remote=True) for path in used.engine.fonts),
    ]


def _is_private(config: MkDocsConfig) -> bool:
    """Return whether what a page loads from elsewhere is to come from the site itself."""
    return any(
        type(plugin).__module__ == _PRIVACY and plugin.config.enabled
        for plugin in config.plugins.values()
    )
