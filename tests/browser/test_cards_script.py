"""Permalink and copy button of a card's title."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import sites
from browsing import Visitor, mark_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

BUTTON = "button.paperreview-copy"
PERMALINK = "a.headerlink"
STATUS = ".paperreview-status"
THEMES: dict[str, dict[str, object]] = {
    "material": {"name": "material", "font": False, "features": ["navigation.instant"]},
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}
PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "a.md": sites.page(
        sites.review("Learning to Draw Maps", "김가람"), sites.review("지도 그리기", "Mina Park")
    ),
    "b.md": sites.page(sites.review("Others", "김가람"), date="2021-01-01"),
}
BOXES = """() => [...document.querySelectorAll(".paperreview-card__title > :is(a, button)")].map(
  (node) => node.getBoundingClientRect().toJSON())"""


@pytest.fixture(scope="module")
def addresses(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]
) -> dict[str, str]:
    """Serve the pages of this module under each theme."""
    found = {}
    for name, theme in THEMES.items():
        folder = tmp_path_factory.mktemp(name)
        found[name] = serve(folder / "site")
        sites.make(folder, PAGES, theme=theme, site_url=found[name]).build(strict=True)
    return found


@pytest.fixture
def copier(visitor: Visitor) -> Iterator[Visitor]:
    """Give a browser window that may use the clipboard."""
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield visitor
    assert visitor.complaints == []


def copied(page: Page) -> str:
    """Return what the clipboard holds, once the page says that it was copied."""
    page.locator(STATUS, has_text="Link copied").wait_for()
    return unquote(str(page.evaluate("navigator.clipboard.readText()")))


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
def test_a_card_has_a_permalink_and_a_copy_button(
    copier: Visitor, addresses: dict[str, str], theme: str
) -> None:
    """Under each theme the button copies the card's absolute address, and the link leads there."""
    address = addresses[theme]
    page = copier.open(f"{address}a/?h=maps#elsewhere")
    assert page.locator(BUTTON).count() == page.locator(PERMALINK).count() == 2
    page.locator(BUTTON).nth(1).click()
    target = copied(page)
    assert target == f"{address}a/#지도-그리기"
    page.locator(PERMALINK).nth(1).click()
    assert unquote(page.url).endswith("#지도-그리기")
    page.goto(target)
    assert page.locator(".paperreview-card:target h2").inner_text().startswith("지도 그리기")


@pytest.mark.browser
def test_both_work_by_keyboard(copier: Visitor, addresses: dict[str, str]) -> None:
    """From the permalink one reaches the button, which shows that it is focused, and presses it."""
    page = copier.open(f"{addresses['material']}a/")
    page.locator(PERMALINK).first.focus()
    page.keyboard.press("Tab")
    button = page.locator(BUTTON).first
    assert button.evaluate("(node) => node === document.activeElement")
    assert button.evaluate("(node) => getComputedStyle(node).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert copied(page) == f"{addresses['material']}a/#learning-to-draw-maps"
    page.locator(PERMALINK).first.focus()
    page.wait_for_function("() => getComputedStyle(document.activeElement).opacity === '1'")
    assert page.locator(PERMALINK).first.evaluate("(node) => node === document.activeElement")


@pytest.mark.browser
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_large_and_stay_where_they_are(
    copier: Visitor, addresses: dict[str, str], theme: str, width: int
) -> None:
    """Both are 24 pixels wide and high at least, and nothing moves when a title is pointed at."""
    copier.page.set_viewport_size({"width": width, "height": 800})
    page = copier.open(f"{addresses[theme]}a/")
    before = page.evaluate(BOXES)
    assert len(before) == 4
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in before)
    page.locator(".paperreview-card__title").first.hover()
    assert page.evaluate(BOXES) == before


@pytest.mark.browser
def test_a_title_keeps_its_height(browser: Browser, addresses: dict[str, str]) -> None:
    """The button takes no room that the title has without JavaScript."""
    heights = []
    for scripts in (False, True):
        with Visitor.arriving(browser, java_script_enabled=scripts) as visitor:
            page = visitor.open(f"{addresses['material']}a/")
            titles = page.locator(".paperreview-card__title").all()
            heights.append([box["height"] for title in titles if (box := title.bounding_box())])
            assert page.locator(BUTTON).count() == (2 if scripts else 0)
    assert heights[0] == heights[1] != []


@pytest.mark.browser
def test_buttons_survive_instant_navigation(copier: Visitor, addresses: dict[str, str]) -> None:
    """Each title of a page reached without loading has one button, and so there and back."""
    address = addresses["material"]
    page = copier.open(f"{address}a/")
    mark_document(page)
    for name, count in {"b": 1, "a": 2}.items():
        page.locator(f'nav.md-nav--primary a[href$="{name}/"]').first.click()
        page.wait_for_url(f"{address}{name}/")
        page.wait_for_function(f"() => document.querySelectorAll('{BUTTON}').length === {count}")
        assert page.locator(STATUS).count() == 1
        page.locator(BUTTON).first.click()
        assert copied(page).startswith(f"{address}{name}/#")
    assert page.evaluate("window.sameDocument") is True


@pytest.mark.browser
def test_no_button_without_a_clipboard(visitor: Visitor, addresses: dict[str, str]) -> None:
    """Where the browser gives no clipboard, as on an unsafe address, there is no button."""
    visitor.context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })"
    )
    page = visitor.open(f"{addresses['material']}a/")
    page.wait_for_load_state("networkidle")
    assert page.locator(BUTTON).count() == page.locator(STATUS).count() == 0
    assert page.locator(PERMALINK).count() == 2
    assert visitor.complaints == []


@pytest.mark.browser
def test_a_refusal_is_told(visitor: Visitor, addresses: dict[str, str]) -> None:
    """If the browser refuses to copy, the page says so."""
    visitor.context.add_init_script(
        "Clipboard.prototype.writeText = () => Promise.reject(new Error('no'))"
    )
    page = visitor.open(f"{addresses['mkdocs']}a/")
    page.locator(BUTTON).first.click()
    page.locator(STATUS, has_text="could not be copied").wait_for()
    assert visitor.complaints == []


@pytest.mark.browser
def test_neither_is_printed(copier: Visitor, addresses: dict[str, str]) -> None:
    """A printed card has no permalink and no button."""
    page = copier.open(f"{addresses['material']}a/")
    page.emulate_media(media="print")
    assert not any(node.is_visible() for node in page.locator(f"{BUTTON}, {PERMALINK}").all())
