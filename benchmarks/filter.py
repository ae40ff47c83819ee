"""Measure the filter of `papers/`: its data, and how quickly it answers in Chromium.

    python benchmarks/filter.py [--reviews 10000] [--presenters 300] [--rounds 5] [--site]

writes the page and the data that an invented corpus gives, without MkDocs, opens the page in
Chromium and types. A keystroke is measured from its input event until the results stand in the
page, and until they have been painted. `--site` builds the whole site as well, with MkDocs and
Material, to weigh its pages; that takes minutes. Needs playwright; CHROMIUM names the browser.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path
from statistics import median
from threading import Thread
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from building import PLUGIN, Size, Source, build, write_config, write_corpus
from corpus import pages
from measuring import describe_machine, positive
from playwright.sync_api import sync_playwright

from mkdocs_paperreview.exports.finding import filter_json
from mkdocs_paperreview.rendering import Renderer
from mkdocs_paperreview.rendering.finding import DATA
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.sources import collect, page_url
from mkdocs_paperreview.syntax import Directive
from mkdocs_paperreview.views import views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

QUERIES = {
    "Latin": "attention",
    "Hangul": "모델만큼 정확",
    "initials": "ㄱㄷㅅ",
    "two words": "graphs 토론",
    "one letter": "a",
    "none": "zzzz",
}
"""What is typed, letter by letter."""

FACETS = {"venue": "ICML", "year": "2020", "code": None, "slides": None}
"""What is chosen, one after another; None ticks a box."""

# Notes each input event with the time until the page has changed, and until it is painted.
WATCH = """() => {
  window.taken = []
  let start
  addEventListener("input", () => { start = performance.now() }, true)
  addEventListener("input", () => {
    const changed = performance.now() - start
    requestAnimationFrame(() => setTimeout(() => {
      taken.push([changed, performance.now() - start])
    }))
  })
}"""

# Notes the time from an input event until there are results.
WATCH_FIRST = """() => {
  let start
  addEventListener("input", () => { start = performance.now() }, true)
  new MutationObserver(() => { window.first ??= performance.now() - start })
    .observe(document.querySelector(".paperreview-items"), { childList: true })
}"""


@dataclass(frozen=True)
class Answer:
    """How long one input took, in milliseconds."""

    changed: float
    painted: float


def main() -> None:
    """Write the page, measure it, and print what was measured."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        weigh(write_page(root / "page", options.reviews, options.presenters))
        with served(root / "page") as address, chromium() as page:
            measure(page, address, options.rounds)
        if options.site:
            weigh_site(root, options.reviews, options.presenters)
    print(describe_machine())


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure the filter of `papers/`.")
    parser.add_argument("--reviews", type=positive, default=10_000, help="reviews of the corpus")
    parser.add_argument("--presenters", type=positive, default=300, help="presenters of the corpus")
    parser.add_argument("--rounds", type=positive, default=5, help="how often all is typed")
    parser.add_argument("--site", action="store_true", help="build the whole site as well")
    return parser.parse_args()


def write_page(folder: Path, reviews: int, presenters: int) -> Path:
    """Write `papers/index.html` with filter and list, and what it loads."""
    corpus = ((page.name, page.text.encode()) for page in pages(reviews, presenters))
    library = collect(corpus).library
    renderer = Renderer("ko")
    paths = (view.path for view in views(library, renderer.words, renderer.language))
    site = Site(library, {path: path for path in paths})
    data = folder / DATA
    data.parent.mkdir(parents=True)
    data.write_bytes(filter_json(Setting("", site, "ko", renderer.words), page_url))
    with as_file(files("mkdocs_paperreview").joinpath("assets")) as assets:
        shutil.copytree(assets, data.parent, dirs_exist_ok=True)
    page = folder / "papers" / "index.html"
    page.parent.mkdir()
    page.write_text(html(renderer, site), encoding="utf-8")
    return folder


def html(renderer: Renderer, site: Site) -> str:
    """Return a plain page that holds the filter and the first page of the list."""
    directives = (Directive("filter"), Directive("reviews", {"group": "year", "page": "1"}))
    aside: list[str] = []

    def stash(items: str) -> str:
        aside.append(items)
        return f"@{len(aside) - 1}@"

    listings = [renderer.listing(d, "papers/index.md", site, stash) for d in directives]
    content = "".join(markup(piece) for listing in listings for piece in listing)
    for number, items in enumerate(aside):
        content = content.replace(f"@{number}@", items)
    return (
        '<!doctype html><html lang="ko"><meta charset="utf-8"><title>Papers</title>'
        '<link rel="stylesheet" href="../assets/paperreview/paperreview.css">'
        f'<main>{content}</main><script src="../assets/paperreview/filter.js" defer></script>'
    )


def markup(piece: ET.Element | str) -> str:
    """Return a piece of a listing as HTML."""
    return piece if isinstance(piece, str) else ET.tostring(piece, "unicode", method="html")


def weigh(folder: Path) -> None:
    """Print the sizes of the data and of the form."""
    data = folder.joinpath(DATA).read_bytes()
    page = folder.joinpath("papers", "index.html").read_text(encoding="utf-8")
    form = page[page.index("<paperreview-filter") : page.index("</paperreview-filter>")]
    script = folder.joinpath(DATA).with_name("filter.js").read_bytes()
    print(f"filter.json {sizes(data)}")
    print(f"filter.js   {sizes(script)}")
    print(f"form        {sizes(form.encode())}")


def sizes(data: bytes) -> str:
    """Write a size, plain and compressed."""
    return f"{len(data) / 1000:8.1f} KB, {len(gzip.compress(data)) / 1000:7.1f} KB gzipped"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/papers/"
    server.shutdown()
    thread.join()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:  # noqa: ANN401 (as in the base class)
        pass


@contextmanager
def chromium() -> Iterator[Page]:
    """Open a page in Chromium."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is missing: put its path into CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


def measure(page: Page, address: str, rounds: int) -> None:
    """Print how long it takes to load the data, to type, and to choose."""
    loads = [load(page, address) for _ in range(rounds)]
    firsts = [first(page, address) for _ in range(rounds)]
    print(f"\nresults of an address, since its first byte: median {median(loads):.0f} ms")
    print(f"results of the first letter, 0.3 s after the focus: median {median(firsts):.0f} ms\n")
    print(
        f"{'ms per input':<14}{'changed':>10}{'worst':>8}{'painted':>10}{'worst':>8}{'inputs':>8}"
    )
    page.goto(address)
    page.evaluate(WATCH)
    page.locator("[name=find]").focus()
    page.wait_for_timeout(3000)
    for name, text in QUERIES.items():
        report(name, [answer for _ in range(rounds) for answer in typed(page, text)])
    report("choices", [answer for _ in range(rounds) for answer in chosen(page)])


def load(page: Page, address: str) -> float:
    """Open an address that asks for something; return the milliseconds to its results."""
    page.goto("about:blank")
    page.goto(f"{address}?find=graph", wait_until="commit")
    page.wait_for_selector(".paperreview-filter__results li")
    return float(
        page.evaluate(
            "performance.now() - performance.getEntriesByType('navigation')[0].responseStart"
        )
    )


def first(page: Page, address: str) -> float:
    """Type a letter soon after the focus, while the data loads; return the time to its results."""
    page.goto(address)
    page.evaluate(WATCH_FIRST)
    page.locator("[name=find]").focus()
    page.wait_for_timeout(300)
    page.keyboard.insert_text("a")
    page.wait_for_function("window.first")
    return float(page.evaluate("first"))


def typed(page: Page, text: str) -> list[Answer]:
    """Type a text into the empty field."""
    page.locator("[type=reset]").click()
    page.locator("[name=find]").focus()
    page.evaluate("taken.length = 0")
    for number, letter in enumerate(text, 1):
        page.keyboard.insert_text(letter)
        taken(page, number)
    return taken(page, len(text))


def chosen(page: Page) -> list[Answer]:
    """Choose one thing after another."""
    page.locator("[type=reset]").click()
    page.evaluate("taken.length = 0")
    for number, (name, value) in enumerate(FACETS.items(), 1):
        field = page.locator(f"[name={name}]")
        field.select_option(value) if value else field.check()
        taken(page, number)
    return taken(page, len(FACETS))


def taken(page: Page, count: int) -> list[Answer]:
    """Wait until so many inputs are answered, and return their times."""
    page.wait_for_function("(count) => taken.length >= count", arg=count, polling=20)
    return [Answer(*times) for times in page.evaluate("taken")]


def report(name: str, answers: list[Answer]) -> None:
    """Print median and worst of some answers."""
    changed = [answer.changed for answer in answers]
    painted = [answer.painted for answer in answers]
    print(
        f"{name:<14}{median(changed):>10.1f}{max(changed):>8.1f}"
        f"{median(painted):>10.1f}{max(painted):>8.1f}{len(answers):>8}"
    )


def weigh_site(root: Path, reviews: int, presenters: int) -> None:
    """Build the site and print the size of its first page of papers."""
    write_corpus(root / "docs", Size(reviews, presenters))
    seconds = build(write_config(root, Source(root / "docs", PLUGIN))).seconds
    page = root.joinpath("site", "papers", "index.html").read_bytes()
    print(f"\nsite built in {seconds:.0f} s; papers/index.html {sizes(page)}")


if __name__ == "__main__":
    main()
