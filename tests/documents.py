"""Read built HTML as a tree, as far as tests ask about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"}
_VOID |= {"param", "source", "track", "wbr"}


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, *tags: str, cls: str = "") -> list[Node]:
        """Return the elements below with one of ``tags`` and the class ``cls``; none means any."""
        return [
            node
            for node in self.walk()
            if node is not self
            and (not tags or node.tag in tags)
            and (not cls or cls in node.attributes.get("class", "").split())
        ]

    def one(self, *tags: str, cls: str = "") -> Node:
        """Return the only such element."""
        (found,) = self.all(*tags, cls=cls)
        return found

    @property
    def raw_text(self) -> str:
        """Return the text below as it stands."""
        return "".join(c if isinstance(c, str) else c.raw_text for c in self.children)

    @property
    def text(self) -> str:
        """Return the text below, blanks folded."""
        return " ".join(self.raw_text.split())

    @property
    def identifiers(self) -> list[str]:
        """Return every place below that a fragment can lead to."""
        return [
            value
            for node in self.walk()
            for name in ("id", "name")
            if (value := node.attributes.get(name)) and (name == "id" or node.tag == "a")
        ]

    @property
    def links(self) -> dict[str, str]:
        """Return text → target of the links below."""
        return {a.text: a.attributes["href"] for a in self.all("a") if "href" in a.attributes}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_html(markup: str) -> Node:
    """Return ``markup`` as a tree under a nameless root."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.open[0]
