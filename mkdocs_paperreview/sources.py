"""Files of a docs folder → text that can be parsed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.syntax import GRAMMAR, read_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_paperreview.syntax import Directive, Grammar

SUFFIXES = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""Endings of the files that MkDocs reads as pages."""


class Decoded(NamedTuple):
    """The text of a file."""

    text: str
    """With ``\\n`` line ends and no byte order mark."""
    problem: Problem | None
    """What could not be decoded: it stands in the text as U+FFFD."""


class Collected(NamedTuple):
    """What a set of files holds."""

    library: Library
    directives: tuple[tuple[str, int, Directive], ...]
    """Each with path and line."""
    problems: tuple[Problem, ...]
    repaired: dict[str, str]
    """Path → text of the files that could not be decoded as they are."""


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


def collect(sources: Iterable[tuple[str, bytes]], grammar: Grammar = GRAMMAR) -> Collected:
    """Return the reviews of ``sources``: pairs of path (``/``-separated) and content."""
    pages = []
    directives: list[tuple[str, int, Directive]] = []
    problems: list[Problem] = []
    repaired: dict[str, str] = {}
    for path, data in sources:
        decoded = decode(data)
        if decoded.problem:
            problems.append(decoded.problem.at(path))
            repaired[path] = decoded.text
        read = read_page(path, decoded.text, grammar)
        if read.page.reviews:
            pages.append(read.page)
        directives += ((path, line, directive) for line, directive in read.directives)
        problems += read.problems
    library = Library(tuple(pages))
    problems += (p for d in directives if (p := _unknown_name(library, *d)))
    return Collected(library, tuple(directives), tuple(problems), repaired)


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
    if presenter is not None and library.presenter(presenter) is None:
        found, remedy = f"nobody is called {presenter!r}", "write the name as on a review"
    elif period is not None and library.of_period(period) is None:
        found, remedy = f"no review belongs to {period!r}", 'write a period such as "2020-q3"'
    elif venue is not None and not library.of_venue(venue):
        found, remedy = f"no paper appeared at {venue!r}", "write the venue as a card shows it"
    else:
        return None
    return Problem("directive", found, remedy, line, path)


def _line(error: UnicodeDecodeError) -> int:
    return error.object[: error.start].count(b"\n") + 1


def _problem(what: str, line: int) -> Problem:
    return Problem("encoding", f"the file holds {what}", "save it as UTF-8 text", line)
