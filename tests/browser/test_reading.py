"""Cards and listings, as people see them: on screens of every size, on paper, in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from browsing import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = [
    "",
    "2022_4th_quarter/",
    "2023_1st_quarter/",
    "2023_2nd_quarter/",
    "2023_2nd_quarter_seminar/",
    "2024_1st_quarter/",
    "about/",
    "papers/",
    "presenters/",
    "presenters/한여름/",
    "quarters/",
    "quarters/2023-q2/",
]
PARTS = [
    ".paperreview-card__venue",
    ".paperreview-card__label",
    ".paperreview-card__authors",
    ".paperreview-card__presenters a",
    "a.paperreview-link",
    ".paperreview-link--pending",
]

# Paints the backgrounds behind an element and then its text colour, and compares the two.
CONTRAST = """(element) => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const paint = (colour) => { context.fillStyle = colour; context.fillRect(0, 0, 1, 1) }
  const luminance = () => {
    const linear = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
  paint("white")
  const stack = []
  for (let node = element; node; node = node.parentElement) stack.unshift(node)
  stack.forEach((node) => paint(getComputedStyle(node).backgroundColor))
  const behind = luminance()
  paint(getComputedStyle(element).color)
  const text = luminance()
  return (Math.max(behind, text) + 0.05) / (Math.min(behind, text) + 0.05)
}"""
IN_SIGHT = """(id) => {
  const top = document.getElementById(id)?.getBoundingClientRect().top
  return top > -5 && top < 250
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_print_can_be_read(browser: Browser, example_address: str, scheme: str) -> None:
    """Badges, buttons and labels have a contrast of at least 4.5, in light and in dark."""
    with Visitor.arriving(browser, color_scheme=scheme) as visitor:
        page = visitor.open(f"{example_address}2024_1st_quarter/")
        shown = page.evaluate("document.body.dataset.mdColorScheme")
        assert shown == {"light": "default", "dark": "slate"}[scheme]
        for part in PARTS:
            element = page.locator(part).first
            assert element.evaluate(CONTRAST) >= 4.5, part
        page = visitor.open(f"{example_address}papers/")
        for part in (".paperreview-item__venue", ".paperreview-item__authors"):
            assert page.locator(part).first.evaluate(CONTRAST) >= 4.5, part


@pytest.mark.browser
def test_no_page_scrolls_sideways(visitor: Visitor, example_address: str) -> None:
    """No page is wider than a telephone, a tablet or a desk; none complains in the console."""
    for path in PAGES:
        page = visitor.read(example_address + path)
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(SIDEWAYS) <= 0, (path, width)
    assert visitor.complaints == []
    assert visitor.outside == []


@pytest.mark.browser
def test_without_scripts_everything_is_there(browser: Browser, example_address: str) -> None:
    """Without JavaScript a page has its cards, its links, and its formulas as TeX."""
    with Visitor.arriving(browser, java_script_enabled=False) as visitor:
        page = visitor.open(f"{example_address}2022_4th_quarter/")
        assert page.locator("article.paperreview-card").count() == 5
        assert page.locator("a.paperreview-link").first.is_visible()
        assert r"\(\sqrt{d_k}\)" in page.locator(".paperreview-card").first.inner_text()
        page.locator(".paperreview-card__presenters a").first.click()
        assert unquote(urlsplit(page.url).path) == "/presenters/한여름/"
        assert page.locator(".paperreview-item__title a").first.is_visible()


@pytest.mark.browser
def test_on_paper_links_say_where_they_lead(visitor: Visitor, example_address: str) -> None:
    """Printed, a link is followed by its address, and ways through the site are left out."""
    page = visitor.open(f"{example_address}2022_4th_quarter/")
    link = page.locator("a.paperreview-link").first
    behind = "(element) => getComputedStyle(element, '::after').content"
    assert "arxiv.org" not in link.evaluate(behind)
    page.emulate_media(media="print")
    assert "https://arxiv.org/abs/1706.03762" in link.evaluate(behind)
    page.goto(f"{example_address}quarters/2023-q1/")
    assert page.locator(".paperreview-item__title").first.is_visible()
    assert not page.locator(".paperreview-neighbours").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("media", ["screen", "print"])
def test_centred_figures_are_centred(visitor: Visitor, example_address: str, media: str) -> None:
    """Figures in centred paragraphs stand in the middle of the notes, and are loaded."""
    page = visitor.open(f"{example_address}2022_4th_quarter/")
    page.emulate_media(media="print" if media == "print" else "screen")
    paragraphs = page.locator('.paperreview-card__notes p[align="center"]')
    assert paragraphs.count() == 3
    for paragraph in paragraphs.all():
        images = paragraph.locator("img")
        for image in images.all():
            image.scroll_into_view_if_needed()
            image.evaluate("(image) => image.decode()")
        boxes = [image.bounding_box() for image in images.all()]
        around = paragraph.bounding_box()
        assert around
        first = min(box["y"] for box in boxes if box)
        row = [box for box in boxes if box and abs(box["y"] - first) < box["height"] / 2]
        left = min(box["x"] for box in row)
        right = max(box["x"] + box["width"] for box in row)
        assert right - left > 20
        middle = around["x"] + around["width"] / 2
        assert abs((left + right) / 2 - middle) <= 4


@pytest.mark.browser
def test_the_table_of_contents_leads_to_cards(visitor: Visitor, example_address: str) -> None:
    """A click in the table of contents puts the card's id into the address and scrolls to it."""
    page = visitor.read(f"{example_address}2022_4th_quarter/")
    identifiers = page.locator("article.paperreview-card").evaluate_all(
        "(cards) => cards.map((card) => card.id)"
    )
    entries = page.locator(".md-sidebar--secondary nav > ul > li > a")
    assert entries.evaluate_all("(all) => all.map((a) => decodeURIComponent(a.hash.slice(1)))") == (
        identifiers
    )
    entries.nth(3).click()
    page.wait_for_url(lambda address: unquote(urlsplit(address).fragment) == identifiers[3])
    page.wait_for_function(IN_SIGHT, arg=identifiers[3])
    heading = page.locator("article.paperreview-card h2").nth(3)
    box = heading.bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert box
    assert header
    assert box["y"] >= header["y"] + header["height"]


@pytest.mark.browser
def test_an_address_of_a_card_opens_there(visitor: Visitor, example_address: str) -> None:
    """The address of a card, as listings link to it, shows that card."""
    page = visitor.open(f"{example_address}papers/")
    link = page.locator(".paperreview-item__title a").nth(7)
    words = link.inner_text()
    identifier = link.evaluate("(a) => decodeURIComponent(a.hash.slice(1))")
    # Not by the mouse, which would scroll first: Material notes a little later how far a reader has
    # scrolled, maybe when it has left for another page, and then goes to the same height there.
    link.evaluate("(a) => a.click()")
    page.wait_for_selector(f'article[id="{identifier}"]')
    page.wait_for_function(IN_SIGHT, arg=identifier)
    assert words in page.locator(f'[id="{identifier}"] h2').inner_text()
