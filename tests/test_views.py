"""Generated pages, and listings on pages that people write."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
import sites
from linkcheck import LinkCheck

if TYPE_CHECKING:
    from pathlib import Path

MAPS = sites.review("Learning to Draw Maps", "김가람")
TREES = sites.review("Tiny Trees", "Mina Sorel")
STARS = sites.review("Counting Stars", "김가람, Mina Sorel")
RIVERS = sites.review("Rivers of Numbers", "mina  SOREL", label="Presenter")
WIDE = "Mina Sorel".translate({code: code + 0xFEE0 for code in range(33, 127)} | {32: 0x3000})
"""A name in full-width letters, as they are typed in East Asia."""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'

PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "2020_3rd_quarter.md": sites.page(MAPS, TREES, date="2020-07-02"),
    "deep/2020_4th_quarter.md": sites.page(STARS, date="2020-10-01"),
    "2022_1st_quarter.md": sites.page(RIVERS, date="2022-01-03"),
}
PATH_NAMES = ("김가람", "mina-sorel")


def build(folder: Path, pages: dict[str, str | bytes] | None = None) -> sites.Built:
    """Build the pages of this module with others beside them, strictly."""
    return sites.make(folder, PAGES | (pages or {})).build(strict=True)


def with_listing(folder: Path, text: str, *, strict: bool = True) -> sites.Built:
    """Build the pages of this module beside a page ``mine`` that holds ``text``."""
    return sites.make(folder, PAGES | {"mine.md": text}).build(strict=strict)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """Build the pages of this module alone."""
    return build(tmp_path_factory.mktemp("views"))


def test_all_views_exist(built: sites.Built) -> None:
    """There are pages for everyone, each period, and all papers, and no others."""
    generated = {
        path.removesuffix("/index.html")
        for path in built.files
        if path.startswith(("presenters", "quarters", "papers/"))
    }
    people = {f"presenters/{name}" for name in PATH_NAMES}
    periods = {f"quarters/{name}" for name in ("2020-q3", "2020-q4", "2022-q1")}
    assert generated == people | periods | {
        "presenters",
        "presenters/by-count",
        "presenters/by-latest",
        "quarters",
        "papers",
        "papers/by-venue",
    }


def test_everyone_is_listed_with_counts(built: sites.Built) -> None:
    """``presenters/`` names everyone once, whatever the spelling, with the number of reviews."""
    people = built.html("presenters/index").all("li", cls="paperreview-people__person")
    assert {
        person.one("a").text: person.one(cls="paperreview-people__span").text for person in people
    } == {
        "Mina Sorel": "3 reviews2020 Q3 – 2022 Q1",  # noqa: RUF001 (from one to another)
        "김가람": "2 reviews2020 Q3 – 2020 Q4",  # noqa: RUF001 (from one to another)
    }


def test_a_presenter_has_a_page(built: sites.Built) -> None:
    """``presenters/<name>/`` holds their reviews, newest first, grouped by period."""
    page = built.html("presenters/mina-sorel")
    assert built.items("presenters/mina-sorel") == [
        "Rivers of Numbers",
        "Counting Stars",
        "Tiny Trees",
    ]
    assert [h.text for h in page.all("h2", cls="paperreview-listing__group")] == [
        "2022 Q1",
        "2020 Q4",
        "2020 Q3",
    ]
    assert page.one("h1").text == "Mina Sorel"


def test_all_periods_are_listed(built: sites.Built) -> None:
    """``quarters/`` is a grid: a row for each year, newest first, from the first quarter on."""
    page = built.html("quarters/index")
    rows = [
        [cell.text for cell in row.all("li")] for row in page.all("ul", cls="paperreview-periods")
    ]
    assert [[text[:7] for text in row] for row in rows] == [
        ["2022 Q1", "2022 Q2", "2022 Q3", "2022 Q4"],
        ["2020 Q1", "2020 Q2", "2020 Q3", "2020 Q4"],
    ]
    titles = page.all("p", cls="paperreview-periods__title")
    assert [title.one("a").text for title in titles] == ["2022 Q1", "2020 Q3", "2020 Q4"]


def test_a_period_has_a_page(built: sites.Built) -> None:
    """``quarters/<period>/`` holds its reviews in order, with links to the pages that hold them."""
    page = built.html("quarters/2020-q3")
    assert built.items("quarters/2020-q3") == ["Learning to Draw Maps", "Tiny Trees"]
    (card, _) = built.cards("2020_3rd_quarter")
    target = page.links["Learning to Draw Maps"]
    assert target == f"../../2020_3rd_quarter/#{card.attributes['id']}"


@pytest.mark.parametrize(
    ("period", "around"),
    [
        ("2020-q3", {"Newer": "2020 Q4"}),
        ("2020-q4", {"Older": "2020 Q3", "Newer": "2022 Q1"}),
        ("2022-q1", {"Older": "2020 Q4"}),
    ],
)
def test_a_period_has_neighbours(built: sites.Built, period: str, around: dict[str, str]) -> None:
    """A period's page leads to the periods before and after, over gaps."""
    nav = built.html(f"quarters/{period}").one("nav", cls="paperreview-neighbours")
    spans = [span.text.split(": ") for span in nav.all("span")]
    assert {word: label for word, label in spans} == around  # noqa: C416 (pairs of text, checked)
    assert list(nav.links) == [label for _, label in spans]


def test_all_papers_are_listed(built: sites.Built) -> None:
    """``papers/`` lists every review, newest first."""
    assert built.items("papers/index")[0] == "Rivers of Numbers"
    assert len(built.items("papers/index")) == 4


def test_undated_reviews_have_a_page(tmp_path: Path) -> None:
    """Reviews without a period are found under ``quarters/undated/`` and come last."""
    pages = PAGES | {"loose.md": sites.page(sites.review("Lost", "Ole Brandt"), date=None)}
    built = sites.make(tmp_path, pages).build()
    assert built.items("quarters/undated") == ["Lost"]
    assert built.items("papers/index")[-1] == "Lost"
    titles = built.html("quarters/index").all("p", cls="paperreview-periods__title")
    assert titles[-1].one("a").text == "Undated"


@pytest.mark.parametrize("path", ["presenters/index.md", "presenters.md", "presenters/README.md"])
@pytest.mark.parametrize("directories", [True, False])
def test_a_page_of_the_users_wins(tmp_path: Path, path: str, *, directories: bool) -> None:
    """A page of the user's at a generated page's address keeps its words; links lead to it."""
    own = "# Our members\n\nWe are few.\n\n<!-- paperreview: presenters -->\n"
    site = sites.make(tmp_path, PAGES | {path: own}, use_directory_urls=directories)
    built = site.build(strict=True)
    same = directories or path != "presenters.md"
    address = "presenters/index" if same else "presenters.html"
    assert "We are few." in built.content(address).text
    assert built.html(address).all("li", cls="paperreview-people__person")
    assert LinkCheck(built.output).run().broken == []
    if same:
        links = built.html("papers/index").one(cls="paperreview-indexes").links
        assert links["Presenters"] == (
            "../presenters/" if directories else "../presenters/index.html"
        )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_presenters_own_page_wins(tmp_path: Path, form: str) -> None:
    """A presenter's page may be written by hand, with its name in either normal form."""
    name = unicodedata.normalize("NFD" if form == "NFD" else "NFC", "김가람")
    own = '# 나\n\n안녕하세요.\n\n<!-- paperreview: reviews presenter="김가람" -->\n'
    built = build(tmp_path, {f"presenters/{name}.md": own})
    pages = [
        path
        for path in built.files
        if unicodedata.normalize("NFC", path).endswith("presenters/김가람/index.html")
    ]
    assert len(pages) == 1
    assert "안녕하세요." in built.content(pages[0]).text
    assert built.items(pages[0]) == ["Counting Stars", "Learning to Draw Maps"]
    assert LinkCheck(built.output).run().broken == []


def test_the_navigation_may_name_views(tmp_path: Path) -> None:
    """``nav`` may name any generated page, with or without a title."""
    nav = [
        "2020_3rd_quarter.md",
        {"Everybody": "presenters/index.md"},
        {"Garam": "presenters/김가람.md"},
        "quarters/2020-q3.md",
        "papers/index.md",
    ]
    built = sites.make(tmp_path, PAGES, nav=nav, theme="readthedocs").build(strict=True)
    links = built.html("papers/index").one(cls="wy-menu").links
    assert {"Everybody", "Garam", "2020 Q3", "Papers"} <= links.keys()


def test_views_are_not_in_the_navigation_by_themselves(tmp_path: Path) -> None:
    """Generated pages stay out of the navigation, and no page complains."""
    built = sites.make(tmp_path, PAGES, theme="readthedocs").build(strict=True)
    links = built.html("2020_3rd_quarter").one(cls="wy-menu").links
    assert not any("presenters" in target for target in links.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- paperreview: reviews limit=2 -->", ["Rivers of Numbers", "Counting Stars"]),
        ('<!-- paperreview: reviews presenter="김가람" limit=1 -->', ["Counting Stars"]),
        ('<!--paperreview:reviews presenter="MINA sorel" period="2020 Q3"-->', ["Tiny Trees"]),
        (
            "<!-- paperreview: reviews period='2020-q3' -->",
            ["Learning to Draw Maps", "Tiny Trees"],
        ),
        (
            '<!-- paperreview: reviews period="2020_3rd_quarter" -->',
            ["Learning to Draw Maps", "Tiny Trees"],
        ),
        ('<!-- paperreview: reviews\n     limit="1" -->', ["Rivers of Numbers"]),
    ],
)
def test_a_listing_shows_what_it_asks_for(tmp_path: Path, text: str, expected: list[str]) -> None:
    """A listing takes presenter, period and limit in any spelling, on any page."""
    built = with_listing(tmp_path, f"# Mine\n\nBefore.\n\n{text}\n\nAfter.\n")
    assert built.items("mine") == expected
    words = built.content("mine").text
    assert words.index("Before.") < words.index("After.")
    assert "paperreview:" not in words


@pytest.mark.parametrize("spelling", ["김가람", unicodedata.normalize("NFD", "김가람"), " 김가람 "])
def test_a_presenter_is_found_in_any_form(tmp_path: Path, spelling: str) -> None:
    """A listing finds a presenter whatever the normal form and blanks of the name."""
    built = with_listing(tmp_path, f'<!-- paperreview: reviews presenter="{spelling}" -->\n')
    assert built.items("mine") == ["Counting Stars", "Learning to Draw Maps"]


@pytest.mark.parametrize(
    ("arguments", "groups"),
    [("group=period", 3), ("group=none", 0), ("limit=2", 0), ("limit=2 group=period", 2), ("", 3)],
)
def test_a_listing_is_grouped_as_asked(tmp_path: Path, arguments: str, groups: int) -> None:
    """``group=`` says whether periods are headings; a short list has none by itself."""
    built = with_listing(tmp_path, f"# Mine\n\n<!-- paperreview: reviews {arguments} -->\n")
    assert len(built.html("mine").all("h2", cls="paperreview-listing__group")) == groups


@pytest.mark.parametrize(
    ("listing", "cls"),
    [
        ("presenters", "paperreview-people"),
        ("periods", "paperreview-periods"),
        ('neighbours period="2020-q4"', "paperreview-neighbours"),
    ],
)
def test_other_listings_work_on_any_page(tmp_path: Path, listing: str, cls: str) -> None:
    """People, periods and neighbours can stand on a page of the user's, also in a folder."""
    pages = PAGES | {"a/b/mine.md": f"# Mine\n\n<!-- paperreview: {listing} -->\n"}
    built = sites.make(tmp_path, pages).build(strict=True)
    assert any(node.links for node in built.html("a/b/mine").all(cls=cls))
    assert LinkCheck(built.output).run().broken == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("- One\n\n    <!-- paperreview: reviews limit=1 -->\n\n- Two\n", "li"),
        ("!!! note\n    Words.\n\n    <!-- paperreview: reviews limit=1 -->\n", "div"),
        ("> Words.\n>\n> <!-- paperreview: reviews limit=1 -->\n", "blockquote"),
        ("- One\n\n    - Two\n\n        <!-- paperreview: reviews limit=1 -->\n", "ul"),
    ],
)
def test_a_listing_can_stand_inside(tmp_path: Path, text: str, inside: str) -> None:
    """A listing can stand in a list, an admonition, a quotation, or deeper."""
    pages = PAGES | {"mine.md": f"# Mine\n\n{text}"}
    built = sites.make(tmp_path, pages, markdown_extensions=["admonition"]).build(strict=True)
    assert built.items("mine") == ["Rivers of Numbers"]
    holders = built.content("mine").all(inside)
    assert any(node.all(cls="paperreview-listing") for node in holders)


@pytest.mark.parametrize(
    "text",
    [
        "```markdown\n<!-- paperreview: reviews -->\n```\n",
        "~~~\n<!-- paperreview: reviews -->\n~~~\n",
        "Words.\n\n    <!-- paperreview: reviews -->\n",
        "Write `<!-- paperreview: reviews -->` there.\n",
        "- Item\n\n    ```\n    <!-- paperreview: reviews -->\n    ```\n",
    ],
)
@pytest.mark.parametrize("extensions", [[], ["pymdownx.superfences"]])
def test_a_directive_in_code_is_text(tmp_path: Path, text: str, extensions: list[str]) -> None:
    """Inside a fence, indented or inline code, a directive is shown as it is written."""
    pages = PAGES | {"mine.md": f"# Mine\n\n{text}"}
    built = sites.make(tmp_path, pages, markdown_extensions=extensions).build(strict=True)
    assert built.items("mine") == []
    assert built.content("mine").one("code").text == "<!-- paperreview: reviews -->"


@pytest.mark.parametrize(
    ("directive", "words"),
    [
        ("revues", "revues"),
        ("reviews colour=red", "colour"),
        ("reviews limit=many", "many"),
        ("reviews limit=0", "0"),
        ("reviews group=weather", "weather"),
        ("reviews presenter=", "presenter="),
        ("presenters limit=1", "limit"),
        ("neighbours", "period"),
        ('reviews presenter="Nobody We Know"', "Nobody We Know"),
        ('reviews venue="Nowhere"', "Nowhere"),
    ],
)
def test_a_wrong_directive_is_a_problem(tmp_path: Path, directive: str, words: str) -> None:
    """A directive that cannot be read is reported with its place, and the page is still built."""
    front = "---\ntitle: Mine\n---\n\n# Mine\n\n"
    text = f"{front}Before.\n\n<!-- paperreview: {directive} -->\n\nAfter.\n"
    built = with_listing(tmp_path, text, strict=False)
    (problem,) = built.problems
    assert (problem.path, problem.line, problem.rule) == ("mine.md", 9, "directive")
    assert words in problem.message
    assert "After." in built.content("mine").text
    assert "directive" in sites.Site(tmp_path).failing(strict=True)


def test_a_cover_is_shown_in_the_list_of_periods(tmp_path: Path) -> None:
    """A period's ``image_url`` is shown in ``quarters/``, and only there where one is given."""
    pages = PAGES | {
        "deep/2020_4th_quarter.md": sites.page(STARS, date="2020-10-01", image_url="../a.svg"),
        "2022_1st_quarter.md": sites.page(
            RIVERS, date="2022-01-03", image_url="https://pictures.reading.example/b.png"
        ),
        "a.svg": PICTURE,
    }
    built = sites.make(tmp_path, pages).build(strict=True)
    covers = {
        item.one("p", cls="paperreview-periods__title").one("a").text: [
            (image.attributes["src"], image.attributes["alt"]) for image in item.all("img")
        ]
        for item in built.html("quarters/index").all("li", cls="paperreview-periods__period")
    }
    assert covers == {
        "2022 Q1": [("https://pictures.reading.example/b.png", "Cover of 2022 Q1")],
        "2020 Q4": [("../a.svg", "Cover of 2020 Q4")],
        "2020 Q3": [],
    }


def shared_images(built: sites.Built, path: str) -> list[str]:
    """Return the addresses that a page names as its ``og:image``."""
    metas = built.html(path).all("meta")
    return [m.attributes["content"] for m in metas if m.attributes.get("property") == "og:image"]


@pytest.mark.parametrize("base", ["/", "/groups/reading/"])
def test_a_cover_stands_for_pages_elsewhere(tmp_path: Path, base: str) -> None:
    """A cover is the ``og:image`` of the page that names it and of its period, as an address."""
    pages = PAGES | {
        "deep/2020_4th_quarter.md": sites.page(STARS, date="2020-10-01", image_url="../a.svg"),
        "a.svg": PICTURE,
    }
    site = sites.make(tmp_path, pages, site_url=f"https://reading.example{base}")
    built = site.build(strict=True)
    address = f"https://reading.example{base}a.svg"
    assert shared_images(built, "deep/2020_4th_quarter") == [address]
    assert shared_images(built, "quarters/2020-q4") == [address]
    for path in ("quarters/2020-q3", "2020_3rd_quarter", "papers/index", "presenters/김가람"):
        assert shared_images(built, path) == []


@pytest.mark.parametrize(
    "address",
    [
        "nowhere.png",
        "javascript:alert(1)",
        "data:image/png;base64,A",
        "#a",
        "?q",
        "../",
        "index.md",
    ],
)
def test_a_wrong_cover_is_a_problem(tmp_path: Path, address: str) -> None:
    """A cover that cannot be shown is reported and appears nowhere."""
    pages = PAGES | {"2022_1st_quarter.md": sites.page(RIVERS, image_url=address)}
    built = sites.make(tmp_path, pages).build()
    assert [(p.path, p.rule) for p in built.problems] == [("2022_1st_quarter.md", "image")]
    for path in ("quarters/index", "2022_1st_quarter"):
        assert "javascript:" not in built.source(path)
        assert "data:image/png" not in built.source(path)


def test_generated_pages_are_not_searched(tmp_path: Path) -> None:
    """The search index of Material has the reviews themselves, and no generated page."""
    built = sites.make(tmp_path, PAGES, theme="material").build(strict=True)
    index = json.loads(built.source("search/search_index.json"))
    places = [entry["location"] for entry in index["docs"]]
    assert not [place for place in places if place.startswith(("presenters", "quarters", "papers"))]
    (card,) = built.cards("2022_1st_quarter")
    titles = {entry["title"]: entry["location"] for entry in index["docs"]}
    assert titles["Rivers of Numbers"].startswith(f"2022_1st_quarter/#{card.attributes['id']}")


def test_a_site_without_reviews_has_empty_listings(tmp_path: Path) -> None:
    """Before the first review, listings say that there is none, and the data is empty."""
    pages = {"index.md": "# Home\n\n<!-- paperreview: reviews -->\n"}
    built = sites.make(tmp_path, pages).build(strict=True)
    assert built.papers == []
    for path in ("index", "papers/index", "presenters/index", "quarters/index"):
        assert "No reviews yet." in built.content(path).text


def test_spellings_of_one_name_are_one_person(tmp_path: Path) -> None:
    """Names that differ in case, width, normal form or blanks share a page; others do not."""
    names = [
        "Mina Sorel",
        "MINA SOREL",
        WIDE,
        "Mina   Sorel",
        "Mina-Sorel",
        "MinaSorel",
    ]
    blocks = [sites.review(f"Paper {n}", name) for n, name in enumerate(names)]
    built = sites.make(tmp_path, {"a.md": sites.page(*blocks)}).build(strict=True)
    people = built.html("presenters/index").all("li", cls="paperreview-people__person")
    counts = sorted(person.one(cls="paperreview-people__span").text for person in people)
    assert [text.partition("review")[0] for text in counts] == ["1 ", "1 ", "4 "]
    assert len({person.one("a").attributes["href"] for person in people}) == 3


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ["발표자", "분기", "논문"]),
        ("ja", ["発表者", "四半期", "論文"]),
        ("fr", ["Presenters"]),
    ],
)
def test_views_speak_the_themes_language(tmp_path: Path, language: str, words: list[str]) -> None:
    """Generated pages are titled in the theme's language, in English where we have no words."""
    theme = {"name": "material", "language": language}
    built = sites.make(tmp_path, PAGES, theme=theme).build(strict=True)
    paths = ("presenters/index", "quarters/index", "papers/index")
    for path, word in zip(paths, words, strict=False):
        assert built.html(path).one("h1").text == word


def test_two_listings_on_a_page_have_identifiers_of_their_own(tmp_path: Path) -> None:
    """Lists with the same groups on one page give each heading an identifier that is used once."""
    listing = "<!-- paperreview: reviews -->\n\n"
    page = with_listing(tmp_path, f"# Mine\n\n{listing}{listing}").content("mine")
    names = [heading.attributes["id"] for heading in page.all("h2")]
    assert len(names) > 2
    assert len(set(names)) == len(names)
    assert not any(name[0].isdigit() for name in names)
