"""What a site's options mean; all mistakes in them at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.clock import today
from mkdocs_paperreview.errors import (
    PeopleError,
    SettingsError,
    levels_of,
    wrong_levels,
)
from mkdocs_paperreview.formats import is_known
from mkdocs_paperreview.illustrations import wrong_portraits
from mkdocs_paperreview.math import ENGINES, Engine
from mkdocs_paperreview.people import PEOPLE_FILE, People, read_people
from mkdocs_paperreview.sources import Scope, wrong_patterns
from mkdocs_paperreview.syntax import GRAMMAR, SETTINGS, Grammar, make_grammar, wrong_settings
from mkdocs_paperreview.words import DEFAULT, mistakes, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mkdocs_paperreview.standalone.host import Host


@dataclass(frozen=True, slots=True)
class Options:
    """What a site's options mean."""

    language: str = DEFAULT
    words: Mapping[str, str] = field(default_factory=dict)
    grammar: Grammar = GRAMMAR
    people: People = field(default_factory=People)
    people_file: Path = Path(PEOPLE_FILE)
    """Where that stands, or would."""
    reviews: tuple[str, ...] = ()
    """Patterns of the pages that are read; all where there is none."""
    portraits: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    """Rule → level."""
    engine: Engine | None = None
    """What typesets formulas; None where the site's own set-up does, or nothing."""
    engine_folder: Path | None = None
    """Where its files are, where the site serves them itself."""

    @classmethod
    def of(cls, host: Host) -> Options:
        """Return what a host's options mean.

        Raises:
            SettingsError: some cannot be used; a line for each mistake.
        """
        given = {name: value for name, value in host.options.items() if value not in (None, "")}
        folder, math = Path(host.folder), given.get("math", {})
        people, wrong = _people(folder, given.get("people"))
        wrong = [*_mistakes(given, folder), *wrong]
        if wrong:
            raise SettingsError("\n".join(wrong))
        grammar = make_grammar(
            {name: given.get(name) for name in SETTINGS},
            given.get("words", {}).get("hidden_member", ""),
        )
        language = str(given.get("language") or host.language or DEFAULT)
        shown = words(language, given.get("words", {}), grammar.calendar.unit)
        source = math.get("source")
        return cls(
            language=language,
            words=shown,
            grammar=grammar,
            people=replace(people, veil=shown["hidden_member"]),
            people_file=folder / given.get("people", PEOPLE_FILE),
            reviews=tuple(given.get("reviews", ())),
            portraits=given.get("portraits", {}),
            levels=levels_of(given.get("problems", {})),
            engine=None if host.own_math else ENGINES.get(math.get("engine", "katex")),
            engine_folder=folder / source if source else None,
        )

    @property
    def scope(self) -> Scope:
        """Return which pages are read, by whom, and when."""
        return Scope(
            reviews=self.reviews,
            people=self.people,
            people_file=self.people_file.name,
            today=today(),
            drafts=False,
        )


def _people(folder: Path, name: object) -> tuple[People, list[str]]:
    """Return the people of a file, and what is wrong with it."""
    if name is not None and not isinstance(name, str):
        return People(), [f"people: {name!r} is no path"]
    file = folder / (name or PEOPLE_FILE)
    if not name and not file.is_file():
        return People(), []
    try:
        return read_people(file.read_bytes(), file.name), []
    except (PeopleError, OSError) as error:
        return People(), [str(error)]


def _mistakes(given: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """Yield what is wrong with options, each with the name of its own."""
    found: dict[str, Iterable[str]] = dict(wrong_settings(given))
    checks: dict[str, Callable[[Any], Iterable[str]]] = {
        "reviews": wrong_patterns,
        "words": mistakes,
        "language": _wrong_language,
        "portraits": wrong_portraits,
        "problems": wrong_levels,
        "math": lambda value: _wrong_math(value, folder),
    }
    found |= {name: check(given[name]) for name, check in checks.items() if name in given}
    return (f"{name}: {mistake}" for name, wrong in found.items() for mistake in wrong)


def _wrong_language(value: object) -> Iterator[str]:
    if not is_known(value):
        yield f"{value!r} is no language that there are words for"


def _wrong_math(value: object, folder: Path) -> Iterator[str]:
    """Yield what is wrong with the group of options that says how formulas are typeset."""
    if not isinstance(value, dict):
        yield "expected options, one a line: `engine: katex`"
        return
    name, source = value.get("engine", "katex"), value.get("source")
    if name not in (*ENGINES, "none"):
        yield f"engine: {name!r} is none of {', '.join((*ENGINES, 'none'))}"
    elif source is not None and not isinstance(source, str):
        yield f"source: {source!r} is no path"
    elif source and name in ENGINES:
        missing = ENGINES[name].missing_in(folder / source)
        yield from [f"source: {missing}"] if missing else []
