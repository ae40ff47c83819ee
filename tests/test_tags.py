"""Tags of reviews: chips, pages, listings, and what Material's own plugin gets of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import sites
from linkcheck import LinkCheck

from mkdocs_paperreview.library import Library
from mkdocs_paperreview.model import Page, Paper, Review, Span, Tag
from mkdocs_paperreview.words import languages, words

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<b onclick=x>"


def block(title: str, *fields: str) -> str:
    """Return a block with fields of its own."""
    links = sites.LINKS.replace("56789", f"{len(title):05}")
    own = "".join(f"### {field}\n" for field in fields)
    header = f"# {title}\n## Ada Example, ICLR 2020\n### Presenter: Mina Sorel {links}\n"
    return f"{header}{own}\n- A note.\n\n"


PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n<!-- paperreview: tags -->\n",
    "2020_3rd_quarter.md": sites.page(
        block("Maps", "Tags: graphs, 컴퓨터 비전"), block("Stars", f"Keywords: Graphs, {HOSTILE}")
    ),
    "2020_4th_quarter.md": sites.page(
        block("A tree", "키워드: graphs, speech & audio"),
        block("Nothing held", "Tags: plans", "Status: cancelled"),
        block("No tags at all"),
        date="2020-10-01",
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """Build the pages of this module."""
    return sites.make(tmp_path_factory.mktemp("tags"), PAGES).build(strict=True)


def library(*tags: tuple[str, ...]) -> Library:
    """Return a library with a review for each list of tags."""
    reviews = (
        Review(
            paper=Paper(f"Paper {number}"),
            tags=own,
            anchor=f"paper-{number}",
            line=1,
            span=Span(0, 1),
            notes=Span(1, 1),
            page="a.md",
        )
        for number, own in enumerate(tags)
    )
    return Library((Page(path="a.md", reviews=tuple(reviews)),))


def test_spellings_of_a_tag_are_one() -> None:
    """Case, width and form do not make another tag; the spelling that is used most is shown."""
    found = library(("graphs", "GRAPHS"), ("graphs",), ("\uff27raphs",), ("trees",))
    assert found.tags == (Tag("graphs", "graphs"), Tag("trees", "trees"))
    assert len(found.by_tag["graphs"]) == 3
    assert found.tags_of(found.reviews[0]) == (Tag("graphs", "graphs"),)
    assert found.tag("Graphs") == found.tag("graphs") == Tag("graphs", "graphs")
    assert found.tag("nothing") is None


def test_a_tag_is_found_by_its_name_in_paths() -> None:
    """A tag that had to be changed for its path is found by either name."""
    (tag,) = library(("speech & audio / TTS",)).tags
    assert "/" not in tag.id
    assert library(("speech & audio / TTS",)).tag(tag.id) == tag
    assert library(("index",)).tags[0].id != "index"


def test_cards_and_items_have_chips(built: sites.Built) -> None:
    """Each tag is a link to its page, on the card and on the item."""
    card = built.cards("2020_3rd_quarter")[0]
    links = {a.text: a.attributes["href"] for a in card.all("a", cls="paperreview-tag")}
    assert links["graphs"] == "../tags/graphs/"
    assert list(links) == ["graphs", "컴퓨터 비전"]
    item = built.html("quarters/2020-q3").all("li", cls="paperreview-item")[0]
    assert [a.text for a in item.all("a", cls="paperreview-tag")] == ["graphs", "컴퓨터 비전"]
    assert built.cards("2020_4th_quarter")[2].all(cls="paperreview-tag") == []
    assert LinkCheck(built.output).run().broken == []


def test_there_is_a_page_for_each_tag(built: sites.Built) -> None:
    """``tags/`` names all tags, by name, with what was held; a tag's page has its reviews."""
    listed = built.html("tags/index").one("ul", cls="paperreview-tags").all("li")
    names = [f"{HOSTILE} 1", "graphs 3", "plans", "speech & audio 1", "컴퓨터 비전 1"]
    assert [li.text for li in listed] == names
    assert built.items("tags/graphs") == ["A tree", "Stars", "Maps"]
    assert built.items("tags/plans") == ["Nothing held"]
    assert built.html("tags/graphs").one("h1").text == "graphs"
    indexes = built.html("papers/index").one("p", cls="paperreview-indexes")
    assert indexes.links["Tags"] == "../tags/"
    assert [li.text for li in built.html("index").one("ul", cls="paperreview-tags").all("li")]


def test_the_filter_has_tags(built: sites.Built) -> None:
    """There is something to choose where there are tags, and the data has them."""
    selects = built.html("papers/index").one("paperreview-filter").all("select")
    (facet,) = (select for select in selects if select.attributes["name"] == "tag")
    assert "graphs (3)" in [option.text for option in facet.all("option")]
    data = json.loads(built.output.joinpath("assets/paperreview/filter.json").read_bytes())
    rows = {row[0]: row for row in data["reviews"]}
    names = [data["tags"][number][1] for number in rows["Maps"][10]]
    assert names == ["graphs", "컴퓨터 비전"]
    assert ["graphs", "graphs", "tags/graphs/"] in data["tags"]
    papers = {paper["title"]: paper["tags"] for paper in built.papers}
    assert papers["Stars"] == ["graphs", HOSTILE]
    assert papers["No tags at all"] == []


def test_without_tags_there_is_nothing(tmp_path: Path) -> None:
    """A site without tags has no page, no link and no choice for them."""
    pages = {"2020_3rd_quarter.md": sites.page(block("Maps"))}
    built = sites.make(tmp_path, pages).build(strict=True)
    assert not built.has("tags/index")
    assert "Tags" not in built.html("papers/index").one("p", cls="paperreview-indexes").links
    names = [s.attributes["name"] for s in built.html("papers/index").all("select")]
    assert "tag" not in names


def test_a_listing_of_a_tag(tmp_path: Path) -> None:
    """``tag=`` narrows a listing in any spelling, with other arguments; an unknown one is told."""
    mine = (
        '# Mine\n\n<!-- paperreview: reviews tag="GRAPHS" period="2020-q3" limit=1 -->\n\n'
        '<!-- paperreview: reviews tag="nothing" -->\n'
    )
    built = sites.make(tmp_path, PAGES | {"mine.md": mine}).build()
    assert built.items("mine") == ["Maps"]
    (problem,) = built.problems
    assert (problem.rule, problem.line) == ("directive", 5)
    assert "'nothing'" in problem.message


@pytest.mark.parametrize("directories", [True, False])
def test_a_page_of_the_users_wins(tmp_path: Path, *, directories: bool) -> None:
    """A page that stands at ``tags/`` already stays as it is; links lead there."""
    path = "tags.md" if directories else "tags/index.md"
    built = sites.make(
        tmp_path, PAGES | {path: "# My own tags\n"}, use_directory_urls=directories
    ).build()
    assert built.html("tags/index").one("h1").text == "My own tags"
    assert built.has("tags/graphs")
    assert LinkCheck(built.output).run().broken == []


def test_materials_plugin_gets_the_tags(tmp_path: Path) -> None:
    """Where Material's plugin for tags is on, its listing has the pages by the reviews' tags."""
    front = sites.page(
        block("Maps", "Tags: graphs, vision"),
        block("Stars", "Tags: Graphs"),
        tags=["own", "VISION"],
    )
    pages = {"2020_3rd_quarter.md": front, "tags.md": "# Tags\n\n<!-- material/tags -->\n"}
    plugins = [{"tags": {}}, "paperreview"]
    built = sites.make(tmp_path, pages, theme={"name": "material", "font": False}, plugins=plugins)
    page = built.build().content("tags")
    assert [h.text.rstrip("¶").strip() for h in page.all("h2")] == ["VISION", "graphs", "own"]
    assert len([a for a in page.all("a") if a.text.startswith("2020 Q3")]) == 3


def test_materials_plugin_gets_only_what_it_allows(tmp_path: Path) -> None:
    """A tag that the plugin does not allow would stop the build; it is not handed over."""
    pages = {
        "2020_3rd_quarter.md": sites.page(block("Maps", "Tags: graphs, vision")),
        "tags.md": "# Tags\n\n<!-- material/tags -->\n",
    }
    options = {"tags_allowed": ["vision"], "tags_name_property": "topics"}
    plugins = ["paperreview", {"tags": options}]
    built = sites.make(tmp_path, pages, theme={"name": "material", "font": False}, plugins=plugins)
    page = built.build().content("tags")
    assert [h.text.rstrip("¶").strip() for h in page.all("h2")] == ["vision"]


@pytest.mark.parametrize("language", languages())
def test_tags_speak_the_language(tmp_path: Path, language: str) -> None:
    """The index of tags is titled in the language of the site."""
    built = sites.make(tmp_path, PAGES, {"language": language}).build(strict=True)
    assert built.html("tags/index").one("h1").text == words(language)["tags"]
