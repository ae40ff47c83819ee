"""What a build leaves to the next one saves time, and never changes what is built."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import sites
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build as build_site

from mkdocs_paperreview.exports.rows import Rows
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.model import Link, Page, Paper, Review, Span
from mkdocs_paperreview.plugin import PaperReviewPlugin
from mkdocs_paperreview.rendering.memory import RenderingMemory, shows_same
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

ADDRESS = "http://127.0.0.1:8000/"
DATA = ("papers.json", "assets/paperreview/filter.json")
HOME = {"index.md": "# Home\n"}

TITLES = ("Maps", "Tiny Trees", "Counting $x$ Stars")
PEOPLE = ("Mina Sorel", "김가람", "Ole Brandt, Mina Sorel")
NOTES = ("- A note.", "- Another [one](b.md).\n- And more.", "![](dot.png)", "tags: maps")
DATES = ("2020-07-02", "2020-10-05", None)


@dataclass
class Served:
    """A site that is served, with ``--dirty`` or without."""

    site: sites.Site
    dirty: bool = True

    def start(self) -> None:
        """Do what ``mkdocs serve`` does before its first build."""
        self.site.load().plugins.on_startup(command="serve", dirty=self.dirty)

    def stop(self) -> None:
        """Leave nothing behind: MkDocs keeps plugins, and with them their memories."""
        self.site.load().plugins.on_startup(command="build", dirty=False)

    def rebuild(self) -> dict[str, str]:
        """Build again, and return path → digest of every file."""
        with sites.recorded():
            self._build(self.site.load(), dirty=self.dirty)
        return sites.digests(self.site.folder / "site")

    def clean(self) -> dict[str, str]:
        """Return what a first build of the same sources makes."""
        with TemporaryDirectory() as folder, sites.recorded():
            config = self.site.load(site_dir=folder)
            plugin = config.plugins["paperreview"]
            assert isinstance(plugin, PaperReviewPlugin)
            memory, plugin.memory = plugin.memory, None
            self._build(config, dirty=False)
            plugin.memory = memory
            return sites.digests(Path(folder))

    def _build(self, config: MkDocsConfig, *, dirty: bool) -> None:
        config.site_url = ADDRESS
        build_site(config, serve_url=ADDRESS, dirty=dirty)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Mapping[str, str | bytes]], Served]]:
    """Return what serves pages with ``--dirty``, and builds them for the first time."""
    started: list[Served] = []

    def begin(pages: Mapping[str, str | bytes]) -> Served:
        found = Served(sites.make(tmp_path, {**HOME, **pages}, nav=[{"Home": "index.md"}]))
        found.start()
        started.append(found)
        found.rebuild()
        return found

    yield begin
    for served in started:
        served.stop()


def generated(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files that are made of reviews."""
    folders = ("papers/", "presenters/", "quarters/", "tags/")
    return {path: files[path] for path in files if path.startswith(folders) or path in DATA}


blocks = st.builds(
    sites.review,
    st.sampled_from(TITLES),
    st.sampled_from(PEOPLE),
    st.sampled_from(NOTES),
)
pages = st.builds(
    lambda found, day: sites.page(*found, date=day), st.lists(blocks), st.sampled_from(DATES)
)
edits = st.lists(
    st.tuples(st.sampled_from(["a.md", "b.md", "c.md"]), st.none() | pages), min_size=1, max_size=4
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=edits)
def test_dirty_builds_are_right(
    edits: list[tuple[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is edited, added or removed, every generated file is what a first build makes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    first: dict[str, str | bytes] = {
        "a.md": sites.page(sites.review("Maps", "김가람")),
        "dot.png": b"\x89PNG",
    }
    with TemporaryDirectory() as folder:
        made = sites.make(Path(folder), {**HOME, **first}, nav=[{"Home": "index.md"}])
        served = Served(made)
        served.start()
        served.rebuild()
        for path, text in edits:
            made.docs.joinpath(path).unlink(missing_ok=True)
            if text is not None:
                made.write(path, text)
            found, expected = served.rebuild(), generated(served.clean())
            assert {name: found[name] for name in expected} == expected
        served.stop()


def stamps(served: Served) -> dict[str, int]:
    """Return path → time of the last change of every generated page."""
    root = served.site.folder / "site"
    names = generated(sites.digests(root)).keys() - set(DATA)
    for name in names:
        os.utime(root / name, ns=(0, 0))
    served.rebuild()
    return {name: (root / name).stat().st_mtime_ns for name in names}


def test_generated_pages_that_stay_the_same_are_left(
    serve: Callable[[Mapping[str, str | bytes]], Served],
) -> None:
    """With ``--dirty``, a note that no listing shows makes no generated page anew."""
    served = serve({"a.md": sites.page(sites.review("Maps", "김가람", "- First.\n- Second."))})
    served.site.write("a.md", sites.page(sites.review("Maps", "김가람", "- First.\n- Third.")))
    assert set(stamps(served).values()) == {0}


def test_generated_pages_of_others_are_left(
    serve: Callable[[Mapping[str, str | bytes]], Served],
) -> None:
    """With ``--dirty``, a review makes the pages anew that tell of it, and not those of others."""
    maps, trees = sites.review("Maps", "김가람"), sites.review("Trees", "Mina Sorel")
    served = serve({"a.md": sites.page(maps), "b.md": sites.page(trees, date="2020-10-05")})
    served.site.write("a.md", sites.page(maps, sites.review("Stars", "김가람")))
    changed = {name for name, time in stamps(served).items() if time}
    assert "presenters/김가람/index.html" in changed
    assert "quarters/2020-q3/index.html" in changed
    assert "papers/index.html" in changed
    assert "presenters/mina-sorel/index.html" not in changed
    assert "quarters/2020-q4/index.html" not in changed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (sites.review("Maps", "김가람"), sites.review("Mops", "김가람")),
        (sites.review("Maps", "김가람"), sites.review("Maps", "김가람", "- Another note.")),
        (sites.review("Maps", "김가람"), sites.review("Maps", "김가람", links="")),
    ],
    ids=["title", "note", "links"],
)
def test_what_an_item_says_is_made_anew(
    serve: Callable[[Mapping[str, str | bytes]], Served], before: str, after: str
) -> None:
    """With ``--dirty``, the pages of a presenter and a period follow what a review says."""
    served = serve({"a.md": sites.page(before)})
    served.site.write("a.md", sites.page(after))
    found, expected = served.rebuild(), generated(served.clean())
    assert {name: found[name] for name in expected} == expected


def test_a_page_that_is_gone_is_made_again(
    serve: Callable[[Mapping[str, str | bytes]], Served],
) -> None:
    """A generated page that somebody removed from the site is there after the next build."""
    served = serve({"a.md": sites.page(sites.review("Maps", "김가람"))})
    page = served.site.folder / "site" / "presenters" / "김가람" / "index.html"
    page.unlink()
    served.rebuild()
    assert page.is_file()


def test_a_build_that_failed_leaves_nothing_behind(
    serve: Callable[[Mapping[str, str | bytes]], Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a build has not written because it failed is written by the next one."""
    served = serve({"a.md": sites.page(sites.review("Maps", "김가람"))})
    served.site.write("a.md", sites.page(sites.review("Mops", "김가람")))
    with monkeypatch.context() as broken:
        broken.setattr("mkdocs_paperreview.publish.with_head", _fail)
        with pytest.raises(RuntimeError, match="broken"):
            served.rebuild()
    served.rebuild()
    assert sites.Built(served.site.folder / "site", ()).items("presenters/김가람") == ["Mops"]


def _fail(*_: object) -> str:
    raise RuntimeError("broken")


def test_options_count_from_the_next_build(
    serve: Callable[[Mapping[str, str | bytes]], Served],
) -> None:
    """With ``--dirty``, other words are on every generated page after the configuration changed."""
    served = serve({"a.md": sites.page(sites.review("Maps", "김가람"))})
    options = {"words": {"papers": "All that we read"}}
    made = sites.make(served.site.folder, {}, options, nav=[{"Home": "index.md"}])
    served.rebuild()
    built = sites.Built(made.folder / "site", ())
    assert "All that we read" in built.source("presenters/김가람")


def review(line: int = 1, title: str = "Maps") -> Review:
    """Return a review on the page ``a.md``."""
    return Review(
        paper=Paper(title), anchor="maps", line=line, span=Span(0, 1), notes=Span(1, 1), page="a.md"
    )


def test_where_a_review_stands_is_not_shown() -> None:
    """Two reviews look the same where only their places in the file differ."""
    assert shows_same(review(1), review(7))
    assert not shows_same(review(), review(title="Trees"))
    assert not shows_same(review(), replace(review(), date=date(2020, 7, 2)))


def test_an_item_is_kept_as_long_as_it_is_right() -> None:
    """An item is made again where its review, or what it leads to, is not what it was."""
    memory, made = RenderingMemory(), iter("abcdef")
    addresses = {"a.md": "a/", "slides.pdf": "slides.pdf"}
    linked = replace(review(), links=(Link("slides", "slides", "slides.pdf"),))

    def item(one: Review) -> str:
        library = Library((Page(path="a.md", reviews=(one,)),))
        at = Setting("", Site(library, address=addresses.get), root="../")
        memory.begin(at)
        return memory.item(one, "list", at, lambda *_: next(made)).decode()

    assert item(review()) == item(review(9)) == "a"
    assert item(review(title="Trees")) == "b"
    assert item(linked) == item(linked) == "c"
    addresses["slides.pdf"] = "moved.pdf"
    assert item(linked) == "d"
    addresses["a.md"] = "other/"
    assert item(linked) == "e"


def test_rows_are_kept_for_the_very_same_reviews() -> None:
    """A row is made again for another review, though it is equal, and where all else changed."""
    rows, made = Rows(), iter([b"a", b"b", b"c"])
    one, other = review(), review()

    def row(found: Review) -> bytes:
        return rows.row(found, lambda _: next(made))

    rows.begin("now")
    assert row(one) == row(one) == b"a"
    assert row(other) == b"b"
    rows.begin("now")
    assert row(other) == b"b"
    rows.begin("later")
    assert row(other) == b"c"
