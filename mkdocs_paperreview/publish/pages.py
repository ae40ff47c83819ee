"""One page at a time: what the extension is told of it, and what the page gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url

from mkdocs_paperreview.markdown import PageContext
from mkdocs_paperreview.publish.build import ASSETS
from mkdocs_paperreview.publish.covers import cover_address
from mkdocs_paperreview.syntax import shown_title

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.math import Engine
    from mkdocs_paperreview.model import Page
    from mkdocs_paperreview.publish.build import Build


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
    image = cover_address(build, page, config)
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
