"""A browser window that reaches this machine alone, and what happens in it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

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

_TYPESET = """() => [...document.querySelectorAll(".arithmatex")].every(
  (node) => node.querySelector(".katex, mjx-container"))"""

WIDE = {"width": 1280, "height": 900}


@dataclass
class Visitor:
    """Somebody who looks at a site."""

    context: BrowserContext
    page: Page
    outside: list[str] = field(default_factory=list)
    """Addresses on other machines that a page asked for; none is reached."""
    complaints: list[str] = field(default_factory=list)
    """Errors in the console, exceptions, and dialogs."""

    @classmethod
    @contextmanager
    def arriving(cls, browser: Browser, **options: Any) -> Iterator[Visitor]:  # noqa: ANN401
        """Open a window, with options of Playwright's ``new_context``."""
        context = browser.new_context(**({"viewport": WIDE} | options))
        context.set_default_timeout(15_000)
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
        """Go to an address and wait until it is loaded."""
        self.page.goto(address, wait_until="load")
        return self.page

    def read(self, address: str) -> Page:
        """Go to an address and wait until it is loaded and its formulas are typeset."""
        page = self.open(address)
        page.wait_for_function(_TYPESET)
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        return page

    def _stay_here(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()
