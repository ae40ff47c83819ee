"""Every option of the plugin, with its default and what it does."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_paperreview.errors import LEVELS, RULES
from mkdocs_paperreview.math import ENGINES
from mkdocs_paperreview.words import languages


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
        if not isinstance(value, dict):
            raise ValidationError("expected rules with their level, one a line: `no-links: off`")
        levels = {rule: _level(level) for rule, level in value.items()}
        wrong = [f"there is no rule {rule!r}" for rule in levels if rule not in RULES]
        wrong += [
            f"{rule}: {level!r} is none of {', '.join(LEVELS)}"
            for rule, level in levels.items()
            if level not in LEVELS
        ]
        if wrong:
            raise ValidationError(f"{'; '.join(wrong)}. The rules are {', '.join(RULES)}.")
        return levels


def _level(level: object) -> str:
    """Return a level as written: YAML reads a bare ``off`` as false."""
    return "off" if level is False else str(level)


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
            engine = ENGINES[self.engine]
            missing = [p for p in engine.files if not Path(self.source, p).is_file()]
            if missing:
                message = (
                    f"{self.source} holds no {' and no '.join(missing)}. "
                    f"Name the folder of {engine.name} {engine.version} that does."
                )
                failed.append(("source", ValidationError(message)))
        return failed, warned


class _MathSection(c.SubConfig[MathOptions]):
    """The math options as a group of their own."""

    _folder_of = ""

    def pre_validation(self, config: Config, key_name: str) -> None:
        super().pre_validation(config, key_name)
        self._folder_of = config.config_file_path

    def run_validation(self, value: object) -> MathOptions:
        if isinstance(value, MathOptions):
            return value
        if not isinstance(value, dict):
            raise ValidationError("expected options, one a line: `engine: katex`")
        options = MathOptions(config_file_path=self._folder_of)
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

    language = c.Optional(c.Choice(languages()))
    """Language of the words that are shown; by default that of the theme."""

    math = _MathSection()
    """How formulas are typeset."""

    problems = _Levels()
    """Rule → ``off``, ``info`` or ``warn``; ``warn`` makes ``--strict`` fail."""
