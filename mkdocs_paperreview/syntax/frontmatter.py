"""Read the YAML that a page may begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from mkdocs_paperreview.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

# The same text that MkDocs takes for front matter (mkdocs.utils.meta).
_FENCED = re.compile(r"-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
# PyYAML's constructors let these through: `2020-13-45`, `!!bool x`, `!!timestamp x`, `!!int ""`.
_VALUE_ERRORS = (ValueError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A page's front matter and what follows it."""

    body: str
    """The Markdown. All of the source when the front matter cannot be read."""
    data: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def split(source: str) -> FrontMatter:
    """Return the front matter of ``source`` apart from its body."""
    fenced = _FENCED.match(source)
    if fenced is None:
        return FrontMatter(source)
    try:
        data = YAMLHandler().load(fenced["yaml"])
    except yaml.YAMLError as error:
        return FrontMatter(source, problems=(_not_yaml(error),))
    except _VALUE_ERRORS as error:
        return FrontMatter(source, problems=(_problem(str(error), 1),))
    if not isinstance(data, dict):
        return FrontMatter(source, problems=(_problem("it holds no `name: value` lines", 1),))
    return FrontMatter(source[fenced.end() :], data)


def _not_yaml(error: yaml.YAMLError) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        return _problem(" ".join(str(error).split()), 1)
    line = error.problem_mark.line + 2 if error.problem_mark else 1
    return _problem(error.problem or error.context or "it cannot be read", line)


def _problem(reason: str, line: int) -> Problem:
    return Problem(
        "front-matter",
        f"the front matter is not YAML: {reason}",
        "write `name: value` lines between two lines of ---; quote a value that holds a colon",
        line,
    )
