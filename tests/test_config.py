"""Options: what is accepted, what is reported, and what each does to a site."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
import sites

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS = "- a $$x_1$$ b\n\n$$\ny^2\n$$\n"
PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "2020_3rd_quarter.md": sites.page(
        sites.review("Learning to Draw Maps", "김가람", FORMULAS), title="2020_3rd_quarter"
    ),
    "plain.md": "# Plain\n\nNo formula, $5.\n",
}
INCOMPLETE: dict[str, str | bytes] = {
    "a.md": "---\ndate: 2020-07-02\n---\n\n# Learning to Draw Maps\n### 발표자: 김가람\n\nNotes.\n",
}
OURS = "assets/paperreview/math.js"


def build(folder: Path, options: dict[str, object] | None = None, **config: Any) -> sites.Built:  # noqa: ANN401 (of every type)
    """Build the pages of this module with ``options``, strictly."""
    return sites.make(folder, PAGES, options, **config).build(strict=True)


def scripts(built: sites.Built, path: str) -> list[str]:
    """Return the sources of all scripts of a page."""
    return [node.attributes.get("src", "") for node in built.html(path).all("script")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"colour": "red"}, ["colour"]),
        ({"math": {"motor": "katex"}}, ["motor"]),
        ({"problems": {"no-title-at-all": "warn"}}, ["no-title-at-all", "undated"]),
    ],
)
def test_an_unknown_option_is_reported(
    tmp_path: Path, options: dict[str, object], expected: list[str]
) -> None:
    """An option that does not exist is named in what a strict build says."""
    message = sites.make(tmp_path, PAGES, options).failing(strict=True)
    for word in expected:
        assert word in message


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    """Every wrong option is named, not only the first, each with what it accepts."""
    wrong: dict[str, object] = {
        "enabled": "perhaps",
        "language": "tlh",
        "math": {"engine": "asciimath", "source": "nowhere"},
        "problems": {"undated": "loud", "dated": "warn"},
    }
    message = sites.make(tmp_path, PAGES, wrong).failing()
    for word in ("enabled", "language", "engine", "source", "undated", "dated"):
        assert word in message
    for accepted in ("katex", "mathjax", "none", "ko", "info"):
        assert accepted in message


@pytest.mark.parametrize("value", ["katex", ["katex"], 3])
def test_the_math_options_are_a_group(tmp_path: Path, value: object) -> None:
    """Anything but a group of options under ``math`` is reported."""
    assert "math" in sites.make(tmp_path, PAGES, {"math": value}).failing()


@pytest.mark.parametrize("value", ["warn", ["undated"], 3])
def test_the_levels_are_a_table(tmp_path: Path, value: object) -> None:
    """Anything but a table of rules under ``problems`` is reported."""
    assert "problems" in sites.make(tmp_path, PAGES, {"problems": value}).failing()


def test_a_math_folder_without_the_engine_is_reported(tmp_path: Path) -> None:
    """A folder that lacks the engine's files is reported with the files that are missing."""
    tmp_path.joinpath("vendor").mkdir()
    message = sites.make(tmp_path, PAGES, {"math": {"source": "vendor"}}).failing()
    for word in ("vendor", "katex.min.js", "katex.min.css"):
        assert word in message


def test_disabled_means_absent(tmp_path: Path) -> None:
    """``enabled: false`` leaves the site as it is without the plugin."""
    off = sites.make(tmp_path / "off", PAGES, {"enabled": False}).build(strict=True)
    without = sites.make(tmp_path / "without", PAGES, plugins=["search"]).build(strict=True)
    changing = ("sitemap.xml", "sitemap.xml.gz", "index.html")  # hold the time of the build
    assert {k: v for k, v in off.files.items() if k not in changing} == {
        k: v for k, v in without.files.items() if k not in changing
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", "발표"), ("ja", "発表"), ("zh", "分享"), ("en", "Presented by")],
)
def test_the_language_can_be_chosen(tmp_path: Path, language: str, words: str) -> None:
    """``language`` decides about the words of ours, whatever the theme's."""
    built = build(tmp_path, {"language": language}, theme={"name": "material", "language": "de"})
    (card,) = built.cards("2020_3rd_quarter")
    assert card.one(cls="paperreview-card__label").text == words


def test_without_options_the_engine_comes_pinned(tmp_path: Path) -> None:
    """By default KaTeX comes from a public address with version and digests, where math is."""
    built = build(tmp_path)
    (tag,) = [
        node
        for node in built.html("2020_3rd_quarter").all("script")
        if OURS in node.attributes.get("src", "")
    ]
    data = tag.attributes
    assert data["data-engine"] == "katex"
    assert data["data-base"].startswith("https://")
    assert data["data-script-integrity"].startswith("sha384-")
    assert data["data-style-integrity"].startswith("sha384-")
    assert not any(OURS in source for source in scripts(built, "plain"))


@pytest.mark.parametrize("engine", ["katex", "mathjax"])
def test_a_local_engine_is_part_of_the_site(tmp_path: Path, engine: str) -> None:
    """``math.source`` is copied into the site, and no page names another machine."""
    folder = {"katex": "katex/dist", "mathjax": "mathjax/es5"}[engine]
    source = sites.node_modules(folder)
    built = build(tmp_path, {"math": {"engine": engine, "source": str(source)}}, theme="mkdocs")
    copied = {f"assets/paperreview/{engine}/{path}" for path in sites.digests(source)}
    assert {path for path in copied if not path.endswith(".md")} <= built.files.keys()
    (tag,) = [
        node
        for node in built.html("2020_3rd_quarter").all("script")
        if OURS in node.attributes.get("src", "")
    ]
    assert tag.attributes["data-base"] == f"../assets/paperreview/{engine}/"


def test_no_engine_means_no_script(tmp_path: Path) -> None:
    """``engine: none`` marks formulas up and loads nothing."""
    built = build(tmp_path, {"math": {"engine": "none"}})
    found = built.content("2020_3rd_quarter").all(cls="arithmatex")
    assert ["".join(formula.raw_text.split()) for formula in found] == [r"\(x_1\)", r"\[y^2\]"]
    assert not any(OURS in source for source in scripts(built, "2020_3rd_quarter"))


@pytest.mark.parametrize(
    "config",
    [
        {"markdown_extensions": [{"pymdownx.arithmatex": {"generic": True}}]},
        {"markdown_extensions": ["pymdownx.arithmatex"]},
        {"extra_javascript": ["https://cdn.reading.example/mathjax/tex-mml-chtml.js"]},
        {"extra_javascript": ["https://cdn.reading.example/katex@0.1/katex.min.js"]},
        {"extra_javascript": [{"path": "js/MathJax.js", "async": True}]},
    ],
)
def test_a_set_up_of_the_users_is_respected(tmp_path: Path, config: dict[str, Any]) -> None:
    """Where arithmatex or a math script is configured, nothing of ours is loaded."""
    built = build(tmp_path, **config)
    assert not any(OURS in source for source in scripts(built, "2020_3rd_quarter"))
    assert "data-engine" not in built.source("2020_3rd_quarter")
    assert "the site's own set-up" in built.messages
    assert len(built.content("2020_3rd_quarter").all(cls="arithmatex")) == 2


def test_formulas_follow_the_users_arithmatex(tmp_path: Path) -> None:
    """Formulas come in the form that the site's arithmatex has: for MathJax 2, or generic."""
    settings: dict[str, dict[str, object]] = {
        "generic": {"generic": True},
        "wrapped": {"generic": True, "tex_inline_wrap": ["$", "$"]},
        "scripts": {},
    }
    found = {}
    for name, options in settings.items():
        extension = [{"pymdownx.arithmatex": options}]
        built = build(tmp_path / name, markdown_extensions=extension)
        inline, display = built.content("2020_3rd_quarter").all(cls="arithmatex")
        found[name] = (inline.raw_text.strip(), "".join(display.raw_text.split()))
        kinds = [s.attributes["type"] for f in (inline, display) for s in f.all("script")]
        expected = ["math/tex", "math/tex; mode=display"] if name == "scripts" else []
        assert kinds == expected
    assert found == {
        "generic": (r"\(x_1\)", r"\[y^2\]"),
        "wrapped": ("$x_1$", r"\[y^2\]"),
        "scripts": ("x_1", "y^2"),
    }


@pytest.mark.parametrize(
    ("wanted", "text", "loaded", "marked"),
    [
        (True, "No formula.", True, 0),
        (False, FORMULAS, False, 0),
        (None, FORMULAS, True, 2),
        (None, "Costs $5 and $6.", False, 0),
    ],
)
def test_a_page_can_decide_about_math(
    tmp_path: Path, *, wanted: bool | None, text: str, loaded: bool, marked: int
) -> None:
    """``mathjax: true`` forces the engine on a page, ``false`` switches math off there."""
    front = {} if wanted is None else {"mathjax": wanted}
    page = sites.page(sites.review("Learning to Draw Maps", "김가람", text), **front)
    built = sites.make(tmp_path, {"a.md": page}).build(strict=True)
    assert any(OURS in source for source in scripts(built, "a")) is loaded
    assert len(built.content("a").all(cls="arithmatex")) == marked
    if wanted is False:
        assert "$$x_1$$" in built.content("a").text


def test_math_works_on_pages_without_reviews(tmp_path: Path) -> None:
    """A page without a block has its formulas typeset as well."""
    built = sites.make(tmp_path, {"a.md": "# A\n\nSo $$x_1$$ is.\n"}).build(strict=True)
    assert built.content("a").one(cls="arithmatex").raw_text == r"\(x_1\)"
    assert any(OURS in source for source in scripts(built, "a"))


@pytest.mark.parametrize(
    ("level", "shown"), [("off", None), (False, None), ("info", "INFO"), ("warn", "WARNING")]
)
def test_a_level_can_be_set_for_each_rule(
    tmp_path: Path, *, level: str | bool, shown: str | None
) -> None:
    """A rule that is off says nothing; ``info`` passes and ``warn`` fails a strict build."""
    site = sites.make(tmp_path, INCOMPLETE, {"problems": {"no-authors": level}})
    found = [problem for problem in site.build().problems if problem.rule == "no-authors"]
    assert [problem.level for problem in found] == ([shown] if shown else [])
    if shown == "WARNING":
        assert "no-authors" in site.failing(strict=True)
    else:
        site.build(strict=True)


def test_problems_are_told_once(tmp_path: Path) -> None:
    """Each problem is reported once a build, under the plugin's name."""
    site = sites.make(tmp_path, INCOMPLETE)
    assert sorted(problem.rule for problem in site.build().problems) == ["no-authors", "no-links"]
    done = site.run("build")
    assert done.stderr.count("paperreview: a.md:5: no-links: ") == 1
    assert logging.getLogger("mkdocs").level in (logging.NOTSET, logging.WARNING)


WRONG: list[tuple[str, object, list[str]]] = [
    ("author", "me", ["'me'", "presenter", "authors"]),
    ("author", ["presenter"], ["presenter, authors"]),
    ("date_order", "american", ["day-first", "month-first"]),
    ("fiscal_year_start", 0, ["from 1 (January) to 12"]),
    ("fiscal_year_start", 13, ["13"]),
    ("fiscal_year_start", True, ["True"]),
    ("fiscal_year_start", "April", ["'April'"]),
    ("labels", ["발제"], ["tables of words"]),
    ("labels", {"fields": {"presentr": ["발제"]}, "words": []}, ["presentr", "'words'"]),
    ("people", 3, ["people"]),
    ("people", "nobody.yml", ["nobody.yml"]),
    ("period", "week", ["'week'", "semester"]),
    ("reviews", "papers/", ["list of patterns"]),
    ("reviews", ["!", 3], ["3"]),
    ("terms", "Michaelmas", ["expected a list"]),
    (
        "terms",
        [3, {"start": "soon"}, {"label": "A", "spellings": "B", "end": 1}, ""],
        ["term 1", "term 2: `label`", "`start` 'soon'", "`spellings`", "'end'", "term 4"],
    ),
    ("terms", ["Michaelmas 2023", {"label": "M", "spellings": ["michaelmas  2023"]}], ["both"]),
    ("terms", ["Fall 2023", "fall-2023"], ["'fall-2023' is both", "letters and digits"]),
    ("terms", ["C", "C++"], ["'C++' is both 'C' and 'C++'"]),
    (
        "terms",
        ["#", {"label": "🌸", "spellings": ["++"]}],
        ["'#' holds", "'🌸' holds", "'++' holds"],
    ),
    (
        "terms",
        [{"label": "B", "start": "2023-09-01"}, "Z", {"label": "A", "start": "2022-09-01"}],
        ["'A' begins on 2022-09-01", "'B' before it", "2023-09-01", "in order of time"],
    ),
    (
        "terms",
        [{"label": "A", "start": "2023-09-01"}, {"label": "B", "start": "2023-09-01"}],
        ["'B' begins on 2023-09-01", "in order of time"],
    ),
    ("venues", [{"name": "Long"}], ["short"]),
]
"""Option, wrong value, what the message says."""


@pytest.mark.parametrize(("name", "value", "words"), WRONG)
def test_a_wrong_setting_is_explained(
    tmp_path: Path, name: str, value: object, words: list[str]
) -> None:
    """What is wrong with a value is said, all of it, under the option's name."""
    message = sites.make(tmp_path, PAGES, {name: value}).failing()
    for word in (name, *words):
        assert word in message


def test_all_wrong_settings_are_reported_at_once(tmp_path: Path) -> None:
    """Every option with a wrong value is named, and every line of ``people.yml`` that is wrong."""
    tmp_path.joinpath("people.yml").write_text("- nam: Mina\n- name: 3\n", encoding="utf-8")
    wrong = {name: value for name, value, _ in WRONG if name != "people"} | {"enabled": "perhaps"}
    message = sites.make(tmp_path, PAGES, wrong).failing()
    for word in (*wrong, "people.yml:1", "people.yml:2"):
        assert word in message


@pytest.mark.parametrize(
    ("options", "period"),
    [
        ({}, "2020-q3"),
        ({"period": None, "author": None, "terms": None}, "2020-q3"),
        ({"period": "semester"}, "2020-s2"),
        ({"period": "season"}, "2020-summer"),
        ({"period": "month"}, "2020-07"),
        ({"period": "year"}, "2020"),
        ({"period": "year", "fiscal_year_start": 10}, "fy2019"),
        ({"terms": [{"label": "Trinity 2020", "start": "2020-04-20"}]}, "trinity-2020"),
        ({"terms": ["Hilary 2020", {"label": "Trinity", "spellings": ["2020 Q3"]}]}, "trinity"),
    ],
)
def test_a_group_divides_its_time(tmp_path: Path, options: dict[str, object], period: str) -> None:
    """Reviews belong to periods as the options say."""
    page = sites.page(sites.review("Learning to Draw Maps", "김가람"))
    title = "title: 2020 Q3" if "Hilary 2020" in str(options) else "layout: post"
    built = sites.make(tmp_path, {"a.md": page.replace("---\n", f"---\n{title}\n", 1)}, options)
    (paper,) = built.build().papers
    assert paper["period"]["id"] == period


def test_the_order_of_day_and_month_can_be_told(tmp_path: Path) -> None:
    """A date that is a problem without the option is read with it."""
    pages: dict[str, str | bytes] = {
        "a.md": sites.page(sites.review("Learning to Draw Maps", "김가람"), date="03/05/2023")
    }
    found = [p.rule for p in sites.make(tmp_path / "untold", pages).build().problems]
    assert found == ["ambiguous-date"]
    for order, day in (("day-first", "2023-05-03"), ("month-first", "2023-03-05")):
        built = sites.make(tmp_path / order, pages, {"date_order": order}).build(strict=True)
        assert [paper["date"] for paper in built.papers] == [day]


def test_a_site_adds_labels(tmp_path: Path) -> None:
    """A word of the group's own announces a presenter, on the page and in front matter."""
    front = "---\ntitle: Tiny Trees\n사회: Mina Sorel\ndate: 2020-07-02\n---\n"
    block = sites.page(sites.review("Learning to Draw Maps", "김가람", label="사회"))
    pages: dict[str, str | bytes] = {"a.md": block, "b.md": front}
    labels = {"labels": {"fields": {"presenter": ["사회"]}}}
    built = sites.make(tmp_path / "with", pages, labels).build()
    assert [paper["title"] for paper in built.papers] == ["Learning to Draw Maps", "Tiny Trees"]
    assert len(built.cards("a")) == len(built.cards("b")) == 1
    assert sites.make(tmp_path / "without", pages).build().papers == []


def test_only_the_pages_that_are_wanted_have_cards(tmp_path: Path) -> None:
    """A page outside of ``reviews`` stays what it is, and is in no list."""
    block = sites.page(sites.review("Learning to Draw Maps", "김가람"))
    pages: dict[str, str | bytes] = {
        "papers/a.md": block,
        "template.md": block.replace("Draw Maps", "Fill In"),
        "off.md": block.replace("Draw", "Fold").replace("---\n", "---\npaperreview: false\n", 1),
    }
    built = sites.make(tmp_path, pages, {"reviews": ["papers/", "off.md"]}).build(strict=True)
    assert [paper["page"] for paper in built.papers] == ["papers/a.md"]
    assert [len(built.cards(path)) for path in ("papers/a", "template", "off")] == [1, 0, 0]
    assert "발표자: 김가람" in built.content("template").text
    assert "발표자: 김가람" in built.content("off").text


def test_the_file_of_people_may_stand_anywhere(tmp_path: Path) -> None:
    """``people`` is a path from ``mkdocs.yml``; without it ``people.yml`` beside it counts."""
    for folder, file, options in (
        ("named", "docs/who.yml", {"people": "docs/who.yml"}),
        ("usual", "people.yml", {}),
    ):
        site = sites.make(tmp_path / folder, PAGES, options)
        text = "- name: Garam Kim\n  aliases: [김가람]\n"
        site.folder.joinpath(file).write_text(text, encoding="utf-8")
        (paper,) = site.build(strict=True).papers
        assert [person["name"] for person in paper["presenters"]] == ["Garam Kim"]


def test_front_matter_alone_makes_cards(tmp_path: Path) -> None:
    """A page that is nothing but front matter shows its reviews, with their notes."""
    entries = [
        {"title": "Learning to Draw Maps", "presenter": "김가람", "notes": "A *good* one."},
        {"title": "Tiny Trees", "presenter": "Mina Sorel"},
    ]
    pages: dict[str, str | bytes] = {"a.md": sites.page(title="2020 Q3", sessions=entries)}
    built = sites.make(tmp_path, pages).build(strict=True)
    cards = built.cards("a")
    assert [card.one("h2").text for card in cards] == ["Learning to Draw Maps", "Tiny Trees"]
    assert cards[0].one("em").text == "good"
    assert built.items("presenters/mina-sorel") == ["Tiny Trees"]
