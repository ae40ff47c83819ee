"""Read the YAML that a page may begin with."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler

from mkdocs_paperreview.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

DEEPEST = 100
"""Lists and maps in one another that are read; parsers of YAML break far below."""

FIRST_LINE = 2
"""Line of the file on which the YAML begins."""

# The same text that MkDocs takes for front matter (mkdocs.utils.meta).
_FENCED = re.compile(r"-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_OPENERS = re.compile(r"[\[{?:-]")
# PyYAML's constructors let these through: `2020-13-45`, `!!bool x`, `!!timestamp x`, `!!int ""`.
_VALUE_ERRORS = (ValueError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)


class FrontMatter(NamedTuple):
    """A page's front matter and what follows it."""

    body: str
    """The Markdown. All of the source when the front matter cannot be read."""
    data: Mapping[Any, Any] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()
    text: str = ""
    """The YAML as written; empty where nothing could be read."""

    def root(self) -> yaml.MappingNode | None:
        """Return the YAML as nodes, which know their text and their lines."""
        node = yaml.compose(self.text, SafeLoader) if self.text else None
        return node if isinstance(node, yaml.MappingNode) else None

    def line(self, node: yaml.Node) -> int:
        """Return the 1-based line of the file on which ``node`` begins."""
        return int(node.start_mark.line) + FIRST_LINE

    def line_of(self, name: str) -> int:
        """Return the 1-based line of the file on which a key stands."""
        root = self.root()
        names = (key for key, _ in root.value) if root else ()
        return next((self.line(key) for key in names if key.value == name), 1)


def split(source: str) -> FrontMatter:
    """Return the front matter of ``source`` apart from its body."""
    fenced = _FENCED.match(source)
    if fenced is None:
        return FrontMatter(source)
    body = source[fenced.end() :]
    try:
        if _is_deep(fenced["yaml"]):
            return FrontMatter(body, problems=(_too_deep(),))
        data = YAMLHandler().load(fenced["yaml"])
    except yaml.YAMLError as error:
        return FrontMatter(source, problems=(_not_yaml(error),))
    except _VALUE_ERRORS as error:
        return FrontMatter(source, problems=(_problem(str(error), 1),))
    if not isinstance(data, dict):
        return FrontMatter(source, problems=(_problem("it holds no `name: value` lines", 1),))
    return FrontMatter(body, data, text=fenced["yaml"])


def _is_deep(text: str) -> bool:
    """Return whether lists and maps stand too deep in one another."""
    if sum(1 for _ in _OPENERS.finditer(text)) <= DEEPEST:
        return False
    depth = 0
    for event in yaml.parse(text, SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False


def _not_yaml(error: yaml.YAMLError) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        return _problem(" ".join(str(error).split()), 1)
    line = error.problem_mark.line + FIRST_LINE if error.problem_mark else 1
    return _problem(error.problem or error.context or "it cannot be read", line)


def _too_deep() -> Problem:
    return Problem(
        "front-matter",
        f"lists and maps stand more than {DEEPEST} deep in one another; it is not read",
        "write fewer brackets",
        1,
    )


def _problem(reason: str, line: int) -> Problem:
    return Problem(
        "front-matter",
        f"the front matter is not YAML: {reason}",
        "write `name: value` lines between two lines of ---; quote a value that holds a colon",
        line,
    )
