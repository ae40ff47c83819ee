"""The site stays right while it is served and its pages change."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import sites
from mkdocs.commands.build import build as build_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = "http://127.0.0.1:8000/"
PAGE = "2020_3rd_quarter"
MAPS = sites.review("Learning to Draw Maps", "김가람")
TREES = sites.review("Tiny Trees", "Mina Sorel")
STARS = sites.review("Counting Stars", "Ole Brandt")
OTHER: dict[str, str | bytes] = {
    "index.md": "# Home\n\n<!-- paperreview: reviews -->\n",
    "2020_4th_quarter.md": sites.page(
        sites.review("Rivers of Numbers", "Mina Sorel"), date="2020-10-01"
    ),
}


@dataclass
class Served:
    """A site that is built again and again into one folder, as ``mkdocs serve`` does."""

    site: sites.Site

    def rebuild(self, *blocks: str) -> sites.Built:
        """Write the quarter's page with ``blocks`` and build the site anew."""
        self.site.write(f"{PAGE}.md", sites.page(*blocks, title=PAGE))
        with sites.recorded() as log:
            config = self.site.load(strict=True)
            config.site_url = ADDRESS
            build_site(config, serve_url=ADDRESS)
        return sites.Built(self.site.folder / "site", tuple(log))


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """Write a site that is to be served."""
    return Served(sites.make(tmp_path, OTHER))


def presenters(built: sites.Built) -> set[str]:
    """Return who has a page."""
    folders = built.output.joinpath("presenters").glob("[!b]*")  # but by-count, by-latest
    return {folder.name for folder in folders if folder.is_dir()}


def test_an_edit_shows_everywhere(served: Served) -> None:
    """Editing a block updates its card, its presenter's page, and ``papers.json``."""
    served.rebuild(MAPS, TREES)
    built = served.rebuild(MAPS.replace("Draw Maps", "Fold Maps"), TREES)
    title = "Learning to Fold Maps"
    assert built.cards(PAGE)[0].one("h2").text == title
    assert built.items("presenters/김가람") == [title]
    assert title in [paper["title"] for paper in built.papers]
    assert "Draw Maps" not in "".join(
        built.source(path) for path in built.files if path.endswith((".html", ".json"))
    )


def test_a_new_name_brings_a_page(served: Served) -> None:
    """A name that is new on the site gets a page in the same rebuild."""
    assert presenters(served.rebuild(MAPS)) == {"김가람", "mina-sorel"}
    built = served.rebuild(MAPS, STARS)
    assert presenters(built) == {"김가람", "mina-sorel", "ole-brandt"}
    assert built.items("presenters/ole-brandt") == ["Counting Stars"]


def test_the_last_review_takes_its_page_along(served: Served) -> None:
    """When the last review of a presenter is removed, their page goes too; others stay."""
    served.rebuild(MAPS, STARS, TREES)
    built = served.rebuild(MAPS)
    assert presenters(built) == {"김가람", "mina-sorel"}
    assert "Ole Brandt" not in built.source("presenters/index")
    assert built.items("presenters/mina-sorel") == ["Rivers of Numbers"]


def test_a_broken_page_recovers(served: Served) -> None:
    """After a page with a problem, the next rebuild of a good page is good."""
    served.rebuild(MAPS)
    site = served.site
    site.write(f"{PAGE}.md", b"# Learning to Draw Maps\n### \xbd\xc3: \x00\n")
    site.build()
    built = served.rebuild(MAPS, TREES)
    assert [card.one("h2").text for card in built.cards(PAGE)] == [
        "Learning to Draw Maps",
        "Tiny Trees",
    ]


def test_the_tenth_rebuild_is_as_right_as_the_first(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing accumulates: ten rebuilds later the same source gives the same bytes and words."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    first = served.rebuild(MAPS, TREES)
    before = first.files
    for number in range(8):
        served.rebuild(MAPS, sites.review(f"Paper {number}", f"Guest {number}"))
    last = served.rebuild(MAPS, TREES)
    assert last.files == before
    assert [level for level, _ in last.log] == [level for level, _ in first.log]
    assert len(last.papers) == 3


def test_serving_leaves_the_sources_alone(served: Served) -> None:
    """Building for the preview writes nothing into ``docs_dir``."""
    served.rebuild(MAPS)
    before = sites.digests(served.site.docs)
    served.rebuild(MAPS)
    assert sites.digests(served.site.docs) == before


def test_a_page_is_rebuilt_once_for_an_edit(tmp_path: Path) -> None:
    """``mkdocs serve`` shows an edit after one rebuild, and does not rebuild by itself."""
    site = sites.make(tmp_path, OTHER)
    site.write(f"{PAGE}.md", sites.page(MAPS))
    with running(site) as address:
        assert "Draw Maps" in wait_for(f"{address}{PAGE}/", "Draw Maps")
        replace(site, f"{PAGE}.md", sites.page(MAPS.replace("Draw", "Fold"), STARS))
        assert "paperreview-card" in wait_for(f"{address}{PAGE}/", "Fold Maps")
        assert "Counting Stars" in fetch(f"{address}presenters/ole-brandt/")
        assert "Fold Maps" in fetch(address + "presenters/" + quote("김가람") + "/")
        titles = [paper["title"] for paper in json.loads(fetch(f"{address}papers.json"))["reviews"]]
        assert titles == ["Learning to Fold Maps", "Counting Stars", "Rivers of Numbers"]
        before = sites.digests(site.docs)
        replace(site, "index.md", "# House\n")
        wait_for(address, "House")
        assert sites.digests(site.docs) == before | {
            "index.md": sites.digests(site.docs)["index.md"]
        }
    log = tmp_path.joinpath("serve.log").read_text(encoding="utf-8")
    assert log.count("Building documentation") == 3, log
    assert "WARNING" not in log


DRAFTED = "Unpublished"
"""Stands in every part of every draft."""


def draft_pages() -> dict[str, str | bytes]:
    """Return pages with drafts in every form, each of which says so in all its parts."""
    links = f"[[paper](https://papers.example/{DRAFTED})]"
    block = sites.review(f"{DRAFTED} Maps", f"{DRAFTED} Person", f"{DRAFTED} note.", links=links)
    drafted = block.replace("\n\n", "\n- **Status:** draft\n\n", 1)
    entry = {"title": f"{DRAFTED} Trees", "presenter": f"{DRAFTED} Guest", "notes": f"{DRAFTED}."}
    tagged = {"tags": [DRAFTED], "authors": [DRAFTED], "venue": DRAFTED}
    return {
        "2020_3rd_quarter.md": sites.page(MAPS, drafted, TREES, title="2020 Q3"),
        "draft-of-blocks.md": sites.page(block, draft=True, image_url=f"{DRAFTED}.png"),
        "draft-of-a-paper.md": sites.page(f"{DRAFTED} text.\n", **entry, **tagged, published=False),
        "term.md": sites.page(
            title="2020 Q4",
            sessions=[
                {"title": "Counting Stars", "presenter": "Ole Brandt"},
                entry | tagged | {"status": "draft"},
            ],
        ),
        "index.md": "# Home\n\n<!-- paperreview: reviews -->\n\n<!-- paperreview: filter -->\n",
    }


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_no_word_of_a_draft_is_published(tmp_path: Path, theme: str) -> None:
    """What is a draft is in no file of a site that is built: no page, no data, no index."""
    built = sites.make(tmp_path, draft_pages(), {}, theme=theme).build()
    found = [
        path
        for path in built.files
        if DRAFTED.lower() in path.lower()
        or DRAFTED.lower().encode() in unpacked(built.output / path).lower()
    ]
    assert found == []
    assert not any(path.startswith("draft-of") for path in built.files)
    assert [paper["title"] for paper in built.papers] == [
        "Learning to Draw Maps",
        "Tiny Trees",
        "Counting Stars",
    ]
    assert [card.one("h2").text for card in built.cards(PAGE)] == [
        "Learning to Draw Maps",
        "Tiny Trees",
    ]


def unpacked(file: Path) -> bytes:
    """Return what a file holds."""
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data


def test_drafts_are_served(tmp_path: Path) -> None:
    """``mkdocs serve`` shows drafts where they stand, and in the lists of all reviews."""
    with running(sites.make(tmp_path, draft_pages())) as address:
        assert f"{DRAFTED} note" in wait_for(f"{address}{PAGE}/", DRAFTED)
        assert f"{DRAFTED} text" in fetch(f"{address}draft-of-a-paper/")
        assert f"{DRAFTED} note" in fetch(f"{address}draft-of-blocks/")
        assert f"{DRAFTED} Trees" in fetch(f"{address}term/")
        titles = [paper["title"] for paper in json.loads(fetch(f"{address}papers.json"))["reviews"]]
        assert sum(DRAFTED in title for title in titles) == 4


def test_people_are_watched(tmp_path: Path) -> None:
    """A change of ``people.yml`` shows at once."""
    site = sites.make(tmp_path, {"2020_3rd_quarter.md": sites.page(MAPS)})
    people = tmp_path / "people.yml"
    people.write_text("- name: Garam Kim\n  aliases: [김가람]\n", encoding="utf-8")
    with running(site) as address:
        wait_for(f"{address}presenters/", "Garam Kim")
        people.write_text("- name: Garam Lee\n  aliases: [김가람]\n", encoding="utf-8")
        assert "Garam Kim" not in wait_for(f"{address}presenters/", "Garam Lee")


def test_people_may_come_while_serving(tmp_path: Path) -> None:
    """A ``people.yml`` that is made after the start is read with the next change of a page."""
    page = sites.page(MAPS)
    site = sites.make(tmp_path, {"2020_3rd_quarter.md": page})
    people = "- name: Garam Kim\n  aliases: [김가람]\n"
    with running(site) as address:
        wait_for(f"{address}presenters/", "김가람")
        tmp_path.joinpath("people.yml").write_text(people, encoding="utf-8")
        replace(site, "2020_3rd_quarter.md", f"{page}\nMore.\n")
        assert "김가람" not in wait_for(f"{address}presenters/", "Garam Kim")


def replace(site: sites.Site, path: str, text: str) -> None:
    """Put a new text in place of a page at one stroke."""
    fresh = site.folder / "fresh.md"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(site.docs / path)


@contextmanager
def running(site: sites.Site) -> Iterator[str]:
    """Run ``mkdocs serve`` on a free port; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*sites.mkdocs_command(), "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with site.folder.joinpath("serve.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=site.folder, stdout=log, stderr=log, env=os.environ | {"NO_COLOR": "1"}
        )
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(address: str, words: str) -> str:
    """Return the page at ``address`` once it holds ``words``."""
    text = ""
    for _ in range(300):
        try:
            text = fetch(address)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            text = ""
        if words in text:
            return text
        time.sleep(0.1)
    pytest.fail(f"{address} never showed {words!r}; last: {text[:500]}")


def fetch(address: str) -> str:
    """Return what is served at ``address``."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 (on this machine)
        body: bytes = answer.read()
    return body.decode()
