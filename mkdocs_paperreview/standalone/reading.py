"""A docs folder → everything that a page of it may show, read once and again when files change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from mkdocs_paperreview import views
from mkdocs_paperreview.doubts import revealing
from mkdocs_paperreview.errors import RULES, TemplateError
from mkdocs_paperreview.illustrations import portraits, wrong_cover
from mkdocs_paperreview.images import Pictures, is_picture
from mkdocs_paperreview.manifest import MANIFEST
from mkdocs_paperreview.naming import path_key
from mkdocs_paperreview.rendering import Renderer
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.sources import collect, is_page, page_url, site_path
from mkdocs_paperreview.standalone.folder import Folder, content_of, look, stamp_of
from mkdocs_paperreview.standalone.host import Host
from mkdocs_paperreview.standalone.options import Options

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from mkdocs_paperreview.errors import Problem
    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Page
    from mkdocs_paperreview.standalone.folder import Stamp
    from mkdocs_paperreview.syntax import Given
    from mkdocs_paperreview.views import View


@dataclass(frozen=True)
class Reading:
    """What a docs folder holds."""

    host: Host
    options: Options
    folder: Folder
    site: Site
    """The site with every view that it should have."""
    renderer: Renderer
    views: Mapping[str, View]
    """Path → view of the pages that are to be generated."""
    pages: Mapping[str, Page]
    """Path → page, for the pages that hold reviews."""
    given: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    """Path → what front matter tells of, as the parser wants it."""
    unread: frozenset[str] = frozenset()
    """Paths of the pages in which no review is looked for."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the pages."""
    mistakes: tuple[str, ...] = ()
    """What is wrong with pictures that the options name."""
    drafts: frozenset[str] = frozenset()
    """Paths of the pages that are drafts as a whole."""
    stamp: Stamp | None = None
    """Of the file of people."""

    @cached_property
    def present(self) -> Site:
        """Return the site with those views that stand in the folder now."""
        files = self.folder.files
        found = {view: page for view, page in self.site.sources.items() if page in files}
        return replace(self.site, sources=found, address=partial(_address, self.host, files))

    @property
    def setting(self) -> Setting:
        """Return the site as its root shows it."""
        return Setting("", self.site, self.renderer.language, self.renderer.words)

    @property
    def levelled(self) -> Iterator[tuple[str, Problem]]:
        """Yield the problems that are to be told, each with its level."""
        for problem in self.problems:
            level = self.options.levels.get(problem.rule, RULES[problem.rule])
            if level != "off":
                yield level, problem

    def is_fresh(self, path: str) -> bool:
        """Return whether the page at ``path``, people and generated files are as they were."""
        folder = self.folder
        return (
            folder.files.get(path) == stamp_of(folder.root / path)
            and self.stamp == stamp_of(self.options.people_file)
            and folder.stamp == stamp_of(folder.root / MANIFEST)
        )


def reading_of(host: Host, path: str) -> Reading:
    """Return what the docs folder holds, for the page at ``path`` that is rendered now.

    It is read once, and again where that page is not the one that was read: whoever renders it
    again has seen that files changed. So a site is not looked through for each of its pages.
    """
    kept = _kept(host.key)
    if not (kept and kept[0].is_fresh(path)):
        kept[:] = [read(host)]
    return kept[0]


@lru_cache(maxsize=4)
def _kept(_: str) -> list[Reading]:
    """Return the place of the latest reading of a host, empty at first."""
    return []


def read(host: Host) -> Reading:
    """Return what the docs folder of a host holds.

    Raises:
        SettingsError: options, or people, cannot be used; a line for each mistake.
    """
    host = Host.from_key(host.key)
    options = Options.of(host)
    stamp = stamp_of(options.people_file)
    folder = look(host.docs, host.excluded)
    user = frozenset(folder.sources)
    contents = ((path, content_of(folder.root / path)) for path in sorted(user) if is_page(path))
    sources = ((path, content) for path, content in contents if content is not None)
    collected = collect(sources, options.grammar, options.scope)
    library, wrong = _with_known_covers(collected.library, user)
    pictured = portraits(options.portraits, library, user.__contains__)
    where = _views(host, options, library, user)
    folders = [str(Path(host.folder, host.templates))] if host.templates else []
    return Reading(
        host=host,
        options=options,
        folder=folder,
        site=Site(
            library=library,
            sources=where.sources,
            grammar=options.grammar,
            portraits=pictured.found,
            pictures=Pictures({p: partial(_open, folder.root / p) for p in user if is_picture(p)}),
            address=partial(_address, host, user | where.kept.keys()),
            drafts=False,
            directory_urls=host.directory_urls,
            rewrites_html=True,
        ),
        renderer=Renderer(options.language, folders, TemplateError, options.words),
        views=where.kept,
        pages={page.path: page for page in library.pages},
        given=collected.given,
        unread=collected.unread,
        drafts=collected.drafts,
        problems=(*collected.problems, *wrong, *revealing(sorted(user), library.people)),
        mistakes=tuple(pictured.mistakes),
        stamp=stamp,
    )


def _with_known_covers(library: Library, user: Container[str]) -> tuple[Library, list[Problem]]:
    """Return a library without covers that are not there, and what is wrong with them."""

    def is_file(path: str) -> bool:
        return path in user and not is_page(path)

    wrong = {page.path: wrong_cover(page, is_file) for page in library.pages}
    pages = (replace(page, cover=None) if wrong[page.path] else page for page in library.pages)
    return replace(library, pages=tuple(pages)), [problem for problem in wrong.values() if problem]


def _views(host: Host, options: Options, library: Library, user: Iterable[str]) -> views.Placed:
    """Return where the views of a site are."""
    target = partial(site_path, directory_urls=host.directory_urls)
    return views.placed(
        views.views(library, options.words, options.language),
        lambda view: target(view.path),
        {path_key(target(path)): path for path in user},
    )


def _address(host: Host, files: Container[str], path: str) -> str | None:
    if path not in files:
        return None
    return page_url(path, directory_urls=host.directory_urls) if is_page(path) else quote(path)


def _open(file: Path) -> BinaryIO:
    return file.open("rb")
