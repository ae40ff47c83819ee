"""What a site's configuration says, as plain values, whichever host's it is.

``mkdocs.yml``, the table ``project`` of ``zensical.toml``, and what Zensical hands to extensions
have the same names for the same things.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.math import own_setup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = "paperreview"
"""What the plugin and the extension are called in a configuration."""

_OFFLINE = ("offline", "material/offline")


@dataclass(frozen=True, slots=True)
class Host:
    """What a configuration says that concerns us."""

    folder: str = "."
    """Where the configuration stands."""
    docs_dir: str = "docs"
    """Folder of the pages, absolute or below that."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Ours, by the names that the plugin gives them."""
    language: str = ""
    """That of the theme."""
    templates: str = ""
    """The theme's folder of the site's own, absolute or below that of the configuration."""
    directory_urls: bool = True
    """Whether the page ``a/b.md`` has the address ``a/b/``, and not ``a/b.html``."""
    site_url: str = ""
    excluded: tuple[str, ...] = ()
    """Patterns, as in ``.gitignore``, of the files that are no part of the site."""
    own_math: str = ""
    """What typesets formulas already."""
    styles: tuple[str, ...] = ()
    """Style sheets that every page has."""

    @classmethod
    def of(cls, config: Mapping[str, Any], folder: str, options: Mapping[str, Any]) -> Host:
        """Return what ``config`` says, which stands in ``folder``, beside ``options`` of ours."""
        theme = _map(config.get("theme"))
        scripts = map(_path, _list(config.get("extra_javascript")))
        return cls(
            folder=folder,
            docs_dir=_text(options.get("docs_dir")) or _text(config.get("docs_dir")) or "docs",
            options=options,
            language=_text(theme.get("language")) or _text(theme.get("locale")),
            templates=_text(theme.get("custom_dir")),
            directory_urls=config.get("use_directory_urls") is not False and not _offline(config),
            site_url=_text(config.get("site_url")),
            excluded=(
                *_text(config.get("exclude_docs")).splitlines(),
                *_text(config.get("draft_docs")).splitlines(),
            ),
            own_math=own_setup(_names(config.get("markdown_extensions")), scripts) or "",
            styles=tuple(map(_path, _list(config.get("extra_css")))),
        )

    @classmethod
    def from_key(cls, key: str) -> Host:
        """Return the host that has :attr:`key`."""
        values = json.loads(key)
        lists = {name: tuple(values[name]) for name in ("excluded", "styles")}
        return cls(**values | lists)

    @property
    def key(self) -> str:
        """Return a text that two hosts share if they say the same."""
        return json.dumps(asdict(self), sort_keys=True, default=str)

    @property
    def docs(self) -> Path:
        """Return the folder of the pages."""
        return Path(self.folder, self.docs_dir)


def options_in(config: Mapping[str, Any], kind: str) -> Mapping[str, Any] | None:
    """Return our options among ``plugins`` or ``markdown_extensions``; None where we are not."""
    for name, options in _entries(config.get(kind)):
        if name == NAME:
            return _map(options)
    return None


def _offline(config: Mapping[str, Any]) -> bool:
    """Return whether a plugin is on that makes a site to be opened as files.

    Zensical knows every plugin of its own, and has its options in a map ``config``.
    """
    found = (_map(given) for name, given in _entries(config.get("plugins")) if name in _OFFLINE)
    options = (_map(given.get("config", given)) for given in found)
    return any(given.get("enabled") is not False for given in options)


def _entries(value: object) -> Iterator[tuple[str, object]]:
    """Yield name and options of what stands in a list or in a map."""
    for entry in value if isinstance(value, list) else [value]:
        pairs = entry.items() if isinstance(entry, dict) else [(entry, None)]
        yield from ((name, options) for name, options in pairs if isinstance(name, str))


def _names(value: object) -> Iterator[str]:
    """Yield the names of extensions; in TOML those of one package may stand in a table of it."""
    for name, options in _entries(value):
        inner = _map(options) if name == "pymdownx" else {}
        yield from chain([name], (f"{name}.{part}" for part in inner))


def _path(entry: object) -> str:
    return _text(_map(entry).get("path")) if isinstance(entry, dict) else _text(entry)


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
