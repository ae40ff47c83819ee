"""Case files of pages: Markdown goes in, cards come out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import markdown
import pytest
from casefiles import Case, parameters, rendered
from documents import Node, read_html

from mkdocs_paperreview.markdown import PageContext, PaperReviewExtension
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.sources import collect
from mkdocs_paperreview.views import views
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = parameters(
    "markdown",
    "addresses",
    "cards",
    "classes",
    "configs",
    "contains",
    "count",
    "directory_urls",
    "extensions",
    "images",
    "inside",
    "lacks",
    "page",
    "pictures",
    "visible",
)

RUNS = re.compile(r"(?:javascript|data|vbscript):", re.IGNORECASE)
"""The beginning of an address that a browser would run."""

IGNORED = re.compile(r"^[\x00-\x20]+|[\t\r\n]")
"""What a browser takes out of an address before it looks at it (WHATWG URL, basic parser)."""

PAGE = """\
# Friday readings

## Sparse Kernels
### Mina Okafor, Jun Seo
#### 발표자: 한서윤 [[paper link](https://example.org/sparse.pdf)]
# Motivation

## Quiet Gradients in $$x$$
### Iris Valdez, Tomas Berg
#### 발표자: 오지호 [[paper link](https://example.org/quiet.pdf)]

## Sparse Kernels
### Mina Okafor, Jun Seo
#### 발표자: 문가람 [[paper link](https://example.org/sparse.pdf)]
"""

HOSTILE = """\
# <script>alert("1")</script> R&D ]]>
## Mina <b>Okafor</b>, Jun Seo
### 발표자: 한서윤 <b>&amp;lt; [[<b>](https://example.org/"><b>), [s](&amp;#106;avascript:x)]
"""


def cards(root: Node) -> list[Node]:
    """Return the cards that stand at the top of a page, inside of nothing else."""
    top = (child for child in root.children if isinstance(child, Node))
    return [child for child in top if child.attributes.get("class") == "paperreview-card"]


def title(card: Node) -> str:
    """Return the title of a card."""
    return card.one("h2", cls="paperreview-card__title").text


@pytest.mark.parametrize("case", CASES)
def test_markup(case: Case) -> None:
    """The output holds what the case says, as often as it says, and lacks what it rules out."""
    output = rendered(case)
    for part in case.data.get("contains", []):
        assert part in output
    for part in case.data.get("lacks", []):
        assert part not in output
    for part, times in case.data.get("count", {}).items():
        assert output.count(part) == times, part


@pytest.mark.parametrize("case", [p for p in CASES if "cards" in p.values[0].data])
def test_cards(case: Case) -> None:
    """The page has the cards of the case side by side, none of them inside of another."""
    root = read_html(rendered(case))
    assert [title(card) for card in cards(root)] == case.data["cards"]
    assert len(root.all("article")) == len(case.data["cards"])


@pytest.mark.parametrize("case", CASES)
def test_card_structure(case: Case) -> None:
    """Every card is an article with one heading and its notes, and its parts stand inside."""
    for card in read_html(rendered(case)).all("article", cls="paperreview-card"):
        assert card.attributes["id"]
        assert len(card.all("h2")) == 1
        assert len(card.all(cls="paperreview-card__notes")) == 1
        parts = [c for node in card.all() for c in node.attributes.get("class", "").split()]
        hooks = case.data.get("classes", [])
        assert [part for part in parts if part in hooks] == hooks


@pytest.mark.parametrize("case", [p for p in CASES if "images" in p.values[0].data])
def test_images(case: Case) -> None:
    """Images come out in order with the attributes of the case, written once each."""
    found = read_html(rendered(case)).all("img")
    assert [node.attributes for node in found] == case.data["images"]
    assert rendered(case).count("loading=") == len(found)


@pytest.mark.parametrize("case", [p for p in CASES if "addresses" in p.values[0].data])
def test_addresses(case: Case) -> None:
    """Links lead where the case says, as a browser reads them; permalinks are not counted."""
    links = [link.attributes for link in read_html(rendered(case)).all("a")]
    found = [link["href"] for link in links if "headerlink" not in link.get("class", "")]
    assert found == case.data["addresses"]


@pytest.mark.parametrize("case", [p for p in CASES if "visible" in p.values[0].data])
def test_visible(case: Case) -> None:
    """A reader sees the texts of the case."""
    text = read_html(rendered(case)).text
    for part in case.data["visible"]:
        assert part in text


@pytest.mark.parametrize("case", [p for p in CASES if "inside" in p.values[0].data])
def test_inside(case: Case) -> None:
    """A text stands in the card that the case names."""
    by_title = {title(card): card.text for card in cards(read_html(rendered(case)))}
    for part, holder in case.data["inside"].items():
        assert part in by_title[holder]


@pytest.mark.parametrize("case", CASES)
def test_no_address_runs_code(case: Case) -> None:
    """No link on any page leads to anything that a browser would run."""
    for address in addresses(read_html(rendered(case))):
        assert not RUNS.match(IGNORED.sub("", address)), address


def addresses(root: Node) -> Iterator[str]:
    """Yield every address on a page, as a browser reads it."""
    for node in root.walk():
        yield from (node.attributes[name] for name in ("href", "src") if name in node.attributes)


def test_listing_of_hostile_words() -> None:
    """What stands in a title, a name or a link is text in listings too, and no link runs code."""
    extension = PaperReviewExtension()
    library = collect([("2020-q1.md", HOSTILE.encode())]).library
    sources = {view.path: view.path for view in views(library, words("en"), "en")}
    extension.page = PageContext(path="index.md", site=Site(library, sources))
    root = read_html(markdown.markdown("<!-- paperreview: reviews -->", extensions=[extension]))
    assert root.one(cls="paperreview-item__title").text == '<script>alert("1")</script> R&D ]]>'
    assert not root.all("script", "b")
    assert not [link for link in addresses(root) if RUNS.match(IGNORED.sub("", link))]


def test_table_of_contents() -> None:
    """The table of contents lists the papers, one entry each, leading to their cards."""
    md = markdown.Markdown(extensions=["toc", "paperreview"])
    root = read_html(md.convert(PAGE))
    (top,) = md.toc_tokens  # type: ignore[attr-defined]  # the extension toc adds it
    assert [entry["name"] for entry in top["children"]][::2] == ["Sparse Kernels"] * 2
    assert [entry["id"] for entry in top["children"]] == [
        card.attributes["id"] for card in root.all("article")
    ]


def test_identifiers_are_unique() -> None:
    """No two elements of a page share an identifier, whatever stands in notes and titles."""
    found = read_html(markdown.markdown(PAGE, extensions=["toc", "paperreview"])).identifiers
    assert len(found) == len(set(found))


def test_second_page_starts_afresh() -> None:
    """One instance of Markdown renders page after page as if each were the first."""
    md = markdown.Markdown(extensions=["toc", "paperreview"])
    first = md.convert(PAGE)
    md.reset()
    assert md.convert("plain $$x$$ text") == (
        '<p>plain <span class="arithmatex">\\(x\\)</span> text</p>'
    )
    md.reset()
    assert md.convert(PAGE) == first
