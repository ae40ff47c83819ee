"""Where something is shown: on which page of which site, in which language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs_paperreview import formats
from mkdocs_paperreview.rendering.links import quoted, readdressed, rebased, to_root
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.words import DEFAULT
from mkdocs_paperreview.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from mkdocs_paperreview.period import Period

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where something is shown."""

    page: str
    """Path of the page below the docs folder."""
    site: Site = field(default_factory=Site)
    language: str = DEFAULT
    """Decides about numbers, dates and the order of names."""
    words: Mapping[str, str] = field(default_factory=partial(words_of, DEFAULT))
    """Name → word that is shown."""
    root: str | None = None
    """The way from the page's address to that of the site, where links are written as addresses;
    None where they are links between sources, which the host turns into addresses."""
    _links: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def word(self, name: str) -> str:
        """Return a word in the language of the page."""
        return self.words[name]

    def period(self, period: Period | None) -> str:
        """Return what people call a period, or the lack of one."""
        return formats.period(period, self.words, self.language) if period else self.word("undated")

    def to(self, path: str, fragment: str = "") -> str:
        """Return the link to the page or file at ``path``."""
        if path not in self._links:
            self._links[path] = self._link(path)
        link = self._links[path]
        return f"{link}#{fragment}" if fragment else link or "./"

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what is the same for all pages that share this setting, made once."""
        if name not in self._known:
            self._known[name] = make()
        found: T = self._known[name]
        return found

    def rebased(self, url: str, source: str) -> str:
        """Return ``url``, written on the page at ``source``, as this page writes it."""
        if self.root is None:
            return rebased(url, source, self.page)
        return readdressed(url, source, self.root, self.site.address)

    def _link(self, path: str) -> str:
        if self.root is None:
            return to_root(self.page) + quoted(path)
        found = self.site.address(path)
        return self.root + (quoted(path) if found is None else found)
