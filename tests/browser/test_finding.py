"""The filter of ``papers/``, as somebody uses it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
import sites
from browsing import Visitor, mark_document
from casefiles import Case, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

BOTH = "[[slides](https://slides.example/a.pdf), [code](https://code.example/a)]"
PENDING = "[[paper](https://arxiv.org/abs/2001.00001), [slides](???)]"
HOSTILE = "<img src=x onerror=window.hacked=1> &amp; more"
PAGES = {
    "index.md": "# Home\n\n[Papers](papers/index.md)\n",
    "2019_1st_quarter.md": sites.page(
        *(
            sites.review(f"Filler {n}", "한서윤", "", authors="Ole Brandt, ACL 2018")
            for n in range(1, 121)
        ),
        date="2019-01-10",
    ),
    "2020_3rd_quarter.md": sites.page(
        sites.review(
            "Sparse Kernels for Speech",
            "강진구",
            "- 적은 데이터로도 정확합니다. 둘째 문장입니다.",
            authors="Ada Example, Bo Sample, ICLR 2019",
            links=BOTH,
        ),
        sites.review(
            "Café Maps {#cafe}",
            "José Íñigo",
            "- It costs $$O(n \\log n)$$ with `lr=3e-4`.",
            authors="Élodie Test, NeurIPS 2020",
            links=PENDING,
        ),
    ),
    "2020_4th_quarter.md": sites.page(
        sites.review(
            "Roots of $$\\sqrt{n}$$ {#roots}", "강진구, 김가람", authors="Ada Example, ICLR 2020"
        ),
        sites.review(
            HOSTILE + " {#hostile}", "<b>Bob</b>", authors="<script>window.hacked=1</script>"
        ),
        date="2020-10-01",
    ),
    "2021_1st_quarter.md": sites.page(
        sites.review("What is C++ (really)? [a.b]* {#regex}", "한서윤", authors="Ole Brandt"),
        sites.review(
            unicodedata.normalize("NFD", "넓은 그래프의 분해") + " {#graph}",
            "김보솔",
            authors="Ole Brandt",
        ),
        date="2021-02-01",
    ),
}
"""126 reviews; the anchors below are those of the six that are no fillers."""

SPEECH = "sparse-kernels-for-speech"
REVIEWS = 126
MATERIAL = {
    "name": "material",
    "font": False,
    "language": "en",
    "features": ["navigation.instant", "navigation.tracking"],
}
PLAIN = [{"name": "mkdocs", "highlightjs": False}, {"name": "readthedocs", "highlightjs": False}]

ANCHORS = "(links) => links.map((link) => decodeURIComponent(link.hash.slice(1)))"
SEARCH_IS_OPEN = "document.querySelector('[data-md-toggle=search]').checked"
LOADED = """() =>
  document.querySelector("paperreview-filter [role=status]").textContent !== "Loading…"
"""
FOCUSED = "() => document.activeElement.name || document.activeElement.type"


def make(folder: Path, serve: Callable[[Path], str], theme: object) -> str:
    """Build the site of this module in a theme, with KaTeX in it, and serve it."""
    address = serve(folder / "site")
    options = {"math": {"source": str(sites.node_modules("katex/dist"))}}
    sites.make(folder, PAGES, options, theme=theme, site_url=address).build(strict=True)
    return address


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Serve the site under Material with instant navigation."""
    return make(tmp_path_factory.mktemp("finding"), serve, MATERIAL)


@pytest.fixture
def papers(visitor: Visitor, address: str) -> Iterator[Page]:
    """Open ``papers/``; nothing may complain until the end of the test."""
    yield visitor.open(f"{address}papers/")
    assert visitor.complaints == []
    assert visitor.outside == []


@pytest.fixture(scope="module")
def kept(browser: Browser, address: str) -> Iterator[Page]:
    """Open ``papers/`` for many queries."""
    with Visitor.arriving(browser) as visitor:
        yield visitor.open(f"{address}papers/")
        assert visitor.complaints == []


def field(page: Page, name: str) -> Locator:
    """Return a field of the filter."""
    return page.locator(f"paperreview-filter [name={name}]")


def status(page: Page) -> str:
    """Return what the filter announces, when it has loaded its data."""
    page.wait_for_function(LOADED)
    return page.locator("paperreview-filter [role=status]").inner_text()


def found(page: Page) -> list[str]:
    """Return the anchors of the results, in order."""
    status(page)
    links = page.locator(".paperreview-filter__results .paperreview-item__title a")
    anchors = links.evaluate_all(ANCHORS)
    return ["speech" if anchor == SPEECH else anchor for anchor in anchors]


def type_text(page: Page, text: str) -> list[str]:
    """Type into the empty text field, key by key, and return what is found."""
    field(page, "find").fill("")
    field(page, "find").press_sequentially(text)
    return found(page)


def compose(page: Page, anchor: str, *syllables: tuple[list[str], str]) -> None:
    """Type syllables as an input method does, step by step; each step has to find a review."""
    session = page.context.new_cdp_session(page)
    for steps, syllable in syllables:
        for text in steps:
            place = {"selectionStart": len(text), "selectionEnd": len(text)}
            session.send("Input.imeSetComposition", {"text": text} | place)
            assert anchor in found(page), text
        session.send("Input.insertText", {"text": syllable})


def options(page: Page, name: str) -> dict[str, int]:
    """Return what a facet offers, with the counts."""
    texts = field(page, name).locator("option").all_text_contents()[1:]
    pairs = (text.rstrip(")").rsplit(" (", 1) for text in texts)
    return {text: int(count) for text, count in pairs}


def asked(page: Page) -> dict[str, list[str]]:
    """Return the parameters of the address."""
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.browser
@pytest.mark.parametrize("case", parameters("finding", "found"))
def test_a_text_finds(kept: Page, case: Case) -> None:
    """Each case says which reviews a text finds."""
    field(kept, "find").fill(case.input)
    assert found(kept) == case.data["found"]


@pytest.mark.browser
def test_nothing_is_loaded_before_it_is_used(visitor: Visitor, address: str) -> None:
    """The data is asked for once, when the form is used; until then the list is all there."""
    requests: list[str] = []
    visitor.page.on("request", lambda request: requests.append(urlsplit(request.url).path))
    page = visitor.open(f"{address}papers/")
    assert page.locator("paperreview-filter").is_visible()
    assert page.locator(".paperreview-listing .paperreview-item").count() == 6
    assert not [path for path in requests if path.endswith("filter.json")]
    for text in ("sparse", "roots"):
        assert len(type_text(page, text)) == 1
        field(page, "venue").focus()
    assert len([path for path in requests if path.endswith("filter.json")]) == 1


@pytest.mark.browser
def test_results_stand_in_place_of_the_list(papers: Page) -> None:
    """While something is asked for, only results are shown; they are like the list's items."""
    listing = papers.locator(".paperreview-listing").first
    assert listing.is_visible()
    assert type_text(papers, "sparse") == ["speech"]
    assert not listing.is_visible()
    item = papers.locator(".paperreview-filter__results li.paperreview-item")
    shown = {
        part: item.locator(f".paperreview-item__{part}").inner_text()
        for part in ("title", "authors", "venue", "presenters", "period", "excerpt")
    }
    assert shown == {
        "title": "Sparse Kernels for Speech",
        "authors": "Ada Example, Bo Sample",
        "venue": "ICLR 2019",
        "presenters": "강진구",
        "period": "2020 Q3",
        "excerpt": "적은 데이터로도 정확합니다.",
    }
    links = item.locator("a").evaluate_all("(all) => all.map((a) => decodeURI(a.pathname))")
    assert links == ["/2020_3rd_quarter/", "/presenters/강진구/", "/quarters/2020-q3/"]
    field(papers, "find").press("Escape")
    assert field(papers, "find").input_value() == ""
    assert listing.is_visible()
    assert found(papers) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("presenter", "강진구", ["roots", "speech"]),
        ("venue", "ICLR", ["roots", "speech"]),
        ("year", "2020", ["roots", "cafe"]),
        ("period", "2020-q4", ["roots", "hostile"]),
        ("slides", None, None),
        ("code", None, ["speech"]),
    ],
)
def test_a_facet_finds(papers: Page, name: str, value: str | None, expected: list[str]) -> None:
    """Each facet leaves the reviews that have the value, in the order of the page."""
    if value:
        field(papers, name).select_option(value)
    else:
        field(papers, name).check()
    if expected is None:
        assert "cafe" not in found(papers)  # its slides are not there yet
        assert status(papers) == "125 reviews"
    else:
        newest_first = sorted(found(papers), key=expected.index)
        assert newest_first == expected
        assert status(papers) == ("1 review" if len(expected) == 1 else f"{len(expected)} reviews")
    assert asked(papers) == {name: [value or "1"]}


@pytest.mark.browser
def test_counts_follow_all_other_conditions(papers: Page) -> None:
    """Behind each value stands how many reviews it has under all other conditions, 0 too."""
    assert options(papers, "venue") == {"ACL": 120, "ICLR": 2, "NeurIPS": 1}
    assert options(papers, "period")["2019 Q1"] == 120
    field(papers, "presenter").select_option("강진구")
    assert status(papers) == "2 reviews"
    assert options(papers, "venue") == {"ACL": 0, "ICLR": 2, "NeurIPS": 0}
    assert options(papers, "year") == {"2020": 1, "2019": 1, "2018": 0}
    assert options(papers, "presenter")["한서윤"] == 121
    field(papers, "year").select_option("2019")
    assert status(papers) == "1 review"
    assert options(papers, "presenter") == {
        "<b>Bob</b>": 0, "José Íñigo": 0, "강진구": 1, "김가람": 0, "김보솔": 0, "한서윤": 0,
    }  # fmt: skip
    assert options(papers, "year") == {"2020": 1, "2019": 1, "2018": 0}
    kinds = papers.locator(".paperreview-filter__kind").all_inner_texts()
    assert [text.strip() for text in kinds] == ["Has slides (1)", "Has code (1)"]
    field(papers, "find").fill("roots")
    assert status(papers) == "Nothing matches."
    assert options(papers, "year") == {"2020": 1, "2019": 0, "2018": 0}
    papers.locator("paperreview-filter [type=reset]").click()
    assert options(papers, "venue") == {"ACL": 120, "ICLR": 2, "NeurIPS": 1}


@pytest.mark.browser
def test_the_address_holds_what_is_asked(papers: Page, address: str) -> None:
    """An address with a state shows it at once, again after loading; others' parts of it stay."""
    papers.goto(f"{address}papers/?theme=night&find=kernels&presenter={quote('강진구')}&slides=1#x")
    assert found(papers) == ["speech"]
    assert field(papers, "presenter").input_value() == "강진구"
    assert field(papers, "slides").is_checked()
    field(papers, "presenter").select_option("")
    papers.reload()
    assert found(papers) == ["speech"]
    assert asked(papers) == {"theme": ["night"], "find": ["kernels"], "slides": ["1"]}
    assert urlsplit(papers.url).fragment == "x"
    assert not papers.evaluate(SEARCH_IS_OPEN)
    papers.locator("paperreview-filter [type=reset]").click()
    assert urlsplit(papers.url).query == "theme=night"
    assert papers.locator(".paperreview-listing").first.is_visible()


@pytest.mark.browser
def test_an_address_that_asks_for_nobody(papers: Page, address: str) -> None:
    """What an address asks for and nobody knows is left out."""
    papers.goto(f"{address}papers/?presenter=nobody&year=abc&period=")
    assert field(papers, "presenter").input_value() == ""
    assert papers.locator(".paperreview-listing").first.is_visible()
    assert type_text(papers, "sparse") == ["speech"]


@pytest.mark.browser
def test_the_back_button_goes_back_through_choices(papers: Page) -> None:
    """A word that is typed is one step in the history, and so is each choice."""
    before = papers.evaluate("history.length")
    type_text(papers, "kernels")
    assert papers.evaluate("history.length") == before + 1
    field(papers, "venue").select_option("NeurIPS")
    field(papers, "code").check()
    assert papers.evaluate("history.length") == before + 3
    assert status(papers) == "Nothing matches."
    papers.go_back()
    papers.go_back()
    papers.wait_for_function("() => location.search === '?find=kernels'")
    assert found(papers) == ["speech"]
    assert field(papers, "venue").input_value() == ""
    assert not field(papers, "code").is_checked()
    papers.go_back()
    papers.wait_for_function("() => location.search === ''")
    assert field(papers, "find").input_value() == ""
    assert papers.locator(".paperreview-listing").first.is_visible()
    papers.go_forward()
    papers.wait_for_function("() => location.search !== ''")
    assert found(papers) == ["speech"]


@pytest.mark.browser
def test_instant_navigation_there_and_back(papers: Page) -> None:
    """A result opens without loading a page; the way back leads to the same results."""
    mark_document(papers)
    field(papers, "presenter").select_option("강진구")
    type_text(papers, "kernels")
    papers.locator(".paperreview-filter__results .paperreview-item__title a").click()
    papers.wait_for_selector("article.paperreview-card")
    assert unquote(urlsplit(papers.url).fragment) == SPEECH
    papers.go_back()
    papers.wait_for_selector("paperreview-filter")
    assert found(papers) == ["speech"]
    assert field(papers, "presenter").input_value() == "강진구"
    field(papers, "find").fill("")
    assert found(papers) == ["roots", "speech"]
    assert papers.evaluate("window.sameDocument") is True


@pytest.mark.browser
def test_it_is_alive_when_reached_by_instant_navigation(visitor: Visitor, address: str) -> None:
    """The filter works on a page that was not loaded, each time it is reached."""
    page = visitor.open(address)
    mark_document(page)
    for _ in range(2):
        page.locator(".md-content a", has_text="Papers").click()
        page.wait_for_selector("paperreview-filter:not([hidden])")
        assert type_text(page, "cafe") == ["cafe"]
        page.wait_for_selector(".paperreview-filter__results .katex")
        page.locator("a.md-logo").first.click()
        page.wait_for_selector("h1:has-text('Home')")
    assert page.evaluate("window.sameDocument") is True
    assert visitor.complaints == []


@pytest.mark.browser
def test_formulas_and_code_in_results(papers: Page) -> None:
    """Formulas of titles and excerpts are typeset, code is code."""
    for text, place in (("roots", "title"), ("cafe", "excerpt")):
        assert type_text(papers, text) == [text]
        formula = papers.locator(f".paperreview-filter__results .paperreview-item__{place} .katex")
        formula.wait_for()
        assert formula.count() == 1
    assert papers.locator(".paperreview-filter__results code").inner_text() == "lr=3e-4"
    assert papers.locator(".katex-error").count() == 0


@pytest.mark.browser
def test_markup_in_titles_is_text(papers: Page) -> None:
    """Tags in titles, names and authors are shown as they are written."""
    assert type_text(papers, "onerror") == ["hostile"]
    results = papers.locator(".paperreview-filter__results")
    assert "<img src=x onerror=window.hacked=1>" in results.inner_text()
    assert "<b>Bob</b>" in results.inner_text()
    assert results.locator("img, b, script").count() == 0
    assert papers.evaluate("window.hacked") is None


@pytest.mark.browser
def test_more_results_on_demand(papers: Page) -> None:
    """Fifty results are shown first; the button brings the next and leads to the first of them."""
    field(papers, "find").fill("filler")
    assert status(papers) == "120 reviews"
    assert len(found(papers)) == 50
    more = papers.locator(".paperreview-filter__results button")
    for before, after in ((50, 100), (100, 120)):
        more.focus()
        more.press("Enter")
        assert len(found(papers)) == after
        focused = papers.evaluate("decodeURIComponent(document.activeElement.hash)")
        assert focused == f"#{found(papers)[before]}"
    assert not more.is_visible()
    papers.keyboard.press("Enter")
    papers.wait_for_selector("article.paperreview-card")
    papers.go_back()
    papers.wait_for_selector("paperreview-filter")
    assert len(found(papers)) == 120


@pytest.mark.browser
def test_the_keyboard_suffices(papers: Page) -> None:
    """Every field and every result is reached and used by keys, and the focus is never lost."""
    field(papers, "find").focus()
    papers.keyboard.type("a")
    reached = []
    for _ in range(7):
        papers.keyboard.press("Tab")
        reached.append(papers.evaluate(FOCUSED))
    assert reached == ["presenter", "venue", "year", "period", "slides", "code", "reset"]
    field(papers, "venue").focus()
    papers.keyboard.press("ArrowDown")
    papers.keyboard.press("ArrowDown")
    assert asked(papers)["venue"] == ["ICLR"]
    field(papers, "code").focus()
    papers.keyboard.press("Space")
    assert found(papers) == ["speech"]
    papers.keyboard.press("Tab")
    papers.keyboard.press("Enter")
    assert asked(papers) == {}
    assert papers.evaluate(FOCUSED) == "reset"
    field(papers, "find").focus()
    papers.keyboard.type("sparse")
    papers.keyboard.press("Enter")
    assert found(papers) == ["speech"]
    for _ in range(8):
        papers.keyboard.press("Tab")
    papers.go_back()
    papers.wait_for_function("() => document.activeElement.name === 'find'")
    assert asked(papers) == {}


@pytest.mark.browser
def test_it_says_what_it_is(papers: Page) -> None:
    """Each field has a name, the form is a search, and the number of results is announced."""
    form = papers.locator("paperreview-filter")
    assert form.get_by_role("searchbox", name="Words in title").count() == 1
    for name in ("Presenter", "Venue", "Year of publication", "Quarter"):
        assert form.get_by_role("combobox", name=name, exact=True).count() == 1, name
    for name in ("Has slides (125)", "Has code (1)"):
        assert form.get_by_role("checkbox", name=name, exact=True).count() == 1, name
    search = papers.get_by_role("search", name="Find a paper")
    assert search.count() == 1
    live = papers.locator("paperreview-filter").get_by_role("status")
    assert live.text_content() == ""
    type_text(papers, "a")
    assert live.inner_text().endswith(" reviews")
    type_text(papers, "zzz")
    assert live.inner_text() == "Nothing matches."


@pytest.mark.browser
def test_hangul_is_found_while_it_is_composed(papers: Page) -> None:
    """Each step of composing a name finds it, and the whole is one step in the history."""
    field(papers, "find").focus()
    before = papers.evaluate("history.length")
    compose(
        papers,
        "speech",
        (["ㄱ", "가", "강"], "강"),
        (["ㅈ", "지", "진"], "진"),
        (["ㄱ", "구"], "구"),
    )
    assert field(papers, "find").input_value() == "강진구"
    assert found(papers) == ["roots", "speech"]
    assert papers.evaluate("history.length") == before + 1
    assert asked(papers) == {"find": ["강진구"]}
    field(papers, "find").fill("")
    compose(papers, "graph", (["ㅂ", "부", "분", "붆"], "분"), (["해"], "해"))
    assert found(papers) == ["graph"]


@pytest.mark.browser
def test_without_its_data_the_list_stays(visitor: Visitor, address: str) -> None:
    """When the data cannot be loaded that is said, and the list is still there; later it works."""
    visitor.page.route("**/filter.json", lambda route: route.fulfill(status=404, body="no"))
    page = visitor.open(f"{address}papers/")
    field(page, "find").fill("sparse")
    page.wait_for_function("() => document.querySelector('[role=status]').textContent.length > 20")
    assert status(page) == "The list could not be loaded. All papers are below."
    assert page.locator(".paperreview-listing").first.is_visible()
    visitor.page.unroute("**/filter.json")
    assert type_text(page, "sparse") == ["speech"]


@pytest.mark.browser
def test_without_scripts_the_list_is_there(browser: Browser, address: str) -> None:
    """Without JavaScript there is no filter, and the pages of the list hold every review."""
    with Visitor.arriving(browser, java_script_enabled=False) as visitor:
        page = visitor.open(f"{address}papers/")
        assert not page.locator("paperreview-filter").is_visible()
        shown = page.locator(".paperreview-item").count()
        page.locator(".paperreview-pager a[rel=next]").click()
        assert page.locator("paperreview-filter").count() == 0
        assert shown + page.locator(".paperreview-item").count() == REVIEWS


@pytest.mark.browser
def test_on_paper_only_results_are_left(papers: Page) -> None:
    """Printed, the form and its buttons are gone; the results stay."""
    type_text(papers, "sparse")
    papers.emulate_media(media="print")
    assert not papers.locator(".paperreview-filter__form").is_visible()
    assert papers.locator(".paperreview-filter__results .paperreview-item").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("theme", PLAIN, ids=lambda theme: str(theme["name"]))
def test_other_themes(
    visitor: Visitor, tmp_path: Path, serve: Callable[[Path], str], theme: dict[str, object]
) -> None:
    """The filter works under MkDocs' own themes, and fits into a narrow screen."""
    visitor.page.set_viewport_size({"width": 360, "height": 800})
    page = visitor.open(f"{make(tmp_path, serve, theme)}papers/")
    assert type_text(page, "cafe") == ["cafe"]
    page.wait_for_selector(".paperreview-filter__results .katex")
    assert not page.locator(".paperreview-listing").first.is_visible()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.reload()
    assert found(page) == ["cafe"]
    page.locator(".paperreview-filter__results .paperreview-item__title a").click()
    page.wait_for_selector("article.paperreview-card")
    page.go_back()
    assert found(page) == ["cafe"]
    assert visitor.complaints == []
