"""The command ``paperreview``: the core without a host."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml

from mkdocs_paperreview import __version__
from mkdocs_paperreview.clock import today
from mkdocs_paperreview.errors import PeopleError
from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.people import PEOPLE_FILE, People, read_people
from mkdocs_paperreview.sources import Scope, collect, page_url, read_folder, wrong_patterns
from mkdocs_paperreview.syntax import SETTINGS, make_grammar, wrong_settings
from mkdocs_paperreview.venues import entries
from mkdocs_paperreview.words import DEFAULT, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class _Loader(yaml.SafeLoader):
    """Reads ``mkdocs.yml``, in which tags name things of Python: they are nothing here."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


@dataclass(frozen=True, slots=True)
class _SiteConfig:
    """What ``mkdocs.yml`` says that concerns us."""

    options: Mapping[str, Any] = field(default_factory=dict)
    people: People = field(default_factory=People)
    directory_urls: bool = True


def _read_config(
    _context: click.Context, _parameter: click.Parameter, file: Path | None
) -> _SiteConfig:
    """Return what ``mkdocs.yml`` says; all mistakes in it at once."""
    if file is None:
        return _SiteConfig()
    try:
        data = yaml.load(file.read_bytes(), _Loader)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise click.BadParameter(f"{file} cannot be read: {error}") from None
    data = data if isinstance(data, dict) else {}
    options = next(_options(data), {})
    wrong = wrong_settings(options)
    if options.get("reviews") is not None:
        wrong |= {"reviews": wrong_patterns(options["reviews"])}
    mistakes = [f"{name}: {mistake}" for name, found in wrong.items() for mistake in found]
    people, why = _read_people(file.parent, options.get("people"))
    mistakes += why
    if mistakes:
        raise click.BadParameter("\n".join([f"{file}:", *mistakes]))
    people = replace(people, veil=_hidden_member(options, data.get("theme")))
    return _SiteConfig(options, people, data.get("use_directory_urls") is not False)


def _hidden_member(options: Mapping[str, Any], theme: object) -> str:
    """Return what the site shows in the place of a name that is hidden."""
    chosen = theme if isinstance(theme, dict) else {}
    language = options.get("language") or chosen.get("language") or chosen.get("locale")
    own = options.get("words")
    return words(str(language or DEFAULT), own if isinstance(own, dict) else {})["hidden_member"]


def _options(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the options of the plugin, which stands in a list of plugins or in a map."""
    plugins = data.get("plugins")
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(entry, dict) and isinstance(entry.get("paperreview"), dict):
            yield entry["paperreview"]


def _read_people(folder: Path, name: object) -> tuple[People, list[str]]:
    """Return the people of a file, and what is wrong with it."""
    if name is not None and not isinstance(name, str):
        return People(), [f"people: {name!r} is no path"]
    file = folder / (name or PEOPLE_FILE)
    if not name and not file.is_file():
        return People(), []
    try:
        return read_people(file.read_bytes(), file.name), []
    except (PeopleError, OSError) as error:
        return People(), [str(error)]


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
    "--config",
    callback=_read_config,
    help="The site's mkdocs.yml: the options of the plugin in it, and its people.yml, count.",
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
    docs_dir: Path, *, config: _SiteConfig, directory_urls: bool | None, venues: list[Any]
) -> None:
    """Print the reviews below DOCS_DIR as JSON, the same data as a site's papers.json.

    Problems go to standard error, each with file, line and remedy.
    """
    settings = {name: config.options.get(name) for name in SETTINGS}
    settings["venues"] = [*venues, *(settings["venues"] or [])]
    scope = Scope(
        reviews=tuple(config.options.get("reviews") or ()),
        people=config.people,
        today=today(),
        drafts=False,
    )
    collected = collect(read_folder(docs_dir), make_grammar(settings, config.people.veil), scope)
    for problem in collected.problems:
        click.echo(problem, err=True)
    folders = config.directory_urls if directory_urls is None else directory_urls
    data = papers_json(collected.library, lambda path: page_url(path, directory_urls=folders))
    click.echo(data, nl=False)
