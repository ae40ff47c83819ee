"""Presenters as ``people.yml`` knows them: one person, one page, whatever a block calls them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import sites
from linkcheck import LinkCheck

from mkdocs_paperreview.exports.finding import filter_json
from mkdocs_paperreview.exports.redirects import redirects
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.model import Page, Paper, Presenter, Review, Span
from mkdocs_paperreview.people import People, Person
from mkdocs_paperreview.rendering.people import initials
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site, presenter_path

if TYPE_CHECKING:
    from pathlib import Path

MINA = Person("Mina Sorel", ("소렐 미나", "M. Sorel"), link="https://mina.example/me", active=False)
SEOUL, BUSAN = Person("Jun Seo (Seoul)", ("Jun Seo",)), Person("Jun Seo (Busan)")
HIDDEN = Person("Quiet Person", ("Q. Person",), hidden=True)
PEOPLE = People((MINA, SEOUL, BUSAN, HIDDEN))


def review(*presenters: str, affiliations: tuple[str, ...] = ()) -> Review:
    """Return a review by presenters, as a parser gives it."""
    return Review(
        paper=Paper("Maps"),
        presenters=presenters,
        affiliations=affiliations,
        anchor="-".join(presenters),
        line=1,
        span=Span(0, 1),
        notes=Span(1, 1),
        page="a.md",
    )


def library(*reviews: Review, people: People = PEOPLE) -> Library:
    """Return a library of one page."""
    return Library((Page(path="a.md", reviews=reviews),), people)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mina Park", "MP"),
        ("Émile van Zola", "ÉZ"),
        ("Иван Петров", "ИП"),
        ("강 진구", "강"),
        ("山田 花子", "山"),
        ("(Mina)", "("),
        ("Bo", "B"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    """Names of several words have two, but for those of scripts in which one says enough."""
    assert initials(name) == expected


def test_one_person_has_one_page() -> None:
    """Every spelling means the same person, who is called as ``people.yml`` says."""
    found = library(review("소렐 미나"), review("m.  sorel"), review("Mina Sorel", "M. SOREL"))
    assert found.presenters == (
        Presenter(
            "mina-sorel",
            "Mina Sorel",
            ("소렐 미나", "M. Sorel", "M. SOREL", "m.  sorel"),
            "https://mina.example/me",
            None,
            active=False,
        ),
    )
    assert len(found.by_presenter["mina-sorel"]) == 3
    for name in ("소렐 미나", "M. Sorel", "mina-sorel", "MINA SOREL"):
        assert found.presenter(name) == found.presenters[0]


def test_without_an_entry_nothing_is_merged() -> None:
    """Whoever is not in ``people.yml`` is told by the name alone, in its most used spelling."""
    found = library(review("OLE BRANDT"), review("Ole Brandt"), review("Ole Brandt"), review("Ole"))
    assert [person.name for person in found.presenters] == ["Ole", "Ole Brandt"]
    assert found.presenter("ole brandt") == Presenter("ole-brandt", "Ole Brandt", ("OLE BRANDT",))


def test_an_affiliation_tells_two_of_one_name_apart() -> None:
    """The name with its affiliation is looked up first, then the name alone."""
    found = library(
        review("Jun Seo", affiliations=("Busan",)),
        review("Jun Seo", affiliations=("Elsewhere",)),
        review("Jun Seo"),
    )
    counts = {person.name: len(found.by_presenter[person.id]) for person in found.presenters}
    assert counts == {"Jun Seo (Busan)": 1, "Jun Seo (Seoul)": 2}


@pytest.mark.parametrize("name", ["Quiet Person", "q. person", PEOPLE.veil, "A Member"])
def test_who_is_hidden_is_no_presenter(name: str) -> None:
    """Somebody who is hidden, and the word that stands for them, has no page and no number."""
    found = library(review(name, "Ole Brandt"))
    assert [person.name for person in found.presenters] == ["Ole Brandt"]
    assert found.presenters_of(found.reviews[0]) == found.presenters
    assert found.presenter(name) is None
    assert found.shown_name("Quiet Person") == PEOPLE.veil


YAML = """\
- name: Mina Sorel
  aliases: [소렐 미나, M. Sorel, ../../up, index]
  link: https://mina.example/me
  picture: mina.png
- name: Ole Brandt
  active: false
- name: Never Presented
  aliases: [N. Presented]
- name: Quiet Person
  aliases: [Q. Person]
  hidden: true
"""
PAGES: dict[str, str | bytes] = {
    "index.md": '# Home\n\n<!-- paperreview: reviews presenter="소렐 미나" -->\n',
    "2020_3rd_quarter.md": sites.page(
        sites.review("Maps", "M. Sorel (KAIST), Ole Brandt"),
        sites.review("Stars", "소렐 미나", links=""),
        sites.review("Seas", "MINA SOREL", links=""),
        sites.review("Trees", "Lena Foss, Quiet Person", links=""),
    ),
    "mina.png": b"",
}


def build(folder: Path, **config: Any) -> sites.Built:  # noqa: ANN401 (options of every type)
    """Build the pages of this module with their ``people.yml``."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("people.yml").write_text(YAML, encoding="utf-8")
    return sites.make(folder, PAGES, **config).build()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """Build the pages of this module."""
    return build(tmp_path_factory.mktemp("presenters"))


def test_cards_name_people_as_the_site_does(built: sites.Built) -> None:
    """A card links to the one page, says the affiliation, and names nobody who is hidden."""
    maps, stars, _, trees = built.cards("2020_3rd_quarter")
    presenters = maps.one("span", cls="paperreview-card__presenters")
    assert presenters.text == "Presented by Mina Sorel (KAIST), Ole Brandt"
    assert presenters.links["Mina Sorel"] == "../presenters/mina-sorel/"
    assert stars.one("span", cls="paperreview-card__presenters").links == {
        "Mina Sorel": "../presenters/mina-sorel/"
    }
    assert trees.one("span", cls="paperreview-card__presenters").text == (
        f"Presented by Lena Foss, {PEOPLE.veil}"
    )
    items = built.html("quarters/2020-q3").all("span", cls="paperreview-item__presenters")
    assert items[0].text == "Mina Sorel, Ole Brandt"


def test_a_directive_takes_any_spelling(built: sites.Built) -> None:
    """A listing of somebody is asked for in any spelling."""
    assert sorted(built.items("index")) == ["Maps", "Seas", "Stars"]


def test_a_page_shows_picture_and_link(built: sites.Built) -> None:
    """The page of somebody has their picture and a link to their own page."""
    summary = built.html("presenters/mina-sorel").one("section", cls="paperreview-summary")
    assert summary.one("img").attributes["src"] == "../../mina.png"
    assert summary.links["mina.example"] == "https://mina.example/me"
    assert summary.all(cls="paperreview-chip") == []
    former = built.html("presenters/ole-brandt").one("section", cls="paperreview-summary")
    assert former.one("span", cls="paperreview-chip").text == "Former member"


@pytest.mark.parametrize("order", ["index", "by-count", "by-latest"])
def test_former_members_come_last(built: sites.Built, order: str) -> None:
    """Whoever has left stands in a group behind all others, in each order."""
    page = built.html(f"presenters/{order}").one("div", cls="paperreview-letters")
    names = [p.one("a").text for p in page.all("p", cls="paperreview-people__name")]
    assert sorted(names[:2]) == ["Lena Foss", "Mina Sorel"]
    former = page.one("div", cls="paperreview-letters__former")
    assert former.one("h2").text == "Former members"
    assert [a.text for a in former.all("a") if a.text] == names[2:] == ["Ole Brandt"]


@pytest.mark.parametrize("directories", [True, False])
def test_old_spellings_lead_to_the_page(tmp_path: Path, *, directories: bool) -> None:
    """At the address of each other spelling there is a small page that leads to the one."""
    address = "https://reading.example/"
    built = build(tmp_path, use_directory_urls=directories, site_url=address)
    target = "presenters/mina-sorel/" if directories else "presenters/mina-sorel.html"
    for name in ("소렐-미나", "m.-sorel"):
        path = f"presenters/{name}/index.html" if directories else f"presenters/{name}.html"
        page = built.html(path)
        root = "../../" if directories else "../"
        metas = {m.attributes.get("http-equiv"): m for m in page.all("meta")}
        assert metas["refresh"].attributes["content"] == f"0; url={root}{target}"
        assert page.one("link").attributes == {"rel": "canonical", "href": address + target}
        assert page.links == {"Mina Sorel": root + target}
        assert "noindex" in built.source(path)
        assert len(built.source(path)) < 1000
    assert LinkCheck(built.output).run().broken == []


def test_no_redirect_stands_in_a_pages_place() -> None:
    """Spellings that differ in case only share the page's address, which is the page's."""
    found = library(review("소렐 미나"), review("MINA SOREL"), review("Jun Seo"))
    assert addresses(found) == {
        "presenters/소렐-미나/index.html",
        "presenters/m.-sorel/index.html",
        "presenters/jun-seo/index.html",
    }


def addresses(found: Library) -> set[str]:
    """Return the paths of the pages that lead to somebody's."""
    paths = {path: path for person in found.presenters for path in [presenter_path(person)]}
    site = Site(found, paths, address=lambda path: path)
    return {path for path, _ in redirects(Setting("", site), None)}


def test_a_spelling_of_two_leads_to_nobody() -> None:
    """Where two people share a spelling, no page says whose it is; their other ones lead on."""
    wei, jia = Person("Jiayi Wei", ("J. Wei",)), Person("Jia Wei", ("Wei Jia",))
    shared = replace(review("Jiayi Wei", "Jia Wei"), other_names=("魏家一", "魏家一"))
    assert addresses(library(shared, people=People((wei, jia)))) == {
        "presenters/j.-wei/index.html",
        "presenters/wei-jia/index.html",
    }


def test_no_other_spelling_is_a_hidden_name() -> None:
    """An alias that reads like the name of somebody who is hidden has no page and finds nobody."""
    mina = Person("Mina Sorel", ("Quiet-Person", "Quiet/Person", "M. Sorel"))
    found = library(review("Mina Sorel"), people=People((mina, HIDDEN)))
    assert addresses(found) == {"presenters/m.-sorel/index.html"}
    assert b"Quiet-Person" not in filter_json(Setting("", Site(found)), str)


def test_redirects_stay_in_their_place(built: sites.Built) -> None:
    """None leaves the folder, takes the place of a page, or tells of somebody without one."""
    assert built.html("presenters/index").one("h1").text == "Presenters"
    stray = [path for path in built.files if "up" in path and not path.startswith("presenters/")]
    assert [path for path in stray if path.endswith(".html")] == []
    assert not any("presented" in path for path in built.files)
    told = [path for path in built.files if "quiet" in path.lower() or "q.-person" in path.lower()]
    assert told == []


def test_a_page_of_the_users_is_no_redirect(tmp_path: Path) -> None:
    """A page that stands at an old spelling's address stays as it is."""
    tmp_path.joinpath("people.yml").write_text(YAML, encoding="utf-8")
    own: dict[str, str | bytes] = {"presenters/m.-sorel.md": "# My own\n"}
    built = sites.make(tmp_path, PAGES | own).build()
    assert built.html("presenters/m.-sorel").one("h1").text == "My own"


def test_the_filter_knows_every_spelling(built: sites.Built) -> None:
    """The filter's data has the other spellings of those who have some, in other letters alone."""
    data = json.loads(built.output.joinpath("assets/paperreview/filter.json").read_bytes())
    rows = {row[1]: row[3:] for row in data["presenters"]}
    (others,) = rows["Mina Sorel"]
    assert others.split("\n") == ["소렐 미나", "M. Sorel", "../../up", "index"]
    assert rows["Lena Foss"] == []
    paper = next(paper for paper in built.papers if paper["title"] == "Maps")
    assert [person["name"] for person in paper["presenters"]] == ["Mina Sorel", "Ole Brandt"]
    assert paper["affiliations"] == ["KAIST", ""]


def test_a_picture_that_is_nowhere_is_told(tmp_path: Path) -> None:
    """A picture of ``people.yml`` that is no file is reported, and initials stand in its place."""
    text = YAML.replace("mina.png", "missing.png")
    tmp_path.joinpath("people.yml").write_text(text, encoding="utf-8")
    built = sites.make(tmp_path, PAGES).build()
    assert "'missing.png' is neither a file" in built.messages
    assert built.html("presenters/mina-sorel").all("img", cls="paperreview-avatar") == []


def test_a_page_that_is_nowhere_is_told(tmp_path: Path) -> None:
    """A link of ``people.yml`` to a page that the site has not is reported; others are not."""
    for link, is_told in {
        "missing.md": True,
        "index.md": False,
        "https://m.example": False,
    }.items():
        text = f"- name: Mina Sorel\n  link: {link}\n"
        tmp_path.joinpath("people.yml").write_text(text, encoding="utf-8")
        built = sites.make(tmp_path, {"index.md": "# Home\n", **PAGES}).build()
        assert (f"{link!r} is neither a file" in built.messages) is is_told


def test_people_come_before_portraits(tmp_path: Path) -> None:
    """The option ``portraits`` fills in where ``people.yml`` has no picture."""
    tmp_path.joinpath("people.yml").write_text(YAML, encoding="utf-8")
    portraits = {"M. Sorel": "https://p.example/m.png", "Ole Brandt": "https://p.example/o.png"}
    built = sites.make(tmp_path, PAGES, {"portraits": portraits}).build()
    tiles = built.html("presenters/index").all("li", cls="paperreview-people__person")
    pictures = {t.one("a").text: [i.attributes["src"] for i in t.all("img")] for t in tiles}
    assert pictures == {
        "Mina Sorel": ["../mina.png"],
        "Ole Brandt": ["https://p.example/o.png"],
        "Lena Foss": [],
    }
