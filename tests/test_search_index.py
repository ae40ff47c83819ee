"""The site's own search: one entry for a paper, and none from generated pages."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import sites

from mkdocs_paperreview.publish.searching import searchable

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Learning to Draw R&D Maps"
AUTHORS = ", ".join(f"Author{number} Example" for number in range(1, 12))
NOTES = "- A note on cartography.\n\n#### Method\n\nTriangles.\n"
PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n<!-- paperreview: reviews limit=5 -->\n\nWelcome.\n",
    "2020_3rd_quarter.md": sites.page(
        sites.review(TITLE, "김가람", NOTES, authors=f"{AUTHORS}, ICLR 2020"),
        sites.review("Other Maps", "Mina Park", links="[[code](https://code.reading.example/)]"),
        title="2020_3rd_quarter",
        comments=True,
    ),
}
OPTIONS: dict[str, object] = {
    "comments": {"repo": "reading/notes", "repo_id": "R", "category": "C", "category_id": "D"}
}
THEMES = ("material", "mkdocs", "readthedocs")
GENERATED = ("papers/", "presenters/", "quarters/")
WORDS = ("#", "¶", "Copy", "Permalink", "Show all", "Comments", "All discussions")


def index(folder: Path, theme: str, **config: Any) -> dict[str, Any]:  # noqa: ANN401 (options)
    """Build the pages of this module and return the search index."""
    built = sites.make(folder, PAGES, OPTIONS, theme=theme, **config).build(strict=True)
    found = json.loads(built.output.joinpath("search", "search_index.json").read_bytes())
    assert isinstance(found, dict)
    return found


def text(entry: dict[str, str]) -> str:
    """Return what an entry says, as a reader sees it."""
    return html.unescape(re.sub("<[^>]*>", "", entry["text"]))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("permalink", [False, True])
def test_a_paper_is_found_once(tmp_path: Path, theme: str, *, permalink: bool) -> None:
    """One entry has the paper's title as title, and presenter, authors and venue in its text."""
    extensions = [{"toc": {"permalink": permalink}}]
    docs = index(tmp_path, theme, markdown_extensions=extensions)["docs"]
    (entry,) = (entry for entry in docs if html.unescape(entry["title"]) == TITLE)
    assert entry["location"].startswith("2020_3rd_quarter/#learning-to-draw-rd-maps")
    for part in ("김가람", "Author1 Example", "Author11 Example", "ICLR 2020", "cartography"):
        assert part in text(entry), part
    assert "Triangles" not in text(entry)
    assert [entry["title"] for entry in docs].count("Method") == 1


@pytest.mark.parametrize("theme", THEMES)
def test_generated_pages_are_not_found(tmp_path: Path, theme: str) -> None:
    """No entry leads to a generated page, and a listing on a page of the writer's adds nothing."""
    docs = index(tmp_path, theme)["docs"]
    assert {entry["location"].partition("#")[0] for entry in docs} == {"", "2020_3rd_quarter/"}
    for entry in docs:
        if not entry["location"].startswith("2020"):
            assert "Maps" not in entry["title"] + entry["text"]


@pytest.mark.parametrize("theme", THEMES)
def test_words_of_the_page_itself_are_not_found(tmp_path: Path, theme: str) -> None:
    """Permalinks, folding, buttons and the place of comments leave no word in the index."""
    for entry in index(tmp_path, theme)["docs"]:
        for word in WORDS:
            assert word not in entry["title"] + text(entry), (word, entry)


def test_a_prebuilt_index_holds_the_same(tmp_path: Path) -> None:
    """An index that MkDocs builds ahead knows the entries that there are, and no other."""
    plugins = [{"search": {"prebuild_index": "node"}}, {"paperreview": OPTIONS}]
    found = index(tmp_path, "mkdocs", plugins=plugins)
    known = {reference.partition("/")[2] for reference, _ in found["index"]["fieldVectors"]}
    assert known == {entry["location"] for entry in found["docs"]}
    assert not [location for location in known if location.startswith(GENERATED)]


def test_a_site_without_search_is_built(tmp_path: Path) -> None:
    """No search plugin, no index."""
    built = sites.make(tmp_path, PAGES, plugins=["paperreview"]).build(strict=True)
    assert not [path for path in built.files if path.startswith("search/")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a &amp; b&#39;<br/>c</p>", "<p>a &amp; b&#39;<br/>c</p>"),
        ("<div>a<div data-search-exclude>b<div>c</div>d<br></div>e</div>", "<div>ae</div>"),
        ('a<img data-search-exclude alt="x">b', 'a<img data-search-exclude alt="x">b'),
        ("<p data-search-exclude>a", ""),
        ("<p data-search-exclude>a</p></p>b &lt; c", "</p>b &lt; c"),
    ],
)
def test_what_is_excluded_is_left_out(source: str, expected: str) -> None:
    """An excluded element goes with all that it holds; everything around it stays."""
    assert searchable(source) == expected
