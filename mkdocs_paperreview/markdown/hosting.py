"""Where a host tells extensions which page they render, and nothing more: what follows from that.

Zensical is such a host. Its context is found by its name and its parts, so that nothing of it has
to be there.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_paperreview.exports.files import ASSETS
from mkdocs_paperreview.formats import file_title, shown_title
from mkdocs_paperreview.markdown.state import PageContext
from mkdocs_paperreview.rendering.links import to_root
from mkdocs_paperreview.scripts import Typesetting, needed_scripts
from mkdocs_paperreview.sources import page_url
from mkdocs_paperreview.standalone import Host, reading_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from mkdocs_paperreview.markdown.state import State
    from mkdocs_paperreview.standalone import Reading

_CONTEXT = "rendering_context"
"""What Zensical calls the preprocessor that holds the page and the site's configuration."""

_STYLES = f"{ASSETS}/paperreview.css"


class HostPage(Protocol):
    """The page, as the host knows it."""

    path: str
    """Path below the docs folder."""
    meta: dict[str, Any]
    """Its front matter, which the host reads again when the page is rendered."""
    title: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a page whose host tells its path and the site's configuration."""

    page: HostPage
    reading: Reading

    @property
    def context(self) -> PageContext:
        """Return what the processors have to know of the page."""
        path, reading = self.page.path, self.reading
        return PageContext(
            path=path,
            title=self.title,
            known=reading.pages.get(path),
            given=reading.given.get(path, ()),
            is_read=path not in reading.unread,
            is_view=self.is_view,
            formulas=self.page.meta.get("mathjax") is not False,
            site=reading.present,
        )

    @property
    def is_view(self) -> bool:
        """Return whether the page is generated."""
        return self.page.path in self.reading.folder.ours

    @property
    def title(self) -> str:
        """Return the title that the page shows, as text."""
        path, reading = self.page.path, self.reading
        given = self.page.meta.get("title") or getattr(self.page, "title_override", None)
        if path not in reading.pages:
            title = str(given or self.page.title or "")
            return html.unescape(title) if self.is_view else title
        name = path.rpartition("/")[2].rpartition(".")[0]
        title = str(given or file_title(name, home=path in ("index.md", "README.md")))
        options = reading.options
        return shown_title(title, reading.site.calendar, options.words, options.language)

    @property
    def typesetting(self) -> Typesetting | None:
        """Return what typesets the formulas of the page; None where nothing of ours does."""
        options = self.reading.options
        if options.engine is None:
            return None
        address = page_url(self.page.path, directory_urls=self.reading.host.directory_urls)
        own = f"{to_root(address)}{ASSETS}/{options.engine.name}/"
        return Typesetting(options.engine, own if options.engine_folder else None)

    def has(self, path: str) -> bool:
        """Return whether the docs folder has a file at ``path``."""
        return path in self.reading.folder.files

    def source_link(self, path: str) -> str:
        """Return the link to a file as the page's source writes it, for the host to rewrite."""
        return to_root(self.page.path) + path

    def veil(self) -> None:
        """Take the names of people who are hidden out of the page's front matter."""
        meta, veiled = self.page.meta, self.reading.options.people.veiled
        texts = {name: value for name, value in meta.items() if isinstance(value, str)}
        meta.update({name: veiled(text) for name, text in texts.items()})

    def retitle(self) -> None:
        """Give the page the title that it shows."""
        if self.page.path in self.reading.pages:
            title = self.title.replace("<", "&lt;")  # themes print it as HTML
            if "title" in self.page.meta:
                self.page.meta["title"] = title
            elif getattr(self.page, "title_override", None) is None:
                self.page.title = title


def ask(md: Markdown, options: Mapping[str, Any]) -> Told | None:
    """Return what the host tells of the page that ``md`` renders; None for one that tells nothing.

    Args:
        md: The instance that renders it.
        options: Of the extension.
    """
    context = md.preprocessors[_CONTEXT] if _CONTEXT in md.preprocessors else None  # noqa: SIM401 (it has no get)
    page, config = getattr(context, "page", None), getattr(context, "config", None)
    if not (isinstance(getattr(page, "meta", None), dict) and isinstance(config, dict)):
        return None
    host = Host.of(config, str(config.get("root_dir", ".")), options)
    return Told(page, reading_of(host, str(page.path))) if page and host.docs.is_dir() else None


class Arrival(Preprocessor):
    """Before anything else of ours: what the host tells, and a text without what is hidden."""

    def __init__(self, state: State, options: Mapping[str, Any]) -> None:
        super().__init__(state.md)
        self.state = state
        self.options = options
        self.told: Told | None = None
        self.is_over = False
        """Whether there are elements of the whole page, and nothing is left but to write them."""
        self.ask()

    def ask(self) -> None:
        """Ask the host about the page, and hand on what it tells."""
        self.told = ask(self.state.md, self.options)
        if self.told:
            self.told.veil()
            self.state.page, self.state.renderer = self.told.context, self.told.reading.renderer

    def run(self, lines: list[str]) -> list[str]:
        """Return the text that is shown."""
        self.is_over = False
        self.ask()
        if self.told is None:
            return lines
        self.told.retitle()
        if self.told.page.path in self.told.reading.drafts:
            return []
        return self.told.reading.options.people.veiled("\n".join(lines)).split("\n")


class Departure(Treeprocessor):
    """Behind everything else: note that the page's elements are made.

    Processors such as that of the table of contents let single headings run through to their end.
    """

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(arrival.md)
        self.arrival = arrival

    def run(self, root: Element) -> None:
        """Note that what is written next is the page."""
        del root
        self.arrival.is_over = True


class Tags(Postprocessor):
    """Add the tags of what a page loads: scripts, and the style sheet where the site has it not."""

    def __init__(self, state: State, arrival: Arrival) -> None:
        super().__init__(state.md)
        self.state = state
        self.arrival = arrival

    def run(self, text: str) -> str:
        """Return the content of the page with those tags."""
        told = self.arrival.told
        if told is None or not self.arrival.is_over:
            return text
        return "\n".join([*self._styles(told, text), text, *self._scripts(told, text)])

    def _styles(self, told: Told, text: str) -> Iterator[str]:
        named = any(style.lstrip("/") == _STYLES for style in told.reading.host.styles)
        if 'class="paperreview-' in text and not named and told.has(_STYLES):
            yield self.state.renderer.head(
                stylesheet=told.source_link(_STYLES),
                preloads=(),
                description=None,
                preview=None,
                image=None,
            )

    def _scripts(self, told: Told, text: str) -> Iterator[str]:
        at = self.state.renderer.setting(told.page.path, self.state.page.site)
        wanted = told.page.meta.get("mathjax")
        for script in needed_scripts(text, at, told.typesetting, wanted):
            path = f"{ASSETS}/{script.name}"
            if told.has(path):
                yield self.state.renderer.script(src=told.source_link(path), data=script.data)
