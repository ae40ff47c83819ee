"""Whole sites are built, under several themes and settings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import sites
from commands import CliRunner
from linkcheck import LinkCheck

from mkdocs_paperreview.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from documents import Node

FIRST = "Learning to Draw Maps"
SECOND = "Tiny Trees & Big Forests"
THIRD = "지도 없이 길 찾기"
FOURTH = "Counting Stars with $$N_k$$ Lamps"

ABOUT = """\
# About

Some words, *some* more, and costs of $5 and $6.

## How

1. One
2. Two

```python
# Not a title
### Presenter: Nobody
```

| a | b |
|---|---|
| 1 | 2 |

Setext
------

<p align="center"><img src="https://pictures.reading.example/a.png"></p>

***

> The end[.](2020_3rd_quarter.md)
"""

PAGES: dict[str, str | bytes] = {
    "index.md": "# Welcome\n\n<!-- paperreview: reviews limit=3 -->\n",
    "about.md": ABOUT,
    "files/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    "files/a.pdf": b"%PDF-1.4 no real one",
    "2020_3rd_quarter.md": sites.page(
        sites.review(FIRST, "김가람", "- Why?\n\n#### Method\n\n- So.\n\n# Result\n\nFine."),
        sites.review(SECOND, "Mina Sorel", "![](files/a.svg)", links="[[slides](files/a.pdf)]"),
        title="2020_3rd_quarter",
        image_url="files/a.svg",
    ),
    "notes/2020_4th_quarter.md": sites.page(
        sites.review(THIRD, "김가람, Mina Sorel", links="[[paper link](../files/a.pdf)]"),
        title="2020_4th_quarter",
        date="2020-10-01",
    ),
    "spring.md": sites.page(
        sites.review(FOURTH, "Ole Brandt", "$$\nx\n$$", label="Presenter"), date="2021-02-01"
    ),
}
NAV: list[Any] = [
    {"Home": "index.md"},
    {"가을": "2020_3rd_quarter.md"},
    {"Notes": ["notes/2020_4th_quarter.md", "spring.md"]},
    {"People": "presenters/index.md"},
    {"About": "about.md"},
]
REVIEWS = {
    "2020_3rd_quarter": [FIRST, SECOND],
    "notes/2020_4th_quarter": [THIRD],
    "spring": [r"Counting Stars with \(N_k\) Lamps"],
}


@dataclass(frozen=True)
class Setting:
    """A way to build the same site."""

    theme: str
    directories: bool = True
    base: str = "/"

    def make(self, folder: Path) -> sites.Site:
        """Write the site with this setting."""
        return sites.make(
            folder,
            PAGES,
            theme=self.theme,
            use_directory_urls=self.directories,
            site_url=f"https://reading.example{self.base}",
            nav=NAV,
        )


SETTINGS = [
    Setting("material"),
    Setting("material", directories=False, base="/groups/reading/"),
    Setting("mkdocs", base="/reading/"),
    Setting("mkdocs", directories=False),
    Setting("readthedocs"),
    Setting("readthedocs", directories=False, base="/groups/reading/"),
]


@pytest.fixture(scope="module", params=SETTINGS, ids=str)
def setting(request: pytest.FixtureRequest) -> Setting:
    """Go through all settings."""
    chosen: Setting = request.param
    return chosen


@pytest.fixture(scope="module")
def site(setting: Setting, tmp_path_factory: pytest.TempPathFactory) -> sites.Site:
    """Write the site once for each setting."""
    return setting.make(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def built(site: sites.Site) -> sites.Built:
    """Build the site once for each setting, strictly."""
    return site.build(strict=True)


@pytest.fixture
def small(tmp_path: Path) -> sites.Site:
    """Write the site with the first setting."""
    return SETTINGS[0].make(tmp_path)


def heading_texts(node: Node, tag: str) -> list[str]:
    """Return the texts of the headings of one level, without signs for permalinks."""
    return [heading.text.removesuffix("¶").strip() for heading in node.all(tag)]


@pytest.mark.parametrize("path", REVIEWS)
def test_each_block_is_a_card(built: sites.Built, path: str) -> None:
    """Each block becomes one article with one h2, the paper's title."""
    cards = built.cards(path)
    assert [heading_texts(card, "h2") for card in cards] == [[title] for title in REVIEWS[path]]
    assert not any(card.all("h1") for card in cards)
    assert len({card.attributes["id"] for card in cards}) == len(cards)


@pytest.mark.parametrize(
    "path", [*REVIEWS, "index", "about", "presenters/index", "quarters/2020-q3"]
)
def test_a_page_has_one_main_heading(built: sites.Built, path: str) -> None:
    """A page has exactly one h1."""
    assert len(built.html(path).all("h1")) == 1


def test_a_title_that_is_a_period_is_shown_as_one(built: sites.Built) -> None:
    """``2020_4th_quarter`` is shown as ``2020 Q4``, in heading, title and navigation."""
    page = built.html("notes/2020_4th_quarter")
    assert heading_texts(page, "h1") == ["2020 Q4"]
    assert page.one("title").text.startswith("2020 Q4")
    for path in ("notes/2020_4th_quarter", "about"):
        assert "2020 Q4" in built.html(path).links
        assert "2020_4th_quarter" not in built.html(path).links


@pytest.mark.parametrize(("name", "title"), [("spring", "Spring"), ("2021_1st_quarter", "2021 Q1")])
def test_a_page_without_a_title_is_called_by_its_file(
    tmp_path: Path, name: str, title: str
) -> None:
    """Where nothing gives a title, the heading is the file's name, not that of the first paper."""
    block = sites.review(FIRST, "김가람")
    pages = {"index.md": "# Home\n", f"{name}.md": sites.page(block)}
    built = sites.make(tmp_path, pages).build(strict=True)
    assert heading_texts(built.html(name), "h1") == [title]
    assert title in built.html("index").links


def test_a_title_in_the_navigation_stays(built: sites.Built) -> None:
    """The navigation shows the title that ``mkdocs.yml`` gives."""
    assert "가을" in built.html("about").links


def test_headings_in_the_notes_stand_below_the_title(built: sites.Built) -> None:
    """Headings of the notes keep their order of levels and come below the card's."""
    notes = built.cards("2020_3rd_quarter")[0].one(cls="paperreview-card__notes")
    assert heading_texts(notes, "h3") == ["Result"]
    assert heading_texts(notes, "h6") == ["Method"]


@pytest.mark.parametrize("path", REVIEWS)
def test_the_table_of_contents_lists_the_papers(tmp_path: Path, path: str) -> None:
    """The table of contents has one entry a paper, which leads to its card."""
    built = SETTINGS[0].make(tmp_path).build(strict=True)
    toc = next(nav for nav in built.html(path).all("nav", cls="md-nav--secondary"))
    entries = sites.tops(toc)
    expected = [f"#{card.attributes['id']}" for card in built.cards(path)]
    assert [entry.attributes["href"] for entry in entries] == expected
    words = [title.replace(r"\(N_k\)", "").split() for title in REVIEWS[path]]
    for entry, title in zip(entries, words, strict=True):
        assert set(title) <= set(entry.text.split())


def test_the_outline_of_other_themes_lists_the_papers(built: sites.Built) -> None:
    """Whatever the theme, a link in its navigation leads to each card."""
    page = built.html("2020_3rd_quarter")
    targets = [a.attributes.get("href") for a in page.all("a")]
    for card in built.cards("2020_3rd_quarter"):
        assert f"#{card.attributes['id']}" in targets


def test_every_link_leads_somewhere(built: sites.Built, setting: Setting) -> None:
    """Each link and source of the site, generated pages included, leads to a file and a place."""
    check = LinkCheck(built.output, setting.base).run()
    assert check.broken == []
    assert check.checked > 200


def test_cards_link_to_the_generated_pages(built: sites.Built) -> None:
    """A card leads to its presenters and its period."""
    (card,) = built.cards("notes/2020_4th_quarter")
    assert {"김가람", "Mina Sorel", "2020 Q4"} <= card.links.keys()


def test_relative_links_are_right_on_every_page(built: sites.Built) -> None:
    """A link written beside a page works from the page and from every listing."""
    found = {
        a.attributes["href"].rpartition("files/")[2]
        for path in (
            "2020_3rd_quarter",
            "quarters/2020-q3",
            "papers/index",
            "presenters/mina-sorel",
        )
        for a in built.html(path).all("a", cls="paperreview-link")
        if "files/" in a.attributes["href"]
    }
    assert found == {"a.pdf"}


def test_the_sources_are_untouched(tmp_path: Path) -> None:
    """A build writes nothing into ``docs_dir``."""
    site = SETTINGS[0].make(tmp_path)
    before = sites.digests(site.docs)
    site.build(strict=True)
    assert sites.digests(site.docs) == before


def test_two_builds_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds of the same source give the same bytes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    site = SETTINGS[0].make(tmp_path)
    first = site.build(strict=True).files
    assert site.build(strict=True).files == first


def test_papers_json_is_what_the_command_prints(built: sites.Built, setting: Setting) -> None:
    """A site's ``papers.json`` and ``paperreview export json`` are the same data."""
    option = "--directory-urls" if setting.directories else "--no-directory-urls"
    docs = str(built.output.parent / "docs")
    printed = CliRunner().invoke(main, ["export", "json", option, docs])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == json.loads(built.source("papers.json"))


def test_papers_json_has_addresses_that_exist(built: sites.Built, setting: Setting) -> None:
    """The address of each review in ``papers.json`` leads to its card."""
    assert len(built.papers) == 4
    for review in built.papers:
        address, _, anchor = review["url"].partition("#")
        path = address if setting.directories else address.removesuffix(".html")
        assert anchor == review["anchor"]
        assert anchor in [card.attributes["id"] for card in built.cards(path.strip("/"))]


def test_papers_json_has_the_promised_fields(small: sites.Site) -> None:
    """The data of a review has the documented names and values."""
    found = next(r for r in small.build(strict=True).papers if r["title"] == SECOND)
    assert found == {
        "title": SECOND,
        "authors": ["Ada Example", "Ben Sample"],
        "et_al": False,
        "venue": "ICLR",
        "venue_text": "ICLR",
        "year": 2020,
        "presenters": [{"name": "Mina Sorel", "id": "mina-sorel"}],
        "affiliations": [],
        "status": "done",
        "tags": [],
        "period": {"id": "2020-q3", "label": "2020 Q3"},
        "date": "2020-07-02",
        "links": [{"kind": "slides", "label": "slides", "url": "files/a.pdf"}],
        "identifiers": {},
        "images": ["files/a.svg"],
        "page": "2020_3rd_quarter.md",
        "line": 23,
        "anchor": found["anchor"],
        "url": f"2020_3rd_quarter/#{found['anchor']}",
    }


def test_a_page_without_blocks_is_the_same_without_the_plugin(
    setting: Setting, built: sites.Built, tmp_path: Path
) -> None:
    """What is not a review block is left exactly as it was."""
    plain = sites.make(
        tmp_path,
        {path: text for path, text in PAGES.items() if path != "index.md"},
        plugins=["search"],
        theme=setting.theme,
        use_directory_urls=setting.directories,
    ).build()
    assert body(built, "about") == body(plain, "about")


def body(built: sites.Built, path: str) -> str:
    """Return the markup of a page's content up to its last quotation."""
    source = built.source(path)
    return source[source.index("<p>Some words") : source.index("</blockquote>")]


def test_line_ends_and_marks_do_not_matter(tmp_path: Path) -> None:
    """A file with CRLF line ends and a byte order mark gives the same page."""
    text = PAGES["2020_3rd_quarter.md"]
    assert isinstance(text, str)
    files = {"files/a.svg": PAGES["files/a.svg"], "files/a.pdf": PAGES["files/a.pdf"]}
    unix = sites.make(tmp_path / "lf", {"a.md": text} | files).build(strict=True)
    windows = text.replace("\n", "\r\n").encode("utf-8-sig")
    dos = sites.make(tmp_path / "crlf", {"a.md": windows} | files).build(strict=True)
    assert len(dos.cards("a")) == 2
    assert dos.source("a") == unix.source("a")
    assert dos.papers == unix.papers


def test_anchors_do_not_depend_on_other_blocks(tmp_path: Path) -> None:
    """A block that is inserted above changes no anchor below."""
    blocks = [sites.review(title, "김가람") for title in (FIRST, SECOND, THIRD)]
    few = sites.make(tmp_path / "few", {"a.md": sites.page(*blocks[1:])}).build(strict=True)
    many = sites.make(tmp_path / "many", {"a.md": sites.page(*blocks)}).build(strict=True)
    before = [card.attributes["id"] for card in few.cards("a")]
    assert [card.attributes["id"] for card in many.cards("a")][1:] == before
    assert before[1] == "지도-없이-길-찾기"


def test_a_separate_process_builds_without_a_warning(tmp_path: Path) -> None:
    """``mkdocs build --strict`` succeeds even where each warning of Python is an error."""
    site = SETTINGS[0].make(tmp_path)
    done = site.run("build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert len(sites.Built(site.folder / "site", ()).cards("2020_3rd_quarter")) == 2


def test_centred_images_keep_their_place_and_load_late(tmp_path: Path) -> None:
    """An image in centred HTML stays there, loads lazily, and has a size and an alt text."""
    notes = (
        '- So.\n<p align="center">\n<img src="a.svg">\n</p>\n\n'
        '<p align="center">\n  <img src="a.svg" alt="A map" loading="eager">\n</p>'
    )
    site = sites.make(
        tmp_path,
        {"a.md": sites.page(sites.review(FIRST, "김가람", notes)), "a.svg": PAGES["files/a.svg"]},
        use_directory_urls=False,
    )
    (card,) = site.build(strict=True).cards("a")
    first, second = (p.one("img").attributes for p in card.all("p") if "align" in p.attributes)
    size = {"width": "1200", "height": "1200"}  # it has proportions only
    assert first == {"src": "a.svg", "loading": "lazy", "alt": ""} | size
    assert second == {"src": "a.svg", "alt": "A map", "loading": "eager"} | size


def test_a_pending_link_is_no_link(tmp_path: Path) -> None:
    """A link whose target is not there yet is shown as such, in the page's language."""
    block = sites.review(FIRST, "김가람", links=f"[[paper link]({sites.PAPER}), [slides](???)]")
    site = sites.make(tmp_path, {"a.md": sites.page(block)}, {"language": "ko"})
    built = site.build(strict=True)
    for path in ("a", "papers/index"):
        (slides,) = [
            n for n in built.html(path).walk() if n.attributes.get("data-kind") == "slides"
        ]
        assert (slides.tag, slides.text) == ("span", "발표 자료: 아직 없음")
        assert not any("?" in a.attributes.get("href", "") for a in built.html(path).all("a"))
