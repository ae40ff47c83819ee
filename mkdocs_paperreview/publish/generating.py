"""Add views, data files and assets to the files of a site."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import partial
from importlib.resources import as_file
from importlib.resources import files as package_files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

from mkdocs_paperreview import views
from mkdocs_paperreview.exports.finding import filter_json
from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.exports.redirects import redirects
from mkdocs_paperreview.publish.build import ASSETS
from mkdocs_paperreview.publish.covers import covers
from mkdocs_paperreview.publish.pictures import Pictures
from mkdocs_paperreview.rendering.finding import DATA as FILTER_JSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mkdocs_paperreview.publish.build import Build
    from mkdocs_paperreview.views import View

PAPERS_JSON = "papers.json"


def generate(build: Build, all_files: Files, config: MkDocsConfig) -> None:
    """Add the views, other files that are made of reviews, and the assets to the site's files."""
    taken = {_comparable(file.dest_uri): file for file in all_files if _is_shown(file)}
    sources: dict[str, str] = {}
    generated: dict[str, View] = {}
    renderer = build.extension.renderer
    for view in views.views(build.site.library, renderer.words, renderer.language):
        file = _generated(config, view.path, content=view.markdown)
        own = taken.get(_comparable(file.dest_uri))
        sources[view.path] = own.src_uri if own else view.path
        if own is None:
            generated[view.path] = view
            _add(all_files, file)
    build.site = replace(
        build.site,
        sources=sources,
        pictures=Pictures(all_files),
        address=partial(_address, all_files),
        directory_urls=config.use_directory_urls,
    )
    build.views = generated
    build.covers = covers(build)
    for path, content in _made_files(build, all_files, config):
        if _comparable(path) not in taken:
            _add(all_files, _generated(config, path, content=content))
    for path, source in _assets(build):
        if _comparable(path) not in taken:
            file = _generated(config, path, abs_src_path=str(source))
            if not file.is_documentation_page():  # such as the engine's README
                _add(all_files, file)


def _is_shown(file: File) -> bool:
    return not file.inclusion.is_excluded()


def _comparable(path: str) -> str:
    """Return a path in the form in which two names of one file are equal."""
    return unicodedata.normalize("NFC", path).casefold()


def _generated(config: MkDocsConfig, path: str, **source: Any) -> File:  # noqa: ANN401 (text or place)
    return File.generated(config, path, inclusion=InclusionLevel.NOT_IN_NAV, **source)


def _add(all_files: Files, file: File) -> None:
    hidden = all_files.get_file_from_path(file.src_uri)
    if hidden:
        all_files.remove(hidden)
    all_files.append(file)


def _made_files(
    build: Build, all_files: Files, config: MkDocsConfig
) -> Iterator[tuple[str, bytes]]:
    """Yield path in the site and content of every file that is made from the library."""
    address = partial(_url, all_files)
    yield PAPERS_JSON, papers_json(build.site.library, address)
    yield FILTER_JSON, filter_json(build.setting, address)
    yield from redirects(build.setting, config.site_url)


def _assets(build: Build) -> Iterator[tuple[str, Path]]:
    """Yield path in the site and source of every file that a browser may load."""
    with as_file(package_files("mkdocs_paperreview").joinpath("assets")) as folder:
        for source in sorted(folder.iterdir()):
            yield f"{ASSETS}/{source.name}", source
    options = build.options.math
    if build.engine and options.source:
        root = Path(options.source)
        for source in sorted(path for path in root.rglob("*") if path.is_file()):
            yield f"{ASSETS}/{build.engine.name}/{source.relative_to(root).as_posix()}", source


def _address(all_files: Files, path: str) -> str | None:
    file = all_files.get_file_from_path(path)
    return None if file is None or file.inclusion.is_excluded() else _url(all_files, path)


def _url(all_files: Files, path: str) -> str:
    file = all_files.get_file_from_path(path)
    assert file is not None  # noqa: S101 (every page of the library comes from a file)
    return "" if file.url in (".", "./") else file.url
