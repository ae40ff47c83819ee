"""Files of a docs folder → text → every review, as far as a group wants them to be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import blake2b
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
    from collections.abc import Iterator, Mapping, Sequence

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


class Scope(NamedTuple):
    """Which pages are read, by whom, and when."""

    reviews: tuple[str, ...] = ()
    """Patterns, as in ``.gitignore``, of the pages that are read; all where there is none."""
    people: People = People()
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


class ReadFile(NamedTuple):
    """What a file holds."""

    page: ReadPage
    problem: Problem | None
    """What could not be decoded."""
    text: str | None
    """What is shown in its stead; None where it is shown as it is."""


File = tuple[str, tuple[bool, bytes]]
"""Path of a file, whether it is wanted, and its content."""

Each = Callable[[Callable[[File], ReadFile], Collection[File]], Iterable[ReadFile]]
"""Applies a function to every file, as ``map`` does."""

Known = dict[tuple[str, bool, bytes], ReadFile]
"""Path of a file, whether it is wanted, and a digest of its content → what it holds."""


def collect(
    sources: Iterable[tuple[str, bytes]],
    grammar: Grammar = GRAMMAR,
    scope: Scope | None = None,
    known: Known | None = None,
    each: Each = map,
) -> Collected:
    """Return the reviews of ``sources``: pairs of path (``/``-separated) and content.

    Args:
        sources: The files.
        grammar: What they are written in.
        scope: Which of them are read.
        known: What was read before, by the same grammar and with the same people; it is brought up
            to date. Unchanged files give the very same values again.
        each: Reads one file after another, in whatever way, where nothing was read before.
    """
    scope = scope or Scope()
    wanted = scope.wants()
    files = {path: (wanted(path), data) for path, data in sources}
    if known is None:
        found = list(each(partial(_read_file, grammar, scope), files.items()))
    else:
        found = _read_again(files, grammar, scope, known)
    repaired = {f.page.page.path: f.text for f in found if f.text is not None}
    problems: list[Problem] = []
    for one in found:
        problems += [one.problem] if one.problem else []
        problems += one.page.problems
    read = [one.page for one in found]
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


def _read_file(grammar: Grammar, scope: Scope, file: File) -> ReadFile:
    path, (wanted, data) = file
    return _read(path, wanted, data, grammar, scope)


def _read(path: str, wanted: bool, data: bytes, grammar: Grammar, scope: Scope) -> ReadFile:  # noqa: FBT001 (a pair of the caller's)
    decoded = decode(data)
    text = scope.people.veiled(decoded.text)
    is_shown = decoded.problem is None and text == decoded.text
    return ReadFile(
        read_page(path, text, grammar, wanted=wanted),
        decoded.problem.at(path) if decoded.problem else None,
        None if is_shown else text,
    )


def _read_again(
    files: Mapping[str, tuple[bool, bytes]], grammar: Grammar, scope: Scope, known: Known
) -> list[ReadFile]:
    """Return what files hold, and note it in ``known``, which forgets all others."""
    before = dict(known)
    known.clear()
    for path, (wanted, data) in files.items():
        name = (path, wanted, blake2b(data).digest())
        known[name] = before.get(name) or _read(path, wanted, data, grammar, scope)
    return list(known.values())


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
    if not places:
        yield from pages
        return
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


def is_page(path: str) -> bool:
    """Return whether the file at ``path`` is a page, by its ending."""
    return path.lower().endswith(SUFFIXES)


def site_path(path: str, *, directory_urls: bool = True) -> str:
    """Return the path that the file at ``path`` has in the site."""
    if not is_page(path):
        return path
    parent, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    stem = "index" if stem == "README" else stem
    folder = f"{parent}/" if parent else ""
    is_folder = directory_urls and stem != "index"
    return f"{folder}{stem}/index.html" if is_folder else f"{folder}{stem}.html"


def page_url(path: str, *, directory_urls: bool = True) -> str:
    """Return the address that MkDocs gives to the page at ``path``, relative to the site's root."""
    target = site_path(path, directory_urls=directory_urls)
    return quote(target.removesuffix("index.html") if directory_urls else target)


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
