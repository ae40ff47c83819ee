"""``paperreview generate``: the generated files of a site, written into its docs folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_paperreview.cli.config import config_at
from mkdocs_paperreview.manifest import MANIFEST
from mkdocs_paperreview.standalone import NAME, apply, plan, read, wanted

if TYPE_CHECKING:
    from mkdocs_paperreview.cli.config import Config
    from mkdocs_paperreview.standalone import Host, Plan, Reading

_FILES = ("zensical.toml", "mkdocs.yml", "mkdocs.yaml")
"""Where a configuration is looked for, in this order."""


@click.command()
@click.argument(
    "docs_dir",
    required=False,
    type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path),
)
@click.option(
    "--config",
    "file",
    help="The site's zensical.toml or mkdocs.yml; without DOCS_DIR the one in this folder.",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 if something is out of date."
)
@click.pass_context
def generate(
    context: click.Context, docs_dir: Path | None, file: Path | None, *, check: bool
) -> None:
    """Write the generated pages, data files and assets of a site into its docs folder.

    For hosts that run Markdown extensions and no plugins. What this command has written it keeps
    up to date and removes again; every other file stays as it is. Problems go to standard error.
    """
    config = config_at(file or (None if docs_dir else _found()))
    host = _host(config, docs_dir)
    config.options(host)
    reading = read(host)
    _report(reading)
    todo = plan(reading.folder, wanted(reading))
    _tell_foreign(reading, todo)
    if check:
        context.exit(_check(todo))
    _write(todo)


def _found() -> Path:
    """Return the configuration in the folder in which the command runs."""
    file = next(filter(Path.is_file, map(Path, _FILES)), None)
    if file is None:
        raise click.UsageError(f"there is no {', '.join(_FILES)} here; name one by --config")
    return file


def _host(config: Config, docs_dir: Path | None) -> Host:
    """Return what the configuration says, with the options that the host hands to the extension."""
    given, plugin = config.extension, config.plugin
    if given is not None and plugin and plugin != given:
        _say(f"{config.file}: the options of the plugin do not count, those of the extension do")
    options = given if given is not None else plugin or {}
    host = config.host(options)
    if docs_dir:
        host = replace(host, docs_dir=str(docs_dir.absolute()))
    if not host.docs.is_dir():
        raise click.UsageError(f"there is no folder {host.docs}")
    return host


def _report(reading: Reading) -> None:
    """Say what is wrong with the pages, and with the pictures that options name."""
    for _, problem in reading.levelled:
        _say(str(problem))
    for mistake in reading.mistakes:
        _say(mistake)


def _tell_foreign(reading: Reading, todo: Plan) -> None:
    """Say which files of the user's stand where something would be written."""
    own = {page for view, page in reading.site.sources.items() if view not in reading.views}
    for path in sorted({*todo.foreign, *own}):
        _say(f"{path} is not, or no longer, a file of this command: it stays as it is")


def _check(todo: Plan) -> int:
    """Say what is out of date, and return the exit code."""
    for path in todo.write:
        word = "out of date" if (todo.root / path).exists() else "missing"
        _say(f"{path} is {word}")
    for path in todo.remove:
        _say(f"{path} is not wanted any more")
    if todo.is_relisted and not todo.write and not todo.remove:
        _say(f"{MANIFEST} is out of date")
    if not todo.is_done:
        _say(f"run `{NAME} generate`")
    return 0 if todo.is_done else 1


def _write(todo: Plan) -> None:
    try:
        apply(todo)
    except OSError as error:
        raise click.ClickException(
            f"{error.filename} cannot be written: {error.strerror}"
        ) from None
    click.echo(f"{len(todo.write)} written, {len(todo.remove)} removed")


def _say(text: str) -> None:
    click.echo(text, err=True)
