"""Items of listings: HTML that is whole, with addresses that lead where the links were meant to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import extremes
import pytest
import sites

from mkdocs_paperreview.rendering.entries import Entry, counted
from mkdocs_paperreview.rendering.links import at_address, readdressed
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.rendering.templates import Templates
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.sources import collect
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = {"sub/notes.md": "sub/notes/", "index.md": "", "sub/a b.pdf": "sub/a%20b.pdf"}


@pytest.mark.parametrize(
    ("url", "source", "expected"),
    [
        ("a%20b.pdf", "sub/notes.md", "../../sub/a%20b.pdf"),
        ("a b.pdf", "sub/notes.md", "../../sub/a%20b.pdf"),
        ("notes.md#here", "sub/other.md", "../../sub/notes/#here"),
        ("../sub/notes.md?x=1#here", "sub/other.md", "../../sub/notes/?x=1#here"),
        ("../index.md", "sub/notes.md", "../../"),
        ("missing.pdf", "sub/notes.md", "../../sub/missing.pdf"),
        ("빠짐.pdf", "notes.md", "../../%EB%B9%A0%EC%A7%90.pdf"),
        ("https://a.example/x.pdf", "sub/notes.md", "https://a.example/x.pdf"),
        ("/from/the/root.pdf", "sub/notes.md", "/from/the/root.pdf"),
        ("#here", "sub/notes.md", "../../sub/notes/#here"),
        ("?q", "sub/notes.md", "../../sub/notes/?q"),
        ("//host.example/x", "sub/notes.md", "//host.example/x"),
        ("mailto:mina@mail.example", "sub/notes.md", "mailto:mina@mail.example"),
        ("deck/", "sub/notes.md", "../../sub/deck/"),
        ("deck/?page=2#x", "sub/notes.md", "../../sub/deck/?page=2#x"),
        ("..", "sub/notes.md", "../../"),
        ("./javascript:alert(1)", "notes.md", "../../javascript%3Aalert%281%29"),
    ],
)
def test_a_written_link_becomes_an_address(url: str, source: str, expected: str) -> None:
    """A link between sources leads to the address of the file, one to elsewhere stays."""
    assert readdressed(url, source, "../../", KNOWN.get) == expected


@pytest.mark.parametrize(
    ("root", "address", "fragment", "expected"),
    [
        ("../", "papers/", "", "../papers/"),
        ("", "papers/", "here", "papers/#here"),
        ("", "", "", "./"),
        ("", "", "here", "#here"),
        ("../", "", "", "../"),
    ],
)
def test_an_address_from_any_depth(root: str, address: str, fragment: str, expected: str) -> None:
    """An address is never empty, which would be that of the page itself with all it asks for."""
    assert at_address(root, address, fragment) == expected


@pytest.mark.parametrize("template", ["item.html", "line.html"])
def test_items_are_whole(template: str) -> None:
    """What an item says is well-formed, whatever the review holds."""
    pages = ((path, text) for path, text in extremes.pages().items() if isinstance(text, str))
    library = collect((path, text.encode()) for path, text in pages if path.endswith(".md")).library
    at = Setting("papers/index.md", Site(library), "ko", words("ko"))
    templates = Templates(words=at.words, counted=counted)
    assert len(library.reviews) > 100
    for review in library.reviews:
        element = ET.fromstring(templates.markup(template, entry=Entry(review, at)))  # noqa: S314 (ours)
        assert element.tag == "li"


@pytest.mark.parametrize("directories", [True, False])
def test_files_of_the_site_are_reached_from_every_list(
    tmp_path: Path, *, directories: bool
) -> None:
    """Slides beside a page are found from lists at every depth; what is missing is told of once."""
    links = "[[slides](files/talk%20one.pdf), [code](files/missing.zip)]"
    pages: dict[str, str | bytes] = {
        "deep/2020_3rd_quarter.md": sites.page(sites.review("Maps", "Mina Sorel", links=links)),
        "deep/files/talk one.pdf": b"%PDF",
        "index.md": "# Home\n\n<!-- paperreview: reviews -->\n",
        "a/b/c.md": "# Deep\n\n<!-- paperreview: reviews -->\n",
    }
    built = sites.make(tmp_path, pages, use_directory_urls=directories).build()
    assert len([text for _, text in built.log if "missing.zip" in text]) == 1
    for path, root in (
        ("index", ""),
        ("papers/index", "../"),
        ("presenters/mina-sorel", "../../" if directories else "../"),
        ("a/b/c", "../../../" if directories else "../../"),
    ):
        (item,) = built.html(path).all("li", cls="paperreview-item")
        assert item.links["Slides"] == f"{root}deep/files/talk%20one.pdf"


def test_a_list_does_not_repeat_what_it_is_about(tmp_path: Path) -> None:
    """A list of one presenter or period says so by its class, and so does a review by several."""
    both = sites.review("Stars", "Mina Sorel, Ole Brandt")
    pages: dict[str, str | bytes] = {"a.md": sites.page(sites.review("Maps", "Mina Sorel"), both)}
    built = sites.make(tmp_path, pages).build(strict=True)

    def classes(path: str) -> set[str]:
        listing = built.html(path).one("section", cls="paperreview-listing")
        return set(listing.attributes["class"].split()) - {"paperreview-listing"}

    of = "paperreview-listing--of-"
    assert classes("presenters/mina-sorel") == {f"{of}presenter", f"{of}period"}
    assert classes("quarters/2020-q3") == {f"{of}period"}
    assert classes("papers/by-venue/index") == set()
    assert classes("papers/index") == set()
    items = built.html("presenters/mina-sorel").all("li", cls="paperreview-item")
    together = ["paperreview-item--together" in item.attributes["class"] for item in items]
    assert together == [True, False]
