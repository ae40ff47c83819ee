"""The example site, built by Zensical: the same cards and listings as by MkDocs with the plugin."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import sites
import yaml
from linkcheck import LinkCheck

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from browsing import Visitor

pytest.importorskip("zensical", reason="the extra `hosts` is not installed")

STYLES = "assets/paperreview/paperreview.css"
EXTENSIONS: list[object] = [
    *("pymdownx.highlight", "pymdownx.superfences"),  # which Zensical adds where they are not named
    {"toc": {"permalink": True}},
]
ENVIRONMENT = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
SOURCES = [
    *("2022_4th_quarter", "2023_1st_quarter", "2023_2nd_quarter_seminar", "2023_2nd_quarter"),
    "2024_1st_quarter",
]

_CARD = re.compile(r'<article[^<>]*\bclass="paperreview-card".*?</article>', re.DOTALL)
_LISTING = re.compile(
    r"""<(?P<tag>section|figure|nav|dl|ul|table|paperreview-filter)\b[^<>]*\bclass="paperreview-
        .*?</(?P=tag)>""",
    re.DOTALL | re.VERBOSE,
)


class Pair(NamedTuple):
    """One site, built by two hosts."""

    zensical: sites.Built
    mkdocs: sites.Built


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Build the example site with both hosts, in either form of addresses."""
    folder = tmp_path_factory.mktemp("pair")
    setting: dict[str, Any] = {
        "use_directory_urls": request.param,
        "markdown_extensions": EXTENSIONS,
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])
        mkdocs = sites.example(folder / "mkdocs", **setting).build()
    return Pair(build(folder / "zensical", use_directory_urls=request.param), mkdocs)


def write(
    folder: Path,
    options: Mapping[str, object] | None = None,
    **config: Any,  # noqa: ANN401 (options of every type)
) -> sites.Site:
    """Write the example site for Zensical, with the extension in the place of the plugin."""
    site = sites.example(folder, **config)
    shutil.copytree(sites.EXAMPLE / "docs", site.docs)
    data: dict[str, Any] = yaml.safe_load(site.config_file.read_text(encoding="utf-8"))
    data |= {
        "docs_dir": "docs",
        "plugins": ["search"],
        "markdown_extensions": [*EXTENSIONS, {"paperreview": dict(options or {})}],
        "extra_css": [STYLES],
        "watch": ["people.yml", "docs/.paperreview-generated.json"],
    }
    site.config_file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return site


def run(site: sites.Site, *command: str) -> str:
    """Run a command for a site; fail with what it says if it fails."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=site.folder,
        env=ENVIRONMENT,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode:
        pytest.fail(f"{command} fails:\n{done.stdout}\n{done.stderr}", pytrace=False)
    return done.stdout + done.stderr


def generate(site: sites.Site) -> str:
    """Write the generated files of a site."""
    return run(site, "-c", "from mkdocs_paperreview.cli import main; main()", "generate")


def rebuild(site: sites.Site) -> sites.Built:
    """Build a site with Zensical, with what it keeps from before."""
    run(site, "-m", "zensical", "build")
    return sites.Built(site.folder / "site", ())


def build(
    folder: Path,
    options: Mapping[str, object] | None = None,
    **config: Any,  # noqa: ANN401 (as above)
) -> sites.Built:
    """Write and build the example site with Zensical."""
    site = write(folder, options, **config)
    generate(site)
    return rebuild(site)


def found(pattern: re.Pattern[str], built: sites.Built, path: str) -> list[str]:
    """Return what a pattern finds in a page."""
    return [match[0] for match in pattern.finditer(built.source(path))]


@pytest.mark.parametrize("path", SOURCES)
def test_cards_are_the_same(pair: Pair, path: str) -> None:
    """Each card has the same HTML, to the byte."""
    cards = found(_CARD, pair.zensical, path)
    assert cards
    assert cards == found(_CARD, pair.mkdocs, path)


def test_listings_are_the_same(pair: Pair) -> None:
    """Every page of the plugin's is there, and every listing has the same HTML."""
    pages = [path for path in pair.mkdocs.files if path.endswith(".html") and path != "404.html"]
    assert [path for path in pages if not pair.zensical.has(path)] == []
    listings = {path: found(_LISTING, pair.mkdocs, path) for path in pages}
    assert sum(map(bool, listings.values())) > 20
    assert {path: found(_LISTING, pair.zensical, path) for path in pages} == listings


def test_titles_are_the_same(pair: Pair) -> None:
    """The heading of each page is the same: names of files become titles of periods."""
    for path in SOURCES:
        headings = [built.html(path).one("h1").text for built in pair]
        assert headings[0].rstrip("¶") == headings[1].rstrip("¶")


def test_data_files_are_the_same(pair: Pair) -> None:
    """Programs and the filter read the same bytes."""
    for path in ("papers.json", "assets/paperreview/filter.json"):
        assert pair.zensical.source(path) == pair.mkdocs.source(path)


def test_no_link_leads_nowhere(tmp_path: Path) -> None:
    """Links of cards, of listings and of the theme lead to pages that are there."""
    check = LinkCheck(build(tmp_path).output).run()
    assert check.checked > 500
    assert [found for found in check.broken if not found.startswith("404.html")] == []


def test_generated_pages_stay_out_of_the_search(pair: Pair) -> None:
    """The index has the reviews themselves."""
    index = pair.zensical.source("search.json")
    assert "lora-low-rank" in index
    assert '"presenters/' not in index


def test_what_is_kept_is_never_old(tmp_path: Path) -> None:
    """Pages that did not change themselves show what changed elsewhere, after a second build."""
    site = write(tmp_path)
    generate(site)
    before = rebuild(site)
    assert "Ha Neul" not in before.source("2022_4th_quarter")
    people = site.folder / "people.yml"
    people.write_text("- name: Ha Neul\n  aliases: [문하늘, Haneul Moon]\n", encoding="utf-8")
    os.utime(people, (1_600_000_000, 1_600_000_000))
    generate(site)
    after = rebuild(site)
    assert "Ha Neul" in after.source("2022_4th_quarter")
    assert after.has("presenters/ha-neul")
    assert "Ha Neul" in after.source("presenters/index")


@pytest.mark.browser
def test_scripts_run_on_every_page(
    tmp_path: Path, serve: Callable[[Path], str], visitor: Visitor
) -> None:
    """Formulas are typeset and the filter answers, on pages to which Zensical leads by itself."""
    address = serve(tmp_path / "site")
    source = {"math": {"source": str(sites.node_modules("katex/dist"))}}
    build(tmp_path, source, site_url=address)
    page = visitor.page
    page.goto(f"{address}papers/?find=attention")
    page.wait_for_selector("paperreview-filter .paperreview-item")
    page.click("paperreview-filter .paperreview-item__title a")
    page.wait_for_selector(".paperreview-card .katex")
    page.wait_for_selector(".paperreview-copy")
    assert page.locator(".katex-error").count() == 0
