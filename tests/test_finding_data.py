"""What the filter of ``papers/`` is made of: the form, its data, and what a page loads for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import sites
from linkcheck import LinkCheck

from mkdocs_paperreview.exports.finding import filter_json, has_formulas
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.model import Page, Paper, Part, Review, Span
from mkdocs_paperreview.period import Period
from mkdocs_paperreview.rendering import Renderer
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.syntax import Directive
from mkdocs_paperreview.words import languages

if TYPE_CHECKING:
    from pathlib import Path

    from documents import Node

DATA = "assets/paperreview/filter.json"
BOTH = "[[slides](https://slides.example/a.pdf), [code](https://code.example/a)]"
PENDING = "[[slides](???), [code](javascript:alert)]"
PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "2020_3rd_quarter.md": sites.page(
        sites.review(
            "Roots of $$\\sqrt{n}$$",
            "김가람, Mina Sorel",
            "- Costs $$O(n)$$ with `x < y`. More.",
            authors="A One, B Two, C Three, D Four, E Five, NeurIPS 2019",
            links=BOTH,
        ),
    ),
    "2020_4th_quarter.md": sites.page(
        sites.review("Tiny <b>Trees</b>", "김가람", "", authors="Ole Brandt", links=PENDING),
        date="2020-10-01",
    ),
    "deep/loose.md": sites.page(
        sites.review("Lost", "<b>Ole</b>", "", authors="Ole Brandt, A Journal Nobody Knows 2020"),
        date=None,
    ),
}
PLAIN = sites.review("Plain", "김가람", "")


def build(folder: Path, pages: dict[str, str | bytes] | None = None, **config: Any) -> sites.Built:  # noqa: ANN401 (options of every type)
    """Build the pages of this module with others beside them."""
    return sites.make(folder, PAGES | (pages or {}), **config).build()


def data_of(built: sites.Built) -> dict[str, Any]:
    """Return the data of the filter."""
    content = json.loads(built.output.joinpath(DATA).read_bytes())
    assert isinstance(content, dict)
    return content


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """Build the pages of this module alone."""
    return build(tmp_path_factory.mktemp("finding-data"))


def form(built: sites.Built, path: str = "papers/index") -> Node:
    """Return the filter of a page."""
    return built.html(path).one("paperreview-filter")


def texts(built: sites.Built, name: str) -> dict[str, str]:
    """Return value → text of what a facet offers."""
    (select,) = (s for s in form(built).all("select") if s.attributes["name"] == name)
    return {option.attributes["value"]: option.text for option in select.all("option")}


def test_shared_values_stand_once(built: sites.Built) -> None:
    """Presenters, venues, periods and pages stand once, with names and addresses."""
    data = data_of(built)
    assert data["schema"] == 2
    assert data["presenters"] == [
        [data["presenters"][0][0], "<b>Ole</b>", f"presenters/{data['presenters'][0][0]}/"],
        ["mina-sorel", "Mina Sorel", "presenters/mina-sorel/"],
        ["김가람", "김가람", "presenters/%EA%B9%80%EA%B0%80%EB%9E%8C/"],
    ]
    assert data["venues"] == [
        ["A Journal Nobody Knows", ""],
        ["NeurIPS", "Conference on Neural Information Processing Systems"],
    ]
    assert data["periods"] == [
        ["undated", "Undated", "quarters/undated/"],
        ["2020-q3", "2020 Q3", "quarters/2020-q3/"],
        ["2020-q4", "2020 Q4", "quarters/2020-q4/"],
    ]
    assert data["pages"] == ["2020_3rd_quarter/", "2020_4th_quarter/", "deep/loose/"]


def test_a_review_is_an_array(built: sites.Built) -> None:
    """Reviews are arrays, newest first; formulas and code keep their kinds."""
    trees, roots, lost = data_of(built)["reviews"]
    (card,) = built.cards("2020_3rd_quarter")
    assert roots == [
        ["Roots of ", {"formula": "\\sqrt{n}"}],
        ["A One, B Two, C Three et al.", "A One, B Two, C Three, D Four, E Five"],
        [2, 1],
        1,
        2019,
        1,
        3,
        0,
        card.attributes["id"],
        ["Costs ", {"formula": "O(n)"}, " with ", {"code": "x < y"}, "."],
        -1,
        0,
    ]
    anchor = built.cards("2020_4th_quarter")[0].attributes["id"]
    assert trees == ["Tiny <b>Trees</b>", "Ole Brandt", [2], -1, 0, 2, 0, 1, anchor, "", -1, 1]
    days = [["2020-07-02", "July 2, 2020"], ["2020-10-01", "October 1, 2020"]]
    assert data_of(built)["days"] == days
    assert lost[5] == 0


def test_addresses_follow_the_host(tmp_path: Path) -> None:
    """Addresses and the link to the data are those of the site, with file names if it wants."""
    own = "# Mine\n\n<!-- paperreview: filter -->\n"
    built = build(tmp_path, {"a/b/mine.md": own}, use_directory_urls=False)
    data = data_of(built)
    assert data["pages"][1] == "2020_4th_quarter.html"
    assert data["periods"][2][2] == "quarters/2020-q4.html"
    assert form(built).one("a").attributes["href"] == f"../{DATA}"
    assert form(built, "a/b/mine.html").one("a").attributes["href"] == f"../../{DATA}"
    assert LinkCheck(built.output).run().broken == []


def test_a_file_of_the_users_wins(tmp_path: Path) -> None:
    """A file of the user's at the place of the data is left as it is."""
    built = build(tmp_path, {DATA: '{"mine": 1}'})
    assert data_of(built) == {"mine": 1}


def test_the_form_offers_what_there_is(built: sites.Built) -> None:
    """Each facet offers its values with the number of reviews; periods and years newest first."""
    assert texts(built, "venue")["NeurIPS"] == "NeurIPS (1)"
    assert list(texts(built, "year").values()) == ["All", "2020 (1)", "2019 (1)"]
    assert texts(built, "period") == {
        "": "All",
        "2020-q4": "2020 Q4 (1)",
        "2020-q3": "2020 Q3 (1)",
        "undated": "Undated (1)",
    }
    people = texts(built, "presenter")
    assert people["김가람"] == "김가람 (2)"
    assert "<b>Ole</b> (1)" in people.values()
    kinds = form(built).all("label", cls="paperreview-filter__kind")
    assert [kind.text for kind in kinds] == ["Has slides (2)", "Has code (1)"]


def test_the_form_is_hidden_until_it_works(built: sites.Built) -> None:
    """Without its script the filter is not shown, and search engines of the site skip it."""
    assert {"hidden", "data-search-exclude"} <= form(built).attributes.keys()


def test_every_field_has_a_label(built: sites.Built) -> None:
    """Each field of the form stands in a label with words."""
    for label in form(built).all("label"):
        (control,) = label.all("input", "select")
        assert control.attributes["name"]
        assert label.one("span").text
    assert len(form(built).all("label")) == len(form(built).all("input", "select")) == 7


def test_facets_without_a_value_are_left_out(tmp_path: Path) -> None:
    """Where no review has a venue or a year there is nothing to choose."""
    block = sites.review("Plain", "김가람", authors="Ole Brandt")
    built = sites.make(tmp_path, {"2020_3rd_quarter.md": sites.page(block)}).build()
    names = [select.attributes["name"] for select in form(built).all("select")]
    assert names == ["presenter", "period"]


def test_pages_load_what_they_need(tmp_path: Path) -> None:
    """The filter's script comes with the filter alone; the engine where a title needs it."""

    def scripts(built: sites.Built, path: str) -> set[str]:
        found = (node.attributes.get("src", "") for node in built.html(path).all("script"))
        return {src.rpartition("/")[2] for src in found if "assets/paperreview" in src}

    with_formulas = build(tmp_path / "a", {"mine.md": "# M\n\n<!-- paperreview: filter -->\n"})
    assert scripts(with_formulas, "mine") == {"filter.js", "math.js"}
    assert "filter.js" in scripts(with_formulas, "papers/index")
    assert "filter.js" not in scripts(with_formulas, "presenters/index")
    plain = {"2020_3rd_quarter.md": sites.page(PLAIN)}
    without = sites.make(tmp_path / "b", plain).build()
    assert scripts(without, "papers/index") == {"filter.js"}


def review(number: int) -> Review:
    """Return one of many reviews."""
    return Review(
        paper=Paper(f"Title {number}", ("Ole Brandt",), venue_text=f"Venue number {number % 80}"),
        presenters=(f"Presenter Number{number % 300}",),
        excerpt=(Part("text", "A sentence."),),
        anchor=f"title-{number}",
        line=1,
        span=Span(0, 1),
        notes=Span(1, 1),
        page="page.md",
        period=Period(2000 + number % 40 // 4, number % 4 + 1),
    )


def large() -> Library:
    """Return a library of 300 presenters, 80 venues and 40 periods."""
    return Library((Page(path="page.md", reviews=tuple(map(review, range(2400)))),))


def test_a_large_form_is_small() -> None:
    """With 300 presenters, 80 venues and 40 periods the form has less than 40 KB."""
    site = Site(large(), {"papers/index.md": "papers/index.md"})
    (element,) = Renderer("ko").listing(Directive("filter"), "papers/index.md", site, str)
    assert len(element.findall(".//option")) == 300 + 80 + 40 + 3
    assert len(ET.tostring(element, encoding="utf-8")) < 40_000


def test_the_data_depends_on_the_library_alone() -> None:
    """The same library gives the same bytes; nothing in them could be left out."""
    at = Setting("", Site(large()))
    first, second = (filter_json(at, str.upper) for _ in range(2))
    assert first == second
    assert b": " not in first
    assert json.loads(first)["presenters"][0][2] is None
    assert not has_formulas(at)


def test_an_empty_library() -> None:
    """A site without reviews has data all the same."""
    data = json.loads(filter_json(Setting(""), str))
    assert data == {
        "schema": 2, "presenters": [], "venues": [], "periods": [], "tags": [], "days": [],
        "chips": [], "pages": [], "reviews": [],
    }  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_the_form_speaks_the_language(language: str) -> None:
    """The form's words are those of the language."""
    renderer = Renderer(language)
    (element,) = renderer.listing(Directive("filter"), "papers/index.md", Site(large()), str)
    button = element.find(".//button[@type='reset']")
    expected = {"en": "Reset", "ko": "초기화", "ja": "リセット", "zh": "重置"}
    assert button is not None
    assert button.text == expected[language]
