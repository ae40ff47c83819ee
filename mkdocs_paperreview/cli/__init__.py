"""The command ``paperreview``: the core without a host."""

from __future__ import annotations

import click

from mkdocs_paperreview import __version__
from mkdocs_paperreview.cli.export import export
from mkdocs_paperreview.cli.generate import generate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="paperreview")
def main() -> None:
    """Work with a reading group's review pages without building a site."""


main.add_command(export)
main.add_command(generate)
