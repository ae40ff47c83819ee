"""What listings show: pages, orders, headings, figures; and what cards say of other readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sites
from linkcheck import LinkCheck

if TYPE_CHECKING:
    from pathlib import Path

VENUES = ("ICLR 2020", "NIPS 2019", "FooConf 2019")


def blocks(first: int, count: int, presenter: str) -> list[str]:
    """Return review blocks with numbers in their titles, at one venue after another."""
    return [
        sites.review(
            f"Paper {number}",
            presenter,
            f"- Note {number} with $$x_{number}$$ and `code`. A second sentence.",
            authors=f"Ada Example, Ben Sample, {VENUES[number % 3]}",
        )
        for number in range(first, first + count)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """Build a site with 121 reviews in three periods."""
    pages: dict[str, str | bytes] = {
        "index.md": "# Home\n\n<!-- paperreview: reviews latest=6 layout=cards -->\n\n"
        "<!-- paperreview: presenters layout=tiles -->\n\n<!-- paperreview: periods -->\n\n"
        "<!-- paperreview: activity -->\n",
        "2019_4th_quarter.md": sites.page(*blocks(0, 40, "Mina Sorel"), date="2019-10-01"),
        "2020_1st_quarter.md": sites.page(*blocks(40, 40, "김가람, Mina Sorel"), date="2020-01-03"),
        "2020_3rd_quarter.md": sites.page(*blocks(80, 41, "김가람"), date="2020-07-02"),
    }
    return sites.make(tmp_path_factory.mktemp("listings"), pages).build(strict=True)


def headings(built: sites.Built, path: str) -> list[str]:
    """Return the headings of the listings on a page."""
    return [node.text for node in built.html(path).all("h2", cls="paperreview-listing__group")]


def test_all_links_work(built: sites.Built) -> None:
    """Every link between pages and every fragment leads somewhere."""
    assert LinkCheck(built.output).run().broken == []


def test_papers_stand_on_pages(built: sites.Built) -> None:
    """All papers are listed once, newest first, by year, at most 120 on a page."""
    pages = [built.items(path) for path in ("papers/index", "papers/2")]
    assert [len(page) for page in pages] == [81, 40]
    assert [title for page in pages for title in page] == [
        f"Paper {number}" for number in reversed(range(121))
    ]
    assert headings(built, "papers/index") == ["2020"]
    assert headings(built, "papers/2") == ["2019"]


def test_a_pager_leads_to_the_other_pages(built: sites.Built) -> None:
    """A pager marks the current page and leads to all others, the one before and the one after."""
    pager = built.html("papers/2").one("nav", cls="paperreview-pager")
    assert pager.links == {"Previous page": "../../papers/", "1": "../../papers/"}
    (current,) = [n for n in pager.all("span") if n.attributes.get("aria-current") == "page"]
    assert current.text == "2"
    following = built.html("papers/index").one("nav", cls="paperreview-pager")
    assert following.links == {"2": "../papers/2/", "Next page": "../papers/2/"}
    assert not built.html("papers/by-venue/index").all("nav", cls="paperreview-pager")


def test_years_and_venues_can_be_reached_at_once(built: sites.Built) -> None:
    """A listing on pages begins with links to each of its groups, on the first with sizes."""
    first = built.html("papers/index").all("ul", cls="paperreview-jumps")[-1]
    assert [item.text for item in first.all("li")] == ["2020 81", "2019 40"]
    jumps = built.html("papers/2").all("ul", cls="paperreview-jumps")[-1]
    assert [item.text for item in jumps.all("li")] == ["2020", "2019"]
    assert jumps.links == {
        "2020": "../../papers/#year-2020",
        "2019": "../../papers/2/#year-2019",
    }


def test_papers_by_venue(built: sites.Built) -> None:
    """``papers/by-venue/`` names each venue in full, with its home page; unknown ones come last."""
    page = built.html("papers/by-venue/index")
    assert headings(built, "papers/by-venue/index") == ["ICLR", "NeurIPS", "Other venues"]
    notes = [node.text for node in page.all("p", cls="paperreview-listing__note")]
    assert notes[0] == "International Conference on Learning Representations"
    assert len(page.all("li", cls="paperreview-line")) == 121


def test_orders_lead_to_each_other(built: sites.Built) -> None:
    """The list by year and that by venue lead to each other; the one that is shown is no link."""
    by_year = built.html("papers/index").all("ul", cls="paperreview-jumps")[0]
    assert by_year.links == {"By venue": "../papers/by-venue/"}
    by_venue = built.html("papers/by-venue/index").all("ul", cls="paperreview-jumps")[0]
    assert by_venue.links == {"By year": "../../papers/"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("presenters/index", ["Mina Sorel", "김가람"]),
        ("presenters/by-count", ["김가람", "Mina Sorel"]),
        ("presenters/by-latest", ["김가람", "Mina Sorel"]),
    ],
)
def test_presenters_in_three_orders(built: sites.Built, path: str, expected: list[str]) -> None:
    """Everyone is listed by name, by number of reviews and by the latest."""
    page = built.html(path)
    names = [node.text for node in page.all("p", cls="paperreview-people__name")]
    assert names == expected
    assert len(page.all("ul", cls="paperreview-jumps")[0].links) == 2
    assert len(page.all("svg", cls="paperreview-spark")) == 2


def test_presenters_are_grouped_by_initial(built: sites.Built) -> None:
    """The list by name has a heading for each initial, Hangul by its first consonant."""
    assert headings(built, "presenters/index") == ["M", "ㄱ"]
    assert headings(built, "presenters/by-count") == []


def test_a_presenter_at_a_glance(built: sites.Built) -> None:
    """A presenter's page tells how many, when, where, and with whom; and has a chart."""
    page = built.html("presenters/mina-sorel")
    facts = page.one(cls="paperreview-summary__facts")
    names = [node.text for node in facts.all("dt")]
    values = [" ".join(node.text.split()) for node in facts.all("dd")]
    assert dict(zip(names, values, strict=True)) == {
        "Papers": "80",
        "Active": "2019 Q4 – 2020 Q1",  # noqa: RUF001 (from one to another)
        "Venues": "ICLR 27, NeurIPS 27",
        "Presented with": "김가람 40",
    }
    chart = page.one("figure", cls="paperreview-activity")
    assert chart.one("svg").attributes["role"] == "img"
    rows = [[cell.text for cell in row.all("th", "td")] for row in chart.one("table").all("tr")]
    assert ["2019 Q4", "40"] in rows
    assert not [row for row in rows if row[0] == "2020 Q3"]


def test_a_period_at_a_glance(built: sites.Built) -> None:
    """A period's page tells how many papers, by whom, and from which venues."""
    facts = built.html("quarters/2020-q1").one(cls="paperreview-summary__facts")
    values = [" ".join(node.text.split()) for node in facts.all("dd")]
    assert values == ["40", "김가람 40, Mina Sorel 40", "NeurIPS 14, ICLR 13", "January 3, 2020"]


def test_any_page_can_embed_any_of_it(built: sites.Built) -> None:
    """The home page shows the latest reviews as cards, tiles, the grid of periods and the chart."""
    page = built.html("index")
    assert built.items("index") == [f"Paper {number}" for number in range(120, 114, -1)]
    assert page.all("ul", cls="paperreview-items--cards")
    assert len(page.all("span", cls="paperreview-avatar")) == 2
    assert len(page.all("li", cls="paperreview-periods__period")) == 3
    assert len(page.all("figure", cls="paperreview-activity")) == 1


def test_a_compact_card_says_what_matters(built: sites.Built) -> None:
    """An item has title, authors, venue, presenters, period, the first sentence, and links."""
    item = built.html("papers/index").all("li", cls="paperreview-item")[-1]
    part = {name: item.one(cls=f"paperreview-item__{name}") for name in ("authors", "excerpt")}
    assert part["authors"].text == "Ada Example, Ben Sample"
    assert part["excerpt"].text == r"Note 40 with \(x_40\) and code."
    assert part["excerpt"].one("code").text == "code"
    facts = item.one(cls="paperreview-item__facts")
    assert list(facts.links) == ["김가람", "Mina Sorel", "2020 Q1"]
    venue = facts.one(cls="paperreview-item__venue")
    assert venue.text == "NeurIPS 2019"
    assert venue.attributes["data-kind"] == "conference"


def test_a_venue_that_is_not_known_is_shown_as_written(built: sites.Built) -> None:
    """A badge of an unknown venue holds its words and claims no kind."""
    badges = built.html("2019_4th_quarter").all(cls="paperreview-card__venue")
    assert badges[2].text == "FooConf 2019"
    assert "data-kind" not in badges[2].attributes


def test_the_same_paper_is_read_again(tmp_path: Path) -> None:
    """Reviews of one paper link to each other, the earlier one forwards, the later one back."""
    again = sites.review("paper 7!", "Ole Brandt", links="[[slides](https://a.example/)]")
    pages: dict[str, str | bytes] = {
        "2019_4th_quarter.md": sites.page(*blocks(7, 1, "Mina Sorel"), date="2019-10-01"),
        "deep/2020_1st_quarter.md": sites.page(again, date="2020-01-03"),
    }
    built = sites.make(tmp_path, pages).build(strict=True)
    (first,) = built.cards("2019_4th_quarter")
    note = first.one(cls="paperreview-card__again")
    assert note.text == "Read again later: 2020 Q1 (Ole Brandt)"
    assert note.links == {"2020 Q1": "../deep/2020_1st_quarter/#paper-7"}
    (second,) = built.cards("deep/2020_1st_quarter")
    note = second.one(cls="paperreview-card__again")
    assert note.text == "Read before: 2019 Q4 (Mina Sorel)"
    assert note.links == {"2019 Q4": "../../2019_4th_quarter/#paper-7"}


@pytest.mark.parametrize(("count", "folded"), [(1, 0), (9, 0), (10, 2), (60, 52)])
def test_many_authors_are_folded(tmp_path: Path, count: int, folded: int) -> None:
    """Authors behind the eighth are folded, but for a single one; all of them stay in the text."""
    names = [f"N{number} Author" for number in range(count)]
    text = sites.page(sites.review("Crowd", "Mina Sorel", authors=", ".join(names)))
    built = sites.make(tmp_path, {"a.md": text}).build()
    (card,) = built.cards("a")
    authors = card.one("p", cls="paperreview-card__authors")
    assert authors.text.strip() == ", ".join(names)
    rest = authors.all(cls="paperreview-fold")
    assert [node.text.count("Author") for node in rest] == ([folded] if folded else [])
    for switch in authors.all("input"):
        assert switch.attributes["aria-label"] == f"Show all {count} authors"
    (item,) = built.html("papers/index").all("p", cls="paperreview-item__authors")
    few = ", ".join(names[:3]) + " et al." if count > 4 else ", ".join(names)
    assert item.text == few


def test_portraits(tmp_path: Path) -> None:
    """A picture that the options name stands in the stead of initials, on every depth."""
    pages: dict[str, str | bytes] = {
        "a.md": sites.page(*blocks(0, 1, "Mina Sorel, Ole Brandt")),
        "faces/mina.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    }
    options = {
        "portraits": {
            "MINA sorel": "faces/mina.svg",
            "Ole Brandt": "faces/none.svg",
            "Nobody": "faces/mina.svg",
        }
    }
    built = sites.make(tmp_path, pages, options).build()
    tiles = built.html("presenters/index").all("li", cls="paperreview-people__person")
    assert [tile.all("img")[0].attributes["src"] for tile in tiles if tile.all("img")] == [
        "../faces/mina.svg"
    ]
    (other,) = [tile.one(cls="paperreview-avatar") for tile in tiles if not tile.all("img")]
    assert other.attributes["data-initials"] == "OB"
    page = built.html("presenters/mina-sorel").one("section", cls="paperreview-summary")
    assert page.one("img").attributes["src"] == "../../faces/mina.svg"
    assert "'Nobody'" in built.messages
    assert "'faces/none.svg' is neither" in built.messages


def test_a_page_beyond_the_last_is_empty(tmp_path: Path) -> None:
    """A page that a listing does not have says that there is nothing."""
    text = "# Mine\n\n<!-- paperreview: reviews page=9 -->\n"
    pages: dict[str, str | bytes] = {"a.md": sites.page(*blocks(0, 1, "M")), "mine.md": text}
    built = sites.make(tmp_path, pages).build(strict=True)
    assert built.items("mine") == []
    assert built.html("mine").one("p", cls="paperreview-listing__none").text


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        ('venue="NeurIPS"', ["Paper 4", "Paper 1"]),
        ('venue="fooconf"', ["Paper 5", "Paper 2"]),
        ('venue="NeurIPS" latest=1', ["Paper 4"]),
        ('presenter="M" venue="ICLR" layout=lines', []),
        ("group=venue latest=2", ["Paper 4", "Paper 5"]),
        ("group=year", ["Paper 5", "Paper 4", "Paper 3", "Paper 2", "Paper 1", "Paper 0"]),
    ],
)
def test_a_listing_by_venue_and_year(tmp_path: Path, arguments: str, titles: list[str]) -> None:
    """A listing can be narrowed down to a venue in any spelling, and divided by venue or year."""
    text = f"# Mine\n\n<!-- paperreview: reviews {arguments} -->\n"
    pages: dict[str, str | bytes] = {"a.md": sites.page(*blocks(0, 6, "M")), "mine.md": text}
    built = sites.make(tmp_path, pages).build()
    assert built.items("mine") == titles


def test_reviews_on_the_home_page_are_reached(tmp_path: Path) -> None:
    """A review that stands on the home page is linked to there, whatever the list."""
    pages: dict[str, str | bytes] = {"index.md": sites.page(*blocks(0, 1, "M"))}
    built = sites.make(tmp_path, pages).build(strict=True)
    assert built.html("papers/index").links["Paper 0"] == "../#paper-0"
    assert LinkCheck(built.output).run().broken == []
