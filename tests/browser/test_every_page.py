"""Every type of page, on ordinary and on extreme reviews, however it is looked at."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import extremes
import pytest
from browsing import TYPESET, Visitor, mark_document
from places import PLACES, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

ENTRANCES = (("light", 360), ("dark", 768), ("light", 1280))
"""Colour schemes and widths in which a page is loaded."""
STEADY = 0.05
"""Cumulative layout shift that nobody minds."""
SITES = ("example", "extreme")
THEMES = ("mkdocs", "readthedocs")
AT_THEMES = ("", f"{extremes.SOURCE}/", "papers/", "presenters/x/", "quarters/")

every_place = pytest.mark.parametrize("place", PLACES, ids=str)


@pytest.fixture(scope="module")
def addresses(example_address: str, extreme_address: str) -> Mapping[str, str]:
    """Return the addresses of both sites, by name."""
    return {"example": example_address, "extreme": extreme_address}


@pytest.fixture(scope="module")
def visitors(browser: Browser) -> Iterator[Mapping[str, Visitor]]:
    """Open a window for each colour scheme; images come late, as on a slow line."""
    with (
        Visitor.arriving(browser, color_scheme="light") as light,
        Visitor.arriving(browser, color_scheme="dark") as dark,
    ):
        light.patient = dark.patient = True
        yield {"light": light, "dark": dark}


@pytest.fixture(scope="module")
def careful(browser: Browser) -> Iterator[Visitor]:
    """Open a window with forced colours, for somebody who wants no motion."""
    with Visitor.arriving(browser, forced_colors="active", reduced_motion="reduce") as visitor:
        yield visitor


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Visitor]:
    """Open a window without JavaScript."""
    with Visitor.arriving(browser, java_script_enabled=False) as visitor:
        yield visitor


def reviews_of(visitor: Visitor, address: str) -> list[dict[str, Any]]:
    """Return what a site says about its reviews in ``papers.json``."""
    data = visitor.context.request.get(f"{address}papers.json").json()
    assert isinstance(data["reviews"], list)
    return data["reviews"]


def shifts(page: Page) -> list[str]:
    """Return what has moved on a page by itself, if it is more than nobody minds."""
    moved = page.evaluate("measures.shifts")
    total = sum(shift["value"] for shift in moved)
    largest = sorted(moved, key=lambda shift: -float(shift["value"]))[:3]
    told = "; ".join(f"{shift['value']:.3f} {', '.join(shift['nodes'])}" for shift in largest)
    return [f"moves by {total:.3f}: {told}"] if total > STEADY else []


def faults_of_width(page: Page, width: int) -> list[str]:
    """Return what is too wide for a window of a width."""
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate("[...measures.sideways(), ...measures.protruding()]")
    return [f"{width}: {fault}" for fault in found]


@pytest.mark.browser
@every_place
def test_page_fits_and_stands_still(
    visitors: Mapping[str, Visitor], addresses: Mapping[str, str], place: Place
) -> None:
    """No page scrolls sideways, complains in the console, or jumps while it is read."""
    faults: list[str] = []
    for scheme, width in ENTRANCES:
        visitor = visitors[scheme]
        visitor.complaints.clear()
        visitor.outside.clear()
        visitor.page.set_viewport_size({"width": width, "height": 900})
        page = visitor.read(addresses[place.site] + place.path)
        visitor.look_through()
        found = [*shifts(page), *visitor.complaints, *visitor.outside]
        faults += [f"{scheme} {width}: {fault}" for fault in found]
        faults += faults_of_width(page, width)
    faults += faults_of_width(page, 1600)
    assert not faults, "\n".join(faults)


@pytest.mark.browser
@every_place
def test_page_minds_wishes_for_colours_motion_and_paper(
    careful: Visitor, addresses: Mapping[str, str], place: Place
) -> None:
    """Nothing moves where no motion is wanted, buttons keep their shape, and paper has none."""
    page = careful.read(addresses[place.site] + place.path)
    assert page.evaluate("measures.moving()") == []
    assert page.evaluate("measures.faint()") == []
    page.emulate_media(media="print", forced_colors="none")
    assert page.evaluate("measures.useless()") == []
    page.emulate_media(media="screen", forced_colors="active")


@pytest.mark.browser
@pytest.mark.parametrize("site", SITES)
def test_without_scripts_nothing_is_missing(
    plain: Visitor, addresses: Mapping[str, str], site: str
) -> None:
    """Without JavaScript there are all cards, all items by way of the pager, and all people."""
    address = addresses[site]
    reviews = reviews_of(plain, address)
    for path, count in Counter(review["url"].partition("#")[0] for review in reviews).items():
        page = plain.open(address + path)
        assert page.locator("article.paperreview-card:visible").count() == count, path
    assert items_by_pager(plain, address) == sorted(review["url"] for review in reviews)
    people = plain.open(f"{address}presenters/").locator(".paperreview-listing").inner_text()
    names = {person["name"] for review in reviews for person in review["presenters"]}
    assert [name for name in names if name not in people] == []


def items_by_pager(visitor: Visitor, address: str) -> list[str]:
    """Return where the items of papers/ lead, page by page, as far as the pager goes."""
    page = visitor.open(f"{address}papers/")
    found: list[str] = []
    while True:
        titles = page.locator(".paperreview-item__title:visible a[href*='#']")
        links = titles.evaluate_all("(all) => all.map((a) => a.href)")
        found += [unquote(link).removeprefix(address) for link in links]
        following = page.locator(".paperreview-listing a[rel=next]")
        if not following.count():
            return sorted(found)
        following.first.click()


@pytest.mark.browser
@pytest.mark.parametrize(
    "place", [p for p in PLACES if p.kind in ("presenter", "quarters")], ids=str
)
def test_without_scripts_a_chart_has_its_numbers(
    plain: Visitor, addresses: Mapping[str, str], place: Place
) -> None:
    """Without JavaScript a chart is drawn, and the table behind it can be opened."""
    page = plain.open(addresses[place.site] + place.path)
    activity = page.locator(".paperreview-activity")
    assert activity.locator("svg").first.is_visible()
    summary = activity.locator("summary")
    if summary.count():
        summary.first.click()
    rows = activity.locator("table tr")
    assert rows.count() >= 2
    assert rows.first.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("place", [p for p in PLACES if p.kind in ("source", "papers")], ids=str)
def test_tab_walks_in_reading_order(
    visitors: Mapping[str, Visitor], addresses: Mapping[str, str], place: Place
) -> None:
    """Tab reaches everything in a card or an item, downwards, and shows where it is."""
    page = visitors["light"].read(addresses[place.site] + place.path)
    visitors["light"].deliver()
    part = page.locator(".paperreview-card, .paperreview-item").first
    expected = part.evaluate("(root) => measures.stand(root)")
    assert len(expected) >= 3
    steps = []
    for _ in expected:
        page.keyboard.press("Tab")
        steps.append(page.evaluate("measures.focus()"))
    assert [step["name"] for step in steps] == expected
    assert [step["name"] for step in steps if not step["marked"]] == []
    for one, other in pairwise(steps):
        assert other["bottom"] > one["top"], f"{other['name']} stands above {one['name']}"


@pytest.mark.browser
def test_there_and_back_without_loading(visitor: Visitor, addresses: Mapping[str, str]) -> None:
    """By a click and by the back button formulas are typeset and cards are styled."""
    page = visitor.read(f"{addresses['extreme']}{extremes.SOURCE}/")
    mark_document(page)
    page.locator("article .paperreview-card__presenters a").first.click()
    page.wait_for_url("**/presenters/**")
    page.wait_for_selector(".paperreview-item .katex", state="attached")
    page.go_back()
    page.wait_for_selector("article.paperreview-card .katex", state="attached")
    page.wait_for_function(TYPESET)
    assert urlsplit(page.url).path == f"/{extremes.SOURCE}/"
    assert page.evaluate("window.sameDocument") is True
    assert visitor.complaints == []


@pytest.mark.browser
def test_arabic_notes_read_from_right_to_left(
    visitors: Mapping[str, Visitor], addresses: Mapping[str, str]
) -> None:
    """Titles, notes and list items in Arabic begin on the right."""
    page = visitors["light"].open(f"{addresses['extreme']}{extremes.SOURCE}/")
    notes = page.locator(".paperreview-card__notes p", has_text=extremes.ARABIC)
    card = page.locator(".paperreview-card", has=notes)
    title = card.locator(".paperreview-card__title")
    item = card.locator(".paperreview-card__notes li")
    for part in (title, notes, item):
        assert part.first.evaluate("(element) => measures.beginning(element)") > 0.5


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_other_themes_can_be_read(
    visitor: Visitor, tmp_path: Path, serve: Callable[[Path], str], theme: str
) -> None:
    """Under MkDocs' own themes cards and listings are there, fit, and can be still."""
    visitor.page.emulate_media(reduced_motion="reduce")
    address = serve(extremes.site(tmp_path, theme).build().output)
    faults: list[str] = []
    for path in AT_THEMES:
        page = visitor.open(address + path)
        assert page.locator(".paperreview-card, .paperreview-listing").first.is_visible(), path
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate("[...measures.protruding(), ...measures.moving()]")
            faults += [f"{path} {width}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
