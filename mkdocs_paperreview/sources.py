"""Files of a docs folder → text → every review, as far as a group wants them to be read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from pathspec import GitIgnoreSpec

from mkdocs_paperreview.doubts import doubtful_names
from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.people import PEOPLE_FILE, People
from mkdocs_paperreview.period import agreed
from mkdocs_paperreview.syntax import GRAMMAR, read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mkdocs_paperreview.model import Page
    from mkdocs_paperreview.period import Period
    from mkdocs_paperreview.syntax import Directive, Given, Grammar, ReadPage

SUFFIXES = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""Endings of the files that MkDocs reads as pages."""


class Decoded(NamedTuple):
    """The text of a file."""

    text: str
    """With ``\\n`` line ends and no byte order mark."""
    problem: Problem | None
    """What could not be decoded: it stands in the text as U+FFFD."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which pages are read, by whom, and when."""

    reviews: tuple[str, ...] = ()
    """Patterns, as in ``.gitignore``, of the pages that are read; all where there is none."""
    people: People = field(default_factory=People)
    """Who is who."""
    people_file: str = PEOPLE_FILE
    """What the file is called in which that stands."""
    today: date = date.max
    """The day that tells what is planned from what took place; the last of all by default."""
    drafts: bool = True
    """Whether drafts are collected as well."""

    def wants(self) -> Callable[[str], bool]:
        """Return what tells whether the page at a path is read."""
        return GitIgnoreSpec.from_lines(self.reviews).match_file if self.reviews else _everything


class Collected(NamedTuple):
    """What a set of files holds."""

    library: Library
    directives: tuple[tuple[str, int, Directive], ...]
    """Each with path and line."""
    problems: tuple[Problem, ...]
    repaired: dict[str, str]
    """Path → text of the files that are not shown as they are: they cannot be decoded, or hold the
    name of somebody who is hidden."""
    given: dict[str, tuple[Given, ...]]
    """Path → what front matter tells of, as the parser wants it."""
    unread: frozenset[str]
    """Paths of the pages in which no review is looked for."""
    drafts: frozenset[str]
    """Paths of the pages that are drafts as a whole."""


def decode(data: bytes) -> Decoded:
    """Return ``data`` as text, whatever it holds."""
    problem = None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", errors="replace")
        problem = _problem("bytes that are not UTF-8", _line(error))
    if "\0" in text:
        problem = problem or _problem("a NUL character", text[: text.index("\0")].count("\n") + 1)
        text = text.replace("\0", "\ufffd")
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), problem)


def collect(
    sources: Iterable[tuple[str, bytes]], grammar: Grammar = GRAMMAR, scope: Scope | None = None
) -> Collected:
    """Return the reviews of ``sources``: pairs of path (``/``-separated) and content."""
    scope = scope or Scope()
    wanted = scope.wants()
    repaired: dict[str, str] = {}
    problems: list[Problem] = []
    read: list[ReadPage] = []
    for path, data in sources:
        decoded = decode(data)
        text = scope.people.veiled(decoded.text)
        if decoded.problem:
            problems.append(decoded.problem.at(path))
        if decoded.problem or text != decoded.text:
            repaired[path] = text
        read.append(read_page(path, text, grammar, wanted=wanted(path)))
        problems += read[-1].problems
    pages = (one.page if scope.drafts else _published(one.page) for one in read)
    held = _agreeing([page for page in pages if page.reviews])
    library = Library(tuple(held), scope.people, scope.today, grammar.calendar)
    directives = tuple((one.page.path, *found) for one in read for found in one.directives)
    problems += (p for d in directives if (p := _unknown_name(library, *d)))
    problems += doubtful_names(library, scope.people_file)
    return Collected(
        library,
        directives,
        tuple(problems),
        repaired,
        given={one.page.path: one.given for one in read if one.given},
        unread=frozenset(one.page.path for one in read if not one.is_read),
        drafts=frozenset(one.page.path for one in read if one.is_draft),
    )


def wrong_patterns(value: object) -> list[str]:
    """Return what is wrong with a list of patterns, all of it."""
    if not isinstance(value, list | tuple) or not value:
        return ["expected a list of patterns, as in `.gitignore`: `- papers/`"]
    wrong = [f"{pattern!r} is no text" for pattern in value if not isinstance(pattern, str)]
    for pattern in value if not wrong else ():
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError as error:
            wrong.append(f"{pattern!r} is no pattern: {error}")
    return wrong


def _everything(_: str) -> bool:
    return True


def _agreeing(pages: Sequence[Page]) -> Iterator[Page]:
    """Yield ``pages``, where a period of the group's own is the same on all of them."""
    told = chain.from_iterable((p.period, *(r.period for r in p.reviews)) for p in pages)
    places = agreed(filter(None, told))
    for page in pages:
        reviews = (replace(r, period=_agreed(r.period, places)) for r in page.reviews)
        yield replace(page, period=_agreed(page.period, places), reviews=tuple(reviews))


def _agreed(told: Period | None, places: Mapping[Period, Period]) -> Period | None:
    return places.get(told, told) if told else None


def _published(page: Page) -> Page:
    """Return a page without the reviews that are drafts."""
    return replace(page, reviews=tuple(r for r in page.reviews if r.status != "draft"))


def read_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every page below ``folder``, but for hidden ones."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                file = Path(parent, name)
                yield file.relative_to(folder).as_posix(), file.read_bytes()


def page_url(path: str, *, directory_urls: bool = True) -> str:
    """Return the address that MkDocs gives to the page at ``path``, relative to the site's root."""
    parent, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    stem = "index" if stem == "README" else stem
    folder = f"{parent}/" if parent else ""
    if not directory_urls:
        return quote(f"{folder}{stem}.html")
    return quote(folder if stem == "index" else f"{folder}{stem}/")


def _unknown_name(library: Library, path: str, line: int, directive: Directive) -> Problem | None:
    """Return what is wrong with a directive that asks for somebody or a time nobody knows."""
    presenter = directive.arguments.get("presenter")
    period = directive.arguments.get("period")
    venue = directive.arguments.get("venue")
    tag = directive.arguments.get("tag")
    if presenter is not None and library.presenter(presenter) is None:
        found, remedy = f"nobody is called {presenter!r}", "write the name as on a review"
    elif period is not None and library.of_period(period) is None:
        found, remedy = f"no review belongs to {period!r}", _period_remedy(library)
    elif venue is not None and not library.of_venue(venue):
        found, remedy = f"no paper appeared at {venue!r}", "write the venue as a card shows it"
    elif tag is not None and library.tag(tag) is None:
        found, remedy = f"no review has the tag {tag!r}", "write the tag as on a review"
    else:
        return None
    return Problem("directive", found, remedy, line, path)


def _period_remedy(library: Library) -> str:
    example = library.periods[-1] if library.periods else library.calendar.example
    return f'write a period such as "{example.id}"'


def _line(error: UnicodeDecodeError) -> int:
    return error.object[: error.start].count(b"\n") + 1


def _problem(what: str, line: int) -> Problem:
    return Problem("encoding", f"the file holds {what}", "save it as UTF-8 text", line)
