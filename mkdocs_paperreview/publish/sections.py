"""The sections of a page, as Material's search wants them in its index.

Material's own parser takes longer with a page than the theme does. The HTML of a page with reviews
is regular enough to be divided by one expression. Where it is not, nothing is said of it here, and
that parser reads the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import islice
from math import inf
from typing import TYPE_CHECKING

from mkdocs_paperreview.syntax.tags import VOID_TAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

# <li>, </p>, <img src="a"/>; <!-- a -->; any other <
_MARKUP = re.compile(
    r'<(?:(/?)([a-z][a-z0-9-]*)((?:\s+[a-z][a-z-]*(?:="[^"]*")?)*)\s*(/?)>|!-- [^<>]*-->|())'
)
# id="a", or a name alone
_ATTRIBUTE = re.compile(r'(?P<name>[a-z][a-z-]*)(?:="(?P<value>[^"]*)")?')
_UNREAD = re.compile(r"<(?:textarea|title|style|script[^>]*>(?!</script>))|linenodiv")
"""What a parser of HTML, or Material's, reads in another way."""

_VOID = VOID_TAGS | {"param", "track"}
_KEPT = frozenset(["p", "code", "pre", "li", "ol", "ul", "sub", "sup"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NEVER_SHOWN = frozenset(["object", "script", "style"])


@dataclass(slots=True)
class Section:
    """A heading and what stands below it, with the names that Material gives them."""

    tag: str = ""
    """Of the heading; none above the first one."""
    depth: float = 0
    """Elements that are open in the heading; beyond all others when they have ended."""
    id: str | None = None
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def is_excluded(self) -> bool:
        """Return whether the heading keeps its section out of the index."""
        return self.excluded


def sections(html: str) -> list[Section] | None:
    """Return the sections of a page; None where the page is not regular.

    Source: ``material.plugins.search.plugin.Parser`` of Material 9.8, observed.
    """
    if _UNREAD.search(html):
        return None
    parts = _MARKUP.split(html)
    columns = [parts[number::6] for number in range(6)]
    if "" in columns[-1]:
        return None
    reader = _Reader()
    for text, slash, tag, attributes, slash_behind, _ in zip(*columns, strict=False):
        if text:
            reader.read(text)
        if tag and not slash:
            reader.open(tag, attributes)
        if tag and (slash or slash_behind):
            reader.close(tag)
    if parts[-1]:
        reader.read(parts[-1])
    return reader.found


class _Reader:
    """Takes text and tags one after another, and knows in which section it is."""

    def __init__(self) -> None:
        self.found: list[Section] = []
        self._section = Section()
        self._parts = self._section.text
        """What the text of the section, or of its title, consists of."""
        self._context: list[str] = []
        """Tags that are open."""
        self._skipped = set(_NEVER_SHOWN)
        """Tags whose content is left out."""
        self._is_hidden = False
        """Whether one of them is open."""
        self._permalinks: list[int] = []
        """How many tags are open in each permalink."""

    def open(self, tag: str, written: str) -> None:
        """Begin an element."""
        if tag in _VOID:
            return
        self._context.append(tag)
        if tag in _HEADINGS or "data-search" in written or "headerlink" in written:
            if self._told(tag, dict(_ATTRIBUTE.findall(written))):
                return
        elif not self.found:
            self.found.append(self._section)
        if tag in self._skipped:
            self._is_hidden = True
        elif tag in _KEPT and not self._is_hidden:
            self._parts.append(f"<{tag}>")

    def _told(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Heed what the attributes of an element tell; return whether they exclude it."""
        if tag in _HEADINGS and "id" in attributes:
            self._begin(tag, attributes)
        elif not self.found:
            self.found.append(self._section)
        self._choose()
        if tag == "a" and attributes.get("class") == "headerlink":
            self._permalinks.append(len(self._context))
        if "data-search-exclude" not in attributes:
            return False
        self._skipped.add(tag)
        self._is_hidden = True
        return True

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin the section of a heading."""
        depth = len(self._context)
        if tag != "h1" and not self.found:
            self.found.append(Section(depth=depth))
        name = unescape(attributes["id"]) if self.found else None
        self._section = Section(tag, depth, name, "data-search-exclude" in attributes)
        self.found.append(self._section)

    def close(self, tag: str) -> None:
        """End an element, unless another one is open in it."""
        if not self._context or self._context[-1] != tag:
            return
        if self._section.depth > len(self._context):
            self._leave()
        if self._permalinks and self._permalinks[-1] == len(self._context):
            self._permalinks.pop()
        self._context.pop()
        if tag in self._skipped:
            self._skipped.difference_update({tag} - _NEVER_SHOWN)
            self._is_hidden = not self._skipped.isdisjoint(self._context)
            self._choose()
            return
        if tag in _HEADINGS:
            self._choose()
        if tag in _KEPT and not self._is_hidden:
            _end(self._parts, tag)

    def _leave(self) -> None:
        """Go back to the section in which the one that ends here began."""
        for section in reversed(self.found):
            if section.depth <= len(self._context):
                self._section.depth = inf
                self._section = section
                self._choose()
                return

    def _choose(self) -> None:
        """Decide whether what comes is a part of a title or of a text."""
        section = self._section
        self._parts = section.title if section.tag in self._context else section.text

    def read(self, text: str) -> None:
        """Take what stands between two tags."""
        if self._is_hidden:
            return
        if "&" in text:
            text = unescape(text)
        is_blank, is_code = text.isspace(), "pre" in self._context
        if not is_code:
            text = " " if is_blank else text.replace("\n", " ")
        if not self.found:
            self.found.append(self._section)
        parts = self._parts
        if parts is self._section.title:
            parts += [] if self._permalinks else [escape(text, quote=False)]
        elif not is_blank or is_code or not parts or not parts[-1].isspace():
            parts.append(escape(text, quote=False))


def _end(parts: list[str], tag: str) -> None:
    """Add an end tag, or take away the start tag where nothing but blanks is behind it."""
    start = parts.index(f"<{tag}>")
    if any(not part.isspace() for part in islice(parts, start + 1, None)):
        parts.append(f"</{tag}>")
    else:
        del parts[start:]
