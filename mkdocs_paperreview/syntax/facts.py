"""What a header says, one place after another, whatever form it is written in."""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """A field with its value."""

    name: str
    """That of a field in ``data/labels.toml``; ``link``; ``remark``, for what has no label; or
    ``unused``, for what a key of front matter cannot use."""
    label: str
    """The word before the value, as written; it tells the kind of a link."""
    value: str
    """Markdown, as written; text where it is ``whole``."""
    line: int
    """1-based."""
    whole: bool = False
    """Whether the value is one name, address or tag, as in a list of front matter."""


class Given(NamedTuple):
    """A review that front matter tells of."""

    title: str
    """Markdown; empty where the page itself holds the title."""
    line: int
    """1-based, counted as the lines of its facts."""
    facts: tuple[Fact, ...]
    is_page: bool = False
    """Whether the whole page is about it."""
    notes: str = ""
    """Markdown that stands in the front matter itself."""
