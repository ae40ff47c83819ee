"""The command ``paperreview``: the core without a host."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_paperreview import __version__
from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.sources import collect, page_url, read_folder


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
def export_json(docs_dir: Path, *, directory_urls: bool) -> None:
    """Print the reviews below DOCS_DIR as JSON, the same data as a site's papers.json.

    Problems go to standard error, each with file, line and remedy.
    """
    collected = collect(read_folder(docs_dir))
    for problem in collected.problems:
        click.echo(problem, err=True)
    data = papers_json(
        collected.library, lambda path: page_url(path, directory_urls=directory_urls)
    )
    click.echo(data, nl=False)
