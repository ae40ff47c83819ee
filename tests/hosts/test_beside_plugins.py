"""Other plugins beside ours, each in a build of its own: both do what they do alone."""

from __future__ import annotations

import html
import importlib
import json
import struct
import xml.etree.ElementTree as ET
from functools import cache
from typing import TYPE_CHECKING, Protocol

import beside
import hosting
import pytest
from linkcheck import LinkCheck

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import sites
    from documents import Node

TITLES = [hosting.FIRST, hosting.SECOND, hosting.THIRD]
GENERATED = ("presenters/", "quarters/", "papers/", "tags/")
ORDERED = {"git-revision-date-localized", "glightbox", "minify"}
"""Plugins that write into the whole page, whose head shows the order."""


class Builder(Protocol):
    """Builds the site of a case once in an order, strictly."""

    def __call__(self, name: str, order: str = "last") -> sites.Built:
        """Return the site of ``beside/NAME.yml`` with ours first or last in the list."""


def needs_cairo(name: str) -> object:
    """Return a case, which is left out where the library is missing that draws its pictures."""
    try:
        importlib.import_module("cairosvg") if name == "social" else None
    except (ImportError, OSError):
        return pytest.param(name, marks=pytest.mark.skip(reason="libcairo is not installed"))
    return name


each_order = pytest.mark.parametrize("order", beside.ORDERS)
each_plugin = pytest.mark.parametrize("name", [*map(needs_cairo, beside.NAMES)])


@pytest.fixture(scope="session")
def remote(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Return the address of a picture that another site has."""
    folder = tmp_path_factory.mktemp("elsewhere")
    folder.joinpath("a.svg").write_text(hosting.DRAWING, encoding="utf-8")
    return f"{serve(folder)}a.svg"


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory, remote: str) -> Builder:
    """Return what builds a case."""

    @cache
    def built(name: str, order: str = "last") -> sites.Built:
        folder = tmp_path_factory.mktemp(f"{name}-{order}")
        return hosting.build(beside.case(name).make(folder, order, remote))

    return built


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory, remote: str) -> sites.Built:
    """Build the small site with our plugin alone."""
    case = beside.Case("", [], {}, {}, {}, "", [])
    return hosting.build(case.make(tmp_path_factory.mktemp("alone"), "last", remote))


@each_order
@each_plugin
def test_cards_are_those_of_a_site_without_the_plugin(
    build: Builder, alone: sites.Built, name: str, order: str
) -> None:
    """Title, text, links and pictures of every card are the same, and nothing warns."""
    built = build(name, order)
    assert hosting.warnings(built) == []
    expected, found = beside.cards(alone), beside.cards(built)
    assert {path: found[path] for path in expected} == expected


@each_order
@each_plugin
def test_listings_have_each_review_once(build: Builder, name: str, order: str) -> None:
    """The pages of papers, people and quarters list what there is, and nothing twice."""
    built, also = build(name, order), beside.case(name).also
    assert sorted(built.items("papers/index")) == sorted([*TITLES, *also])
    assert built.items("quarters/2020-q3") == TITLES[:2]
    assert built.items("presenters/김가람") == [hosting.THIRD, hosting.FIRST]
    assert len(built.papers) == len(TITLES) + len(also)
    people = built.content("presenters/index").text
    assert people.count("김가람") == people.count("Mina Sorel") == 1


@each_order
@each_plugin
def test_every_link_leads_somewhere(build: Builder, name: str, order: str) -> None:
    """Each link and source of the site leads to a file and a place.

    A blog's excerpts show a block as it is written; its headings are no headings of the card.
    """
    check = LinkCheck(build(name, order).output).run()
    excerpts = ("blog/index.html", "blog/archive/")
    assert [line for line in check.broken if not line.startswith(excerpts)] == []
    assert check.checked > 200


@each_order
@each_plugin
def test_the_search_has_each_paper_once(build: Builder, name: str, order: str) -> None:
    """There is one entry for a paper, with its presenters, and none from generated pages."""
    entries = beside.search_entries(build(name, order))
    assert not [e for e in entries if e["location"].removeprefix("ko/").startswith(GENERATED)]
    own = [entry for entry in entries if not entry["location"].startswith("ko/")]
    titles = [html.unescape(entry["title"]) for entry in own]
    assert {title: titles.count(title) for title in TITLES} == dict.fromkeys(TITLES, 1)
    found = next(entry for entry in own if entry["title"] == hosting.FIRST)
    assert "김가람" in found["text"]


@pytest.mark.parametrize("name", [*map(needs_cairo, sorted(set(beside.NAMES) - ORDERED))])
def test_the_order_of_plugins_does_not_matter(build: Builder, name: str) -> None:
    """Ours first or last in the list gives the same bytes."""
    assert build(name, "first").files == build(name, "last").files


@each_order
def test_tags_of_reviews_are_on_the_page_of_tags(build: Builder, order: str) -> None:
    """Material's page of tags has those of pages and those of reviews, each with its pages."""
    text = build("tags", order).content("labels").text
    assert "howto" in text
    assert "graphs" in text
    assert "2021 Q1" in text


@each_order
def test_a_blog_keeps_its_pages(build: Builder, order: str) -> None:
    """Posts, archive and categories are there, and no excerpt holds a part of a card."""
    built = build("blog", order)
    posts = "blog/2021/02"
    assert built.has(f"{posts}/03/we-meet-again")
    assert built.has("blog/category/news")
    for path in ("blog/index", "blog/archive/2021"):
        page = built.html(path)
        assert "Notes of the post." in page.text
        assert "Later notes." not in page.text
        assert built.cards(path) == []
        assert len(page.all("nav", cls="md-post__action")) == 3


@each_order
def test_a_review_in_a_post_is_a_review(build: Builder, order: str) -> None:
    """It is a card with the date of the post, and listings lead to where the blog puts it."""
    built = build("blog", order)
    (card,) = built.cards("blog/2021/02/04/a-review-in-a-post")
    assert {"Mina Sorel", "2021 Q1"} <= card.links.keys()
    (review,) = (r for r in built.papers if r["title"] == "A Review in a Post")
    assert review["url"] == "blog/2021/02/04/a-review-in-a-post/#a-review-in-a-post"
    assert review["date"] == "2021-02-04"
    (whole,) = built.cards("blog/2021/05/06/a-post-that-is-a-review")
    assert {"Mina Sorel", "2021 Q2"} <= whole.links.keys()
    assert "The second note." in whole.text


@pytest.mark.parametrize("order", beside.ORDERS)
@pytest.mark.parametrize("name", [needs_cairo("social")])
def test_social_draws_a_picture_of_each_page(build: Builder, name: str, order: str) -> None:
    """Pages of ours and of others have a picture in the head, once, with a font of one's own."""
    built = build(name, order)
    for path in ("presenters/index", "quarters/2020-q3", "2020_3rd_quarter", "about"):
        images = metas(built.html(path))["og:image"]
        titles = metas(built.html(path))["og:title"]
        assert (len(images), len(titles)) == (1, 1)
        picture = built.output / images[0].removeprefix("https://reading.example/")
        assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1200, 630)


def metas(page: Node) -> dict[str, list[str]]:
    """Return property → contents of the entries in the head."""
    found: dict[str, list[str]] = {}
    for node in page.all("meta"):
        name = node.attributes.get("property", "")
        found.setdefault(name, []).append(node.attributes.get("content", ""))
    return found


@each_order
def test_privacy_fetches_the_pictures_of_cards(build: Builder, remote: str, order: str) -> None:
    """A picture of another site is copied, in cards and in lists; no page asks for it."""
    built = build("privacy", order)
    for path in ("2020_3rd_quarter", "papers/index"):
        assert remote not in built.source(path).replace(f'href="{remote}"', "")
        (picture,) = {
            image.attributes["src"]
            for image in built.html(path).all("img")
            if "/external/" in image.attributes["src"]
        }
        copy = built.output / picture.removeprefix("../")
        assert copy.read_text(encoding="utf-8") == hosting.DRAWING


def test_privacy_fetches_nothing_of_ours(build: Builder) -> None:
    """What our script loads by itself is not copied for nothing: a build needs no network."""
    built = build("privacy")
    assert "data-engine" in built.source("2020_3rd_quarter")
    assert not [path for path in built.files if "katex" in path.lower()]


@each_order
def test_offline_has_a_search_that_is_a_script(build: Builder, order: str) -> None:
    """Addresses are those of files, and the search is loaded as a script."""
    built = build("offline", order)
    assert built.has("presenters/mina-sorel.html")
    assert hosting.FIRST in built.source("search/search_index.js")
    assert "presenters/mina-sorel.html" in built.source("2020_3rd_quarter")


@each_order
def test_minify_takes_spaces_away_and_nothing_else(build: Builder, order: str) -> None:
    """Pages are on few lines, comments are gone; scripts and forms say what they said."""
    built = build("minify", order)
    assert "comment" not in built.source(
        "extra.min.js" if built.has("extra.min.js") else "extra.js"
    )
    page = built.html("papers/index").one("paperreview-filter")
    assert page.attributes["data-many"] == "{count} reviews"
    assert {option.text for option in page.all("option")} >= {"Mina Sorel (2)", "ICLR (2)"}
    script = next(
        node
        for node in built.html("2020_3rd_quarter").all("script")
        if "data-engine" in node.attributes
    )
    assert script.attributes["data-script"] == "katex.min.js"
    assert len(built.source("about").splitlines()) < 60


@each_order
def test_redirects_lead_to_pages_and_to_generated_ones(build: Builder, order: str) -> None:
    """Old addresses lead on: to a page by its path, to a generated page by its address."""
    built = build("redirects", order)
    assert 'url=../2020_3rd_quarter/"' in built.source("old/index.html")
    assert 'url=https://reading.example/presenters/"' in built.source("people/index.html")


@pytest.mark.parametrize("name", ["literate-nav", "awesome-nav", "section-index"])
@each_order
def test_a_navigation_names_generated_pages(build: Builder, name: str, order: str) -> None:
    """The navigation leads to the page of presenters, under the title that it is given."""
    built = build(name, order)
    (nav,) = (n for n in built.html("about").all("nav", cls="md-nav--primary"))
    assert nav.links["People"] == "../presenters/"


@each_order
def test_section_index_makes_a_section_of_a_generated_page(build: Builder, order: str) -> None:
    """A section's heading is a link to the generated page that stands first in it."""
    nav = build("section-index", order).html("presenters/index").one("nav", cls="md-nav--primary")
    assert nav.links["Mina"] == "mina-sorel/"


@each_order
def test_macros_fill_in_what_notes_ask_for(build: Builder, order: str) -> None:
    """A card shows what macros make of its notes, below its own header."""
    (card,) = build("macros", order).cards("2021_1st_quarter")
    assert "Seen at CVPR in spring." in card.text
    assert "Mina Sorel" in card.links


@each_order
def test_glightbox_opens_pictures_of_notes_and_no_others(build: Builder, order: str) -> None:
    """Pictures of cards are links to themselves; those of listings are none."""
    built = build("glightbox", order)
    opened = [a.one("img") for a in built.html("2020_3rd_quarter").all("a", cls="glightbox")]
    assert [image.attributes["alt"] for image in opened] == ["A map", "Far"]
    for path in ("papers/index", "quarters/index", "presenters/index", "index"):
        assert built.html(path).all("a", cls="glightbox") == []
        assert built.html(path).all("img")


@each_order
def test_revision_dates_are_on_pages_with_a_history(build: Builder, order: str) -> None:
    """A page shows when it was committed; a generated page, which never was, does no harm."""
    built = build("git-revision-date-localized", order)
    assert beside.WHEN[:10] in built.html("2020_3rd_quarter").text
    assert built.has("presenters/mina-sorel")


@each_order
def test_feeds_have_pages_and_no_generated_ones(build: Builder, order: str) -> None:
    """The feed has the pages that people wrote, with their dates, and none of ours."""
    built = build("rss", order)
    items = ET.fromstring(built.source("feed_rss_created.xml")).iter("item")  # noqa: S314 (our own)
    found = {item.findtext("link"): item.findtext("pubDate") or "" for item in items}
    pages = ["", "about/", "2020_3rd_quarter/", "notes/2020_4th_quarter/"]
    assert found.keys() == {f"https://reading.example/{page}" for page in pages}
    assert "02 Jul 2020" in found["https://reading.example/2020_3rd_quarter/"]


@each_order
def test_excluded_pages_are_not_in_the_search(build: Builder, order: str) -> None:
    """What that plugin leaves out is gone, and papers are still there."""
    places = [entry["location"] for entry in beside.search_entries(build("exclude-search", order))]
    assert not [place for place in places if place.startswith("about")]
    assert [place for place in places if "learning-to-draw-maps" in place]


TRANSLATED = pytest.mark.parametrize("name", ["i18n-folder", "i18n-suffix"])


@each_order
@TRANSLATED
def test_each_language_has_a_library_of_its_own(build: Builder, name: str, order: str) -> None:
    """A translated page counts in its language; one that is not translated, once in each."""
    built = build(name, order)
    assert sorted(built.items("papers/index")) == sorted(TITLES)
    assert sorted(built.items("ko/papers/index")) == sorted([hosting.FIRST, hosting.THIRD])
    own, translated = papers(built, "papers.json"), papers(built, "ko/papers.json")
    assert [review["title"] for review in own] == TITLES
    assert [review["url"].partition("#")[0] for review in translated] == [
        "ko/2020_3rd_quarter/",
        "ko/notes/2020_4th_quarter/",
    ]


def papers(built: sites.Built, path: str) -> list[dict[str, str]]:
    """Return the reviews in a data file."""
    data: dict[str, list[dict[str, str]]] = json.loads(built.source(path))
    return data["reviews"]


@each_order
@TRANSLATED
def test_generated_pages_are_in_their_language(build: Builder, name: str, order: str) -> None:
    """Titles and words of generated pages are those of the language, and so are their links."""
    built = build(name, order)
    assert built.content("presenters/index").one("h1").text.startswith("Presenters")
    assert built.content("ko/presenters/index").one("h1").text.startswith("발표자")
    (card,) = built.cards("ko/2020_3rd_quarter")
    person = beside.plain("ko/2020_3rd_quarter/index.html", card.links["김가람"])
    assert person == "/ko/presenters/김가람/"
    page = built.content("ko/presenters/김가람")
    links = {beside.plain("ko/presenters/김가람/index.html", to) for to in page.links.values()}
    assert {link for link in links if link.startswith("/")} <= {
        link for link in links if link.startswith("/ko/")
    }


@each_order
@TRANSLATED
def test_the_filter_finds_what_its_language_has(build: Builder, name: str, order: str) -> None:
    """The data of the filter leads from its own place to pages of its language."""
    built = build(name, order)
    data = json.loads(built.source("ko/assets/paperreview/filter.json"))
    assert [review[0] for review in data["reviews"]] == [hosting.THIRD, hosting.FIRST]
    assert set(data["pages"]) == {"notes/2020_4th_quarter/", "2020_3rd_quarter/"}
    link = built.html("ko/papers/index").one("paperreview-filter").one("a")
    address = beside.plain("ko/papers/index.html", link.attributes["href"])
    assert address == "/ko/assets/paperreview/filter.json"
