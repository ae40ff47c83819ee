"""Write pictures of every type of page: ``python tests/screenshots.py FOLDER [--extreme]``.

``FOLDER/<page>-<scheme>-<width>.png`` shows a whole page of the example site, or of the site of
extremes, in light and in dark, wide and narrow. Nothing is fetched from another machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import extremes
import places
import sites
from browsing import Visitor, arguments
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

SCHEMES = ("light", "dark")
WIDTHS = (1280, 390)
HEIGHT = 900


def main() -> None:
    """Build a site, and write a picture of each of its types of pages."""
    options = parse_arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as started:
        chosen = places.EXTREME if options.extreme else places.EXAMPLE
        address = f"http://127.0.0.1:{serve(build(Path(folder), extreme=options.extreme))}/"
        for scheme in SCHEMES:
            for width in WIDTHS:
                write_pictures(started, address, chosen, options.folder, (scheme, width))


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Write pictures of every type of page.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--extreme", action="store_true", help="show the site of extremes")
    return parser.parse_args()


def build(folder: Path, *, extreme: bool) -> Path:
    """Build the site with KaTeX in it; return its folder."""
    if extreme:
        return extremes.site(folder).build().output
    math = {"source": str(sites.node_modules("katex/dist"))}
    return sites.example(folder, {"math": math}).build().output


def serve(folder: Path) -> int:
    """Serve a folder until the program ends; return the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is missing: put its path into CHROMIUM")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=arguments)


def write_pictures(
    started: Browser,
    address: str,
    chosen: Sequence[places.Place],
    folder: Path,
    look: tuple[str, int],
) -> None:
    """Write a picture of each place in a colour scheme and a width."""
    scheme, width = look
    window = {"width": width, "height": HEIGHT}
    with Visitor.arriving(started, color_scheme=scheme, viewport=window) as visitor:
        for place in chosen:
            page = visitor.read(address + place.path)
            visitor.look_through()
            page.evaluate("window.scrollTo(0, 0)")
            name = f"{place.kind}-{scheme}-{width}.png"
            page.screenshot(path=folder / name, full_page=True, animations="disabled")
            sys.stdout.write(f"{folder / name}\n")


class _Quiet(SimpleHTTPRequestHandler):
    """A handler that says nothing on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
        pass


if __name__ == "__main__":
    main()
