"""The library: indexes, views and exports."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import pytest

from mkdocs_paperreview.exports.papers import papers_json
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.period import Period
from mkdocs_paperreview.rendering import select
from mkdocs_paperreview.site import period_path, presenter_path
from mkdocs_paperreview.sources import collect, page_url
from mkdocs_paperreview.syntax import Directive, parse_directive
from mkdocs_paperreview.views import View, views
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from mkdocs_paperreview.model import Review


def block(title: str, presenter: str, links: str = "[[paper](https://example.org/a.pdf)]") -> str:
    """Return a review block."""
    return f"# {title}\n## Mina Okafor, Jun Seo\n### 발표자: {presenter} {links}\n- note\n\n"


def library(**pages: str) -> Library:
    """Return the library of pages, given by file name without its ending."""
    found = collect((f"{name}.md", text.encode()) for name, text in pages.items())
    return found.library


def titles(reviews: Sequence[Review]) -> list[str]:
    """Return the titles of reviews, in order."""
    return [review.paper.title for review in reviews]


def group() -> Library:
    """Return a library of five periods' worth of reviews, its pages out of order."""
    return library(
        notes=block("Undated", "오지호"),
        talks_2021_q1=block("Third", "한서윤") + block("Fourth", "Lena Foss, 오지호"),
        talks_2020_q3=block("First", "LENA FOSS") + block("Second", "한서윤"),
        talks_2021_q3=block("Fifth", "Lena Foss"),
    )


def chosen(**arguments: str) -> list[str]:
    """Return the titles that a directive with ``arguments`` shows."""
    return titles(select(group(), arguments))


def test_reviews_are_in_order_of_time() -> None:
    """Reviews stand oldest first, whatever the order of the files, undated ones before all."""
    assert titles(group().reviews) == ["Undated", "First", "Second", "Third", "Fourth", "Fifth"]


def test_order_of_files_does_not_matter() -> None:
    """A library is the same from the same pages in any order."""
    pages = group().pages
    again = Library(pages[::-1])
    assert again.reviews == group().reviews
    assert again.presenters == group().presenters
    assert again.periods == group().periods


def test_date_orders_within_a_period() -> None:
    """Within a period the day decides, then the page and the line."""
    found = library(
        a="---\ndate: 2020-08-20\n---\n" + block("Late", "한서윤"),
        b="---\ndate: 2020-07-03\n---\n" + block("Early", "한서윤") + block("Next", "오지호"),
    )
    assert titles(found.reviews) == ["Early", "Next", "Late"]


def test_select_is_newest_first() -> None:
    """A listing shows the newest review first and undated ones last."""
    assert chosen() == ["Fifth", "Fourth", "Third", "Second", "First", "Undated"]


def test_select_of_a_period_keeps_its_order() -> None:
    """The reviews of one period stand in the order of their page, in any spelling of it."""
    assert chosen(period="2020-q3") == ["First", "Second"]
    assert chosen(period="2020 Q3") == ["First", "Second"]
    assert chosen(period="2020_3rd_quarter") == ["First", "Second"]
    assert chosen(period="undated") == ["Undated"]


def test_select_of_a_presenter() -> None:
    """A presenter's reviews stand newest first, in any spelling of the name."""
    for name in (
        "Lena Foss",
        "lena  foss",
        "\uff2c\uff25\uff2e\uff21 \uff26\uff2f\uff33\uff33",
        "lena-foss",
    ):
        assert chosen(presenter=name) == ["Fifth", "Fourth", "First"]


def test_select_combines() -> None:
    """Arguments narrow each other down, and the limit counts last."""
    assert chosen(presenter="Lena Foss", period="2021-q1") == ["Fourth"]
    assert chosen(presenter="Lena Foss", limit="2") == ["Fifth", "Fourth"]
    assert chosen(limit="1") == ["Fifth"]
    assert chosen(limit="99") == chosen()


def test_select_of_what_is_not_there() -> None:
    """Nobody and no period give an empty listing."""
    assert chosen(presenter="Nobody") == []
    assert chosen(period="1999-q1") == []
    assert chosen(period="nonsense") == []


def test_presenter_has_the_most_used_spelling() -> None:
    """One person in several spellings is shown in the one that is written most."""
    found = library(
        a_2020_q1=block("One", "LENA FOSS") + block("Two", "Lena Foss"),
        a_2020_q2=block("Three", "Lena Foss"),
    )
    (person,) = found.presenters
    assert person.name == "Lena Foss"
    assert person.id == "lena-foss"
    assert titles(found.by_presenter[person.id]) == ["One", "Two", "Three"]


def test_spellings_used_alike_do_not_depend_on_the_order_of_files() -> None:
    """Where two spellings are written equally often, the choice is stable."""
    pages = library(a_2020_q1=block("One", "LENA FOSS"), a_2020_q2=block("Two", "Lena Foss")).pages
    names = {Library(order).presenters[0].name for order in (pages, pages[::-1])}
    assert len(names) == 1


def test_presenters_are_sorted_by_name() -> None:
    """Everyone who presented is listed once, by name."""
    assert [person.name for person in group().presenters] == ["Lena Foss", "오지호", "한서윤"]


def test_review_names_each_presenter_once() -> None:
    """A person who is named twice on one review presented it once."""
    found = library(a_2020_q1=block("One", "Lena Foss, LENA FOSS"))
    assert len(found.presenters_of(found.reviews[0])) == 1
    assert titles(found.by_presenter["lena-foss"]) == ["One"]


def test_presenter_by_name_or_identifier() -> None:
    """A presenter is found by any spelling and by the identifier; a stranger is not."""
    found = group()
    assert found.presenter("LENA foss") == found.presenter("lena-foss")
    assert found.presenter("Nobody") is None


def test_periods() -> None:
    """Periods are those that have reviews, oldest first; undated is none of them."""
    assert group().periods == (Period(2020, 3), Period(2021, 1), Period(2021, 3))
    assert titles(group().by_period[None]) == ["Undated"]


def test_neighbours() -> None:
    """The neighbours of a period are the nearest that have reviews."""
    found = group()
    assert found.neighbours(Period(2021, 1)) == (Period(2020, 3), Period(2021, 3))
    assert found.neighbours(Period(2020, 3)) == (None, Period(2021, 1))
    assert found.neighbours(Period(2021, 3)) == (Period(2021, 1), None)
    assert found.neighbours(Period(2021, 2)) == (Period(2021, 1), Period(2021, 3))


def test_covers() -> None:
    """A period's cover is that of the first of its pages that has one."""
    page = "---\nimage_url: https://example.org/{0}.png\n---\n"
    found = library(
        b_2020_q1=page.format("b") + block("One", "한서윤"),
        a_2020_q1=block("Two", "한서윤"),
        c_2020_q1=page.format("c") + block("Three", "한서윤"),
    )
    assert found.covers[Period(2020, 1)].cover == "https://example.org/b.png"


def test_cover_that_runs_code_is_refused() -> None:
    """An address that a browser would run is no cover, and a problem says so."""
    page = "---\nimage_url: 'javascript:alert(1)'\n---\n" + block("One", "한서윤")
    found = collect([("a_2020_q1.md", page.encode())])
    assert found.library.pages[0].cover is None
    assert [problem.rule for problem in found.problems] == ["image"]


def test_view_paths() -> None:
    """The paths of generated pages are part of the contract.

    There is no list by venue where no venue is known.
    """
    assert {view.path for view in views(group(), words("en"), "en")} == {
        "papers/index.md",
        "presenters/index.md",
        "presenters/by-count.md",
        "presenters/by-latest.md",
        "presenters/lena-foss.md",
        "presenters/오지호.md",
        "presenters/한서윤.md",
        "quarters/index.md",
        "quarters/2020-q3.md",
        "quarters/2021-q1.md",
        "quarters/2021-q3.md",
        "quarters/undated.md",
    }


def test_view_paths_are_those_that_links_use() -> None:
    """Whoever links to a person or a period finds the view there."""
    found = group()
    paths = {view.path for view in views(found, words("en"), "en")}
    assert {presenter_path(person) for person in found.presenters} <= paths
    assert {period_path(period, found.calendar) for period in found.by_period} <= paths


def many(count: int) -> Library:
    """Return a library of so many reviews at one venue."""
    header = "## Mina Okafor, NeurIPS 2019\n### Presenter: Lena Foss\n"
    return library(talks_2020_q3="".join(f"# Paper {n}\n{header}\n" for n in range(count)))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (120, 1), (121, 2), (240, 2), (241, 3)])
def test_all_papers_stand_on_pages(count: int, pages: int) -> None:
    """Up to 120 reviews stand on a page; the first has no number; that by venue has its own."""
    paths = [view.path for view in views(many(count), words("en"), "en")]
    expected = ["papers/index.md", *(f"papers/{number}.md" for number in range(2, pages + 1))]
    assert [
        path for path in paths if path.startswith("papers/") and "venue" not in path
    ] == expected
    assert [path for path in paths if "venue" in path] == ["papers/by-venue/index.md"]


def test_views_are_described() -> None:
    """Every view has a title of its own and, but for later pages of lists, a description."""
    found = many(121)
    for language in ("en", "ko", "ja", "zh"):
        made = list(views(found, words(language), language))
        assert len({view.title for view in made}) == len(made)
        for view in made:
            assert view.description or view.path == "papers/2.md"
            assert not set("{}") & set(view.description + view.title)


def test_views_of_nothing_are_described() -> None:
    """A site without a review has views whose descriptions are whole sentences."""
    for view in views(Library(), words("en"), "en"):
        assert view.description
        assert ", ." not in view.description


def test_by_venue() -> None:
    """Reviews are found by the venue's standard name; those of no known venue stand together."""
    found = library(
        a_2020_q1="# One\n## A. Lee, NIPS 2019\n### Presenter: Lena Foss\n"
        "# Two\n## A. Lee, FooConf 2019\n### Presenter: Lena Foss\n"
        "# Three\n## A. Lee\n### Presenter: Lena Foss\n"
    )
    assert titles(found.by_venue["NeurIPS"]) == titles(found.of_venue("neurips")) == ["One"]
    assert titles(found.by_venue[None]) == ["Two", "Three"]
    assert titles(found.of_venue("FooConf")) == ["Two"]
    assert found.of_venue("nowhere") == ()


ARXIV = "[[paper](https://arxiv.org/abs/{0})]"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Deep Kernels", "1234.00001"), ("Deep Kernels", "1234.00001"), True),
        (("Deep Kernels", "1234.00001"), ("Deep Kernels (long version)", "1234.00001"), True),
        (("Deep Kernels", "1234.00001"), ("deep kernels.", None), True),
        (("Deep Kernels", None), ("Deep-Kernels", None), True),
        (("희소 커널", None), ("희소커널", None), True),
        (("Deep Kernels", "1234.00001"), ("Deep Kernels", "1234.00002"), False),
        (("Deep Kernels", None), ("Deeper Kernels", None), False),
        (("???", None), ("!!!", None), False),
    ],
)
def test_same_paper(
    one: tuple[str, str | None], other: tuple[str, str | None], *, same: bool
) -> None:
    """Reviews are of one paper by identifier, else by title; identifiers can tell them apart."""
    blocks = [
        block(title, "Lena Foss", ARXIV.format(number) if number else "[[slides](a.pdf)]")
        for title, number in (one, other)
    ]
    found = library(a_2020_q1=blocks[0], b_2021_q1=blocks[1])
    first, second = found.reviews
    assert found.readings(first) == ((), (second,) if same else ())
    assert found.readings(second) == ((first,) if same else (), ())


def test_views_hold_directives() -> None:
    """A view is an ordinary page whose every directive can be read, and asks for what it shows."""
    for view in views(group(), words("en"), "en"):
        for directive in view.directives:
            found = parse_directive(f"<!-- paperreview: {directive} -->")
            assert isinstance(found, Directive)
            assert f"<!-- paperreview: {directive} -->" in view.markdown


def test_view_shows_its_reviews() -> None:
    """A presenter's view asks for the reviews of that presenter."""
    found = group()
    person = found.presenters[0]
    (view,) = (v for v in views(found, words("en"), "en") if v.path == presenter_path(person))
    asked = parse_directive(f"<!-- paperreview: {view.directives[-1]} -->")
    assert isinstance(asked, Directive)
    assert titles(select(found, asked.arguments)) == ["Fifth", "Fourth", "First"]


@pytest.mark.parametrize("name", ['A "B" C', "A: B", "A -- B", "# A", "A --> B", "---"])
def test_view_of_an_odd_name(name: str) -> None:
    """A name with signs of YAML, Markdown or HTML neither ends its title nor its directive."""
    view = View("presenters/x.md", name, ('reviews presenter="x"',))
    page = collect([(view.path, (view.markdown + "\n" + block("One", "한서윤")).encode())])
    assert html.unescape(page.library.pages[0].title or "") == name


def exported(found: Library) -> list[dict[str, Any]]:
    """Return the reviews in ``papers.json``."""
    data = json.loads(papers_json(found, page_url))
    assert list(data) == ["schema", "reviews"]
    assert data["schema"] == 1
    reviews: list[dict[str, Any]] = data["reviews"]
    return reviews


def test_export_of_everything() -> None:
    """A review is exported with every field of the contract, in order."""
    text = (
        "---\ndate: 2020-07-02\n---\n# 희소 $$x$$ Kernels\n## Mina Okafor et al. NIPS (2019)\n"
        "### 발표자: LENA FOSS, 한서윤 [[paper](https://arxiv.org/abs/1234.56789), [slides](???), "
        "[our poster](files/p.pdf)]\n![](a.png)\n"
    )
    (review,) = exported(library(**{"sub/notes": text}))
    assert list(review.items()) == [
        ("title", "희소 $$x$$ Kernels"),
        ("authors", ["Mina Okafor"]),
        ("et_al", True),
        ("venue", "NeurIPS"),
        ("venue_text", "NIPS"),
        ("year", 2019),
        (
            "presenters",
            [{"name": "LENA FOSS", "id": "lena-foss"}, {"name": "한서윤", "id": "한서윤"}],
        ),
        ("affiliations", []),
        ("period", {"id": "2020-q3", "label": "2020 Q3"}),
        ("date", "2020-07-02"),
        ("status", "done"),
        ("tags", []),
        (
            "links",
            [
                {"kind": "paper", "label": "paper", "url": "https://arxiv.org/abs/1234.56789"},
                {"kind": "slides", "label": "slides", "url": None},
                {"kind": "other", "label": "our poster", "url": "sub/files/p.pdf"},
            ],
        ),
        ("identifiers", {"arxiv": "1234.56789"}),
        ("images", ["a.png"]),
        ("page", "sub/notes.md"),
        ("line", 4),
        ("anchor", "희소-x-kernels"),
        ("url", "sub/notes/#희소-x-kernels"),
    ]


def test_export_of_what_is_missing() -> None:
    """What is not known is null or empty, never left out."""
    (review,) = exported(library(notes="# Sparse Kernels\n### 발표자:\n"))
    assert review["period"] is None
    assert review["date"] is None
    assert review["venue"] is None
    assert review["venue_text"] is None
    assert review["year"] is None
    assert review["authors"] == review["presenters"] == review["links"] == review["images"] == []
    assert review["identifiers"] == {}


def test_export_of_nothing() -> None:
    """A library without a review is exported as an empty list."""
    assert exported(Library()) == []


def test_export_does_not_depend_on_the_order_of_files() -> None:
    """The same pages give the same bytes."""
    pages = group().pages
    assert papers_json(Library(pages), page_url) == papers_json(Library(pages[::-1]), page_url)


def test_refused_link_is_exported_without_address() -> None:
    """What must not be followed is not handed on either."""
    (review,) = exported(library(a_2020_q1=block("One", "한서윤", "[[slides](javascript:x)]")))
    assert review["links"] == [{"kind": "slides", "label": "slides", "url": None}]
