"""The index of MkDocs' own search: one entry for a paper, none for what is generated.

Material's search leaves out what a page marks as excluded. MkDocs' own knows no such marks, and it
looks for a heading by the identifier that the table of contents has. So it gets an index that does.
Material's gets one that is quicker.
"""

from __future__ import annotations

from copy import copy
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from mkdocs.contrib.search import SearchPlugin
from mkdocs.contrib.search.search_index import SearchIndex

from mkdocs_paperreview.markdown import TITLE_SUFFIX
from mkdocs_paperreview.publish.sections import sections
from mkdocs_paperreview.syntax.tags import VOID_TAGS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.contrib.search.search_index import ContentSection
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import TableOfContents

    from mkdocs_paperreview.publish.build import Build


_MATERIAL = "material.plugins.search.plugin"


def begin_index(build: Build, config: MkDocsConfig) -> None:
    """Give each search an index that knows cards: MkDocs' own a right one, Material's a quick."""
    for plugin in config.plugins.values():
        if isinstance(plugin, SearchPlugin) and type(plugin.search_index) is SearchIndex:
            plugin.search_index = _Index(build, plugin.search_index)
        elif type(plugin).__module__ == _MATERIAL and plugin.config.enabled:
            plugin.search_index = _quicker(build, plugin.search_index)


def _quicker(build: Build, plain: Any) -> Any:  # noqa: ANN401 (Material has no types)
    """Return an index of Material's that divides pages with reviews sooner."""

    class Quicker(type(plain)):  # type: ignore[misc]  # Material has no types
        def add_entry_from_context(self, page: Page) -> None:
            is_wanted = page.file.src_uri in build.pages and not _is_excluded(page)
            found = sections(page.content or "") if is_wanted else None
            if found is None:
                super().add_entry_from_context(page)
                return
            for section in found:
                if not section.is_excluded():
                    self.create_entry_for_section(section, page.toc, page.url, page)

    return Quicker(**plain.config)


def _is_excluded(page: Page) -> bool:
    return bool((page.meta.get("search") or {}).get("exclude"))


class _Index(SearchIndex):
    """An index without generated pages, and without what a page excludes."""

    def __init__(self, build: Build, plain: SearchIndex) -> None:
        super().__init__(**plain.config)
        self._build = build

    def add_entry_from_context(self, page: Page) -> None:
        """Add a page and its headings, unless it is generated."""
        if page.file.src_uri not in self._build.views:
            shown = copy(page)
            shown.content = searchable(page.content or "")
            super().add_entry_from_context(shown)

    def create_entry_for_section(
        self, section: ContentSection, toc: TableOfContents, abs_url: str
    ) -> None:
        """Add what stands below a heading; that of a paper is known by its card."""
        section.id = section.id and section.id.removesuffix(TITLE_SUFFIX)
        super().create_entry_for_section(section, toc, abs_url)


def searchable(html: str) -> str:
    """Return HTML without the elements that are marked with ``data-search-exclude``."""
    if "data-search-exclude" not in html:
        return html
    parser = _Searchable()
    parser.feed(html)
    parser.close()
    return "".join(parser.kept)


class _Searchable(HTMLParser):
    """Keeps the source of what is not excluded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self._excluded: str | None = None
        """The tag of the element that is left out at the moment."""
        self._depth = 0
        """How many elements of that tag are open."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marked = tag not in VOID_TAGS and "data-search-exclude" in dict(attrs)
        if marked and self._excluded is None:
            self._excluded = tag
        self._depth += tag == self._excluded
        self._keep(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag, attrs
        self._keep(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._keep(f"</{tag}>")
        self._depth -= tag == self._excluded
        if self._depth == 0:
            self._excluded = None

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, source: str) -> None:
        if self._excluded is None:
            self.kept.append(source)
