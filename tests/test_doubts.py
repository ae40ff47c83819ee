"""Names that are likely one person's: told with the lines to add, and never merged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import sites

from mkdocs_paperreview.doubts import doubtful_names
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.model import Page, Paper, Review, Span
from mkdocs_paperreview.people import People, Person

if TYPE_CHECKING:
    from pathlib import Path


def review(presenter: str) -> Review:
    """Return a review by somebody, as a parser gives it."""
    span = Span(0, 1)
    return Review(
        paper=Paper("Maps"), presenters=(presenter,), anchor="m", line=1, span=span, notes=span
    )


def test_a_name_in_another_script_is_told_where_it_stands_alone(tmp_path: Path) -> None:
    """Who is written in two scripts at once, and in one elsewhere, is told, until a file says."""
    pages = {
        "2021_1st_quarter.md": sites.page(
            sites.review("One", "Jiayi Wei (魏家一)"), sites.review("Two", "魏家一")
        )
    }
    site = sites.make(tmp_path / "scripts", pages)
    built = site.build()
    (told,) = [problem for problem in built.problems if problem.rule == "likely-duplicate"]
    assert "aliases: [魏家一]" in told.remedy
    assert built.has("presenters/jiayi-wei")
    assert built.has("presenters/魏家一")
    assert "Jiayi Wei (魏家一)" in built.cards("2021_1st_quarter")[0].text
    people = "- name: Jiayi Wei\n  aliases: [魏家一]\n"
    tmp_path.joinpath("scripts", "people.yml").write_text(people, encoding="utf-8")
    again = site.build()
    assert not [problem for problem in again.problems if problem.rule == "likely-duplicate"]
    assert len(again.items("presenters/jiayi-wei")) == 2


@pytest.mark.parametrize(
    ("veil", "read", "alike"), [("a member", "A Member", "A Membre"), ("(Ana)", "Ana", "Ana Foss")]
)
def test_the_word_for_the_hidden_is_like_no_name(veil: str, read: str, alike: str) -> None:
    """What stands in the place of hidden names is nobody's, also as a parser reads it."""
    people = People((Person("Quiet Person", hidden=True),), veil)
    pair = review(read), review(alike)
    library = Library((Page(path="a.md", reviews=pair),), people)
    assert not list(doubtful_names(library, "people.yml"))
    seen = replace(library, people=replace(people, veil="somebody"))
    assert list(doubtful_names(seen, "people.yml"))


def test_likely_duplicates_are_told_and_not_merged(tmp_path: Path) -> None:
    """Names that are alike are a problem with the lines to add, and stay two people."""
    pages = {
        "2021_1st_quarter.md": sites.page(
            sites.review("One", "강진구"),
            sites.review("Two", "Jinku Kang"),
            sites.review("Three", "Park Mina"),
            sites.review("Four", "Mina Park"),
        )
    }
    built = sites.make(tmp_path / "alike", pages).build(strict=True)
    told = [problem for problem in built.problems if problem.rule == "likely-duplicate"]
    assert [(problem.path, problem.level) for problem in told] == [
        ("2021_1st_quarter.md", "INFO"),
        ("2021_1st_quarter.md", "INFO"),
    ]
    assert "{name: 강진구, aliases: [Jinku Kang]}" in told[0].remedy
    for name in ("강진구", "jinku-kang", "park-mina", "mina-park"):
        assert built.has(f"presenters/{name}")
