"""The tree of a page's front matter: its maps, lists and texts, never more than is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from mkdocs_paperreview.syntax.frontmatter import FrontMatter
    from mkdocs_paperreview.syntax.labels import Labels

_BOOL, _MERGE, NULL, _STR = (
    f"tag:yaml.org,2002:{name}" for name in ("bool", "merge", "null", "str")
)
_TRUE = frozenset(["true", "yes", "on", "y"])


class Pair(NamedTuple):
    """A key with its value."""

    key: str
    node: yaml.Node
    line: int
    """1-based line of the file."""


class Nodes:
    """Reads maps and lists; aliases can multiply what is written, and are read no more then."""

    def __init__(self, front: FrontMatter, labels: Labels) -> None:
        self.front = front
        self.labels = labels
        self._left = len(front.text)
        """How many keys and items are still read."""

    def pairs(self, node: yaml.Node) -> list[Pair]:
        """Return the keys of a map with their values, those of merged maps last."""
        return list(self._keyed(node, merges=True).values())

    def _keyed(self, node: yaml.Node, *, merges: bool) -> dict[str, Pair]:
        found: dict[str, Pair] = {}
        merged: list[yaml.Node] = []
        for name, value in self._some(node) if isinstance(node, yaml.MappingNode) else ():
            if name.tag == _MERGE:
                merged += self.items(value) if isinstance(value, yaml.SequenceNode) else [value]
            elif isinstance(name, yaml.ScalarNode):
                held = self._untemplated(value)
                found[name.value] = Pair(name.value, held, self.front.line(name))
        for other in merged if merges else ():
            found = self._keyed(other, merges=False) | found
        return found

    def _untemplated(self, node: yaml.Node) -> yaml.Node:
        """Return what a template left as text, which YAML takes for a map: ``{Your name}``."""
        is_flow = isinstance(node, yaml.MappingNode) and node.flow_style
        pairs: list[Any] = node.value if is_flow else []
        if len(pairs) != 1 or pairs[0][1].tag != NULL:
            return node
        text = f"{{{pairs[0][0].value}}}"
        if self.labels.placeholder(text) is None:
            return node
        return yaml.ScalarNode(_STR, text, node.start_mark, node.end_mark)

    def items(self, node: yaml.Node) -> list[yaml.Node]:
        """Return what a list holds; nothing for what is none."""
        items = self._some(node) if isinstance(node, yaml.SequenceNode) else []
        return list(map(self._untemplated, items))

    def _some(self, node: yaml.CollectionNode) -> list[Any]:
        """Return what a node holds, as long as not more is read than was written."""
        read: list[Any] = node.value[: max(self._left, 0)]
        self._left -= len(read)
        return read


def is_map(pair: Pair) -> bool:
    """Return whether the value of a pair is a map."""
    return isinstance(pair.node, yaml.MappingNode)


def is_empty(node: yaml.Node) -> bool:
    """Return whether nothing is written, or that there is nothing."""
    if isinstance(node, yaml.ScalarNode):
        return node.tag == NULL or as_flag(node) is False or not str(node.value).strip()
    return not node.value


def as_flag(node: yaml.Node) -> bool | None:
    """Return a truth value; None for what is none."""
    return str(node.value).lower() in _TRUE if node.tag == _BOOL else None


def as_text(node: yaml.Node) -> str:
    """Return a value as it is written, on one line; nothing for lists, maps, truth and null."""
    if not isinstance(node, yaml.ScalarNode) or node.tag in (_BOOL, NULL):
        return ""
    return " ".join(str(node.value).split())


def as_notes(node: yaml.Node) -> str:
    """Return Markdown as it is written."""
    return (
        str(node.value).strip("\n") if isinstance(node, yaml.ScalarNode) and as_text(node) else ""
    )
