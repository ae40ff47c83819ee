"""What people write is shown as text: it never becomes markup, script, or a path of its own."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
import sites
from linkcheck import LinkCheck

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browsing import Visitor
    from documents import Node

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '<img src=x onerror="window.hacked=1">'
HARMFUL = [
    SCRIPT,
    IMAGE,
    '" onmouseover="window.hacked=1',
    "' autofocus onfocus='window.hacked=1",
    "]]> & &amp; &lt;script&gt; <![CDATA[",
    "</h2></article><script>window.hacked=1</script>",
    "{: onclick=window.hacked=1 .bad }",
    "<!-- --><b onclick=window.hacked=1>x</b>",
    "{{ 7*7 }}{% raw %}",
]
NAMES = [
    "..",
    ".",
    "/",
    "a/b",
    "a\\b",
    "../../outside",
    "CON",
    "index",
    "README",
    "a\x07b",
    "가" * 300,
    "가" * 299 + "나",
    "a?b#c%20d",
    "nul.txt",
    "~root",
    "undated",
    "A B",
    "a-b",
]
LINKS = [
    "javascript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1",
    "java\tscript:window.hacked=1",
    " javascript:window.hacked=1",
    "javascript&colon;window.hacked=1",
    "&#106;avascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "vbscript:window.hacked=1",
    "file:///etc/passwd",
]
EXTENSIONS = ["attr_list", "md_in_html", "admonition", "pymdownx.superfences"]


def harmful_page() -> str:
    """Return a page whose titles, authors, names and link texts are all harmful."""
    blocks = [
        sites.review(
            f"Title {number} {text}",
            f"Guest{number} {text}".replace(",", ""),
            "- A note.",
            authors=f"Ada {text}",
            links=f"[[slides {text}](https://slides.reading.example/{number})]",
        )
        for number, text in enumerate(HARMFUL)
    ]
    return sites.page(*blocks, title="2020_3rd_quarter")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """Build a site whose words are harmful wherever they may be."""
    pages = {
        "index.md": "# Home\n\n<!-- paperreview: reviews -->\n",
        "a.md": harmful_page(),
        "links.md": sites.page(
            *(
                sites.review(f"Paper {n}", "김가람", links=f"[[slides]({link})]")
                for n, link in enumerate(LINKS)
            ),
            title="2020_4th_quarter",
        ),
        "names.md": sites.page(
            *(sites.review(f"Named {n}", name) for n, name in enumerate(NAMES)),
            title="2021_1st_quarter",
        ),
    }
    folder = tmp_path_factory.mktemp("harm") / "site-source"
    site = sites.make(folder, pages, theme="material", markdown_extensions=EXTENSIONS)
    return site.build()


def pages(built: sites.Built) -> list[str]:
    """Return the paths of all pages."""
    return [path for path in built.files if path.endswith(".html")]


def dangers(node: Node) -> list[str]:
    """Return what would run below ``node``: handlers, scripts, and addresses that are scripts."""
    elements = list(node.walk())
    handlers = [
        f"{n.tag} {name}={value}"
        for n in elements
        for name, value in n.attributes.items()
        if name.startswith("on") or (name == "class" and "bad" in value.split())
    ]
    scripts = [n.raw_text for n in elements if n.tag == "script" and "hacked" in n.raw_text]
    addresses = [
        value
        for n in elements
        for name in ("href", "src", "data")
        if (value := n.attributes.get(name))
        and urlsplit(re.sub(r"[\s\x00-\x20]", "", value)).scheme.lower()
        not in ("", "http", "https", "mailto")
    ]
    return handlers + scripts + addresses


def test_nothing_harmful_is_live(built: sites.Built) -> None:
    """No page of the site has a handler, a script or an address that came from a text."""
    assert {path: found for path in pages(built) if (found := dangers(built.html(path)))} == {}


def comparable(text: str) -> str:
    """Return a text without blanks and quotes, with references to characters resolved."""
    return re.sub("[\\s\"']", "", html.unescape(text))


@pytest.mark.parametrize("number", range(len(HARMFUL)))
def test_a_title_is_shown_as_text(built: sites.Built, number: int) -> None:
    """A harmful title is text: on its card, in listings, and in the data."""
    written = "" if HARMFUL[number].startswith("{:") else comparable(HARMFUL[number])
    card = built.cards("a")[number]
    assert f"Title {number}" in card.one("h2").text
    assert written in comparable(card.one("h2").text)
    (item,) = [title for title in built.items("papers/index") if f"Title {number}" in title]
    assert written in comparable(item)


@pytest.mark.parametrize("number", [0, 1, 5])
def test_markup_in_names_and_links_is_text(built: sites.Built, number: int) -> None:
    """Tags in the names of authors and presenters and in texts of links are shown as written."""
    card = built.cards("a")[number]
    for cls in ("__authors", "__presenters", "__links"):
        part = card.one(cls=f"paperreview-card{cls}")
        assert "window.hacked=1" in part.text
        assert not part.all("script", "img")
    assert "window.hacked=1" in built.content("presenters/index").text


def test_templates_are_not_filled_by_texts(built: sites.Built) -> None:
    """Template syntax in a text is text."""
    number = HARMFUL.index("{{ 7*7 }}{% raw %}")
    assert "{{ 7*7 }}{% raw %}" in built.cards("a")[number].one("h2").text
    assert f"Guest{number} {{{{ 7*7 }}}}{{% raw %}}" in built.content("presenters/index").text


@pytest.mark.parametrize("number", range(len(LINKS)))
def test_a_refused_link_is_no_link(built: sites.Built, number: int) -> None:
    """A link whose address is a script is shown without it, reported, and absent from the data."""
    card = built.cards("links")[number]
    allowed = ("presenters", "quarters", "#")
    links = [a.attributes["href"] for a in card.all("a") if "href" in a.attributes]
    assert [link for link in links if not link.lstrip("./").startswith(allowed)] == []
    assert "refused" in card.one(cls="paperreview-card__links").text
    (data,) = [r for r in built.papers if r["anchor"] == card.attributes["id"]]
    assert [link["url"] for link in data["links"]] == [None]
    line = data["line"]
    rules = [p.rule for p in built.problems if (p.path, p.line) == ("links.md", line)]
    assert "unsafe-link" in rules


@pytest.mark.parametrize("link", LINKS)
def test_a_refused_link_in_a_title_is_text(tmp_path: Path, link: str) -> None:
    """A title that is linked to a script is shown without the link."""
    block = sites.review(f"[Learning to Draw Maps]({link})", "김가람")
    built = sites.make(tmp_path, {"a.md": sites.page(block)}).build()
    (card,) = built.cards("a")
    assert "Learning to Draw Maps" in card.one("h2").text
    assert dangers(card) == []


def test_names_never_leave_the_site(built: sites.Built) -> None:
    """Whatever a presenter is called, their page lies directly below ``presenters/``."""
    folder = built.output / "presenters"
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert all(
        path.relative_to(folder).as_posix().count("/") <= 1 and path.name == "index.html"
        for path in found
    )
    above = {path.name for path in built.output.parent.iterdir()}
    assert above == {"docs", "mkdocs.yml", "site"}
    assert {path.name for path in built.output.parent.parent.iterdir()} == {"site-source"}


def test_each_name_has_a_page_of_its_own(built: sites.Built) -> None:
    """Names that are no file names, or too long for one, have distinct pages that are safe."""
    reviews = [r for r in built.papers if r["page"] == "names.md"]
    identifiers = [r["presenters"][0]["id"] for r in reviews if r["presenters"]]
    silent = [name for name in NAMES if not any(map(str.isalnum, name))]
    assert len(identifiers) == len(NAMES) - len(silent)  # signs alone name nobody
    assert len({name.casefold() for name in identifiers}) == len(identifiers)
    for name in identifiers:
        assert built.has(f"presenters/{name}")
        assert len(name.encode()) <= 200
        assert not re.search(r'[/\\?#%*:|"<>\x00-\x1f]', name)
        assert name.partition(".")[0].casefold() not in ("", "con", "nul", "index", "readme")


def test_all_links_to_odd_names_work(built: sites.Built) -> None:
    """Links to the pages of odd names lead there."""
    assert LinkCheck(built.output).run().broken == []


def test_data_is_valid_and_clean(built: sites.Built) -> None:
    """``papers.json`` is JSON without control characters, whatever the texts hold."""
    text = built.source("papers.json")
    assert len(json.loads(text)["reviews"]) == len(HARMFUL) + len(LINKS) + len(NAMES)
    assert not re.search(r"[\x00-\x08\x0b-\x1f]|\\u00[01]", text)


@pytest.mark.browser
def test_nothing_runs_in_a_browser(
    built: sites.Built, serve: Callable[[Path], str], visitor: Visitor
) -> None:
    """Opened in a browser, no page of the site opens a dialog or runs a script of a text's."""
    address = serve(built.output)
    chosen = [p for p in pages(built) if p.count("/") < 2 or "guest" in p]
    assert len(chosen) > 12
    for path in chosen:
        page = visitor.page
        page.goto(address + quote(path), wait_until="load")
        for link in page.locator("article a:not([href])").all():
            link.dispatch_event("click")
        assert page.evaluate("window.hacked") is None, path
    assert [text for text in visitor.complaints if "ERR_FAILED" not in text] == []


def with_template(folder: Path, name: str, template: str) -> sites.Site:
    """Write a site that overrides one template."""
    theme = {"name": "mkdocs", "custom_dir": "theme"}
    site = sites.make(
        folder,
        {
            "index.md": "# Home\n\n<!-- paperreview: reviews -->\n",
            "a.md": sites.page(sites.review(f"A {SCRIPT} & B", "김가람")),
        },
        theme=theme,
    )
    file = folder / "theme" / "paperreview" / name
    file.parent.mkdir(parents=True)
    file.write_text(template, encoding="utf-8")
    return site


def test_a_template_can_be_overridden(tmp_path: Path) -> None:
    """A ``card.html`` in the theme's ``custom_dir`` replaces ours, and escapes by default."""
    template = (
        '<article class="paperreview-card" id="{{ entry.review.anchor }}">'
        '<h2 class="mine" id="{{ entry.review.anchor }}"><slot name="title"/></h2>'
        '<p class="plain">{{ entry.review.paper.title }}</p><slot name="notes"/></article>'
    )
    (card,) = with_template(tmp_path, "card.html", template).build(strict=True).cards("a")
    assert card.one("h2", cls="mine").text == f"A {SCRIPT} & B"
    assert card.one("p", cls="plain").text == f"A {SCRIPT} & B"
    assert card.all("script") == []


@pytest.mark.parametrize(
    "template",
    [
        "<article>{{ nothing_of_that_name }}</article>",
        "<article>{{ entry.nothing }}</article>",
        "<article>{% if %}</article>",
        "<article><p>never closed</article>",
        "<article></article><article></article>",
        "",
    ],
)
@pytest.mark.parametrize("name", ["card.html", "reviews.html"])
def test_a_broken_template_is_named(tmp_path: Path, name: str, template: str) -> None:
    """A template that cannot be used stops the build with a message that names it."""
    assert f"paperreview/{name}" in with_template(tmp_path, name, template).failing()
