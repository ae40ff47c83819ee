"""The same sites under every host and theme: the same cards, pages and data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import hosting
import pytest
import sites
from linkcheck import LinkCheck
from mkdocs.commands.build import build as build_site

from mkdocs_paperreview.markdown import PaperReviewExtension

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTS = [
    ("mkdocs", "material"),
    ("mkdocs", "mkdocs"),
    ("mkdocs", "readthedocs"),
    ("properdocs", "material"),
    ("properdocs", "mkdocs"),
]
KINDS = ("example", "small")

_MARK = ' data-search-exclude="data-search-exclude"'
"""Material's search takes this mark away when it has read it."""

_RUN = """
import sys
from {host}.__main__ import cli
try:
    cli(["build", "--strict", "-f", sys.argv[1], "-d", sys.argv[2]])
finally:
    found = {{name: module.__name__ for name, module in sys.modules.items()}}
    print([n for n, real in found.items() if real.partition(".")[0] == "mkdocs"])
"""


def make(folder: Path, kind: str, theme: str) -> sites.Site:
    """Write the example site, or a small one, with a theme."""
    if kind == "small":
        return sites.make(folder, hosting.PAGES, theme=theme)
    return sites.example(folder, theme=theme)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], sites.Built]:
    """Return what builds a site once with a host and a theme."""

    @cache
    def built(kind: str, host: str, theme: str) -> sites.Built:
        folder = tmp_path_factory.mktemp(f"{kind}-{host}-{theme}")
        return hosting.build(make(folder, kind, theme), host)

    return built


def cards(built: sites.Built) -> dict[str, list[str]]:
    """Return page → source of its cards, without what a theme's search takes away."""
    found = hosting.cards(built)
    return {path: [card.replace(_MARK, "") for card in found[path]] for path in found}


each_host = pytest.mark.parametrize(("host", "theme"), HOSTS)
each_kind = pytest.mark.parametrize("kind", KINDS)


@each_host
@each_kind
def test_cards_are_the_same_everywhere(
    build: Callable[[str, str, str], sites.Built], kind: str, host: str, theme: str
) -> None:
    """A card is the same text, byte for byte, whatever host and theme; no host warns."""
    built = build(kind, host, theme)
    assert hosting.warnings(built) == []
    found = cards(built)
    assert sum(map(len, found.values())) >= 3
    assert found == cards(build(kind, *HOSTS[0]))


@each_host
@each_kind
def test_pages_and_data_are_the_same_everywhere(
    build: Callable[[str, str, str], sites.Built], kind: str, host: str, theme: str
) -> None:
    """Every host makes the same generated pages, data files and assets, and no broken link."""
    built, first = build(kind, host, theme), build(kind, *HOSTS[0])
    ours = ("presenters/", "quarters/", "papers/", "assets/paperreview/")
    assert {p for p in built.files if p.startswith(ours)} == {
        p for p in first.files if p.startswith(ours)
    }
    assert built.papers == first.papers
    assert built.items("papers/index") == first.items("papers/index")
    filtered = "assets/paperreview/filter.json"
    assert built.files[filtered] == first.files[filtered]
    assert LinkCheck(built.output).run().broken == []


def test_the_search_of_properdocs_is_that_of_mkdocs(
    build: Callable[[str, str, str], sites.Built],
) -> None:
    """The search that comes with the host has one entry for a paper under ProperDocs as well."""
    found = [
        json.loads(build("small", host, "mkdocs").source("search/search_index.json"))["docs"]
        for host in ("mkdocs", "properdocs")
    ]
    assert found[0] == found[1]
    assert [entry["title"] for entry in found[0]].count(hosting.FIRST) == 1


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_properdocs_needs_no_part_of_mkdocs(tmp_path: Path, theme: str) -> None:
    """Under ProperDocs nothing of MkDocs is loaded; what is imported by that name is its own."""
    site = make(tmp_path, "small", theme)
    done = run(_RUN.format(host="properdocs"), site)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1] == "[]"


@each_kind
@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_nothing_of_ours_warns(tmp_path: Path, host: str, kind: str) -> None:
    """A build succeeds where every warning of Python is an error."""
    site = make(tmp_path, kind, "material")
    done = run(_RUN.format(host=host), site, "-W", "error")
    assert done.returncode == 0, done.stderr
    assert not [text for level, text in hosting.logged(done.stderr) if level == "WARNING"]


def test_a_configuration_that_is_built_twice_has_the_extension_once(tmp_path: Path) -> None:
    """A host may build again with the configuration it has, as for another language."""
    config = make(tmp_path, "small", "material").load(strict=True)
    for _ in range(2):
        build_site(config)
    extensions: list[object] = [*config.markdown_extensions]
    assert sum(isinstance(extension, PaperReviewExtension) for extension in extensions) == 1


def run(program: str, site: sites.Site, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a program with the paths of a site's configuration and of its output."""
    output = site.folder / site.output_name
    return subprocess.run(
        [sys.executable, *options, "-c", program, str(site.config_file), str(output)],
        cwd=site.folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
