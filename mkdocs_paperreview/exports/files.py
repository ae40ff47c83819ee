"""The files of a site that are made of its reviews, and those that a browser loads for them."""

from __future__ import annotations

from functools import partial
from importlib.resources import as_file
from importlib.resources import files as package_files
from typing import TYPE_CHECKING

from mkdocs_paperreview.exports.finding import filter_json
from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.exports.redirects import redirects
from mkdocs_paperreview.exports.rows import DataMemory
from mkdocs_paperreview.rendering.finding import DATA as FILTER_JSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mkdocs_paperreview.rendering.setting import Setting

ASSETS = "assets/paperreview"
"""Folder of the site for what a browser loads."""

PAPERS_JSON = "papers.json"


def made_files(
    at: Setting,
    page_url: Callable[[str], str],
    address: Callable[[str], str],
    site_url: str | None,
    memory: DataMemory | None = None,
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield path in the site of every file that is made from the library, and what makes it.

    Args:
        at: The site as its root shows it.
        page_url: Path of a page → its address, relative to that of the whole site.
        address: Path of a page → its address, relative to where these files stand.
        site_url: Address of where these files stand, where the site has one.
        memory: What an earlier build of which all but the reviews is the same has left.
    """
    memory = memory or DataMemory()
    yield PAPERS_JSON, partial(papers_json, at.site.library, page_url, memory.papers)
    yield FILTER_JSON, partial(filter_json, at, address, memory.finding)
    for path, page in redirects(at, site_url):
        yield path, partial(bytes, page)


def assets(engine: str = "", source: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Yield path in the site and source of every file that a browser may load.

    Args:
        engine: Name of what typesets formulas.
        source: Folder with its files, where the site serves them itself.
    """
    with as_file(package_files("mkdocs_paperreview").joinpath("assets")) as folder:
        for file in sorted(folder.iterdir()):
            yield f"{ASSETS}/{file.name}", file
    if engine and source:
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            yield f"{ASSETS}/{engine}/{file.relative_to(source).as_posix()}", file
