"""Add views, data files and assets to the files of a site."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

from mkdocs_paperreview import views
from mkdocs_paperreview.exports.files import assets, made_files
from mkdocs_paperreview.manifest import MANIFEST, digest, read_manifest
from mkdocs_paperreview.naming import path_key
from mkdocs_paperreview.publish.covers import covers
from mkdocs_paperreview.publish.languages import part_of
from mkdocs_paperreview.publish.pictures import pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mkdocs_paperreview.publish.build import Build
    from mkdocs_paperreview.views import View


def generate(build: Build, all_files: Files, config: MkDocsConfig) -> None:
    """Add the views, other files that are made of reviews, and the assets to the site's files."""
    taken = {path_key(file.dest_uri): file.src_uri for file in all_files if _is_shown(file)}
    made: dict[str, _ViewFile] = {}

    def target(view: View) -> str:
        file = _generated(config, view.path, view.markdown, _ViewFile)
        assert isinstance(file, _ViewFile)  # noqa: S101 (MkDocs makes what it is asked for)
        made[view.path] = file
        return made[view.path].dest_uri

    renderer = build.extension.renderer
    found = views.views(build.site.library, renderer.words, renderer.language)
    sources, build.views = views.placed(found, target, taken)
    for path in build.views:
        _add(all_files, made[path])
    build.site = replace(
        build.site,
        sources=sources,
        pictures=pictures(all_files),
        address=partial(_address, all_files),
        directory_urls=config.use_directory_urls,
    )
    build.covers = covers(build)
    if build.memory:
        build.memory.note(build, config)
        for path in build.memory.unchanged(build, made):
            made[path].unchanged = True
    build.made = dict(_made_files(build, all_files, config))
    for path in build.made:
        file = _generated(config, path, b"", _DataFile)
        assert isinstance(file, _DataFile)  # noqa: S101 (MkDocs makes what it is asked for)
        file.make = partial(_content_of, build, path)
        if path_key(file.dest_uri) not in taken:
            _add(all_files, file)
    source_of_engine = build.options.math.source
    folder = Path(source_of_engine) if source_of_engine else None
    for path, source in assets(build.engine.name if build.engine else "", folder):
        if path_key(path) not in taken:
            file = _made(config, path, File, abs_src_path=str(source))
            if not file.is_documentation_page():  # such as the engine's README
                _add(all_files, file)


def set_aside(all_files: Files) -> None:
    """Leave out what ``paperreview generate`` has written: a build makes it anew."""
    manifest = all_files.get_file_from_path(MANIFEST)
    listed = read_manifest(_content(manifest)) if manifest else {}
    for path, digests in listed.items():
        file = all_files.get_file_from_path(path)
        if file and digest(_content(file)) in digests:
            all_files.remove(file)


def _content(file: File) -> bytes:
    try:
        return file.content_bytes
    except OSError:
        return b""


def _is_shown(file: File) -> bool:
    return not file.inclusion.is_excluded()


class _ViewFile(File):
    """The source of a generated page."""

    unchanged: bool = False
    """Whether the page that is there shows the same."""

    def is_modified(self) -> bool:
        """Return whether the page has to be made again, which ``--dirty`` wants to know."""
        return not self.unchanged


class _DataFile(File):
    """A file whose content is made when it is written, and not kept."""

    make: Callable[[], bytes] = bytes

    @property
    def content_bytes(self) -> bytes:
        """Return the content, or have another one."""
        return self.make()

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self.make = partial(bytes, value)

    @property
    def content_string(self) -> str:
        """Return the content as text, or have another one."""
        return self.make().decode()

    @content_string.setter
    def content_string(self, value: str) -> None:
        self.make = partial(bytes, value.encode())

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 (as MkDocs asks)
        """Write the content to the site, where it is from then on."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.make())
        self.make = target.read_bytes


def _content_of(build: Build, path: str) -> bytes:
    ready = build.ahead.content(path) if build.ahead else None
    return build.made[path]() if ready is None else ready


def _generated(
    config: MkDocsConfig, path: str, content: str | bytes, kind: type[File] = File
) -> File:
    """Return a file that is made from the library, among those of its language."""
    file = _made(config, path, kind, content=content)
    part_of(config).take(file)
    return file


def _made(config: MkDocsConfig, path: str, kind: type[File], **source: Any) -> File:  # noqa: ANN401 (text or place)
    return kind.generated(config, path, inclusion=InclusionLevel.NOT_IN_NAV, **source)


def _add(all_files: Files, file: File) -> None:
    hidden = all_files.get_file_from_path(file.src_uri)
    if hidden:
        all_files.remove(hidden)
    all_files.append(file)


def _made_files(
    build: Build, all_files: Files, config: MkDocsConfig
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Return path in the site of every file that is made from the library, and what makes it."""
    part = part_of(config)

    def address(path: str) -> str:
        return part.within(_url(all_files, path))

    def known_address(path: str) -> str | None:
        found = _address(all_files, path)
        return None if found is None else part.within(found)

    within = replace(build.setting, site=replace(build.site, address=known_address))
    site_url = config.site_url and config.site_url + part.folder
    known = build.memory.data if build.memory else None
    return made_files(within, partial(_url, all_files), address, site_url, known)


def _address(all_files: Files, path: str) -> str | None:
    file = all_files.get_file_from_path(path)
    return None if file is None or file.inclusion.is_excluded() else _url_of(file)


def _url(all_files: Files, path: str) -> str:
    file = all_files.get_file_from_path(path)
    assert file is not None  # noqa: S101 (every page of the library comes from a file)
    return _url_of(file)


def _url_of(file: File) -> str:
    return "" if file.url in (".", "./") else file.url
