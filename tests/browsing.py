"""A browser window that reaches this machine alone, and what happens in it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import extremes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Route

arguments = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""What Chromium is started with: it opens nothing by itself."""

TYPESET = """() => [...document.querySelectorAll(".arithmatex")].every(
  (node) => node.querySelector(".katex, mjx-container"))"""
"""Whether all formulas of a page are typeset."""

WIDE = {"width": 1280, "height": 900}
MEASURES = Path(__file__).with_name("measures.js")

# https://pictures.example/640x360.png
_REMOTE_PICTURE = re.compile(rf"{re.escape(extremes.REMOTE)}/(?P<width>\d+)x(?P<height>\d+)\.png")


@dataclass
class Visitor:
    """Somebody who looks at a site."""

    context: BrowserContext
    page: Page
    outside: list[str] = field(default_factory=list)
    """Addresses on other machines that a page asked for; none is reached."""
    complaints: list[str] = field(default_factory=list)
    """Errors in the console, exceptions, and dialogs."""
    patient: bool = False
    """Whether a page is seen before its images and its math engine come, as on a slow line."""
    waiting: list[Route] = field(default_factory=list)
    """Requests that wait: a page is seen before its engine comes, an image's place before it."""

    @classmethod
    @contextmanager
    def arriving(cls, browser: Browser, **options: Any) -> Iterator[Visitor]:  # noqa: ANN401 (of every type)
        """Open a window, with options of Playwright's ``new_context``."""
        context = browser.new_context(**({"viewport": WIDE} | options))
        context.set_default_timeout(15_000)
        context.add_init_script(path=MEASURES)
        visitor = cls(context, context.new_page())
        context.route("**/*", visitor._stay_here)
        visitor.page.on("console", visitor._listen)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        visitor.page.on("dialog", visitor._refuse)
        try:
            yield visitor
        finally:
            context.close()

    def open(self, address: str) -> Page:
        """Go to an address and wait until it is loaded; who is patient sees it earlier."""
        self.waiting.clear()
        until: Literal["domcontentloaded", "load"] = "domcontentloaded" if self.patient else "load"
        answer = self.page.goto(address, wait_until=until)
        assert answer, address
        assert answer.ok, f"{answer.status} {address}"
        return self.page

    def read(self, address: str) -> Page:
        """Go to an address and wait until it is loaded and its formulas are typeset."""
        page = self.open(address)
        if self.patient:
            page.evaluate("measures.frames(3)")
            while not page.evaluate(TYPESET):
                self._deliver([r for r in self.waiting if r.request.resource_type == "script"])
                page.evaluate("measures.frames(1)")
        page.wait_for_function(TYPESET)
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        return page

    def look_through(self) -> None:
        """Scroll down to the end, screen by screen; images load when they are in sight already."""
        top, more = 0, True
        height = self.page.evaluate("innerHeight")
        while more:
            more = self._look(top)
            top += height
        self.deliver()

    def deliver(self, *addresses: str) -> None:
        """Let what waits come: what is at the addresses, or all."""
        self._deliver([r for r in self.waiting if not addresses or r.request.url in addresses])

    def _deliver(self, routes: list[Route]) -> None:
        self.waiting = [route for route in self.waiting if route not in routes]
        for route in routes:
            self._answer(route)

    def _look(self, top: float) -> bool:
        for _ in range(100):
            seen = self.page.evaluate("(top) => measures.look(top)", top)
            if not seen["missing"]:
                return bool(seen["more"])
            self.deliver(*seen["missing"])
        raise AssertionError(f"images do not load: {seen['missing']}")

    def _stay_here(self, route: Route) -> None:
        request = route.request
        engine = request.resource_type == "script" and "katex" in request.url
        if self.patient and (engine or request.resource_type == "image"):
            self.waiting.append(route)
        else:
            self._answer(route)

    def _answer(self, route: Route) -> None:
        picture = _REMOTE_PICTURE.fullmatch(route.request.url)
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        elif picture:
            size = int(picture["width"]), int(picture["height"])
            route.fulfill(body=extremes.png(*size), content_type="image/png")
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def mark_document(page: Page) -> None:
    """Mark the document that is open, once the theme is ready to swap contents.

    Material swaps them after it has read the list of the site's pages; a click before that loads.
    """
    page.wait_for_load_state("networkidle")
    page.evaluate("window.sameDocument = true")
