"""Discussions below pages, with a stand-in for giscus that needs no network."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import sites
from browsing import Visitor, mark_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Route

CLIENT = """(() => {
  const script = document.currentScript
  const frame = document.createElement("iframe")
  frame.className = "giscus-frame"
  frame.src = "https://giscus.app/widget?" + new URLSearchParams({ ...script.dataset })
  document.querySelector(".giscus").replaceChildren(frame)
})()"""
"""Does what giscus' own script does: a frame with the settings, in the element of its class."""

WIDGET = """<!doctype html><title>Comments</title><p id="theme"></p><p id="told"></p><script>
const theme = document.getElementById("theme"), told = document.getElementById("told")
theme.textContent = new URLSearchParams(location.search).get("theme")
addEventListener("message", (event) => {
  theme.textContent = event.data.giscus.setConfig.theme
  told.textContent += "x"
})
parent.postMessage({ giscus: { resizeHeight: 150 } }, "*")
</script>"""
"""Says that it is there, and shows which theme it was told."""

COMMENTS = {
    "repo": "reading/notes",
    "repo_id": "R_kg1",
    "category": "Papers & talks",
    "category_id": "DIC_kw1",
    "mapping": "og:title",
}
LONG = "- A note.\n\n" + "A paragraph of the notes.\n\n" * 100
SCHEMES = [
    {"scheme": scheme, "media": media, "toggle": {"icon": "material/weather-night", "name": "x"}}
    for scheme, media in {
        "default": "(prefers-color-scheme: light)",
        "slate": "(prefers-color-scheme: dark)",
    }.items()
]
MATERIAL = {
    "name": "material",
    "font": False,
    "features": ["navigation.instant"],
    "palette": SCHEMES,
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """Serve a site under Material, with two long pages that have a discussion."""
    folder = tmp_path_factory.mktemp("comments")
    found = serve(folder / "site")
    sites.make(folder, pages(), {"comments": COMMENTS}, theme=MATERIAL, site_url=found).build()
    return found


def pages() -> dict[str, str | bytes]:
    """Return pages with a discussion, and one without."""
    first, second = (
        sites.page(sites.review(title, "김가람", LONG), date=date, comments=True)
        for title, date in (("Learning to Draw Maps", "2020-07-02"), ("Others", "2021-01-01"))
    )
    return {"index.md": "# Home\n", "a.md": first, "b.md": second}


def stand_in(visitor: Visitor) -> list[str]:
    """Answer for giscus; return the addresses that are asked for, as they come."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        script = route.request.url.endswith("/client.js")
        route.fulfill(
            body=CLIENT if script else WIDGET,
            content_type="text/javascript" if script else "text/html",
            headers={"Access-Control-Allow-Origin": "*"},
        )

    visitor.context.route("https://giscus.app/**", answer)
    return asked


def to_the_end(page: Page) -> None:
    """Scroll to the place of the discussion and wait until it is there."""
    page.locator(".paperreview-comments").scroll_into_view_if_needed()
    page.wait_for_selector("iframe.giscus-frame")
    page.frame_locator("iframe.giscus-frame").locator("#theme").wait_for()


def wait_for_theme(page: Page, theme: str) -> None:
    """Wait until the discussion shows a theme."""
    shown = page.frame_locator("iframe.giscus-frame").locator("#theme", has_text=theme)
    shown.wait_for()


def toggle(page: Page) -> None:
    """Choose Material's other colour scheme."""
    page.locator("label.md-header__button[for^=__palette]:visible").click()


@pytest.mark.browser
def test_a_discussion_comes_when_it_is_scrolled_to(visitor: Visitor, address: str) -> None:
    """Nothing is asked of giscus before its place comes near; then it is told the settings."""
    asked = stand_in(visitor)
    page = visitor.open(f"{address}a/")
    page.wait_for_load_state("networkidle")
    assert asked == []
    to_the_end(page)
    script, widget = asked
    assert script == "https://giscus.app/client.js"
    told = {name: value for name, (value,) in parse_qs(urlsplit(widget).query).items()}
    assert told["repo"] == "reading/notes"
    assert told["repoId"] == "R_kg1"
    assert told["category"] == "Papers & talks"
    assert told["mapping"] == "og:title"
    assert (told["theme"], told["lang"], told["inputPosition"]) == ("light", "en", "bottom")
    assert visitor.complaints == []


@pytest.mark.browser
def test_a_discussion_follows_the_colour_scheme(visitor: Visitor, address: str) -> None:
    """Material's switch changes the discussion's theme, without loading it anew."""
    asked = stand_in(visitor)
    page = visitor.open(f"{address}a/")
    to_the_end(page)
    wait_for_theme(page, "light")
    for theme in ("dark", "light", "dark"):
        toggle(page)
        wait_for_theme(page, theme)
    assert len(asked) == 2
    assert visitor.complaints == []


@pytest.mark.browser
def test_a_dark_page_has_a_dark_discussion(browser: Browser, address: str) -> None:
    """On a page that is dark from the beginning the discussion is dark from the beginning."""
    with Visitor.arriving(browser, color_scheme="dark") as visitor:
        asked = stand_in(visitor)
        to_the_end(visitor.open(f"{address}a/"))
        assert parse_qs(urlsplit(asked[1]).query)["theme"] == ["dark"]
        assert visitor.complaints == []


@pytest.mark.browser
def test_a_light_theme_has_a_light_discussion(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]
) -> None:
    """A theme that stays light although the reader likes dark pages gets a light discussion."""
    folder = tmp_path_factory.mktemp("light")
    theme = {"name": "mkdocs", "highlightjs": False}
    built = sites.make(folder, pages(), {"comments": COMMENTS}, theme=theme).build()
    with Visitor.arriving(browser, color_scheme="dark") as visitor:
        stand_in(visitor)
        page = visitor.open(f"{serve(built.output)}a/")
        to_the_end(page)
        wait_for_theme(page, "light")


@pytest.mark.browser
def test_discussions_survive_instant_navigation(visitor: Visitor, address: str) -> None:
    """A page reached without loading has one discussion of its own, which follows the colours."""
    asked = stand_in(visitor)
    page = visitor.open(f"{address}a/")
    to_the_end(page)
    mark_document(page)
    for name in ("b", "a"):
        page.locator(f'nav.md-nav--primary a[href$="{name}/"]').first.click()
        page.wait_for_url(f"{address}{name}/")
        page.wait_for_function("() => !document.querySelector('iframe.giscus-frame')")
        to_the_end(page)
        assert page.locator("iframe").count() == page.locator(".giscus").count() == 1
    toggle(page)
    wait_for_theme(page, "dark")
    assert page.frame_locator("iframe.giscus-frame").locator("#told").inner_text() == "x"
    assert page.evaluate("window.sameDocument") is True
    assert [urlsplit(url).path for url in asked] == ["/client.js", "/widget"] * 3
    assert visitor.complaints == []


@pytest.mark.browser
def test_no_discussion_on_paper(visitor: Visitor, address: str) -> None:
    """A printed page shows nothing of it."""
    page = visitor.open(f"{address}a/")
    page.emulate_media(media="print")
    assert not page.locator(".paperreview-comments").is_visible()


@pytest.mark.browser
def test_without_scripts_a_link_is_left(browser: Browser, address: str) -> None:
    """A reader without JavaScript sees where the discussions are, and nothing else is asked for."""
    with Visitor.arriving(browser, java_script_enabled=False) as visitor:
        link = visitor.open(f"{address}a/").locator(".paperreview-comments a")
        assert link.get_attribute("href") == "https://github.com/reading/notes/discussions"
        assert link.is_visible()
        assert visitor.outside == []
