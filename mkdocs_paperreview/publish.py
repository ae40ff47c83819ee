"""Between the core and MkDocs: files in, generated files and tags out.

The only module that touches MkDocs' ``File``, ``Files`` and ``Page``.
"""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from dataclasses import dataclass, field, replace
from importlib.resources import as_file
from importlib.resources import files as package_files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from mkdocs_paperreview import views
from mkdocs_paperreview.errors import RULES, Problem, TemplateError
from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.markdown import PageContext, PaperReviewExtension
from mkdocs_paperreview.math import ENGINES, Engine
from mkdocs_paperreview.rendering import Renderer
from mkdocs_paperreview.sources import collect
from mkdocs_paperreview.syntax import shown_title
from mkdocs_paperreview.views import Site
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.config import PaperReviewOptions
    from mkdocs_paperreview.model import Page

ASSETS = "assets/paperreview"
"""Folder of the site for what a browser loads."""

PAPERS_JSON = "papers.json"

_MATH_SCRIPT = re.compile(r"mathjax|katex|tex-(?:mml|chtml|svg)", re.IGNORECASE)
_MATH_EXTENSIONS = frozenset(
    ["pymdownx.arithmatex", "mdx_math", "markdown_katex", "python_markdown_math"]
)

log = get_plugin_logger("paperreview")


class _TemplatePluginError(TemplateError, PluginError):
    """A wrong template, as MkDocs wants to be told: it stops with the message alone."""


@dataclass(slots=True)
class Build:
    """What one build knows. A build begins with :func:`begin`; nothing outlives it."""

    options: PaperReviewOptions
    engine: Engine | None
    """What typesets formulas; None where the site's own set-up does, or nothing."""
    extension: PaperReviewExtension
    site: Site = field(default_factory=Site)
    pages: Mapping[str, Page] = field(default_factory=dict)
    """Path → page, for the pages that hold reviews."""
    views: Mapping[str, str] = field(default_factory=dict)
    """Path → title of the generated pages."""
    repaired: Mapping[str, str] = field(default_factory=dict)
    """Path → text of the files that cannot be decoded."""
    covers: Mapping[str, Page] = field(default_factory=dict)
    """Path of a page → the source page whose cover stands for it."""
    styled: set[str] = field(default_factory=set)
    """Paths of the pages that show cards or listings."""


def begin(options: PaperReviewOptions, config: MkDocsConfig) -> Build:
    """Return a new build, with its extension added to the site's Markdown."""
    language = options.language or _theme_language(config)
    folders = [config.theme.custom_dir] if config.theme.custom_dir else []
    extension = PaperReviewExtension(Renderer(language, folders, _TemplatePluginError))
    config.markdown_extensions.append(extension)  # type: ignore[arg-type]  # MkDocs says str only
    return Build(options, _engine(options, config), extension)


def read(build: Build, all_files: Files) -> None:
    """Read every page of the site, and report what is wrong."""
    readable = filter(_readable, all_files.documentation_pages())
    collected = collect((file.src_uri, file.content_bytes) for file in readable)
    pages = [_with_known_cover(page, all_files) for page in collected.library.pages]
    build.site = Site(Library(tuple(page for page, _ in pages)))
    build.pages = {page.path: page for page, _ in pages}
    build.repaired = collected.repaired
    for problem in (*collected.problems, *(problem for _, problem in pages if problem)):
        _report(problem, build.options.problems)


def generate(build: Build, all_files: Files, config: MkDocsConfig) -> None:
    """Add the views, the data files and the assets to the site's files."""
    taken = {_comparable(file.dest_uri): file for file in all_files if _is_shown(file)}
    sources: dict[str, str] = {}
    generated: dict[str, str] = {}
    for view in views.views(build.site.library, words(build.extension.renderer.language)):
        file = _generated(config, view.path, content=view.markdown)
        own = taken.get(_comparable(file.dest_uri))
        sources[view.path] = own.src_uri if own else view.path
        if own is None:
            generated[view.path] = view.title
            _add(all_files, file)
    build.site = Site(build.site.library, sources)
    build.views = generated
    build.covers = _covers(build)
    if _comparable(PAPERS_JSON) not in taken:
        content = papers_json(build.site.library, lambda path: _url(all_files, path))
        _add(all_files, _generated(config, PAPERS_JSON, content=content))
    for path, source in _assets(build):
        if _comparable(path) not in taken:
            file = _generated(config, path, abs_src_path=str(source))
            if not file.is_documentation_page():  # such as the engine's README
                _add(all_files, file)


def repaired_source(build: Build, page: MkDocsPage) -> str | None:
    """Return the text of a page whose file cannot be decoded as it is, else None."""
    return build.repaired.get(page.file.src_uri)


def prepare(build: Build, page: MkDocsPage) -> None:
    """Tell the extension which page is rendered next, and give the page the title it shows."""
    path = page.file.src_uri
    known = build.pages.get(path)
    is_view = path in build.views
    title = build.views.get(path) or _title(page, known)
    if known and "title" in page.meta:
        page.meta["title"] = title.replace("<", "&lt;")  # themes print it as HTML
    build.extension.page = PageContext(
        path=path,
        title=title,
        period=known.period if known else None,
        date=known.date if known else None,
        is_view=is_view,
        formulas=page.meta.get("mathjax") is not False,
        site=build.site,
    )


def finish(build: Build, html: str, page: MkDocsPage) -> str:
    """Return a page's content with the script that typesets its formulas, where it has some."""
    build.extension.page = PageContext()
    if _has_ours(html):
        build.styled.add(page.file.src_uri)
    wanted = page.meta.get("mathjax")
    if build.engine is None or wanted is False or not (wanted is True or _has_math(html)):
        return html
    return f"{html}\n{_script(build, build.engine, page)}"


def with_head(build: Build, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Return a page's HTML with the tags of ours that belong into its head."""
    path = page.file.src_uri
    image = _cover_address(build, page, config)
    if path not in build.styled and image is None:
        return output
    stylesheet = _relative(f"{ASSETS}/paperreview.css", page) if path in build.styled else None
    tags = build.extension.renderer.head(stylesheet=stylesheet, image=image)
    before, end, behind = output.partition("</head>")
    return f"{before}{tags}{end}{behind}" if end else output


def _title(page: MkDocsPage, known: Page | None) -> str:
    """Return the title that a page shows.

    MkDocs takes the first heading where nothing else gives a title; on a page that begins with a
    review that is a paper's, so that the name of the file stands in.
    """
    given = page.meta.get("title") or vars(page).get("title")
    if known is None:
        return str(given or page.title)
    name = page.file.name.replace("-", " ").replace("_", " ")
    named = name.capitalize() if name.islower() else name
    return shown_title(str(given or ("Home" if page.is_homepage else named)))


def _theme_language(config: MkDocsConfig) -> str:
    """Return the language of the theme: Material's option, or the locale of the others."""
    language = config.theme.get("language")
    locale = config.theme.get("locale")
    return str(language or getattr(locale, "language", locale) or "en")


def _engine(options: PaperReviewOptions, config: MkDocsConfig) -> Engine | None:
    own = _own_math(config)
    if own and options.math.engine != "none":
        log.info("formulas are left to the site's own set-up: %s", own)
    return None if own else ENGINES.get(options.math.engine)


def _own_math(config: MkDocsConfig) -> str | None:
    """Return the part of the site's configuration that already typesets formulas, if any."""
    modules = (_module(extension) for extension in config.markdown_extensions)
    scripts = (str(script) for script in config.extra_javascript)
    return next(
        chain(
            (module for module in modules if module in _MATH_EXTENSIONS),
            (script for script in scripts if _MATH_SCRIPT.search(script)),
        ),
        None,
    )


def _module(extension: object) -> str:
    """Return the module of a Markdown extension, which stands there by name or as an object."""
    if isinstance(extension, str):
        return extension.partition(":")[0]
    return type(extension).__module__


def _readable(file: File) -> bool:
    """Return whether the file can be opened; MkDocs says so itself where it cannot."""
    return file.abs_src_path is None or os.access(file.abs_src_path, os.R_OK)


def _is_shown(file: File) -> bool:
    return not file.inclusion.is_excluded()


def _comparable(path: str) -> str:
    """Return a path in the form in which two names of one file are equal."""
    return unicodedata.normalize("NFC", path).casefold()


def _generated(config: MkDocsConfig, path: str, **source: Any) -> File:  # noqa: ANN401
    return File.generated(config, path, inclusion=InclusionLevel.NOT_IN_NAV, **source)


def _add(all_files: Files, file: File) -> None:
    hidden = all_files.get_file_from_path(file.src_uri)
    if hidden:
        all_files.remove(hidden)
    all_files.append(file)


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


def _url(all_files: Files, path: str) -> str:
    file = all_files.get_file_from_path(path)
    assert file is not None  # noqa: S101 (every page of the library comes from a file)
    return "" if file.url in (".", "./") else file.url


def _with_known_cover(page: Page, all_files: Files) -> tuple[Page, Problem | None]:
    """Return the page, without a cover that is no file of the site, and the problem if it had."""
    if not (page.cover and _is_local(page.cover)):
        return page, None
    path = _cover_file(page)
    if all_files.get_file_from_path(path):
        return page, None
    return replace(page, cover=None), Problem(
        "image",
        f"image_url leads to {path!r}, which is no file of the site",
        "write the path of a picture relative to the page",
        line=1,
        path=page.path,
    )


def _is_local(address: str) -> bool:
    return not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", address)


def _cover_file(page: Page) -> str:
    assert page.cover is not None  # noqa: S101 (asked only for pages that have one)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(page.cover)))


def _covers(build: Build) -> dict[str, Page]:
    """Return page → page with its cover: each covered page itself, and the views of periods."""
    own = {path: page for path, page in build.pages.items() if page.cover}
    periods = {views.period_path(at): page for at, page in build.site.library.covers.items()}
    return own | {path: page for path, page in periods.items() if path in build.views}


def _cover_address(build: Build, page: MkDocsPage, config: MkDocsConfig) -> str | None:
    """Return the absolute address of the picture that stands for ``page``, if it has one."""
    source = build.covers.get(page.file.src_uri)
    if source is None or source.cover is None:
        return None
    if not _is_local(source.cover):
        return urljoin(config.site_url or "", source.cover) if config.site_url else source.cover
    return urljoin(config.site_url, _cover_file(source)) if config.site_url else None


def _has_ours(html: str) -> bool:
    return 'class="paperreview-' in html


def _has_math(html: str) -> bool:
    return 'class="arithmatex"' in html


def _script(build: Build, engine: Engine, page: MkDocsPage) -> str:
    local = build.options.math.source is not None
    base = _relative(f"{ASSETS}/{engine.name}/", page) if local else engine.base
    return build.extension.renderer.script(
        src=_relative(f"{ASSETS}/math.js", page), engine=engine, base=base, integrity=not local
    )


def _relative(path: str, page: MkDocsPage) -> str:
    relative = get_relative_url(path, page.url)
    return f"{relative}/" if path.endswith("/") and not relative.endswith("/") else relative


def _report(problem: Problem, levels: Mapping[str, str]) -> None:
    level = levels.get(problem.rule, RULES[problem.rule])
    if level != "off":
        (log.warning if level == "warn" else log.info)(str(problem))
