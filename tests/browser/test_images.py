"""Images of notes: nothing jumps when they load, and they can be looked at on any screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import sites

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browsing import Visitor
    from playwright.sync_api import Page, Route

ROW = "".join(f'  <img src="https://pictures.example/{n}-800x450.svg">\n' for n in range(9))
NOTES = f"""\
![A tall one](https://pictures.example/0-600x1200.svg)

- A note.

![A small one](https://pictures.example/1-200x80.svg)

<p align="center">
  <img src="../fig/2-560x320.svg">
</p>

![](fig/3-500x300.svg) ![](https://pictures.example/4-300x500.svg)

<p align="center">
{ROW}  <a href="https://example.org"><img src="https://pictures.example/9-400x900.svg"></a>
</p>

<figure><img src="https://pictures.example/10-800x450.svg"><figcaption>Words</figcaption></figure>

- The last note.
"""
WATCH = """() => {
  window.shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value
  }).observe({ type: "layout-shift", buffered: true })
}"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
BOXES = """(images) => images.map((image) => {
  const { width, height } = image.getBoundingClientRect()
  return [width, height]
})"""
SHOWN = "(image) => image.complete && image.naturalWidth > 0"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

PATIENCE = 100
"""Times that an image is given to ask for its picture."""


def drawing(width: int, height: int) -> str:
    """Return an SVG picture of that size."""
    size = f'width="{width}" height="{height}"'
    shape = f'<rect {size} fill="#9ab"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shape}</svg>'


class Latecomers:
    """Pictures that do not come before they are let go."""

    def __init__(self, page: Page) -> None:
        """Hold back every picture that ``page`` asks for."""
        self.waiting: list[Route] = []
        page.route(re.compile(r"-\d+x\d+\.svg$"), self._hold)

    def _hold(self, route: Route) -> None:
        self.waiting.append(route)

    def come(self) -> None:
        """Let go those that were asked for."""
        while self.waiting:
            route = self.waiting.pop()
            size = re.search(r"-(\d+)x(\d+)", route.request.url)
            assert size
            body = drawing(int(size[1]), int(size[2]))
            route.fulfill(body=body, content_type="image/svg+xml")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Serve a page whose notes hold images of every kind; return its address."""
    files: dict[str, str | bytes] = {
        "index.md": "# Reading\n",
        "2020_q1.md": sites.page(sites.review("Sparse Kernels", "Lena Foss", NOTES)),
        "fig/2-560x320.svg": drawing(560, 320),
        "fig/3-500x300.svg": drawing(500, 300),
    }
    site = sites.make(
        tmp_path_factory.mktemp("images"),
        files,
        {"math": {"engine": "none"}},
        theme={"name": "material", "font": False},
    )
    return serve(site.build(strict=True).output) + "2020_q1/"


def arrive(page: Page, address: str, width: int) -> list[list[float]]:
    """Open the page, let every picture come late, and return the sizes that they had before."""
    page.set_viewport_size({"width": width, "height": 900})
    latecomers = Latecomers(page)
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate(WATCH)
    images = page.locator(".paperreview-card__notes img")
    before: list[list[float]] = images.evaluate_all(BOXES)
    for image in images.all():
        image.scroll_into_view_if_needed()
        for _ in range(PATIENCE):
            page.evaluate(PAINTED)
            latecomers.come()
            if image.evaluate(SHOWN):
                break
        assert image.evaluate(SHOWN)
    page.evaluate(PAINTED)
    return before


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_when_images_load(visitor: Visitor, address: str, width: int) -> None:
    """Images that come late, from the web or from the site, move nothing on the page."""
    before = arrive(visitor.page, address, width)
    images = visitor.page.locator(".paperreview-card__notes img")
    assert images.evaluate_all(BOXES) == before
    assert len(before) == 16
    assert visitor.page.evaluate("window.shift") <= 0.05
    assert visitor.page.evaluate(SIDEWAYS) <= 0
    assert visitor.complaints == []


@pytest.mark.browser
def test_images_can_be_looked_at(visitor: Visitor, address: str) -> None:
    """Images of known size keep their proportions, boxes are low, and a row has several images.

    Those are at least 180 pixels wide.
    """
    arrive(visitor.page, address, 1280)
    known = visitor.page.locator(".paperreview-card__notes img[width]").evaluate_all(BOXES)
    assert [round(width / height, 1) for width, height in known] == [1.8, 1.7]
    boxes = visitor.page.locator(".paperreview-image--unsized").evaluate_all(BOXES)
    assert len(boxes) == 14
    assert max(height for _, height in boxes) <= 600
    row = visitor.page.locator(".paperreview-images").nth(1).locator("img")
    places = [box for box in (image.bounding_box() for image in row.all()) if box]
    assert len(places) == 10
    assert min(box["width"] for box in places) >= 180
    assert len({round(box["x"]) for box in places}) == 3


@pytest.mark.browser
def test_images_on_paper_are_whole(visitor: Visitor, address: str) -> None:
    """Printed, no image is wider than its card or divided between pages."""
    visitor.page.emulate_media(media="print")
    arrive(visitor.page, address, 800)
    card = visitor.page.locator(".paperreview-card__notes").bounding_box()
    assert card
    for image in visitor.page.locator(".paperreview-card__notes img").all():
        box = image.bounding_box()
        assert box
        assert box["width"] <= card["width"] + 1
        assert image.evaluate("(image) => getComputedStyle(image).breakInside") == "avoid"
