"""Links that are written on one page and shown on another, or handed on as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.rendering.links import from_docs, readdressed, rebased, target_of
from mkdocs_paperreview.sources import collect, page_url

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = "my notes/maps.md"
"""The page on which each link is written."""

often = settings(derandomize=True, deadline=None, max_examples=500)
"""The same examples on every run, however slow the machine is."""

WRITTEN = [
    ("a.pdf", "my%20notes/a.pdf"),
    ("a%20b", "my%20notes/a%20b"),
    ("a%2Fb", "my%20notes/a%2Fb"),
    ("a.md?q#x", "my%20notes/a.md?q#x"),
    ("a?b=../c", "my%20notes/a?b=../c"),
    ("deck/", "my%20notes/deck/"),
    ("deck/.", "my%20notes/deck/"),
    ("deck/..", "my%20notes/"),
    (".", "my%20notes/"),
    ("..", "./"),
    ("../", "./"),
    ("../a.pdf", "a.pdf"),
    ("../../a.pdf", "../a.pdf"),
    ("#a", "my%20notes/maps.md#a"),
    ("?q", "my%20notes/maps.md?q"),
    ("", "my%20notes/maps.md"),
    ("./a:b", "my%20notes/a:b"),
    ("../javascript:alert(1)", "./javascript:alert(1)"),
    ("x/../../javascript:alert(1)", "./javascript:alert(1)"),
]
"""What starts from the page, and where it leads from the docs folder."""

ELSEWHERE = [
    "//host.example/x",
    "/from/the/root/",
    "https://host.example/a/../b/",
    "mailto:mina@mail.example",
    "\\\\host.example\\x",
]
"""What tells by itself where it leads."""


@pytest.mark.parametrize(("url", "expected"), WRITTEN)
def test_a_link_starts_from_its_page(url: str, expected: str) -> None:
    """A link leads to the same place from every page, a folder stays one, and no scheme appears."""
    assert from_docs(url, SOURCE) == expected
    assert rebased(url, SOURCE, "papers/index.md") == f"../{expected}"
    assert rebased(url, SOURCE, "index.md") == expected
    assert rebased(url, SOURCE, SOURCE) == url


@pytest.mark.parametrize("url", ELSEWHERE)
def test_a_link_to_elsewhere_stays(url: str) -> None:
    """What tells by itself where it leads is the same on all pages."""
    assert target_of(url, SOURCE) is None
    assert rebased(url, SOURCE, "papers/index.md") == from_docs(url, SOURCE) == url
    assert readdressed(url, SOURCE, "../", str) == url


def exported(links: Sequence[str]) -> list[str | None]:
    """Return the addresses in ``papers.json`` of a review's links."""
    written = ", ".join(f"[link {number}](<{url}>)" for number, url in enumerate(links))
    page = f"# Maps\n## Ada Example, ICLR 2020\n### Presenter: Mina Sorel [{written}]\n"
    library = collect([(SOURCE, page.encode())]).library
    (review,) = json.loads(papers_json(library, page_url))["reviews"]
    return [link["url"] for link in review["links"]]


def test_data_tell_where_links_lead() -> None:
    """``papers.json`` has addresses as the docs folder has them, or those of the web."""
    written = [pair for pair in WRITTEN if pair[0].strip(".")]  # dots alone are links to come
    assert exported([url for url, _ in written]) == [expected for _, expected in written]
    assert exported(ELSEWHERE) == ELSEWHERE


pieces = st.sampled_from(["a", "b%20c", ".", "..", "/", "//", ":", "?", "#", "http:", "\\", "가"])


@often
@given(st.lists(pieces, max_size=7).map("".join), st.sampled_from(["a.md", "b/c d.md", "b/e/f.md"]))
def test_links_lead_where_a_browser_goes(url: str, source: str) -> None:
    """Below a folder of the site, a link leads where a browser that reads the sources would go."""
    root = "https://reading.example/one/two/three/four/five/six/seven/eight/"
    if target_of(url, source) is not None:
        expected = urljoin(root + source.replace(" ", "%20"), url)
        for page in ("index.md", "x/y.md"):
            found = urljoin(root + page, rebased(url, source, page))
            assert unquote(found).replace("//", "/") == unquote(expected).replace("//", "/")
