"""Fixtures that several modules share: the example site, a web server, a browser."""

from __future__ import annotations

import os
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import extremes
import pytest
import sites
from browsing import Visitor, arguments
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """Build the example site as it is, strictly."""
    return sites.example(tmp_path_factory.mktemp("example")).build(strict=True)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder on this machine and gives its address."""
    servers: list[tuple[ThreadingHTTPServer, Thread]] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is missing: run scripts/test, or put its path into CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Give a browser window that reaches this machine alone."""
    with Visitor.arriving(browser) as arrived:
        yield arrived


@pytest.fixture(scope="session")
def example_address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Serve the example site with KaTeX in the site itself; return its address."""
    folder = tmp_path_factory.mktemp("closed-network")
    address = serve(folder / "site")
    options = {"math": {"source": str(sites.node_modules("katex/dist"))}}
    sites.example(folder, options, site_url=address).build(strict=True)
    return address


@pytest.fixture(scope="session")
def extreme_address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Serve the site of extremes; return its address."""
    folder = tmp_path_factory.mktemp("extremes")
    address = serve(folder / "site")
    extremes.site(folder, site_url=address).build()
    return address


class _Quiet(SimpleHTTPRequestHandler):
    """A handler that says nothing on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
        pass
