"""The example site shows what the package can do, and builds cleanly."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import sites
from linkcheck import LinkCheck

from mkdocs_paperreview.math import ENGINES

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = 6


def test_it_builds_without_a_word(example: sites.Built) -> None:
    """A strict build of the example site warns of nothing and reports no problem."""
    assert [text for level, text in example.log if level != "INFO"] == []
    assert example.problems == []


def test_it_builds_in_a_process_of_its_own(tmp_path: Path) -> None:
    """``mkdocs build --strict`` on the example site succeeds, all warnings being errors."""
    done = sites.example(tmp_path).run("build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


def test_it_is_large_enough(example: sites.Built) -> None:
    """There are five pages over four quarters, twenty reviews, and six members."""
    reviews = example.papers
    assert len({review["page"] for review in reviews}) >= 5
    assert len({review["period"]["id"] for review in reviews}) >= 4
    assert len(reviews) >= 20
    assert len({p["id"] for review in reviews for p in review["presenters"]}) == MEMBERS


def test_every_review_is_complete(example: sites.Built) -> None:
    """Every review has authors, a presenter, a date, an arXiv number, and its card."""
    for review in example.papers:
        assert all(review[name] for name in ("authors", "presenters", "date", "links")), review
        assert review["identifiers"].keys() >= {"arxiv"}, review["title"]
    pages = Counter(review["page"].removesuffix(".md") for review in example.papers)
    assert {page: len(example.cards(page)) for page in pages} == dict(pages)


def test_a_paper_is_reviewed_twice(example: sites.Built) -> None:
    """One paper is reviewed by two people in different quarters."""
    by_title = defaultdict(list)
    for review in example.papers:
        by_title[review["title"]].append(review)
    (twice,) = [reviews for reviews in by_title.values() if len(reviews) > 1]
    assert len({review["period"]["id"] for review in twice}) == 2
    assert len({p["id"] for review in twice for p in review["presenters"]}) == 2


def test_members_present_often(example: sites.Built) -> None:
    """A member presents twice in a quarter, and one presents across years."""
    turns = Counter((p["id"], r["period"]["id"]) for r in example.papers for p in r["presenters"])
    assert max(turns.values()) >= 2
    years = defaultdict(set)
    for review in example.papers:
        for presenter in review["presenters"]:
            years[presenter["id"]].add(review["period"]["id"][:4])
    assert max(len(found) for found in years.values()) >= 3


def test_a_link_is_pending(example: sites.Built) -> None:
    """One link is not there yet: it is shown as such, and no page links to it."""
    pending = [link for review in example.papers for link in review["links"] if not link["url"]]
    assert len(pending) == 1
    assert "아직 없음" in example.content("2024_1st_quarter").text
    for path in (path for path in example.files if path.endswith(".html")):
        assert not any("???" in target for target in example.html(path).links.values())


def test_the_ordinary_page_is_left_alone(example: sites.Built, tmp_path: Path) -> None:
    """The page about the group is the same with and without the plugin, but for formulas."""
    site = sites.example(tmp_path, {"enabled": False}, nav=None, use_directory_urls=True)
    plain = site.build().content("about")
    assert example.content("about").text == plain.text
    for tag in ("h1", "h2", "li", "code", "a"):
        ours = [node.text for node in example.content("about").all(tag)]
        assert ours == [node.text for node in plain.all(tag)]


def test_the_home_page_has_a_listing(example: sites.Built) -> None:
    """The home page lists the latest reviews."""
    assert example.items("index") == example.items("papers/index")[:6]


def test_all_links_work(example: sites.Built) -> None:
    """Every link and every figure of the example site is there."""
    assert LinkCheck(example.output).run().broken == []


def test_periods_have_covers(example: sites.Built) -> None:
    """Each period of the example site shows its cover."""
    periods = example.html("quarters/index").all("li", cls="paperreview-periods__period")
    assert len(periods) >= 4
    assert all(period.all("img", cls="paperreview-periods__cover") for period in periods)


@pytest.mark.parametrize("path", ["2022_4th_quarter", "2023_1st_quarter", "index", "papers/index"])
def test_nothing_is_loaded_from_the_network(example: sites.Built, path: str) -> None:
    """Figures and styles come from the site itself; only the engine's address is elsewhere."""
    page = example.html(path)
    for node in page.all("img", "link", "script"):
        address = node.attributes.get("src") or node.attributes.get("href", "")
        named = node.attributes.get("rel") in ("canonical", "next", "prev")
        engine = address.startswith(ENGINES["katex"].base) and node.attributes["rel"] == "preload"
        assert named or engine or not address.startswith(("http:", "https:", "//")), address


def test_identifiers_are_unique(example: sites.Built) -> None:
    """No page uses an identifier twice."""
    pages = [path for path in example.files if path.endswith(".html") and "404" not in path]
    for path in pages:
        if 'http-equiv="refresh"' not in example.source(path):
            found = example.content(path).identifiers
            assert len(set(found)) == len(found), path


def test_one_member_is_written_in_two_ways(example: sites.Built) -> None:
    """A review in another form names a member in Latin letters; it is on the member's page."""
    titles = example.items("presenters/문하늘")
    assert "Proximal Policy Optimization Algorithms" in titles
    assert "presenters/문하늘" in unquote(example.source("presenters/haneul-moon"))


def test_tags_are_listed(example: sites.Built) -> None:
    """Tags of the example site stand in the order of Korean, each with its page."""
    listed = example.html("tags/index").one("ul", cls="paperreview-tags").links
    assert list(listed) == ["3D 장면", "미분 방정식", "생성 모델", "reinforcement learning"]
    assert len(example.items("tags/생성-모델")) == 2
