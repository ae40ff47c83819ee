"""What can go wrong, and how it is said.

A mistake in the *source* is a :class:`Problem`: a value that is collected, reported, and never
stops a build. A mistake in the *set-up* is an exception:

* PaperReviewError
    - TemplateError: a template that cannot be rendered to well-formed markup
    - WordsError: replaced words that cannot be used
    - SettingsError: settings of a site that cannot be used
    - PeopleError: a file of people that cannot be used

Wrong options are reported by the host that reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class PaperReviewError(Exception):
    """Base of every exception that this package raises on purpose."""


class TemplateError(PaperReviewError):
    """Say which template is wrong, where, and why."""


class WordsError(PaperReviewError):
    """Say which of the words that replace ours cannot be used, and why."""


class SettingsError(PaperReviewError):
    """Say which of a site's settings cannot be used, and why."""


class PeopleError(PaperReviewError):
    """Say which lines of a site's file of people cannot be used, and why; a line for each."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful in the source."""

    rule: str
    """Name of the rule, one of :data:`RULES`."""

    message: str
    """What was found, in one clause."""

    remedy: str
    """What to write instead."""

    line: int = 0
    """1-based line in the file; 0 when the whole file is meant."""

    path: str = ""
    """Path of the file below the docs folder, ``/``-separated."""

    def at(self, path: str, first_line: int = 1) -> Problem:
        """Return the problem placed in ``path``, whose text begins on ``first_line``."""
        return replace(self, path=path, line=self.line and self.line + first_line - 1)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.rule}: {self.message} ({self.remedy})"


RULES = {
    "ambiguous-date": "warn",
    "author": "info",
    "contradiction": "warn",
    "date": "warn",
    "directive": "warn",
    "encoding": "warn",
    "front-matter": "warn",
    "hidden-name": "warn",
    "image": "warn",
    "likely-duplicate": "info",
    "no-authors": "info",
    "no-links": "info",
    "no-presenter": "warn",
    "no-title": "info",
    "placeholder": "warn",
    "session": "warn",
    "status": "warn",
    "unclosed-comment": "warn",
    "unclosed-fence": "warn",
    "unclosed-html": "warn",
    "unclosed-math": "warn",
    "undated": "warn",
    "unsafe-link": "warn",
}
"""Every rule with its default level: ``info`` informs, ``warn`` makes ``--strict`` fail."""

LEVELS = ("off", "info", "warn")
"""The levels that a rule can be set to."""


def levels_of(value: Mapping[object, object]) -> dict[str, str]:
    """Return rule → level as written: YAML reads a bare ``off`` as false."""
    return {str(rule): "off" if level is False else str(level) for rule, level in value.items()}


def wrong_levels(value: object) -> list[str]:
    """Return what is wrong with levels that a site sets, all of it."""
    if not isinstance(value, dict):
        return ["expected rules with their level, one a line: `no-links: off`"]
    levels = levels_of(value)
    known = f"The rules are {', '.join(RULES)}."
    wrong = [f"there is no rule {rule!r}. {known}" for rule in levels if rule not in RULES]
    return wrong + [
        f"{rule}: {level!r} is none of {', '.join(LEVELS)}"
        for rule, level in levels.items()
        if level not in LEVELS
    ]
