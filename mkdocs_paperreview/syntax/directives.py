"""Read listing directives: ``<!-- paperreview: reviews presenter="강진구" limit=5 -->``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.syntax.regions import Kind
from mkdocs_paperreview.syntax.switches import SWITCHES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_paperreview.syntax.lines import Scan

NUMBER = "a whole number from 1"
TEXT = "a text"

ARGUMENTS: dict[str, dict[str, str | tuple[str, ...]]] = {
    "reviews": {
        "presenter": TEXT,
        "period": TEXT,
        "venue": TEXT,
        "tag": TEXT,
        "latest": NUMBER,
        "limit": NUMBER,
        "page": NUMBER,
        "group": ("period", "year", "venue", "none"),
        "layout": ("list", "cards", "lines"),
    },
    "presenters": {"layout": ("tiles", "list"), "sort": ("name", "count", "latest")},
    "periods": {"layout": ("grid", "list")},
    "tags": {},
    "activity": {"presenter": TEXT},
    "summary": {"presenter": TEXT, "period": TEXT},
    "neighbours": {"period": TEXT},
    "filter": {},
}
"""Every listing with the arguments that it takes: their values, or what a value must be."""

_ONE_OF = {"neighbours": ("period",), "summary": ("presenter", "period")}
"""Listing → the arguments of which it needs exactly one."""

_EXCLUSIVE = (("latest", "limit"), ("latest", "page"), ("limit", "page"))
"""Arguments that contradict each other."""

_DIRECTIVE = re.compile(r"\s*<!--\s*paperreview:(?P<body>.*)-->\s*", re.DOTALL)
_ARGUMENT = re.compile(
    r"""\s*(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+))"""
)
_NUMBER = re.compile(r"0*[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Directive:
    """A request to show a listing."""

    name: str
    """One of :data:`ARGUMENTS`."""
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str | tuple[str, str], ...]:
        """Return name and arguments, to find a directive by."""
        return (self.name, *self.arguments.items())


def parse_directive(comment: str) -> Directive | Problem | None:
    """Return the directive that a comment holds, what is wrong with it, or None for any other.

    A switch, ``off`` or ``on``, is no directive; :mod:`~mkdocs_paperreview.syntax.switches` reads
    it.
    """
    match = _DIRECTIVE.fullmatch(comment)
    if match is None:
        return None
    name, rest = (*match["body"].split(maxsplit=1), "", "")[:2]
    rest = rest.strip()
    if name in SWITCHES:
        return _problem(f"cannot read {rest!r}", f"write {name!r} alone") if rest else None
    if name not in ARGUMENTS:
        return _problem(f"there is no listing {name!r}", f"write {_listed(ARGUMENTS, 'or')}")
    arguments: dict[str, str] = {}
    position = 0
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
    name, given = directive.name, directive.arguments
    accepted = ARGUMENTS[name]
    for argument, value in given.items():
        if argument not in accepted:
            takes = f"it takes {_listed(accepted)}" if accepted else "it takes no arguments"
            return _problem(f"{name!r} has no argument {argument!r}", takes)
        problem = _checked_value(argument, value, accepted[argument])
        if problem:
            return problem
    wanted = _ONE_OF.get(name)
    if wanted and len(set(wanted) & given.keys()) != 1:
        return _problem(f"{name!r} needs {_listed(wanted, 'or')}", f'write {wanted[-1]}="2020-q3"')
    for one, other in _EXCLUSIVE:
        if {one, other} <= given.keys():
            return _problem(f"{one!r} and {other!r} contradict each other", "write one of them")
    return directive


def _checked_value(argument: str, value: str, wanted: str | tuple[str, ...]) -> Problem | None:
    if wanted == NUMBER and not _NUMBER.fullmatch(value):
        return _problem(f"{argument}={value!r} is no number", f"write {NUMBER}")
    if isinstance(wanted, tuple) and value not in wanted:
        return _problem(f"{argument}={value!r} is unknown", f"write {_listed(wanted, 'or')}")
    return None


def _listed(words: Iterable[str], last: str = "and") -> str:
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final


def _problem(message: str, remedy: str) -> Problem:
    return Problem("directive", message, remedy)
