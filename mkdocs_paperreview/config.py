"""Every option of the plugin, with its default and what it does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_paperreview.errors import PeopleError, levels_of, wrong_levels
from mkdocs_paperreview.formats import is_known
from mkdocs_paperreview.illustrations import wrong_portraits
from mkdocs_paperreview.math import ENGINES
from mkdocs_paperreview.people import PEOPLE_FILE, People, read_people
from mkdocs_paperreview.sources import wrong_patterns
from mkdocs_paperreview.syntax import SETTINGS, make_grammar
from mkdocs_paperreview.words import languages, mistakes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs_paperreview.syntax import Grammar

GISCUS_LANGUAGES = (
    *("ar", "be", "bg", "ca", "cs", "da", "de", "en", "eo", "es", "eu", "fa", "fr", "gr", "gsw"),
    *("hbs", "he", "hu", "id", "it", "ja", "kh", "ko", "nl", "pl", "pt", "ro", "ru", "th", "tr"),
    *("uk", "uz", "vi", "zh-CN", "zh-TW"),
)
"""The languages that giscus speaks."""

_THEME = r"[a-z_]+|https://\S+"
_THEME_EXPECTED = "the name of a theme of giscus', or the https:// address of a style sheet"


class _Options(Config):
    """Options that report every mistake; MkDocs' own stop at the first."""

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Return every mistake and every warning."""
        mistakes: list[tuple[str, Exception]] = []
        failed, warned = super().validate()
        while failed and failed[0][0] not in dict(mistakes):
            mistakes += failed
            for name, _ in failed:
                self[name] = type(self)()[name]
            failed, _ = super().validate()
        return mistakes, warned


class _Levels(BaseConfigOption[dict[str, str]]):
    """A level for some of the rules; every wrong entry is reported."""

    def __init__(self) -> None:
        super().__init__()
        self.default: dict[str, str] = {}

    def run_validation(self, value: object) -> dict[str, str]:
        wrong = wrong_levels(value)
        if wrong:
            raise ValidationError("; ".join(wrong))
        assert isinstance(value, dict)  # noqa: S101 (anything else is a mistake)
        return levels_of(value)


class _Words(BaseConfigOption[dict[str, str]]):
    """Words in the stead of ours; every wrong one is reported."""

    def __init__(self) -> None:
        super().__init__()
        self.default: dict[str, str] = {}

    def run_validation(self, value: object) -> dict[str, str]:
        wrong = mistakes(value)
        if wrong:
            raise ValidationError("\n".join(wrong))
        assert isinstance(value, dict)  # noqa: S101 (anything else is a mistake)
        return value


class _Portraits(BaseConfigOption[dict[str, str]]):
    """Name → picture; every wrong entry is reported."""

    def __init__(self) -> None:
        super().__init__()
        self.default: dict[str, str] = {}

    def run_validation(self, value: object) -> dict[str, str]:
        wrong = list(wrong_portraits(value))
        if wrong:
            raise ValidationError("; ".join(wrong))
        assert isinstance(value, dict)  # noqa: S101 (anything else is a mistake)
        return {str(name): picture for name, picture in value.items()}


class _Setting(BaseConfigOption[Any]):
    """A value of what a group sets about its pages; every mistake in it is reported."""

    def __init__(self, check: Callable[[Any], Iterable[str]]) -> None:
        super().__init__()
        self.check = check

    def run_validation(self, value: object) -> object:
        wrong = [] if value is None else list(self.check(value))
        if wrong:
            raise ValidationError("\n".join(wrong))
        return value


class _Language(BaseConfigOption[str]):
    """A language that there are words for, or a variety of one."""

    def run_validation(self, value: object) -> str:
        if is_known(value):
            return str(value)
        raise ValidationError(
            f"{value!r} is none of {', '.join(languages())}, or one of these with its region, "
            "such as `en-GB`"
        )


class MathOptions(_Options):
    """How formulas are typeset."""

    engine = c.Choice((*ENGINES, "none"), default="katex")
    """``katex``, ``mathjax``, or ``none``: formulas are marked up, and nothing is loaded."""

    source = c.Optional(c.Dir(exists=True))
    """Folder with the engine's files, relative to ``mkdocs.yml``, that is copied into the site.

    Without it the engine comes from a public CDN.
    """

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Check also that the folder holds the engine."""
        failed, warned = super().validate()
        if not failed and self.source and self.engine in ENGINES:
            missing = ENGINES[self.engine].missing_in(Path(self.source))
            if missing:
                failed.append(("source", ValidationError(missing)))
        return failed, warned


class _Text(BaseConfigOption[str]):
    """A text of a certain form, or none."""

    def __init__(self, form: str, expected: str, default: str | None = None) -> None:
        super().__init__()
        self.form, self.expected = form, expected
        self.default = default

    def run_validation(self, value: object) -> str | None:
        if value is None or (isinstance(value, str) and re.fullmatch(self.form, value)):
            return value
        raise ValidationError(f"expected {self.expected}, not {value!r}")


class CommentsOptions(_Options):
    """Where discussions of pages are kept; names and values are giscus' own."""

    repo = _Text(r"[\w.-]+/[\w.-]+", "a repository: `owner/name`")
    repo_id = _Text(r"\S+", "the repository's identifier, as giscus.app shows it")
    category = _Text(r".*\S.*", "the name of a category of discussions")
    category_id = _Text(r"\S+", "the category's identifier, as giscus.app shows it")

    mapping = c.Choice(
        ("pathname", "url", "title", "og:title", "specific", "number"), default="pathname"
    )
    """What tells the discussion of a page."""

    term = _Text(r".*\S.*", "a text, or a number between quotation marks")
    """The title (``specific``) or the number of the one discussion of all pages."""

    strict = c.Type(bool, default=False)
    """Whether the title of a discussion has to match in full."""

    reactions = c.Type(bool, default=True)
    """Whether there are reactions to the page itself."""

    input_position = c.Choice(("top", "bottom"), default="bottom")

    language = c.Optional(c.Choice(GISCUS_LANGUAGES))
    """By default that of the site."""

    theme_light = _Text(_THEME, _THEME_EXPECTED, "light")
    theme_dark = _Text(_THEME, _THEME_EXPECTED, "dark")

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Check also that nothing is missing that giscus needs."""
        failed, warned = super().validate()
        needed = ["repo", "repo_id", "category", "category_id"]
        needed += ["term"] if self.mapping in ("specific", "number") else []
        missing = [name for name in needed if self[name] is None and name not in dict(failed)]
        failed += [(name, ValidationError("is missing; giscus.app shows it")) for name in missing]
        return failed, warned


OptionsT = TypeVar("OptionsT", bound=_Options)


class _Group(c.SubConfig[OptionsT]):
    """Options as a group of their own; every mistake in it is reported."""

    _folder_of = ""

    def __init__(self, example: str, *, default: dict[str, object] | None = None) -> None:
        BaseConfigOption.__init__(self)
        self.example = example
        self.default = default

    def pre_validation(self, config: Config, key_name: str) -> None:
        super().pre_validation(config, key_name)
        self._folder_of = config.config_file_path

    def run_validation(self, value: object) -> OptionsT:
        if isinstance(value, self.config_class):
            return value
        if not isinstance(value, dict):
            raise ValidationError(f"expected options, one a line: `{self.example}`")
        options = self.config_class(config_file_path=self._folder_of)
        options.load_dict(value)
        failed, warned = options.validate()
        self.warnings = [f"Sub-option '{name}': {message}" for name, message in warned]
        if failed:
            raise ValidationError("; ".join(f"Sub-option '{name}': {e}" for name, e in failed))
        return options


class PaperReviewOptions(_Options):
    """The options under ``plugins: - paperreview:``."""

    enabled = c.Type(bool, default=True)
    """Whether the plugin does anything."""

    author = _Setting(SETTINGS["author"])
    """What the label ``Author`` means: ``presenter`` or ``authors``; it is not read without."""

    comments = c.Optional(_Group[CommentsOptions]("repo: owner/name"))
    """Where discussions are kept; they stand on pages with ``comments: true``."""

    date_order = _Setting(SETTINGS["date_order"])
    """How dates such as ``03/05/2023`` are read: ``day-first`` or ``month-first``."""

    fiscal_year_start = _Setting(SETTINGS["fiscal_year_start"])
    """The first month of the group's year, from 1 to 12."""

    labels = _Setting(SETTINGS["labels"])
    """Words before fields and on links that are added to ours, by table and what they mean."""

    language = c.Optional(_Language())
    """Language of words, numbers and dates; by default that of the theme.

    ``en``, ``ko``, ``ja`` or ``zh``, with a region where that matters: ``en-GB``.
    """

    math = _Group[MathOptions]("engine: katex", default={})
    """How formulas are typeset."""

    people = c.Optional(c.Type(str))
    """File that says who is who, relative to ``mkdocs.yml``; ``people.yml`` where there is one."""

    period = _Setting(SETTINGS["period"])
    """How time is divided: ``quarter`` (default), ``semester``, ``season``, ``month``, ``year``."""

    portraits = _Portraits()
    """Presenter's name → picture: a path below the docs folder, or an address."""

    problems = _Levels()
    """Rule → ``off``, ``info`` or ``warn``; ``warn`` makes ``--strict`` fail."""

    reviews = _Setting(wrong_patterns)
    """Patterns, as in ``exclude_docs``, of the pages that are read for reviews; by default all."""

    terms = _Setting(SETTINGS["terms"])
    """Periods of the group's own, in order: names, or maps with ``label``, ``start`` and
    ``spellings``.
    """

    venues = _Setting(SETTINGS["venues"])
    """Venues that are added to ours: maps with ``short`` and, if you like, ``name``, ``kind``,
    ``url`` and ``spellings``.
    """

    words = _Words()
    """Name → word in the stead of ours; a word holds the same ``{…}`` places, or fewer."""

    known_people: People
    """Who is who, once the options are validated."""

    people_file: str | None = None
    """Path of the file that says so."""

    @property
    def people_name(self) -> str:
        """Return what that file is called, or would be."""
        return self.people or PEOPLE_FILE

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Read also the file that says who is who."""
        failed, warned = super().validate()
        self.known_people, self.people_file = People(), None
        if "people" not in dict(failed):
            try:
                self._read_people()
            except (PeopleError, OSError) as error:
                failed.append(("people", ValidationError(str(error))))
        return failed, warned

    @property
    def grammar(self) -> Grammar:
        """Return what decides about the meaning of the group's pages."""
        veil = (self.words or {}).get("hidden_member", "")
        return make_grammar({name: self[name] for name in SETTINGS}, veil)

    def _read_people(self) -> None:
        file = Path(self.config_file_path).parent / self.people_name
        if self.people or file.is_file():
            people = read_people(file.read_bytes(), file.name)
            self.known_people, self.people_file = people, str(file)
