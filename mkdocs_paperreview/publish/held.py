"""Items of generated pages, added when a page is written.

MkDocs holds the content of every page until it has read the last one. Most of that of generated
pages are items, and each stands on several of them: they are held once, and named until then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_paperreview.rendering import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

# Markdown takes such characters out of what people write
_NAME = re.compile("\x02paperreview-items-(?P<number>[0-9]+)\x03")


@dataclass(frozen=True, slots=True)
class Held:
    """The items that the pages of a build show."""

    _items: list[Iterable[bytes]] = field(default_factory=list)

    def hold(self, items: Iterable[bytes]) -> str:
        """Return what stands for ``items``."""
        self._items.append(items)
        return f"\x02paperreview-items-{len(self._items) - 1}\x03"

    def filled(self, html: str) -> str:
        """Return HTML with the items in their places."""
        return _NAME.sub(lambda name: joined(self._items[int(name["number"])]), html)

    def told(self, html: str, *signs: str) -> str:
        """Return, for each sign that an item of a page has, the first such item."""
        numbers = [int(name["number"]) for name in _NAME.finditer(html)]
        items = [item for number in numbers for item in self._items[number]]
        wanted = (sign.encode() for sign in signs)
        return joined(next((i for i in items if sign in i), b"") for sign in wanted)
