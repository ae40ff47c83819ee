"""Read a site's configuration, as ``mkdocs.yml`` or ``zensical.toml`` has it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click
import yaml

from mkdocs_paperreview.errors import SettingsError
from mkdocs_paperreview.standalone import Options
from mkdocs_paperreview.standalone.host import Host, options_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class _Loader(yaml.SafeLoader):
    """Reads ``mkdocs.yml``, in which tags name things of Python: they are nothing here."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration says, and where it stands."""

    file: Path | None = None
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def plugin(self) -> Mapping[str, Any] | None:
        """Return the options of the plugin; None where there is no plugin."""
        return options_in(self.data, "plugins")

    @property
    def extension(self) -> Mapping[str, Any] | None:
        """Return the options of the Markdown extension; None where there is none."""
        return options_in(self.data, "markdown_extensions")

    def host(self, options: Mapping[str, Any]) -> Host:
        """Return what the configuration says, with these options of ours."""
        return Host.of(self.data, str(self.file.parent) if self.file else ".", options)

    def options(self, host: Host) -> Options:
        """Return what the options mean; all mistakes in them at once.

        Raises:
            click.BadParameter: some cannot be used.
        """
        try:
            return Options.of(host)
        except SettingsError as error:
            raise click.BadParameter(f"{self.file}:\n{error}") from None


def read_config(_context: click.Context, _parameter: click.Parameter, file: Path | None) -> Config:
    """Return what the configuration says that an option of a command names."""
    return config_at(file)


def config_at(file: Path | None) -> Config:
    """Return what a configuration says; nothing where there is none.

    Raises:
        click.BadParameter: it cannot be read.
    """
    if file is None:
        return Config()
    try:
        data: Any = _parsed(file)
    except (yaml.YAMLError, ValueError, RecursionError, OSError) as error:
        raise click.BadParameter(f"{file} cannot be read: {error}") from None
    return Config(file, data if isinstance(data, dict) else {})


def _parsed(file: Path) -> object:
    if file.suffix != ".toml":
        return yaml.load(file.read_bytes(), _Loader)  # noqa: S506 (a safe loader)
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return data.get("project", data)
