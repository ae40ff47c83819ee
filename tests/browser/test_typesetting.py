"""Formulas, as a browser shows them."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest
import sites
from browsing import mark_document

from mkdocs_paperreview.math import ENGINES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browsing import Visitor
    from playwright.sync_api import Page

QUARTERS = [
    "2022_4th_quarter",
    "2023_1st_quarter",
    "2023_2nd_quarter",
    "2023_2nd_quarter_seminar",
    "2024_1st_quarter",
]
PRICES = ["$5와 $6", "$5 and $6"]
FOLDERS = {"katex": "katex/dist", "mathjax": "mathjax/es5"}

VISIBLE_TEXT = """() => {
  const copy = document.querySelector("article.md-content__inner").cloneNode(true)
  copy.querySelectorAll("pre, code, script, style, .katex-mathml").forEach((node) => node.remove())
  return copy.textContent
}"""
FORMULAS = """() => ({
  marked: document.querySelectorAll(".arithmatex").length,
  typeset: document.querySelectorAll(".arithmatex .katex").length,
  display: document.querySelectorAll(".arithmatex > .katex-display").length,
  errors: [...document.querySelectorAll(".katex-error")].map((node) => node.title),
  styled: [...document.querySelectorAll(".katex-mathml")].every(
    (node) => getComputedStyle(node).position === "absolute"),
})"""


def wait_for_katex(page: Page) -> None:
    """Wait until no formula of the page is left as TeX."""
    page.wait_for_selector(".katex", state="attached")
    page.wait_for_function("() => !document.querySelector('.arithmatex:not([data-typeset])')")
    page.wait_for_function("() => document.fonts.status === 'loaded'")


def stray_dollars(page: Page) -> bool:
    """Return whether the page shows a dollar sign that is no price and no code."""
    text = str(page.evaluate(VISIBLE_TEXT))
    for price in PRICES:
        text = text.replace(price, "")
    return "$" in text


@pytest.mark.browser
@pytest.mark.parametrize("path", QUARTERS)
def test_every_formula_is_typeset(visitor: Visitor, example_address: str, path: str) -> None:
    """On each page of the example site all formulas are typeset, without a network."""
    page = visitor.open(f"{example_address}{path}/")
    wait_for_katex(page)
    found = page.evaluate(FORMULAS)
    assert found["marked"] == found["typeset"] > 5
    assert found["errors"] == []
    assert found["styled"]
    assert not stray_dollars(page)
    assert visitor.outside == []
    assert visitor.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["about/", "papers/by-venue/", "quarters/", "presenters/"])
def test_nothing_is_loaded_where_no_formula_is(
    visitor: Visitor, example_address: str, path: str
) -> None:
    """A page without formulas loads no script of ours and no engine."""
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    page = visitor.open(example_address + path)
    assert page.locator(".arithmatex").count() == 0
    assert not [address for address in asked if "katex" in address or "math.js" in address]
    assert page.evaluate("typeof window.katex") == "undefined"


@pytest.mark.browser
def test_formulas_survive_instant_navigation(visitor: Visitor, example_address: str) -> None:
    """Pages reached by a click, without loading, are typeset and styled; so are later ones."""
    engines: list[str] = []
    visitor.page.on("request", lambda r: engines.extend([r.url] if "katex.min.js" in r.url else []))
    page = visitor.open(example_address)
    mark_document(page)
    for path in ("2024_1st_quarter/", "", "2022_4th_quarter/", "2024_1st_quarter/"):
        target = example_address + path
        links = page.locator("nav.md-nav--primary a.md-nav__link")
        found = links.evaluate_all("(all) => all.map((a) => a.href)")
        links.nth(found.index(target)).click()
        page.wait_for_url(target)
        if not path:
            page.wait_for_selector("article .paperreview-listing")
            continue
        page.wait_for_selector("article.paperreview-card")
        wait_for_katex(page)
        found = page.evaluate(FORMULAS)
        assert found["marked"] == found["typeset"] > 5, path
        assert found["styled"], path
        assert not stray_dollars(page), path
        border = "getComputedStyle(document.querySelector('.paperreview-card')).borderTopStyle"
        assert page.evaluate(border) == "solid", path
    assert page.evaluate("window.sameDocument") is True
    assert len(engines) == 1
    assert visitor.complaints == []


def math_site(folder: Path, engine: str) -> Path:
    """Build a site with formulas of each kind, with the engine in the site; return its folder."""
    notes = "- a $$x_1$$ b $y^2$ c\n\n$$\n\\frac{1}{2} < \\text{절반}\n$$\n"
    block = sites.review("Roots of $$\\sqrt{n}$$", "김가람", notes)
    pages = {
        "a.md": sites.page(block),
        "on.md": sites.page(block, date="2021-01-01", mathjax=True),
        "off.md": sites.page(block, date="2021-04-01", mathjax=False),
        "forced.md": "---\nmathjax: true\n---\n\n# Forced\n\n<p class='arithmatex'>\\(z\\)</p>\n",
        "none.md": "# None\n\nIt costs $5 and $6.\n",
    }
    options = {"math": {"engine": engine, "source": str(sites.node_modules(FOLDERS[engine]))}}
    site = sites.make(folder, pages, options, theme={"name": "material", "font": False})
    return site.build(strict=True).output


@pytest.fixture(scope="module")
def katex(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Serve a small site that has KaTeX."""
    return serve(math_site(tmp_path_factory.mktemp("katex"), "katex"))


@pytest.fixture(scope="module")
def mathjax(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Serve a small site that has MathJax."""
    return serve(math_site(tmp_path_factory.mktemp("mathjax"), "mathjax"))


@pytest.mark.browser
def test_formulas_in_titles_and_listings_are_typeset(visitor: Visitor, katex: str) -> None:
    """A formula in a title is typeset on the card and in listings."""
    for path, selector in {"a/": "h2 .katex", "papers/": ".paperreview-item__title .katex"}.items():
        page = visitor.open(katex + path)
        wait_for_katex(page)
        assert page.locator(selector).count() >= 1, path
        assert not stray_dollars(page), path


@pytest.mark.browser
def test_mathjax_typesets_as_well(visitor: Visitor, mathjax: str) -> None:
    """With ``engine: mathjax`` and a local folder, every formula becomes one of MathJax'."""
    page = visitor.open(f"{mathjax}a/")
    page.wait_for_selector("mjx-container", state="attached")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.arithmatex')]"
        ".every((node) => node.querySelector('mjx-container'))"
    )
    marked = page.locator(".arithmatex").count()
    assert marked == 4
    assert page.locator("article .arithmatex > mjx-container").count() == marked
    assert page.locator('article mjx-container[display="true"]').count() == 1
    assert page.locator("mjx-merror").count() == 0
    assert visitor.outside == []
    assert visitor.complaints == []


@pytest.mark.browser
def test_front_matter_switches_math(visitor: Visitor, katex: str) -> None:
    """``mathjax: false`` leaves formulas as they are written, ``true`` brings the engine."""
    page = visitor.open(f"{katex}off/")
    assert page.evaluate("typeof window.katex") == "undefined"
    assert page.locator(".arithmatex, .katex").count() == 0
    assert "$$x_1$$" in page.locator("article.paperreview-card").inner_text()
    for path in ("on/", "forced/"):
        page = visitor.open(katex + path)
        wait_for_katex(page)
        assert page.locator(".katex").count() == page.locator(".arithmatex").count()
    page = visitor.open(f"{katex}none/")
    assert page.evaluate("typeof window.katex") == "undefined"
    assert "$5 and $6" in page.locator("article").first.inner_text()


@pytest.mark.browser
@sites.needs_seed
def test_the_first_groups_page_is_shown_right(
    visitor: Visitor, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """The page that started it all: its cards, its two formulas, and its pending link."""
    options = {"math": {"source": str(sites.node_modules(FOLDERS["katex"]))}}
    theme = {"name": "material", "language": "ko", "font": False}
    site = sites.make(tmp_path, {sites.SEED.name: sites.SEED.read_bytes()}, options, theme=theme)
    built = site.build(strict=True)
    page = visitor.open(f"{serve(built.output)}2020_3rd_quarter/")
    wait_for_katex(page)
    found = page.evaluate(FORMULAS)
    assert (found["marked"], found["typeset"], found["display"]) == (2, 2, 1)
    assert found["errors"] == []
    assert page.locator("article.paperreview-card").count() == 7
    assert not stray_dollars(page)
    assert page.locator('a[href*="???"], a[href$="?"]').count() == 0
    assert page.locator(".paperreview-link--pending").count() == 1
    assert page.locator("h1").all_inner_texts() == ["2020 Q3"]


@pytest.mark.parametrize("engine", ENGINES)
def test_digests_are_those_of_the_packages(engine: str) -> None:
    """The pinned digests and version are those of the files that the packages hold."""
    chosen = ENGINES[engine]
    folder = sites.node_modules(FOLDERS[engine])
    assert f'"version": "{chosen.version}"' in (
        (sites.node_modules(engine) / "package.json").read_text(encoding="utf-8")
    )
    assert f"@{chosen.version}/" in chosen.base
    for asset in filter(None, (chosen.script, chosen.style)):
        digest = hashlib.sha384(folder.joinpath(asset.path).read_bytes()).digest()
        assert asset.integrity == f"sha384-{base64.b64encode(digest).decode()}"


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_a_long_formula_does_not_widen_the_page(
    visitor: Visitor, tmp_path: Path, serve: Callable[[Path], str], theme: str
) -> None:
    """A formula that is wider than the screen scrolls by itself, under other themes too."""
    long = " + ".join(f"x_{{{number}}}" for number in range(80))
    block = sites.review("Long Sums", "김가람", f"$$\n{long}\n$$\n")
    options = {"math": {"source": str(sites.node_modules(FOLDERS["katex"]))}}
    plain = {"name": theme, "highlightjs": False}
    site = sites.make(tmp_path, {"a.md": sites.page(block)}, options, theme=plain)
    visitor.page.set_viewport_size({"width": 360, "height": 800})
    page = visitor.read(f"{serve(site.build(strict=True).output)}a/")
    formula = page.locator("div.arithmatex")
    assert formula.evaluate("(node) => node.scrollWidth > node.clientWidth")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
