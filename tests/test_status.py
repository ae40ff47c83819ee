"""How reviews stand: what is planned, what took place, and what never did."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import sites

from mkdocs_paperreview.clock import today
from mkdocs_paperreview.library import Library, status_on
from mkdocs_paperreview.model import STATUSES, Page, Paper, Review, Span
from mkdocs_paperreview.period import Period
from mkdocs_paperreview.rendering import standing
from mkdocs_paperreview.rendering.periods import all_periods
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from documents import Node

DAY = date(2026, 11, 22)
"""The day of all builds here."""
BEFORE, LATER = DAY - timedelta(days=1), DAY + timedelta(days=1)
QUARTER = Period(2026, 4)


def review(title: str = "Maps", status: str = "", day: date | None = None, **more: Any) -> Review:  # noqa: ANN401 (fields of every type)
    """Return a review with a status in words and a date, as a parser gives it."""
    fields: dict[str, Any] = {"page": "a.md", "period": QUARTER} | more
    return Review(
        paper=Paper(title, identifiers={"arxiv": "2001.00001"}),
        presenters=("Mina Sorel",),
        status=status,
        date=day,
        anchor=title.lower(),
        line=1,
        span=Span(0, 1),
        notes=Span(1, 1),
        **fields,
    )


def library(*reviews: Review, shared: date | None = None) -> Library:
    """Return a library of one page on the day of all builds."""
    return Library((Page(path="a.md", date=shared, reviews=reviews),), today=DAY)


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("", None, "done"),
        ("", BEFORE, "done"),
        ("", DAY, "done"),
        ("", LATER, "upcoming"),
        ("upcoming", None, "upcoming"),
        ("upcoming", LATER, "upcoming"),
        ("upcoming", DAY, "done"),
        ("upcoming", BEFORE, "done"),
        *((words, day, words) for words in ("cancelled", "draft", "done", "tbd")
          for day in (None, BEFORE, LATER)),
    ],
)  # fmt: skip
def test_words_count_before_the_date(words: str, day: date | None, expected: str) -> None:
    """Words say that a review is off, or was held; else the date tells, and without one it was."""
    assert status_on(review(status=words, day=day), DAY) == expected
    assert expected in STATUSES


def test_a_shared_date_does_not_end_what_words_announce() -> None:
    """On a page of several reviews the page's date is not that of each; its period counts."""
    announced = review("Maps", "upcoming", BEFORE)
    assert library(announced, review("Stars", day=BEFORE), shared=BEFORE).status(announced) == (
        "upcoming"
    )
    old = review("Maps", "upcoming", date(2020, 7, 2), period=Period(2020, 3))
    pair = library(old, review("Stars"), shared=date(2020, 7, 2))
    assert pair.status(old) == "done"
    assert library(announced, shared=BEFORE).status(announced) == "done"


def test_a_day_of_ones_own() -> None:
    """A review has a day of its own where its page has another, or no other review."""
    own, shared = review("Maps", day=BEFORE), review("Stars", day=DAY)
    both = library(own, shared, shared=DAY)
    assert both.day_of(own) == BEFORE
    assert both.day_of(shared) is None
    assert library(shared, shared=DAY).day_of(shared) == DAY
    assert both.day_of(review("Trees")) is None


@pytest.mark.parametrize("status", ["cancelled", "upcoming", "tbd", "draft"])
def test_what_did_not_take_place_is_no_reading(status: str) -> None:
    """A paper is read again only where that took place; the other review knows the first."""
    first, other = review("Maps", day=BEFORE), review("Maps again", status)
    found = library(first, other)
    assert found.readings(first) == ((), ())
    assert [reading.paper.title for reading in chain(*found.readings(other))] == ["Maps"]


def test_only_what_took_place_counts() -> None:
    """Numbers of presenters and periods leave out what is planned or cancelled; lists do not."""
    found = library(
        review("Maps", day=BEFORE),
        review("Stars", day=LATER),
        review("Trees", "cancelled", page="b.md"),
        review("Rivers", "cancelled", period=Period(2027, 1)),
    )
    assert [r.paper.title for r in found.held] == ["Maps"]
    assert len(found.by_presenter["mina-sorel"]) == 4
    assert len(found.held_by["mina-sorel"]) == 1
    assert found.periods_by_presenter["mina-sorel"] == (QUARTER,)
    assert found.held_periods == (QUARTER,)
    assert found.periods == (QUARTER, Period(2027, 1))


def test_the_day_of_a_build_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """``SOURCE_DATE_EPOCH`` says which day it is; without it, it is today's in UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    assert today() == date(1970, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert today() == date(1970, 1, 2)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs(today() - datetime.now(UTC).date()) <= timedelta(days=1)


def block(title: str, *fields: str, presenter: str = "Mina Sorel") -> str:
    """Return a block with fields of its own, of a paper of its own."""
    links = sites.LINKS.replace("56789", f"{len(title):05}")
    own = "".join(f"### {field}\n" for field in fields)
    header = f"# {title}\n## Ada Example, ICLR 2020\n### Presenter: {presenter} {links}\n"
    return f"{header}{own}\n- A note.\n\n"


PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n<!-- paperreview: reviews latest=9 -->\n",
    "2026_3rd_quarter.md": sites.page(block("Maps"), block("Rivers"), date="2026-07-02"),
    "2026_4th_quarter.md": sites.page(
        block("Held", "Date: 2026-10-08"),
        block("Later", "Date: 2026-12-10"),
        block("Soon there", "Date: 2026-12-03", presenter="Mina Sorel, Ole Brandt"),
        block("Nobody yet", "Date: 2026-12-17", presenter="TBD"),
        block("Announced only", "Status: upcoming"),
        block("Called off early", "Status: cancelled", "Date: 2026-12-24"),
        date="2026-10-01",
    ),
    "2027_1st_quarter.md": sites.page(
        block("Next year one"), block("Next year two!"), date="2027-01-07"
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """Build the pages of this module on the day of all builds."""
    return on_day(tmp_path_factory.mktemp("status"), DAY)


def on_day(folder: Path, day: date, pages: Mapping[str, str | bytes] = PAGES) -> sites.Built:
    """Build the pages of this module, or others, on a day."""
    epoch = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        return sites.make(folder, pages).build()


def card(built: sites.Built, title: str) -> Node:
    """Return the card of a paper of the fourth quarter."""
    cards = built.cards("2026_4th_quarter")
    (found,) = (card for card in cards if card.one("h2").text == title)
    return found


def groups(built: sites.Built, path: str) -> dict[str, list[str]]:
    """Return heading → titles of a page's listing; what stands before any has none."""
    found: dict[str, list[str]] = {"": []}
    heading = ""
    for node in built.html(path).one("section", cls="paperreview-listing").walk():
        if node.tag == "h2":
            heading = node.text
        if "paperreview-item__title" in node.attributes.get("class", ""):
            found.setdefault(heading, []).append(node.text)
    return found


@pytest.mark.parametrize(
    ("title", "kind", "text", "until"),
    [
        ("Soon there", "upcoming", "Upcoming", "2026-12-03"),
        ("Announced only", "upcoming", "Planned", None),
        ("Nobody yet", "tbd", "No presenter yet", None),
        ("Called off early", "cancelled", "Cancelled", None),
    ],
)
def test_a_card_has_a_chip(
    built: sites.Built, title: str, kind: str, text: str, until: str | None
) -> None:
    """What did not take place has a chip; what is true until a day only waits for the script."""
    chip = card(built, title).one("span", cls="paperreview-chip")
    assert (chip.attributes["data-status"], chip.text) == (kind, text)
    assert ("hidden" in chip.attributes) is bool(until)
    assert chip.attributes.get("data-until") == until


@pytest.mark.parametrize(
    ("presenters", "expected"), [((), "No presenter yet"), (("Mina Sorel",), "To be confirmed")]
)
def test_what_is_open_is_not_the_presenter_where_one_is_named(
    presenters: tuple[str, ...], expected: str
) -> None:
    """``Mina Sorel (TBD)`` names somebody: the chip does not deny it."""
    found = replace(review("Maps", "tbd"), presenters=presenters)
    told = standing.chip(found, Setting("", Site(library(found))))
    assert told is not None
    assert (told.kind, told.text) == ("tbd", expected)


def test_a_card_says_its_day(built: sites.Built) -> None:
    """A day of one's own is told, for machines too; one to come is called planned, not upcoming."""
    days = {
        title: card(built, title).one("time")
        for title in ("Held", "Soon there", "Called off early", "Nobody yet")
    }
    assert {title: day.text for title, day in days.items()} == {
        "Held": "October 8, 2026",
        "Soon there": "Planned for December 3, 2026",
        "Called off early": "December 24, 2026",
        "Nobody yet": "Planned for December 17, 2026",
    }
    assert days["Soon there"].attributes["datetime"] == "2026-12-03"
    assert card(built, "Announced only").all("time") == []
    assert "Presented by" not in card(built, "Soon there").text
    assert "Presented by" in card(built, "Held").text
    assert card(built, "Held").all(cls="paperreview-chip") == []


@pytest.mark.parametrize("status", ["cancelled", "draft", "tbd", "upcoming", "done"])
@pytest.mark.parametrize("when", [BEFORE, DAY])
def test_nothing_is_planned_for_a_day_that_came(status: str, when: date) -> None:
    """A day that has come is told as it is, whatever became of the review; it may be late."""
    found = review("Maps", status, when)
    told = standing.day(found, Setting("", Site(library(found))))
    assert told
    assert (told.planned, told.iso) == (False, when.isoformat())
    assert not told.text.startswith("Planned")


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["", "cancelled", "tbd"], "held"),
        (["cancelled", "tbd"], "planned"),
        (["upcoming"], "planned"),
        (["cancelled", "cancelled"], "cancelled"),
    ],
)
def test_how_a_period_stands(statuses: list[str], expected: str) -> None:
    """A period was held if one of its reviews was, and is off only if all of them are."""
    reviews = [review(str(n), status) for n, status in enumerate(statuses)]
    (year,) = all_periods({"layout": "list"}, Setting("", Site(library(*reviews))), None)["years"]
    assert [cell.status for cell in year.cells] == [expected]


def test_plans_are_in_order_of_days(tmp_path: Path) -> None:
    """Days for which something is planned stand soonest first, whatever period they belong to."""
    pages: dict[str, str | bytes] = {
        "2026_4th_quarter.md": sites.page(block("Late", "Date: 2027-01-05"), title="2026 Q4"),
        "2027_1st_quarter.md": sites.page(block("Soon", "Date: 2026-12-30"), title="2027 Q1"),
    }
    built = on_day(tmp_path, DAY, pages)
    facts = built.html("presenters/mina-sorel").one("dl").all("div")
    told = {fact.one("dt").text: fact.one("dd").text for fact in facts}
    assert told["Planned"] == "December 30, 2026, January 5, 2027"


def test_a_page_without_its_own_date_is_planned_as_a_whole(built: sites.Built) -> None:
    """Reviews of a page that is dated later are planned until then, for no day of their own."""
    for found in built.cards("2027_1st_quarter"):
        chip = found.one("span", cls="paperreview-chip")
        assert (chip.text, chip.attributes["data-until"]) == ("Planned", "2027-01-07")
        assert found.all("time") == []


def test_periods_tell_apart(built: sites.Built) -> None:
    """A period's page has what took place, then what is planned, soonest first, then the rest."""
    assert groups(built, "quarters/2026-q4") == {
        "": ["Held"],
        "Planned": ["Soon there", "Later", "Nobody yet", "Announced only"],
        "Cancelled": ["Called off early"],
    }
    assert list(groups(built, "quarters/2026-q3")) == [""]


def test_presenters_tell_apart(built: sites.Built) -> None:
    """A presenter's page begins with what is planned; its period is said there."""
    found = groups(built, "presenters/mina-sorel")
    assert list(found) == ["", "Planned", "2026 Q4", "2026 Q3", "Cancelled"]
    assert found["Planned"][:2] == ["Soon there", "Later"]
    assert found["2026 Q4"] == ["Held"]
    lists = built.html("presenters/mina-sorel").all("ul", cls="paperreview-items")
    apart = ["paperreview-items--apart" in found.attributes["class"] for found in lists]
    assert apart == [True, False, False, True]


def test_all_papers_and_the_latest(built: sites.Built) -> None:
    """The list of all papers has every review in its place; the latest are those that were held."""
    assert len(built.items("papers/index")) == 10
    assert built.items("index") == ["Held", "Rivers", "Maps"]


def test_numbers_count_what_took_place(built: sites.Built) -> None:
    """Tiles, summaries, charts, grids and descriptions count no plans."""
    tiles = built.html("presenters/index").all("li", cls="paperreview-people__person")
    spans = {t.one("a").text: t.one(cls="paperreview-people__span").text for t in tiles}
    assert spans["Mina Sorel"].startswith("3 reviews")
    assert spans["Ole Brandt"] == ""
    facts = built.html("quarters/2026-q4").one("dl").all("div")
    told = {fact.one("dt").text: fact.one("dd").text for fact in facts}
    assert told["Papers"] == "1"
    assert told["Planned"] == "December 3, 2026, December 10, 2026, December 17, 2026"
    assert told["Cancelled"] == "1"
    assert told["Presenters"] == "Mina Sorel"
    rows = built.html("quarters/index").one("figure").all("tr")[1:]
    assert [row.text for row in rows] == ["2026 Q32", "2026 Q41"]
    cells = built.html("quarters/index").all("li", cls="paperreview-periods__period")
    counts = {c.all("a")[0].text: c.one(cls="paperreview-periods__count").text for c in cells}
    assert counts == {"2027 Q1": "Planned", "2026 Q3": "2 reviews", "2026 Q4": "1 review"}
    description = built.html("quarters/2027-q1").all("meta")
    named = {m.attributes.get("name"): m.attributes.get("content") for m in description}
    assert named["description"] == "Planned for 2027 Q1: Next year one · Next year two!"
    papers = built.source("papers/index")
    assert "3 reviews by 1 presenter, 2026 Q3 – 2026 Q4" in papers  # noqa: RUF001 (from one to another)


def test_nothing_that_is_seen_becomes_false(built: sites.Built) -> None:
    """No page calls a review upcoming where a reader without JavaScript sees it."""
    for path in built.files:
        if path.endswith(".html"):
            for node in built.html(path).walk():
                own = "".join(child for child in node.children if isinstance(child, str))
                if "upcoming" in own.lower():
                    assert "hidden" in node.attributes, path


def test_the_search_does_not_say_upcoming(built: sites.Built) -> None:
    """What is so until a day only is not in the index of the site's search; the day is."""
    index = json.loads(built.output.joinpath("search/search_index.json").read_bytes())
    texts = [entry["text"] for entry in index["docs"] if "Soon there" in entry["title"]]
    assert texts
    assert all("Planned for December 3, 2026" in text for text in texts)
    assert not any("Upcoming" in text for text in texts)


def test_the_script_comes_where_it_is_needed(built: sites.Built) -> None:
    """The script that knows the reader's day is on pages that say something until a day."""

    def loads(path: str) -> bool:
        scripts = built.html(path).all("script")
        return any(s.attributes.get("src", "").endswith("/status.js") for s in scripts)

    assert loads("2026_4th_quarter")
    assert loads("quarters/2026-q4")
    assert loads("papers/index")
    assert not loads("2026_3rd_quarter")
    assert not loads("presenters/index")


def test_a_later_build_has_less_to_announce(tmp_path: Path) -> None:
    """When the days have passed, what was planned has taken place; words stay."""
    built = on_day(tmp_path, date(2027, 6, 1))
    assert groups(built, "quarters/2026-q4") == {
        "": ["Announced only", "Held", "Soon there", "Later"],
        "Planned": ["Nobody yet"],
        "Cancelled": ["Called off early"],
    }
    assert card(built, "Soon there").one("time").text == "December 3, 2026"
    assert card(built, "Soon there").all(cls="paperreview-chip") == []


def test_data_have_the_status(built: sites.Built) -> None:
    """``papers.json`` has the status; the filter's data has days and chips, each once."""
    found = {paper["title"]: (paper["status"], paper["date"]) for paper in built.papers}
    assert found["Soon there"] == ("upcoming", "2026-12-03")
    assert found["Called off early"] == ("cancelled", "2026-12-24")
    assert found["Nobody yet"][0] == "tbd"
    assert found["Held"][0] == "done"
    data = json.loads(built.output.joinpath("assets/paperreview/filter.json").read_bytes())
    assert ["2026-12-03", "Planned for December 3, 2026"] in data["days"]
    assert ["upcoming", "Upcoming", "2026-12-03"] in data["chips"]
    assert ["cancelled", "Cancelled", ""] in data["chips"]
    rows = {row[0]: row for row in data["reviews"]}
    assert len(rows["Maps"]) == 10  # nothing behind the excerpt
    assert data["days"][rows["Held"][11]] == ["2026-10-08", "October 8, 2026"]
    assert data["chips"][rows["Announced only"][12]] == ["upcoming", "Planned", ""]
