"""Periods of every kind through a site: paths, titles, order, neighbours, grids, charts, words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import sites
from hypothesis import given, settings
from hypothesis import strategies as st
from linkcheck import LinkCheck

from mkdocs_paperreview.library import Library
from mkdocs_paperreview.model import Page, Paper, Review, Span
from mkdocs_paperreview.period import FOLDERS, KINDS, Calendar, Period, Term, agreed, free
from mkdocs_paperreview.rendering.charts import LONGEST, WIDTH, bars
from mkdocs_paperreview.rendering.people import activity
from mkdocs_paperreview.rendering.periods import Year, all_periods
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.sources import collect
from mkdocs_paperreview.syntax import Grammar
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from documents import Node

often = settings(derandomize=True, deadline=None, max_examples=200)
"""The same examples on every run, however slow the machine is."""

TERMS: list[object] = [
    {"label": "Michaelmas 2023", "start": "2023-10-08", "spellings": ["MT23"]},
    {"label": "Hilary 2024", "start": "2024-01-14"},
    {"label": "Trinity 2024", "start": "2024-04-21"},
    {"label": "Long Vacation 2024", "start": "2024-07-01"},
]
"""The last one has no reviews in any test."""
NUMBERED = [f"Season #{number}" for number in (9, 10, 11)]

YEARS = ["2024", "2023", "2022"]
SEASONS = ["Spring", "Summer", "Fall", "Winter"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ("2022-03-10", "2022-10-05", "2023-04-20", "2023-05-30", "2024-11-11")
SITES: dict[str, Mapping[str, object]] = {
    "quarters": {},
    "semesters": {"period": "semester"},
    "seasons": {"period": "season"},
    "months": {"period": "month"},
    "years": {"period": "year"},
}


def on(day: str, *numbers: int) -> str:
    """Return a page of a day, with a review for each number."""
    blocks = (sites.review(f"Paper of {day}, {number}", "Mina Sorel") for number in numbers or (1,))
    return sites.page(*blocks, date=day)


def build(folder: Path, options: Mapping[str, object], language: str = "en") -> sites.Built:
    """Build a site with a page for each of the days."""
    pages: dict[str, str | bytes] = {f"notes-{day}.md": on(day) for day in DAYS}
    pages["index.md"] = "# Home\n"
    return sites.make(folder, pages, {"language": language, **options}).build(strict=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], sites.Built]:
    """Return a function that gives the site with a folder of periods in a language."""
    made: dict[tuple[str, str], sites.Built] = {}

    def of(folder: str, language: str) -> sites.Built:
        if (folder, language) not in made:
            path = tmp_path_factory.mktemp(folder)
            made[folder, language] = build(path, SITES[folder], language)
        return made[folder, language]

    return of


def grid(page: Node) -> list[list[tuple[str, bool]]]:
    """Return name and whether there are reviews of the periods in each of the grids of a page."""
    return [
        [(cell_name(cell), bool(cell.all("a"))) for cell in cells.all("li")]
        for cells in page.all("ul", cls="paperreview-periods")
    ]


def cell_name(cell: Node) -> str:
    """Return what a cell of a grid is called."""
    titled = cell.all("p", cls="paperreview-periods__title")
    return titled[0].text if titled else cell.text


def headings(page: Node) -> list[str]:
    """Return the headings of a listing."""
    return [node.text for node in page.all("h2", cls="paperreview-listing__group")]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("folder", "ids", "titles", "korean"),
    [
        (
            "quarters",
            ["2022-q1", "2022-q4", "2023-q2", "2024-q4"],
            ["2022 Q1", "2022 Q4", "2023 Q2", "2024 Q4"],
            ["2022 Q1", "2022 Q4", "2023 Q2", "2024 Q4"],
        ),
        (
            "semesters",
            ["2022-s1", "2022-s2", "2023-s1", "2024-s2"],
            ["2022 Semester 1", "2022 Semester 2", "2023 Semester 1", "2024 Semester 2"],
            ["2022년 1학기", "2022년 2학기", "2023년 1학기", "2024년 2학기"],
        ),
        (
            "seasons",
            ["2022-spring", "2022-fall", "2023-spring", "2024-fall"],
            ["Spring 2022", "Fall 2022", "Spring 2023", "Fall 2024"],
            ["2022년 봄", "2022년 가을", "2023년 봄", "2024년 가을"],
        ),
        (
            "months",
            ["2022-03", "2022-10", "2023-04", "2023-05", "2024-11"],
            ["March 2022", "October 2022", "April 2023", "May 2023", "November 2024"],
            ["2022년 3월", "2022년 10월", "2023년 4월", "2023년 5월", "2024년 11월"],
        ),
        (
            "years",
            ["2022", "2023", "2024"],
            ["2022", "2023", "2024"],
            ["2022년", "2023년", "2024년"],
        ),
    ],
)
def test_every_kind_has_pages_of_its_own(  # noqa: PLR0913, PLR0917 (expected in two languages)
    built: Callable[[str, str], sites.Built],
    language: str,
    folder: str,
    ids: list[str],
    titles: list[str],
    korean: list[str],
) -> None:
    """Periods have pages in the folder of their kind, in order, called as the language does it."""
    site, said = built(folder, language), titles if language == "en" else korean
    pages = {name.split("/")[1] for name in site.files if name.startswith(f"{folder}/")}
    assert pages == {*ids, "index.html"}
    for number, (name, title) in enumerate(zip(ids, said, strict=True)):
        page = site.content(f"{folder}/{name}")
        assert page.one("h1").text == title
        around = page.one("nav", cls="paperreview-neighbours").links
        expected = [*said[max(0, number - 1) : number], *said[number + 1 : number + 2]]
        assert list(around) == expected
    assert LinkCheck(site.output).run().broken == []


@pytest.mark.parametrize("folder", SITES)
def test_no_kind_has_the_pages_of_another(
    built: Callable[[str, str], sites.Built], folder: str
) -> None:
    """There is one folder of periods, and no other kind's name on any page."""
    site = built(folder, "en")
    tops = {name.split("/")[0] for name in site.files}
    assert tops & set(FOLDERS.values()) == {folder}
    others = {f"{kind.capitalize()}s" for kind in KINDS} - {folder.capitalize()}
    for path in ("papers/index", "presenters/index", f"{folder}/index"):
        assert not others & {link.strip() for link in site.content(path).links}


@pytest.mark.parametrize(
    ("folder", "years", "cells", "held"),
    [
        ("quarters", YEARS, ["2024 Q1", "2024 Q2", "2024 Q3", "2024 Q4"], ["2024 Q4"]),
        ("semesters", YEARS, ["2024 Semester 1", "2024 Semester 2"], ["2024 Semester 2"]),
        ("seasons", YEARS, [f"{season} 2024" for season in SEASONS], ["Fall 2024"]),
        ("months", YEARS, MONTHS, ["Nov"]),
        ("years", [], YEARS, YEARS),
    ],
)
def test_grid_of_every_kind(
    built: Callable[[str, str], sites.Built],
    folder: str,
    years: list[str],
    cells: list[str],
    held: list[str],
) -> None:
    """A year shows all its periods, those without reviews as gaps; years stand by themselves."""
    page = built(folder, "en").content(f"{folder}/index")
    assert headings(page) == years
    first = grid(page)[0]
    assert [name for name, _ in first] == cells
    assert [name for name, linked in first if linked] == held


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", {"Apr": "April 2023", "May": "May 2023"}),
        ("ko", {"4월": "2023년 4월", "5월": "2023년 5월"}),
    ],
)
def test_months_are_called_briefly_below_their_year(
    built: Callable[[str, str], sites.Built], language: str, names: dict[str, str]
) -> None:
    """Below the heading of a year a month is its name; who hears the link hears the year too."""
    page = built("months", language).content("months/index")
    cells = page.all("ul", cls="paperreview-periods")[1]
    links = {link.text: link.attributes["aria-label"] for link in cells.all("a")}
    assert links == names
    assert not cells.all(cls="paperreview-periods__presenters")
    assert not cells.all(cls="paperreview-periods__cover")


def test_a_list_of_months_says_everything(tmp_path: Path) -> None:
    """In a list months have presenters, a picture and the whole name, and there are no gaps."""
    pages = {"index.md": "<!-- paperreview: periods layout=list -->\n", "a.md": on("2023-04-20")}
    site = sites.make(tmp_path, pages, {"period": "month"}).build(strict=True)
    (cells,) = grid(site.content("index"))
    assert cells == [("April 2023", True)]
    assert site.content("index").one(cls="paperreview-periods__presenters").text == "Mina Sorel"


def test_words_name_the_kind(built: Callable[[str, str], sites.Built]) -> None:
    """Titles, links, the filter and the heads of tables say what the periods are."""
    site = built("semesters", "en")
    assert site.content("semesters/index").one("h1").text == "Semesters"
    assert site.content("papers/index").links["Semesters"] == "../semesters/"
    labels = [node.text for node in site.content("papers/index").all("label")]
    assert any(label.startswith("Semester") for label in labels)
    assert site.content("semesters/index").all("th")[0].text == "Semester"
    assert "4 semesters" in site.source("semesters/index")
    assert built("semesters", "ko").content("semesters/index").one("h1").text == "학기"


def test_words_of_a_site_win_over_those_of_the_kind(tmp_path: Path) -> None:
    """A site calls its periods as it likes, and a quarter in the form of its language."""
    own = {"periods": "Sprints", "period_semester_1": "{year}년 첫째"}
    site = build(tmp_path / "a", {"period": "semester", "words": own})
    assert site.content("semesters/index").one("h1").text == "Sprints"
    assert site.content("semesters/2022-s1").one("h1").text == "2022년 첫째"
    site = build(tmp_path / "b", {"words": {"period_quarter": "{year}년 {number}분기"}}, "ko")
    assert site.content("quarters/2022-q1").one("h1").text == "2022년 1분기"


def test_labels_for_people_and_for_programs(built: Callable[[str, str], sites.Built]) -> None:
    """People read a period in their language everywhere; ``papers.json`` has one form for all."""
    site = built("seasons", "ko")
    assert {review["period"]["label"] for review in site.papers} == {
        "Spring 2022",
        "Fall 2022",
        "Spring 2023",
        "Fall 2024",
    }
    data = json.loads(site.output.joinpath("assets/paperreview/filter.json").read_bytes())
    assert data["periods"][-1] == ["2024-fall", "2024년 가을", "seasons/2024-fall/"]
    (card,) = site.cards("notes-2022-10-05")
    assert card.one(cls="paperreview-card__period").text == "2022년 가을"
    tile = site.content("presenters/index").one(cls="paperreview-people__person")
    assert "2022년 봄" in tile.text
    assert "2024년 가을" in tile.text
    options = [node.text for node in site.content("papers/index").all("option")]
    assert [text for text in options if "년 " in text] == [
        "2024년 가을 (1)",
        "2023년 봄 (2)",
        "2022년 가을 (1)",
        "2022년 봄 (1)",
    ]
    span = words("ko")["first_to_last"].format(first="2022년 봄", last="2024년 가을")
    assert span in site.source("papers/index")


def test_cards_show_the_period_of_their_own_date(tmp_path: Path) -> None:
    """Where the page names no period, the day of a review tells its period."""
    own = "# Own\n## Ada Example\n### 발표자: Mina Sorel\n### Date: 2022-10-05\n\n- A note.\n"
    text = on("2022-03-10") + own
    pages = {"index.md": "# Home\n", "a.md": text}
    site = sites.make(tmp_path, pages, {"period": "semester"}).build(strict=True)
    shown = [card.one(cls="paperreview-card__period").text for card in site.cards("a")]
    assert shown == ["2022 Semester 1", "2022 Semester 2"]
    assert site.items("semesters/2022-s2") == ["Own"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_page_of_ones_own_wins(tmp_path: Path, language: str) -> None:
    """What somebody wrote at the path of a view stays, and everything links to it."""
    pages: dict[str, str | bytes] = {
        "index.md": "# Home\n",
        "a.md": on("2022-03-10"),
        "semesters/index.md": "# Our terms\n\n<!-- paperreview: periods -->\n",
        "semesters/2022-s1.md": '# Ours\n\n<!-- paperreview: reviews period="2022-s1" -->\n',
    }
    options = {"period": "semester", "language": language}
    site = sites.make(tmp_path, pages, options).build(strict=True)
    assert site.content("semesters/index").one("h1").text == "Our terms"
    assert site.content("semesters/2022-s1").one("h1").text == "Ours"
    assert site.items("semesters/2022-s1") == ["Paper of 2022-03-10, 1"]
    (link,) = site.cards("a")[0].one(cls="paperreview-card__period").links.values()
    assert link == "../semesters/2022-s1/"


def test_a_page_at_the_path_of_another_kind_is_just_a_page(tmp_path: Path) -> None:
    """In a group of semesters nothing links to what stands in ``quarters/``."""
    pages: dict[str, str | bytes] = {
        "index.md": "# Home\n",
        "a.md": on("2022-03-10"),
        "quarters/2022-q1.md": "# Old page\n",
    }
    site = sites.make(tmp_path, pages, {"period": "semester"}).build(strict=True)
    assert not [name for name in site.files if "quarters/index" in name]
    assert "quarters" not in site.source("papers/index").partition("<main")[2]


DIRECTIVES = """
<!-- paperreview: reviews period="{0}" -->

<!-- paperreview: summary period="{0}" -->

<!-- paperreview: neighbours period="{0}" -->
"""


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (
            {"period": "semester"},
            ["2022-s1", "2022 Semester 1", "2022년 1학기", "1st semester 2022"],
        ),
        ({"period": "season"}, ["2022-spring", "Spring 2022", "2022년 봄", "spring22"]),
        ({"period": "month"}, ["2022-03", "March 2022", "2022年3月"]),
        ({"period": "year"}, ["2022", "2022년"]),
        ({"period": "year", "fiscal_year_start": 4}, ["fy2021", "FY2021", "2021年度"]),
        ({}, ["2022-q1", "2022 Q1", "2022년 1분기"]),
    ],
)
def test_directives_take_the_periods_of_the_group(
    tmp_path: Path, options: Mapping[str, object], named: list[str]
) -> None:
    """A directive names a period by identifier, by label or in another form of its kind."""
    pages: dict[str, str | bytes] = {
        f"{number}.md": DIRECTIVES.format(name) for number, name in enumerate(named)
    }
    pages |= {"index.md": "# Home\n", "a.md": on("2022-03-10"), "b.md": on("2024-11-11")}
    site = sites.make(tmp_path, pages, options).build(strict=True)
    for number in range(len(named)):
        assert site.items(str(number)) == ["Paper of 2022-03-10, 1"]
        assert site.content(str(number)).one("nav", cls="paperreview-neighbours").links


@pytest.mark.parametrize(
    ("options", "name", "example"),
    [
        ({"period": "semester"}, "2022-q1", "2024-s2"),
        ({"period": "season"}, "2022-s1", "2024-fall"),
        ({"period": "month"}, "2022 Q1", "2024-11"),
        ({"period": "year"}, "2022-03", "2024"),
        ({"terms": TERMS[:3]}, "2022-q1", "trinity-2024"),
        ({}, "2022-s2", "2024-q4"),
    ],
)
def test_a_period_of_another_kind_is_a_problem(
    tmp_path: Path, options: Mapping[str, object], name: str, example: str
) -> None:
    """What the group does not count in is no name of a period; the remedy shows one that is."""
    text = f'<!-- paperreview: reviews period="{name}" -->\n'
    pages: dict[str, str | bytes] = {"index.md": text, "a.md": on("2024-11-11")}
    site = sites.make(tmp_path, pages, options).build()
    (problem,) = [problem for problem in site.problems if problem.rule == "directive"]
    assert problem.message == f"no review belongs to {name!r}"
    assert problem.remedy == f'write a period such as "{example}"'
    assert site.items("index") == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_terms(tmp_path: Path, language: str) -> None:
    """Terms have pages by their labels in every language, in order, each from its first day on."""
    days = ("2023-11-02", "2024-01-14", "2024-06-01", "2024-06-08")
    pages: dict[str, str | bytes] = {f"{day}.md": on(day) for day in days}
    pages["index.md"] = '# Home\n\n<!-- paperreview: reviews period="MT23" -->\n'
    pages["early.md"] = on("2023-09-01")
    site = sites.make(tmp_path, pages, {"terms": TERMS, "language": language}).build()
    page = site.content("terms/index")
    assert page.one("h1").text == words(language, {}, "term")["periods"]
    assert headings(page) == ["2024", "2023"]
    undated = words(language)["undated"]
    assert grid(page) == [
        [("Hilary 2024", True), ("Trinity 2024", True)],
        [("Michaelmas 2023", True)],
        [(undated, True)],
    ]
    assert len(site.items("terms/trinity-2024")) == 2
    assert site.items("index") == ["Paper of 2023-11-02, 1"]
    assert site.content("terms/hilary-2024").one("h1").text == "Hilary 2024"
    around = site.content("terms/hilary-2024").one("nav", cls="paperreview-neighbours").links
    assert list(around) == ["Michaelmas 2023", "Trinity 2024"]
    assert site.items("terms/undated") == ["Paper of 2023-09-01, 1"]
    assert LinkCheck(site.output).run().broken == []


def test_terms_without_years(tmp_path: Path) -> None:
    """Numbered seasons stand in the order of the list, and neither years nor gaps are shown."""
    pages: dict[str, str | bytes] = {
        f"{number}.md": sites.page(
            sites.review(f"Paper {number}", "Mina Sorel"), title=f"Season #{number}", date=None
        )
        for number in (11, 9)
    }
    pages["index.md"] = "# Home\n"
    site = sites.make(tmp_path, pages, {"terms": NUMBERED}).build(strict=True)
    page = site.content("terms/index")
    assert headings(page) == []
    assert grid(page) == [[("Season #11", True), ("Season #9", True)]]
    assert headings(site.content("papers/index")) == ["Season #11", "Season #9"]
    assert site.items("papers/index") == ["Paper 11", "Paper 9"]
    older = site.content("terms/season-11").one("nav", cls="paperreview-neighbours").links
    assert older == {"Season #9": "../../terms/season-9/"}
    chart = page.one("figure", cls="paperreview-activity")
    assert [row.text for row in chart.all("th")][2:] == ["Season #9", "Season #11"]
    assert [bar.text for bar in chart.all("title")] == [
        "Season #9: 1 review",
        "Season #11: 1 review",
    ]
    assert "0" not in [mark.text for mark in chart.all("text")]


def test_papers_of_terms_without_years_stand_below_their_dates(tmp_path: Path) -> None:
    """Where the term tells no year, the day of a review does."""
    block = sites.review("Paper", "Mina Sorel")
    pages: dict[str, str | bytes] = {
        "index.md": "# Home\n",
        "a.md": sites.page(block, title="Season #9", date="2021-02-01"),
        "b.md": sites.page(block, title="Season #10", date="2022-02-01"),
        "c.md": sites.page(block, title="Season #11", date=None),
    }
    site = sites.make(tmp_path, pages, {"terms": NUMBERED}).build(strict=True)
    assert headings(site.content("papers/index")) == ["2022", "2021", "Season #11"]


@pytest.mark.parametrize(
    ("options", "language", "path", "title"),
    [
        ({"period": "year"}, "en", "years/fy2023", "FY2023"),
        ({"period": "year"}, "ko", "years/fy2023", "2023년도"),
        ({"period": "quarter"}, "en", "quarters/2023-q4", "2023 Q4"),
        ({"period": "semester"}, "ko", "semesters/2023-s2", "2023년 2학기"),
        ({"period": "month"}, "en", "months/2024-03", "March 2024"),
    ],
)
def test_a_year_that_begins_in_april(
    tmp_path: Path, options: dict[str, object], language: str, path: str, title: str
) -> None:
    """The end of March belongs to the year before, and a month is what it is."""
    pages: dict[str, str | bytes] = {"index.md": "# Home\n", "a.md": on("2024-03-31")}
    pages["b.md"] = on("2024-04-01")
    options = {"fiscal_year_start": 4, "language": language} | options
    site = sites.make(tmp_path, pages, options).build(strict=True)
    assert site.content(path).one("h1").text == title
    assert site.items(path) == ["Paper of 2024-03-31, 1"]


@pytest.mark.parametrize(
    ("options", "title", "shown"),
    [
        ({"period": "season"}, "fall17", "Fall 2017"),
        ({"period": "season", "language": "ko"}, "fall17", "2017년 가을"),
        ({"period": "semester"}, "2022_1st_semester", "2022 Semester 1"),
        ({}, "2020_3rd_quarter", "2020 Q3"),
        ({"language": "ko"}, "2020_3rd_quarter", "2020 Q3"),
        ({}, "fall17", "fall17"),
        ({"period": "semester"}, "fall17", "fall17"),
        ({"period": "semester"}, "2020_3rd_quarter", "2020_3rd_quarter"),
        ({"period": "season"}, "Our fall17", "Our fall17"),
    ],
)
def test_titles_that_are_a_period_of_the_group(
    tmp_path: Path, options: Mapping[str, object], title: str, shown: str
) -> None:
    """A title that is nothing but a period of the group is shown as such; no other title is."""
    block = sites.review("Paper", "Mina Sorel")
    pages = {"index.md": "# Home\n", "a.md": sites.page(block, title=title, date="2017-10-01")}
    site = sites.make(tmp_path, pages, options).build()
    assert site.content("a").one("h1").text == shown


def free_page(title: str, label: str, sort_key: str = "", day: str | None = None) -> str:
    """Return a page that names a period of its own."""
    key = {"period_key": sort_key} if sort_key else {}
    return sites.page(sites.review(title, "Mina Sorel"), date=day, term=label, **key)


def test_periods_that_no_calendar_knows(tmp_path: Path) -> None:
    """A label of the group's own is one period on all pages, at the earliest of its places."""
    pages: dict[str, str | bytes] = {
        "index.md": DIRECTIVES.format("HILARY 2023"),
        "a.md": free_page("First", "Michaelmas 2023", "2023-3"),
        "b.md": free_page("Second", "Michaelmas 2023", "2023-4"),
        "c.md": free_page("Third", "michaelmas 2023"),
        "d.md": free_page("Fourth", "Hilary 2023", "2023-1"),
        "e.md": free_page("Fifth", "Trinity 2023", "2023-2"),
    }
    site = sites.make(tmp_path, pages).build(strict=True)
    pages_of_periods = {name for name in site.files if name.startswith("quarters/")}
    assert len(pages_of_periods) == 4
    assert site.items("quarters/michaelmas-2023") == ["First", "Second", "Third"]
    (cells,) = grid(site.content("quarters/index"))
    assert [name for name, _ in cells] == ["Hilary 2023", "Trinity 2023", "Michaelmas 2023"]
    assert site.items("index") == ["Fourth"]
    around = site.content("index").one("nav", cls="paperreview-neighbours").links
    assert around == {"Trinity 2023": "quarters/trinity-2023/"}
    assert {card.one(cls="paperreview-card__period").text for card in site.cards("c")} == {
        "Michaelmas 2023"
    }
    assert LinkCheck(site.output).run().broken == []


def test_own_periods_stand_among_those_of_the_calendar(tmp_path: Path) -> None:
    """A summer school has its place in the year, in the grid as in the chart, and hides no gap."""
    pages: dict[str, str | bytes] = {
        "index.md": "# Home\n",
        "a.md": on("2023-02-01"),
        "b.md": free_page("School", "Summer school", "2023-2"),
        "c.md": on("2023-11-01"),
    }
    site = sites.make(tmp_path, pages).build(strict=True)
    (cells,) = grid(site.content("quarters/index"))
    assert cells == [
        ("2023 Q1", True),
        ("2023 Q2", False),
        ("Summer school", True),
        ("2023 Q3", False),
        ("2023 Q4", True),
    ]
    around = site.content("quarters/summer-school").one("nav", cls="paperreview-neighbours").links
    assert list(around) == ["2023 Q1", "2023 Q4"]


def test_agreed_places() -> None:
    """Of one name's places the earliest counts; the numbers of the name are no place."""
    named, early, late = free("Term 2023"), free("Term 2023", "2023-2"), free("Term 2023", "2024-1")
    assert agreed([late, named, early, free("Other")]) == dict.fromkeys((late, named, early), early)
    assert agreed([Period(2020, 1), named, named]) == {}
    spelled = free("TERM  2023", "2023-3")
    assert agreed([spelled, late]) == {spelled: spelled, late: spelled}


calendars = st.one_of(
    st.builds(Calendar, st.sampled_from(KINDS), st.integers(0, 12)),
    st.just(Calendar(terms=tuple(map(Term, NUMBERED)))),
)
labels = st.sampled_from(["Michaelmas 2023", "Season #9", "Season #17", "A", "B", "ß", "undated"])
keys = st.sampled_from(["", "2023-3", "2021", "17", "3"])
days = st.dates(date(2015, 1, 1), date(2025, 12, 31))


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Draw a library of reviews on days, in periods of their own, or in none."""
    calendar = draw(calendars)
    found = st.one_of(st.none(), st.builds(free, labels, keys), days.map(calendar.of_date))
    told = draw(st.lists(st.tuples(found, st.none() | days), max_size=12))
    places = agreed(period for period, _ in told if period)
    reviews = (
        of_time(number, places.get(period, period) if period else None, day)
        for number, (period, day) in enumerate(told)
    )
    pages = tuple(Page(path=review.page, reviews=(review,)) for review in reviews)
    return Library(pages, calendar=calendar)


def of_time(number: int, period: Period | None, day: date | None) -> Review:
    """Return a review of a time."""
    return Review(
        paper=Paper(title=f"Paper {number}"),
        presenters=("Mina Sorel",),
        page=f"{number}.md",
        line=1,
        span=Span(0, 0),
        notes=Span(0, 0),
        period=period,
        date=day,
        anchor=f"paper-{number}",
    )


@often
@given(libraries())
def test_order_of_periods(library: Library) -> None:
    """Periods stand once, in their order; neighbours are those beside; the chart lacks none."""
    periods = library.periods
    assert sorted(set(periods)) == list(periods)
    assert len({period.id for period in periods}) == len(periods)
    for earlier, later in pairwise(periods):
        assert library.neighbours(later)[0] == earlier
        assert library.neighbours(earlier)[1] == later
    for period in periods:
        assert library.period(period.id) == period
        assert library.of_period(period.label) == library.by_period[period]
    assert sorted(library.timeline) == list(library.timeline)
    assert set(library.held_periods) <= set(library.timeline)
    if periods:
        assert library.timeline[0] == library.held_periods[0]
        assert library.timeline[-1] == library.held_periods[-1]
    years = [year for year in library.by_year if isinstance(year, int)]
    assert years == sorted(years)
    assert sum(map(len, library.by_year.values())) == len(library.reviews)


def shown(library: Library, layout: str = "grid") -> list[Year]:
    """Return the years that a list of all periods shows."""
    found: list[Year] = all_periods({"layout": layout}, Setting("index.md", Site(library)), None)[
        "years"
    ]
    return found


@often
@given(libraries())
def test_grids_hold_every_period_once(library: Library) -> None:
    """A grid has each period with reviews once, and gaps of the calendar alone; a list has none."""
    cells = [cell for year in shown(library) for cell in year.cells]
    assert sorted(cell.period.text for cell in cells if cell.status) == sorted(
        period.label if period and period.kind == "term" else Setting("").period(period)
        for period in library.by_period
    )
    gaps = [cell.period.text for cell in cells if not cell.status]
    assert len(set(gaps)) == len(gaps)
    if library.calendar.unit in {"year", "term"}:
        assert not gaps
    assert all(cell.status for year in shown(library, "list") for cell in year.cells)
    anchors = [year.anchor for year in shown(library) if year.anchor]
    assert len(set(anchors)) == len(anchors)


def test_chart_of_many_months_is_readable() -> None:
    """Of thirty years of months the latest are shown, with years below that do not overlap."""
    library = Library(
        tuple(
            Page(path=review.page, reviews=(review,))
            for number, review in enumerate(
                of_time(n, Period(1990 + n // 12, n % 12 + 1, "month"), None) for n in range(360)
            )
            if number % 3 == 0
        ),
        calendar=Calendar("month"),
    )
    counts = activity(library, None, LONGEST)
    assert len(counts) == LONGEST
    assert counts[-1][0] == library.held_periods[-1]
    assert [count for _, count in counts[-3:]] == [0, 0, 1]
    chart = bars([(period.label, period.year, count) for period, count in counts])
    assert all(bar.width >= 1 for bar in chart.bars)
    assert all(other.x - one.x >= 44 for one, other in pairwise(chart.marks))


@often
@given(st.lists(st.text(min_size=1, max_size=40), max_size=LONGEST))
def test_labels_below_a_chart_never_overlap(named: list[str]) -> None:
    """Where periods tell no year their labels stand below, as many as have room."""
    chart = bars([(label, 0, 1) for label in named])
    for one, other in pairwise(chart.marks):
        assert one.x + 10 * len(one.text) < other.x
    assert all(mark.x + 10 * len(mark.text) <= WIDTH for mark in chart.marks)
    assert {mark.text for mark in chart.marks} <= set(named)


def test_labels_stand_below_their_periods() -> None:
    """The first label is shown, and then every so many as their width asks for."""
    chart = bars([(f"Season #{number}", 0, 1) for number in range(1, 18)])
    assert [mark.text for mark in chart.marks] == [
        "Season #1",
        "Season #6",
        "Season #11",
        "Season #16",
    ]
    mixed = bars([*[("Season #9", 0, 1)] * 3, ("2020 Q1", 2020, 1)])
    assert [mark.text for mark in mixed.marks] == ["2020"]


@pytest.mark.parametrize(
    ("today", "calendar", "label", "status"),
    [
        ("2023-11-20", Calendar(), "Michaelmas 2023", "upcoming"),
        ("2024-01-02", Calendar(), "Michaelmas 2023", "done"),
        ("2023-11-20", Calendar(terms=(Term("Season #9"),)), "Season #9", "upcoming"),
        ("2024-01-02", Calendar(terms=(Term("Season #9"),)), "Season #9", "done"),
        ("2023-12-31", Calendar(), "2023 Q4", "upcoming"),
        ("2024-01-01", Calendar(), "2023 Q4", "done"),
        ("2024-01-01", Calendar("semester", 9), "2023 Semester 1", "upcoming"),
        ("2024-03-01", Calendar("semester", 9), "2023 Semester 1", "done"),
    ],
)
def test_what_is_announced_for_a_period_ends_with_it(
    today: str, calendar: Calendar, label: str, status: str
) -> None:
    """Reviews announced for a period are so until it ends; till the year does where none knows."""
    blocks = (sites.review(title, "Mina Sorel") for title in ("One", "Two"))
    text = sites.page(*blocks, date="2023-10-10", period=label)
    (page,) = collect([("a.md", text.encode())], Grammar(calendar=calendar)).library.pages
    announced = tuple(replace(review, status="upcoming") for review in page.reviews)
    day = date.fromisoformat(today)
    library = Library((replace(page, reviews=announced),), today=day, calendar=calendar)
    assert {library.status(review) for review in library.reviews} == {status}


def test_a_library_knows_the_calendar_of_its_pages() -> None:
    """Pages are read by the calendar of the grammar, and their library has it."""
    grammar: Any = Grammar(calendar=Calendar("semester"))
    found = collect([("a.md", on("2022-03-10").encode())], grammar).library
    assert found.calendar == grammar.calendar
    assert found.of_period("2022 Semester 1") == found.reviews
    assert found.of_period("2022-q1") is None
    assert found.of_period("undated") is None


@pytest.mark.parametrize(("presenters", "others"), [(8, False), (9, True)])
def test_a_cell_names_eight_and_says_that_there_are_others(
    presenters: int, *, others: bool
) -> None:
    """A cell of the grid names no more than eight presenters, and says so where there are more."""
    reviews = (sites.review(f"Maps {n}", f"Member {n:02}") for n in range(presenters))
    page = sites.page(*reviews, date=None)
    library = collect([("2020_3rd_quarter.md", page.encode())]).library
    (cell,) = (
        cell
        for year in all_periods({}, Setting("", Site(library)), None)["years"]
        for cell in year.cells
        if cell.count
    )
    assert (len(cell.presenters), cell.others) == (8, others)
