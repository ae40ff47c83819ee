"""Ordinary documentation has no card: what installed packages say about themselves."""

from __future__ import annotations

from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

from mkdocs_paperreview.sources import decode
from mkdocs_paperreview.syntax import read_page

OURS = "mkdocs-paperreview"

ALWAYS = frozenset(["hypothesis", "mkdocs-material", "playwright", "python-frontmatter", "ruff"])
"""Distributions that are installed wherever the tests run, and describe themselves in Markdown."""

AMOUNT = 30_000
"""Characters of descriptions that there are at least, so that nothing is shown by nothing."""


def descriptions() -> dict[str, str]:
    """Return distribution → its long description, of those that write Markdown, without ours."""
    return {
        distribution.metadata["Name"]: str(distribution.metadata.json["description"])
        for distribution in distributions()
        if distribution.metadata["Name"] != OURS and is_markdown(distribution)
    }


def is_markdown(distribution: Distribution) -> bool:
    """Return whether the long description of a distribution is Markdown."""
    return str(distribution.metadata.json.get("description_content_type")).startswith(
        "text/markdown"
    )


def files() -> dict[str, Path]:
    """Return name → Markdown file that comes with an installed distribution, without ours."""
    return {
        str(path): Path(str(path.locate()))
        for distribution in distributions()
        if distribution.metadata["Name"] != OURS
        for path in distribution.files or ()
        if path.suffix.lower() in (".md", ".markdown")
    }


DESCRIPTIONS = descriptions()
FILES = files()


def test_there_is_enough_to_read() -> None:
    """The packages that the tests need anyway describe themselves in Markdown, at some length."""
    assert DESCRIPTIONS.keys() >= ALWAYS
    assert sum(map(len, DESCRIPTIONS.values())) >= AMOUNT
    assert any(name.endswith("README.md") for name in FILES)


@pytest.mark.parametrize("name", sorted(DESCRIPTIONS))
def test_descriptions_have_no_card(name: str) -> None:
    """No review is seen in what a package says about itself."""
    assert titles("README.md", DESCRIPTIONS[name]) == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_files_have_no_card(name: str) -> None:
    """No review is seen in a Markdown file that comes with a package."""
    assert titles(name, decode(FILES[name].read_bytes()).text) == []


def titles(path: str, text: str) -> list[str]:
    """Return the titles of the reviews that a file holds."""
    return [review.paper.title for review in read_page(path, text).page.reviews]
