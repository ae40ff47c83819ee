"""Shortcuts that save time in a build: what comes out is what came out without them."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
import sites
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_paperreview import publish
from mkdocs_paperreview.publish.held import Held
from mkdocs_paperreview.views import PAGE_SIZES, page_starts

if TYPE_CHECKING:
    from pathlib import Path

    from documents import Node

ADDRESS = "https://reading.example/"
NAV = [
    {"Home": "index.md"},
    {"People": ["presenters/index.md", "presenters/mina-sorel.md"]},
    {"About Mina": "presenters/mina-sorel/about.md"},
    {"Maps": "a.md"},
]
PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n<!-- paperreview: reviews -->\n",
    "presenters/mina-sorel/about.md": "# About Mina\n",
    "a.md": sites.page(
        sites.review("Maps of $n$ Trees", "Mina Sorel", "- A note.\n\n## Below\n\n- More."),
        sites.review("Counting <b>Stars</b> & `code`", "김가람, Ole Brandt", links="[[s](s.pdf)]"),
    ),
    "s.pdf": b"%PDF",
}


def tree(node: Node | str, address: str) -> object:
    """Return what of an element matters: not the order of attributes, nor how a link is written."""
    if isinstance(node, str):
        return " ".join(node.split())
    attributes = node.attributes | (
        {"href": urljoin(address, node.attributes["href"])} if "href" in node.attributes else {}
    )
    inner = [tree(child, address) for child in node.children]
    return node.tag, sorted(attributes.items()), [one for one in inner if one]


def pages_of(built: sites.Built) -> dict[str, object]:
    """Return path → what the theme shows as the content, of some pages of each kind."""
    pages = [path for path in built.files if path.endswith(".html")]
    names = [path for path in pages if 'class="paperreview-' in built.source(path)]
    kinds = groupby(names, key=lambda path: path.split("/")[0].strip("0123456789"))
    return {
        path: tree(built.content(path), f"{ADDRESS}{path}")
        for _, kind in kinds
        for path in list(kind)[:3]
    }


def test_html_that_is_put_aside_is_what_elements_would_give(tmp_path: Path) -> None:
    """Cards and listings are the same where templates are read as XML, as a site's own are."""
    folder = tmp_path / "theme"
    folder.joinpath("paperreview").mkdir(parents=True)
    aside = sites.example(tmp_path / "aside").build(strict=True)
    theme = {"name": "material", "language": "ko", "font": False, "custom_dir": str(folder)}
    plain = sites.example(tmp_path / "plain", theme=theme).build(strict=True)
    found, expected = pages_of(aside), pages_of(plain)
    assert found.keys() == expected.keys()
    assert [path for path in found if found[path] != expected[path]] == []


@pytest.mark.parametrize("directories", [True, False])
def test_a_shared_navigation_is_that_of_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, directories: bool
) -> None:
    """Every page shows the navigation that the theme would draw for it alone."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    theme = {"name": "material", "font": False}
    config: dict[str, Any] = {"theme": theme, "nav": NAV, "use_directory_urls": directories}
    shared = sites.make(tmp_path / "shared", PAGES, **config).build(strict=True)
    monkeypatch.setattr(publish, "share_navigation", lambda *_: None)
    alone = sites.make(tmp_path / "alone", PAGES, **config).build(strict=True)
    assert "md-nav__link" in alone.source("quarters/2020-q3")
    assert shared.files == alone.files


def test_a_navigation_of_the_sites_own_is_drawn_for_each_page(tmp_path: Path) -> None:
    """A site that replaces the theme's navigation may show something of each page in it."""
    own = tmp_path / "theme" / "partials" / "nav.html"
    own.parent.mkdir(parents=True)
    own.write_text("<nav id='own'>{{ page.title }}</nav>", encoding="utf-8")
    theme = {"name": "material", "font": False, "custom_dir": str(tmp_path / "theme")}
    built = sites.make(tmp_path / "site", PAGES, theme=theme).build()
    for path, title in {"quarters/2020-q3": "2020 Q3", "presenters/김가람": "김가람"}.items():
        assert f"<nav id='own'>{title}</nav>" in built.source(path)


def test_held_items_come_back() -> None:
    """Items stand where they were held, each as often as it was, and nothing else changes."""
    held = Held()
    first, second = held.hold((b"<li>a</li>", b"<li>b</li>")), held.hold(())
    assert held.filled(f"<ul>{first}</ul><ul>{second}</ul>{first}") == (
        "<ul><li>a</li><li>b</li></ul><ul></ul><li>a</li><li>b</li>"
    )
    assert held.filled("paperreview-items-0") == "paperreview-items-0"


def test_held_items_tell_what_they_have() -> None:
    """What a page needs for the sake of its items is known before they come back."""
    held = Held()
    one, other = held.hold((b"<li>a</li>", b"<li>bb</li>")), held.hold((b"<li>cc</li>",))
    assert held.told(one, "bb", "cc", "a") == "<li>bb</li><li>a</li>"
    assert held.told(one + other, "cc") == "<li>cc</li>"
    assert held.told("", "a") == ""


def test_nothing_that_is_held_is_lost(tmp_path: Path) -> None:
    """No page of a site shows the name of items in their stead."""
    built = sites.make(tmp_path, PAGES, theme={"name": "material", "font": False}).build()
    assert not [
        path for path in built.files if path.endswith(".html") and "\x02" in built.source(path)
    ]
    assert built.items("presenters/mina-sorel") == [r"Maps of \(n\) Trees"]


@given(st.lists(st.integers(1, 130)), st.sampled_from(sorted(PAGE_SIZES)))
def test_pages_of_a_listing(sizes: list[int], layout: str) -> None:
    """No page is longer than it may be, and a group that fits on one page stands on one."""
    most, total = PAGE_SIZES[layout], sum(sizes)
    starts = page_starts(sizes, layout)
    assert starts[0] == 0
    assert all(0 < end - start <= most for start, end in pairwise([*starts, total]) if total)
    position = 0
    for size in sizes:
        inside = [start for start in starts if position < start < position + size]
        assert size > most or not inside
        position += size


def test_a_long_build_says_what_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With many reviews, every phase of a build is announced; with few, none is."""
    site = sites.make(tmp_path, PAGES)
    assert "rendering" not in site.build().messages
    monkeypatch.setattr("mkdocs_paperreview.publish.progress.LONG", 2)
    told = [text for level, text in site.build().log if level == "INFO"]
    assert "read 2 reviews on 1 pages, by 3 presenters" in told
    assert [text for text in told if text.startswith(("rendering ", "writing "))] == [
        "rendering 13 pages, 10 of them generated",
        "writing 13 pages",
    ]
