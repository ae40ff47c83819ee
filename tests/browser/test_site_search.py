"""The site's own search, on the example site: each paper once, and nothing from generated pages."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    import sites
    from browsing import Visitor
    from playwright.sync_api import Page

GENERATED = ("papers/", "presenters/", "quarters/")
LOTTERY = "The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks"


def entries(built: sites.Built) -> list[dict[str, Any]]:
    """Return the entries of the index, with their text as a reader sees it."""
    index = json.loads(built.output.joinpath("search", "search_index.json").read_bytes())
    return [
        {name: html.unescape(re.sub("<[^>]*>", "", entry[name])) for name in ("title", "text")}
        | {"location": entry["location"]}
        for entry in index["docs"]
    ]


def search(page: Page, text: str) -> None:
    """Type into the theme's search and wait for its answer."""
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("")
    page.locator(".md-search__input").press_sequentially(text)
    page.wait_for_selector(".md-search-result__item .md-search-result__link")


def results(page: Page) -> list[tuple[str, str]]:
    """Return path and text of every result, folded ones too."""
    links = page.locator(".md-search-result__item a.md-search-result__link")
    found = links.evaluate_all("(all) => all.map((a) => [a.pathname, a.textContent])")
    return [(unquote(path), " ".join(text.split())) for path, text in found]


def test_each_review_has_one_entry(example: sites.Built) -> None:
    """A review has one entry, with its title, presenter, authors and venue, that leads to it."""
    found = entries(example)
    titles = Counter(entry["title"] for entry in found)
    reviews = example.papers
    assert titles & Counter(review["title"] for review in reviews) == Counter(
        review["title"] for review in reviews
    )
    for review in reviews:
        (entry,) = (
            entry for entry in found if entry["location"].startswith(f"{review['url']}--title")
        )
        assert entry["title"] == review["title"]
        people = [person["name"] for person in review["presenters"]]
        venue = [review["venue"]] if review["venue"] else []
        for part in (*people, *review["authors"], *venue, str(review["year"] or "")):
            assert part in entry["text"], (review["title"], part)


def test_no_entry_leads_to_a_generated_page(example: sites.Built) -> None:
    """The index holds the pages of the writers, and of these no listing."""
    found = entries(example)
    assert not [entry for entry in found if entry["location"].startswith(GENERATED)]
    home = " ".join(entry["text"] for entry in found if "quarter" not in entry["location"])
    assert not [review for review in example.papers if review["title"] in home]


@pytest.mark.browser
@pytest.mark.parametrize(
    "text",
    ["lottery ticket", "Jonathan Frankle", "도은찬 ICLR"],
    ids=["title", "author", "presenter"],
)
def test_a_search_finds_a_paper_once(visitor: Visitor, example_address: str, text: str) -> None:
    """Title, authors, presenter and venue find the paper, once, with no other machine involved."""
    page = visitor.open(f"{example_address}about/")
    search(page, text)
    found = results(page)
    papers = [path for path, shown in found if LOTTERY in shown]
    assert papers == ["/2023_1st_quarter/"]
    assert not [path for path, _ in found if path.lstrip("/").startswith(GENERATED)]
    assert visitor.outside == []
    assert visitor.complaints == []


@pytest.mark.browser
def test_a_result_of_the_search_opens_the_card(visitor: Visitor, example_address: str) -> None:
    """A result leads to the title of the card."""
    page = visitor.open(example_address)
    search(page, "lottery ticket")
    page.locator("a.md-search-result__link", has_text=LOTTERY).click()
    page.wait_for_url("**/2023_1st_quarter/*")
    heading = page.locator(f'[id="{unquote(urlsplit(page.url).fragment)}"]')
    assert LOTTERY in heading.inner_text()
    page.wait_for_function(
        "(id) => Math.abs(document.getElementById(id)?.getBoundingClientRect().top) < 400",
        arg=unquote(urlsplit(page.url).fragment),
    )
