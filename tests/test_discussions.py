"""Discussions below pages: which pages have one, and what giscus is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sites

if TYPE_CHECKING:
    from pathlib import Path

    from documents import Node

NEEDED: dict[str, object] = {
    "repo": "reading/notes",
    "repo_id": "R_kg1",
    "category": "Papers & <talks>",
    "category_id": "DIC_kw1",
}
PAGES: dict[str, str | bytes] = {
    "a.md": sites.page(sites.review("Learning to Draw Maps", "김가람"), comments=True),
    "b.md": sites.page(sites.review("Other Maps", "김가람"), date="2021-01-01", comments=False),
    "plain.md": "---\ncomments: true\n---\n\n# Plain\n\nA page without reviews.\n",
    "none.md": "# None\n",
}


def build(
    folder: Path, comments: dict[str, object] | None, theme: dict[str, object] | None = None
) -> sites.Built:
    """Build the pages of this module, strictly."""
    options = {} if comments is None else {"comments": comments}
    site = sites.make(folder, PAGES, options, theme=theme or {"name": "mkdocs"})
    return site.build(strict=True)


def places(built: sites.Built, path: str) -> list[Node]:
    """Return the places for a discussion on a page."""
    return built.content(path).all("section", cls="paperreview-comments")


def settings(built: sites.Built, path: str = "a") -> dict[str, str]:
    """Return what the script of a page's discussion is told."""
    (place,) = places(built, path)
    found = place.one("script").attributes
    return {k.removeprefix("data-"): v for k, v in found.items() if k.startswith("data-")}


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_page_that_wants_a_discussion_has_one(tmp_path: Path, theme: str) -> None:
    """Pages with ``comments: true`` have one place for it, with and without reviews; no other."""
    built = build(tmp_path, NEEDED, {"name": theme})
    assert [len(places(built, path)) for path in ("a", "b", "plain", "none")] == [1, 0, 1, 0]
    for path in ("a", "plain"):
        (place,) = places(built, path)
        assert place.one("script").attributes["src"] == "../assets/paperreview/comments.js"
        assert "../assets/paperreview/paperreview.css" in built.source(path)


def test_a_reader_without_scripts_has_a_link(tmp_path: Path) -> None:
    """The place holds no heading, and a link to the repository's discussions."""
    (place,) = places(build(tmp_path, NEEDED), "plain")
    assert list(place.links.values()) == ["https://github.com/reading/notes/discussions"]
    assert not place.all("h1", "h2", "h3", "h4", "h5", "h6")


def test_without_settings_nothing_happens(tmp_path: Path) -> None:
    """``comments: true`` alone leaves a page as it would be without."""
    built = build(tmp_path, None)
    assert not places(built, "a")
    assert "comments.js" not in built.source("a")
    assert "paperreview" not in built.content("plain").text


def test_giscus_is_told_what_is_configured(tmp_path: Path) -> None:
    """The settings have the names and values that giscus knows; what is not said is its default."""
    assert settings(build(tmp_path, NEEDED)) == {
        "repo": "reading/notes",
        "repo-id": "R_kg1",
        "category": "Papers & <talks>",
        "category-id": "DIC_kw1",
        "mapping": "pathname",
        "strict": "0",
        "reactions-enabled": "1",
        "emit-metadata": "0",
        "input-position": "bottom",
        "lang": "en",
        "theme-light": "light",
        "theme-dark": "dark",
    }


def test_every_setting_is_handed_over(tmp_path: Path) -> None:
    """Each option reaches giscus under its name there."""
    chosen: dict[str, object] = {
        "mapping": "specific",
        "term": "All of it",
        "strict": True,
        "reactions": False,
        "input_position": "top",
        "language": "zh-TW",
        "theme_light": "light_tritanopia",
        "theme_dark": "https://reading.example/giscus.css",
    }
    told = settings(build(tmp_path, NEEDED | chosen))
    assert told["mapping"] == "specific"
    assert told["term"] == "All of it"
    assert (told["strict"], told["reactions-enabled"]) == ("1", "0")
    assert told["input-position"] == "top"
    assert told["lang"] == "zh-TW"
    assert told["theme-light"] == "light_tritanopia"
    assert told["theme-dark"] == "https://reading.example/giscus.css"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ko", "ko"),
        ("de", "de"),
        ("zh", "zh-CN"),
        ("zh-Hant", "zh-TW"),
        ("pt-BR", "pt"),
        ("ms", "en"),
    ],
)
def test_the_language_is_that_of_the_site(tmp_path: Path, language: str, expected: str) -> None:
    """Giscus speaks the site's language where it can, and English where it cannot."""
    built = build(tmp_path, NEEDED, {"name": "material", "language": language})
    assert settings(built)["lang"] == expected


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """What is wrong and what is missing is named in one message."""
    wrong: dict[str, object] = {
        "repo": "https://github.com/reading/notes",
        "mapping": "number",
        "strict": "perhaps",
        "input_position": "left",
        "language": "tlh",
        "theme_dark": "javascript:alert(1)",
    }
    message = sites.make(tmp_path, PAGES, {"comments": wrong}).failing()
    for name in (*wrong, *NEEDED, "term"):
        if name != "mapping":
            assert f"'{name}'" in message
    assert "owner/name" in message


@pytest.mark.parametrize("value", ["reading/notes", ["repo"], 3, True])
def test_the_settings_are_a_group(tmp_path: Path, value: object) -> None:
    """Anything but a group of options is reported."""
    assert "comments" in sites.make(tmp_path, PAGES, {"comments": value}).failing()
