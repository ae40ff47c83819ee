"""Read listing directives: ``<!-- paperreview: reviews presenter="강진구" limit=5 -->``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.syntax.lines import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_paperreview.syntax.lines import Scan

ARGUMENTS = {
    "reviews": ("presenter", "period", "limit", "group"),
    "presenters": (),
    "periods": (),
    "neighbours": ("period",),
}
"""Every listing with the arguments that it takes."""

_DIRECTIVE = re.compile(r"\s*<!--\s*paperreview:\s*(?P<body>.*?)\s*-->\s*", re.DOTALL)
_ARGUMENT = re.compile(
    r"""\s*(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+))"""
)
_LIMIT = re.compile(r"0*[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Directive:
    """A request to show a listing."""

    name: str
    """One of :data:`ARGUMENTS`."""
    arguments: Mapping[str, str] = field(default_factory=dict)


def parse_directive(comment: str) -> Directive | Problem | None:
    """Return the directive that a comment holds, what is wrong with it, or None for any other."""
    match = _DIRECTIVE.fullmatch(comment)
    if match is None:
        return None
    name, rest = (*match["body"].split(maxsplit=1), "", "")[:2]
    if name not in ARGUMENTS:
        return _problem(f"there is no listing {name!r}", f"write one of {', '.join(ARGUMENTS)}")
    arguments: dict[str, str] = {}
    position = 0
    rest = rest.strip()
    while position < len(rest):
        found = _ARGUMENT.match(rest, position)
        if found is None:
            return _problem(f"cannot read {rest[position:].strip()!r}", 'write name="value"')
        arguments[found["name"]] = found["double"] or found["single"] or found["bare"] or ""
        position = found.end()
    return _checked(Directive(name, arguments))


def find_directives(scan: Scan) -> Iterator[tuple[int, Directive | Problem]]:
    """Yield the line index and the content of every directive that stands on lines of its own."""
    for region in scan.regions:
        if region.kind is Kind.COMMENT:
            comment = "\n".join(scan.source.lines[region.first : region.end])
            found = parse_directive(comment)
            if found is not None:
                yield region.first, found


def _checked(directive: Directive) -> Directive | Problem:
    accepted = ARGUMENTS[directive.name]
    for name, value in directive.arguments.items():
        if name not in accepted:
            takes = f"it takes {', '.join(accepted)}" if accepted else "it takes no arguments"
            return _problem(f"{directive.name!r} has no argument {name!r}", takes)
        if name == "limit" and not _LIMIT.fullmatch(value):
            return _problem(f"limit={value!r} is no number", "write a whole number from 1")
        if name == "group" and value not in ("period", "none"):
            return _problem(f"group={value!r} is unknown", "write period or none")
    if directive.name == "neighbours" and "period" not in directive.arguments:
        return _problem("'neighbours' needs a period", 'write period="2020-q3"')
    return directive


def _problem(message: str, remedy: str) -> Problem:
    return Problem("directive", message, remedy)
