"""``paperreview export``: the reviews of a docs folder as data."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mkdocs_paperreview.cli.config import read_config
from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.sources import collect, page_url, read_folder
from mkdocs_paperreview.standalone.folder import look
from mkdocs_paperreview.syntax import SETTINGS
from mkdocs_paperreview.venues import entries

if TYPE_CHECKING:
    from mkdocs_paperreview.cli.config import Config


def _read_venues(
    _context: click.Context, _parameter: click.Parameter, file: Path | None
) -> list[Any]:
    """Return the venues of ``file`` as maps."""
    if file is None:
        return []
    try:
        described: Any = entries(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{file} is no TOML: {error}") from None
    wrong = list(SETTINGS["venues"](described))
    if wrong:
        raise click.BadParameter(f"{file}: {'; '.join(wrong)}")
    return list(described)


@click.group()
def export() -> None:
    """Write the reviews of a docs folder as data."""


@export.command("json")
@click.argument(
    "docs_dir", type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path)
)
@click.option(
    "--config",
    callback=read_config,
    help="The site's mkdocs.yml or zensical.toml: our options in it, and its people.yml, count.",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.option(
    "--directory-urls/--no-directory-urls",
    default=None,
    help="Whether the site has addresses like page/ (MkDocs' use_directory_urls) or page.html.",
)
@click.option(
    "--venues",
    callback=_read_venues,
    help="TOML file with venues beside the known ones, as tables: [venues.KGW].",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
def export_json(
    docs_dir: Path, *, config: Config, directory_urls: bool | None, venues: list[Any]
) -> None:
    """Print the reviews below DOCS_DIR as JSON, the same data as a site's papers.json.

    Problems go to standard error, each with file, line and remedy.
    """
    given = config.plugin if config.plugin is not None else config.extension or {}
    host = config.host(given)
    options = config.options(host)
    if venues:
        added = [*venues, *(given.get("venues") or [])]
        options = config.options(replace(host, options={**given, "venues": added}))
    ours = look(docs_dir).ours
    sources = ((path, content) for path, content in read_folder(docs_dir) if path not in ours)
    collected = collect(sources, options.grammar, options.scope)
    for problem in collected.problems:
        click.echo(problem, err=True)
    folders = host.directory_urls if directory_urls is None else directory_urls
    data = papers_json(collected.library, lambda path: page_url(path, directory_urls=folders))
    click.echo(data, nl=False)
