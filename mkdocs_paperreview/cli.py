"""The command ``paperreview``: the core without a host."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from mkdocs_paperreview import __version__
from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.sources import collect, page_url, read_folder
from mkdocs_paperreview.syntax import Grammar
from mkdocs_paperreview.venues import VENUES, Venues, entries, with_added, wrong_venues


def _read_venues(_context: click.Context, _parameter: click.Parameter, file: Path | None) -> Venues:
    """Return our venues and those of ``file``."""
    if file is None:
        return VENUES
    try:
        described: Any = entries(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{file} is no TOML: {error}") from None
    wrong = wrong_venues(described)
    if wrong:
        raise click.BadParameter(f"{file}: {'; '.join(wrong)}")
    return with_added(described)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="paperreview")
def main() -> None:
    """Work with a reading group's review pages without building a site."""


@main.group()
def export() -> None:
    """Write the reviews of a docs folder as data."""


@export.command("json")
@click.argument(
    "docs_dir", type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path)
)
@click.option(
    "--directory-urls/--no-directory-urls",
    default=True,
    help="Whether the site has addresses like page/ (MkDocs' use_directory_urls) or page.html.",
)
@click.option(
    "--venues",
    callback=_read_venues,
    help="TOML file with venues beside the known ones, as tables: [venues.KGW].",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
def export_json(docs_dir: Path, *, directory_urls: bool, venues: Venues) -> None:
    """Print the reviews below DOCS_DIR as JSON, the same data as a site's papers.json.

    Problems go to standard error, each with file, line and remedy.
    """
    collected = collect(read_folder(docs_dir), Grammar(venues))
    for problem in collected.problems:
        click.echo(problem, err=True)
    data = papers_json(
        collected.library, lambda path: page_url(path, directory_urls=directory_urls)
    )
    click.echo(data, nl=False)
