"""What a page says of planned reviews, when it is read long after it was built."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sites
from browsing import Visitor, mark_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

BUILT = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLANNED = "Planned for December 3, 2026"


def block(title: str, number: int, *fields: str, presenter: str = "Mina Sorel") -> str:
    """Return a block with fields of its own."""
    links = sites.LINKS.replace("56789", f"{number:05}")
    own = "".join(f"### {field}\n" for field in fields)
    header = f"# {title}\n## Ada Example, ICLR 2020\n### Presenter: {presenter} {links}\n"
    return f"{header}{own}\n- A note.\n\n"


PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n[Quarter](2026_4th_quarter.md)\n",
    "2026_4th_quarter.md": sites.page(
        block("Held", 1, "Date: 2026-10-08", "Tags: graphs"),
        block("Planned", 2, "Date: 2026-12-03", "Tags: Graphs, <b>bold</b>"),
        block("Off", 3, "Status: cancelled", presenter="M. Sorel"),
        date="2026-10-01",
    ),
}
PEOPLE = "- name: Mina Sorel\n  aliases: [소렐 미나, M. Sorel]\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """Serve the pages of this module, built before the planned day."""
    folder = tmp_path_factory.mktemp("standing")
    folder.joinpath("people.yml").write_text(PEOPLE, encoding="utf-8")
    found = serve(folder / "site")
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(BUILT.timestamp())))
        sites.make(folder, PAGES, theme=theme, site_url=found).build(strict=True)
    return found


def chips(page: Page) -> list[str]:
    """Return what the chips say that can be seen."""
    shown = page.locator(".paperreview-chip:visible")
    return [text.strip() for text in shown.all_inner_texts()]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", ["Upcoming", "Cancelled"]),
        ("2026-12-02", ["Upcoming", "Cancelled"]),
        ("2026-12-03", ["Cancelled"]),
        ("2027-08-01", ["Cancelled"]),
    ],
)
@pytest.mark.parametrize(
    "path", ["2026_4th_quarter/", "quarters/2026-q4/", "presenters/mina-sorel/"]
)
def test_a_review_is_upcoming_until_its_day(
    visitor: Visitor, address: str, path: str, day: str, expected: list[str]
) -> None:
    """A chip says upcoming on the days before; then it is gone, and what is left is still true."""
    visitor.page.clock.set_fixed_time(f"{day}T12:00:00")
    page = visitor.open(address + path)
    assert chips(page) == expected
    assert page.get_by_text(PLANNED).is_visible()
    assert visitor.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize(("zone", "expected"), [("Asia/Seoul", 0), ("America/Los_Angeles", 1)])
def test_the_day_is_the_readers(browser: Browser, address: str, zone: str, expected: int) -> None:
    """Whether the day has come is told where the reader is."""
    with Visitor.arriving(browser, timezone_id=zone) as visitor:
        visitor.page.clock.set_fixed_time("2026-12-02T20:00:00Z")
        page = visitor.open(f"{address}2026_4th_quarter/")
        assert page.locator("[data-status=upcoming]:visible").count() == expected


@pytest.mark.browser
def test_without_scripts_nothing_false_is_said(browser: Browser, address: str) -> None:
    """Without JavaScript a page says for which day a review is planned, and not that it comes."""
    with Visitor.arriving(browser, java_script_enabled=False) as visitor:
        page = visitor.open(f"{address}2026_4th_quarter/")
        assert chips(page) == ["Cancelled"]
        assert page.get_by_text(PLANNED).is_visible()


@pytest.mark.browser
def test_instant_navigation_asks_again(visitor: Visitor, address: str) -> None:
    """A page that a theme brings without loading knows the day as well."""
    visitor.page.clock.set_fixed_time("2026-11-23T12:00:00")
    page = visitor.open(address)
    mark_document(page)
    page.locator(".md-content a", has_text="Quarter").click()
    page.wait_for_selector("[data-status=upcoming]:visible")
    assert page.evaluate("window.sameDocument") is True


def found(page: Page) -> list[str]:
    """Return the titles of the filter's results, when it has loaded its data."""
    page.wait_for_function(
        "() => /review|match/.test(document.querySelector('[role=status]').textContent)"
    )
    return page.locator(".paperreview-filter__results .paperreview-item__title").all_inner_texts()


@pytest.mark.browser
def test_results_say_how_a_review_stands(visitor: Visitor, address: str) -> None:
    """What the filter finds has chips, days and tags as the items of a list have."""
    visitor.page.clock.set_fixed_time("2026-11-23T12:00:00")
    page = visitor.open(f"{address}papers/?tag=graphs")
    assert found(page) == ["Planned", "Held"]
    first, second = page.locator(".paperreview-filter__results .paperreview-item").all()
    assert first.locator(".paperreview-chip").inner_text() == "Upcoming"
    assert first.locator("time").inner_text() == PLANNED
    assert first.locator("time").get_attribute("datetime") == "2026-12-03"
    tags = first.locator("a.paperreview-tag")
    assert tags.all_inner_texts() == ["graphs", "<b>bold</b>"]
    assert second.locator(".paperreview-chip").count() == 0
    assert second.locator("time").inner_text() == "October 8, 2026"
    tags.first.click()
    page.wait_for_url("**/tags/graphs/")
    visitor.page.clock.set_fixed_time("2026-12-03T12:00:00")
    page = visitor.open(f"{address}papers/?tag=graphs")
    assert found(page) == ["Planned", "Held"]
    assert page.locator(".paperreview-filter__results .paperreview-chip").count() == 0
    assert visitor.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("text", ["소렐", "m. sorel", "ㅅㄹ ㅁㄴ", "Mina"])
def test_every_spelling_finds_a_person(visitor: Visitor, address: str, text: str) -> None:
    """A text finds what somebody presented in every spelling of the name, also what was off."""
    page = visitor.open(f"{address}papers/")
    page.locator("paperreview-filter [name=find]").fill(text)
    assert sorted(found(page)) == ["Held", "Off", "Planned"]
    page.locator("paperreview-filter [name=find]").fill("bold")
    page.wait_for_function(
        "() => /1 review/.test(document.querySelector('[role=status]').textContent)"
    )
    assert found(page) == ["Planned"]
