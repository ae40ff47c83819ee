"""Sites with another plugin beside ours: what ``beside/NAME.yml`` says, and what came out.

A file has these keys. ``plugins`` is the list of plugins, without ours; ``options`` are ours;
``config`` is what else ``mkdocs.yml`` has; ``pages`` are more pages; ``under`` is a folder for the
pages of the small site; ``also`` are the titles of more reviews.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import hosting
import sites
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents import Node

CASES = Path(__file__).parent / "beside"
NAMES = sorted(path.stem for path in CASES.glob("*.yml"))
ORDERS = ("first", "last")
"""Where ours stands in the list of plugins."""

WHEN = "2020-12-24T12:00:00+00:00"
_GIT = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Mina Sorel"), ("EMAIL", "mina@reading.example"), ("DATE", WHEN))
}


@dataclass(frozen=True)
class Case:
    """Another plugin, and a site that uses it."""

    name: str
    plugins: list[Any]
    options: dict[str, Any]
    config: dict[str, Any]
    pages: dict[str, str]
    under: str
    also: list[str]

    def make(self, folder: Path, order: str, remote: str) -> sites.Site:
        """Write the site, with a picture at the address ``remote``."""
        ours = [{"paperreview": self.options}]
        plugins = [*ours, *self.plugins] if order == "first" else [*self.plugins, *ours]
        start = f"{self.under}/" if self.under else ""
        pages = {
            start + path: text.replace(hosting.REMOTE, remote) if isinstance(text, str) else text
            for path, text in hosting.PAGES.items()
        }
        settings = {"theme": "material", "plugins": plugins} | self.config
        site = sites.make(folder, pages | self.pages, **settings)
        if self.name in _PREPARE:
            _PREPARE[self.name](site)
        return site


def case(name: str) -> Case:
    """Return what ``beside/NAME.yml`` says."""
    data = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return Case(
        name=name,
        plugins=data["plugins"],
        options=data.get("options", {}),
        config=data.get("config", {}),
        pages=data.get("pages", {}),
        under=data.get("under", ""),
        also=data.get("also", []),
    )


@dataclass(frozen=True)
class Picture:
    """An image of a card."""

    source: str
    """Its address below the site's; nothing for one that came from elsewhere."""
    width: str | None
    height: str | None


@dataclass(frozen=True)
class Card:
    """A card, whatever a plugin does to spaces, quotes, and the form of addresses."""

    anchor: str | None
    title: str
    text: str
    links: tuple[tuple[str, str], ...]
    """Text and target of each."""
    pictures: tuple[Picture, ...]


def cards(built: sites.Built) -> dict[str, list[Card]]:
    """Return address → cards, for every page that has some."""
    found: dict[str, list[Card]] = {}
    for file in sorted(built.output.rglob("*.html")):
        path = file.relative_to(built.output).as_posix()
        if shown := built.cards(path):
            found[plain(path, "")] = [_card(node, path) for node in shown]
    return found


def _card(node: Node, page: str) -> Card:
    return Card(
        node.attributes.get("id"),
        node.one("h1", "h2").text,
        "".join(node.text.split()),
        tuple(
            (a.text, plain(page, a.attributes["href"]))
            for a in node.all("a")
            if "glightbox" not in a.attributes.get("class", "")
        ),
        tuple(
            Picture(
                _own(plain(page, image.attributes["src"])),
                image.attributes.get("width"),
                image.attributes.get("height"),
            )
            for image in node.all("img")
        ),
    )


def _own(address: str) -> str:
    return "" if urlsplit(address).scheme or "/external/" in address else address


def plain(page: str, target: str) -> str:
    """Return where ``target`` leads from ``page``, with addresses in one form."""
    address = urljoin(f"/{page}", target)
    if urlsplit(address).scheme:
        return address
    path, _, fragment = address.partition("#")
    path = path.removesuffix("index.html")
    path = f"{path.removesuffix('.html')}/" if path.endswith(".html") else path
    return unquote(path + (f"#{fragment}" if fragment else ""))


def search_entries(built: sites.Built) -> list[dict[str, Any]]:
    """Return what the search of a site knows."""
    entries = json.loads(built.source("search/search_index.json"))["docs"]
    assert isinstance(entries, list)
    return entries


def _history(site: sites.Site) -> None:
    """Put the site into a repository, with one commit."""
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "Begin"]):
        subprocess.run(["git", *arguments], cwd=site.folder, check=True, env=os.environ | _GIT)  # noqa: S607 (git is on PATH)


def _font(site: sites.Site) -> None:
    """Put a font where the plugin keeps those that it has fetched."""
    folder = site.folder / ".cache/plugin/social/fonts/Reading"
    folder.mkdir(parents=True)
    source = sites.node_modules("katex/dist/fonts") / "KaTeX_Main-Regular.ttf"
    shutil.copy(source, folder / "Regular.ttf")


_PREPARE = {"git-revision-date-localized": _history, "social": _font}


def pages(built: sites.Built) -> Iterator[str]:
    """Yield the path of every page of a site."""
    for file in sorted(built.output.rglob("*.html")):
        yield file.relative_to(built.output).as_posix()
