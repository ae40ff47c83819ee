"""One page at a time: what the extension is told of it, and what the page gets."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from mkdocs_paperreview.formats import file_title, shown_title
from mkdocs_paperreview.markdown import PageContext
from mkdocs_paperreview.publish.build import asset
from mkdocs_paperreview.publish.comments import comments
from mkdocs_paperreview.publish.typesetting import typesetting
from mkdocs_paperreview.rendering import joined
from mkdocs_paperreview.scripts import MATH, SIGNS, needed_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.model import Page
    from mkdocs_paperreview.publish.build import Build

_NOTHING = "<!-- -->"


def repaired_source(build: Build, page: MkDocsPage) -> str | None:
    """Return the text of a page whose file cannot be decoded as it is, else None."""
    return build.repaired.get(page.file.src_uri)


def prepare(build: Build, page: MkDocsPage, markdown: str) -> str | None:
    """Tell the extension which page is rendered next, and give the page the title it shows.

    Return something to read for a page that is nothing but front matter, which Python-Markdown
    would not even look at; None where the text is to stay.
    """
    path = page.file.src_uri
    known = build.pages.get(path)
    view = build.views.get(path)
    title = view.title if view else _title(build, page, known)
    if known and "title" in page.meta:
        page.meta["title"] = title.replace("<", "&lt;")  # themes print it as HTML
    if build.memory:
        build.memory.forget(path)
    build.extension.page = PageContext(
        path=path,
        title=title,
        known=known,
        given=build.given.get(path, ()),
        is_read=path not in build.unread,
        is_view=view is not None,
        formulas=page.meta.get("mathjax") is not False,
        site=build.site,
        hold=build.held.hold if view else joined,
    )
    return _NOTHING if build.given.get(path) and not markdown.strip() else None


def finish(build: Build, html: str, page: MkDocsPage) -> str:
    """Return a page's content with what stands below it, and with the scripts that it needs."""
    build.extension.page = PageContext(is_read=False)  # an excerpt of a post makes no half card
    result = "\n".join([html, *_additions(build, html, page)])
    if _has_ours(result):
        build.styled.add(page.file.src_uri)
    return result


def _additions(build: Build, html: str, page: MkDocsPage) -> Iterator[str]:
    if build.options.comments and page.meta.get("comments") is True:
        yield comments(build, build.options.comments, page)
    engine, wanted = typesetting(build, page), page.meta.get("mathjax")
    told = html + build.held.told(html, *SIGNS)
    for script in needed_scripts(told, build.setting, engine, wanted):
        if script.name == MATH:
            build.typeset.add(page.file.src_uri)
        yield build.extension.renderer.script(src=asset(script.name, page), data=script.data)


def _named(page: MkDocsPage) -> str | None:
    """Return the title that the navigation gives to a page: what it has before its text is read."""
    unread = copy(page)
    unread.markdown = None
    title: str | None = unread.title
    return title


def _title(build: Build, page: MkDocsPage, known: Page | None) -> str:
    """Return the title that a page shows.

    MkDocs takes the first heading where nothing else gives a title; on a page that begins with a
    review that is a paper's, so that the name of the file stands in.
    """
    given = page.meta.get("title") or _named(page)
    if known is None:
        return str(given or page.title)
    title = str(given or file_title(page.file.name, home=page.is_homepage))
    renderer = build.extension.renderer
    return shown_title(title, build.site.calendar, renderer.words, renderer.language)


def _has_ours(html: str) -> bool:
    return 'class="paperreview-' in html
