"""The documents name everything that a user can set, ask for or replace."""

from __future__ import annotations

import pytest
import sites

from mkdocs_paperreview.config import CommentsOptions, MathOptions, PaperReviewOptions
from mkdocs_paperreview.errors import RULES
from mkdocs_paperreview.naming import key
from mkdocs_paperreview.syntax.directives import ARGUMENTS
from mkdocs_paperreview.tables import table

README = sites.ROOT.joinpath("README.md").read_text(encoding="utf-8")
TEMPLATES = sites.ROOT.joinpath("docs", "templates.md").read_text(encoding="utf-8")
STYLES = sites.ROOT.joinpath("mkdocs_paperreview", "assets", "paperreview.css")


def options() -> list[str]:
    """Return the names of all options, those of groups with the group's."""
    own = [name for name in PaperReviewOptions() if name != "math"]
    return [*own, *(f"math.{name}" for name in MathOptions()), *CommentsOptions()]


@pytest.mark.parametrize("name", options())
def test_every_option_is_documented(name: str) -> None:
    """Each option has its place in the README's tables."""
    assert f"`{name}`" in README


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_documented(rule: str) -> None:
    """Each rule stands in the README with its default level."""
    assert f"| `{rule}` | `{RULES[rule]}` |" in README


@pytest.mark.parametrize(
    ("language", "code"),
    [("Korean", "ko"), ("English", "en"), ("Japanese", "ja"), ("Chinese", "zh"), ("Russian", "ru")],
)
def test_every_label_of_a_presenter_is_documented(language: str, code: str) -> None:
    """The README names all of them and no others; ``Speaker(s)`` stands for three."""
    row = next(line for line in README.splitlines() if line.startswith(f"| {language} | "))
    named = {key(word) for word in row.split("|")[2].split(",")}
    short = {word.removesuffix("(s)") for word in named if word.endswith("(s)")}
    named |= short | {f"{word}s" for word in short}
    assert named == set(table("labels")["fields"]["presenter"][code])


@pytest.mark.parametrize("listing", ARGUMENTS)
def test_every_listing_is_documented(listing: str) -> None:
    """Each listing stands in the README, with the arguments that it takes."""
    _, _, section = README.partition("## Lists of reviews on any page")
    row = next(line for line in section.splitlines() if line.startswith(f"| `{listing}` | "))
    hidden = {"limit"} if listing == "reviews" else set()  # an old name of `latest`
    assert {name for name in ARGUMENTS[listing] if f"`{name}`" not in row} == hidden


@pytest.mark.parametrize("listing", ARGUMENTS)
def test_every_value_is_documented(listing: str) -> None:
    """The values of an argument that takes few are named in the README."""
    for values in ARGUMENTS[listing].values():
        for value in values if isinstance(values, tuple) else ():
            assert f"`{value}`" in README


def test_every_template_is_documented() -> None:
    """Each template can be replaced, and is named where that is described."""
    folder = sites.ROOT / "mkdocs_paperreview" / "templates"
    assert [file.name for file in folder.iterdir() if f"`{file.name}`" not in TEMPLATES] == []


def test_every_property_is_documented() -> None:
    """Each custom property that the style sheet sets on the body stands in the README."""
    body = STYLES.read_text(encoding="utf-8").partition("}")[0]
    names = [line.partition(":")[0].strip() for line in body.splitlines() if "--paper" in line]
    set_here = [name for name in names if name.startswith("--paperreview-")]
    assert len(set_here) == 7
    assert [name for name in set_here if f"{name}:" not in README] == []
