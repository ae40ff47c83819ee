"""What people get wrong is reported with its place, and never stops a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sites

if TYPE_CHECKING:
    from pathlib import Path

GOOD = sites.page(sites.review("Tiny Trees", "Mina Sorel"), title="2020_4th_quarter")
FRONT = "---\ndate: 2020-07-02\n---\n\n"
BLOCK = sites.review("Learning to Draw Maps", "김가람")


def build(folder: Path, bad: str | bytes) -> sites.Built:
    """Build a bad page beside a good one; the good one must be as it always is."""
    built = sites.make(folder, {"bad.md": bad, "good.md": GOOD}).build()
    assert [card.one("h2").text for card in built.cards("good")] == ["Tiny Trees"]
    assert built.has("bad")
    assert "presenters/mina-sorel/index.html" in built.files
    assert not [text for level, text in built.log if level not in ("INFO", "WARNING")]
    return built


def found(built: sites.Built) -> list[tuple[str, int | None, str]]:
    """Return path, line and rule of every problem; each has a message and a remedy."""
    return sorted((problem.path, problem.line or 0, problem.rule) for problem in built.problems)


def test_a_block_without_anything_is_a_card(tmp_path: Path) -> None:
    """A block with no presenter, authors or links is a card with what there is, and problems."""
    text = f"{FRONT}# Learning to Draw Maps\n### 발표자:\n\nWords.\n"
    built = build(tmp_path, text)
    (card,) = built.cards("bad")
    assert card.one("h2").text == "Learning to Draw Maps"
    assert "Words." in card.text
    assert found(built) == [
        ("bad.md", 5, "no-authors"),
        ("bad.md", 5, "no-links"),
        ("bad.md", 5, "no-presenter"),
    ]


@pytest.mark.parametrize("nobody", ["TBD", "미정", "???", "-", "準備中"])
def test_somebody_unknown_is_nobody(tmp_path: Path, nobody: str) -> None:
    """What stands for a name to come gets no page, and is reported."""
    built = build(tmp_path, FRONT + sites.review("Learning to Draw Maps", nobody))
    assert [problem.rule for problem in built.problems] == ["no-presenter"]
    assert [path for path in built.files if path.startswith("presenters/")] == [
        "presenters/by-count/index.html",
        "presenters/by-latest/index.html",
        "presenters/index.html",
        "presenters/mina-sorel/index.html",
    ]


def test_an_unknown_kind_of_link_keeps_its_text(tmp_path: Path) -> None:
    """A link with a text that we do not know is a button with that text."""
    links = "[[errata](https://errata.reading.example/1), [paper link](https://arxiv.org/abs/1)]"
    built = build(tmp_path, FRONT + sites.review("Learning to Draw Maps", "김가람", links=links))
    (card,) = built.cards("bad")
    buttons = card.one("p", cls="paperreview-card__links").all("a")
    assert [(b.text, b.attributes["data-kind"]) for b in buttons] == [
        ("errata", "other"),
        ("Paper", "paper"),
    ]
    assert found(built) == []


@pytest.mark.parametrize(
    ("notes", "rule"),
    [
        ("```python\nlost = True", "unclosed-fence"),
        ("~~~~\nlost = True\n~~~", "unclosed-fence"),
        ("<!-- lost = True", "unclosed-comment"),
        ("$$\nlost = True", "unclosed-math"),
    ],
)
@pytest.mark.parametrize("extensions", [[], ["pymdownx.superfences"]])
def test_what_is_never_closed_stays_visible(
    tmp_path: Path, notes: str, rule: str, extensions: list[str]
) -> None:
    """The text behind an opening that nothing closes stays visible, and the line is named."""
    header = f"# Counting Stars\n## A. Example\n### 발표자: 김가람 {sites.LINKS}"
    text = f"{FRONT}{BLOCK}{header}\n\n{notes}\n"
    site = sites.make(tmp_path, {"bad.md": text, "good.md": GOOD}, markdown_extensions=extensions)
    built = site.build()
    line = text[: text.index(notes)].count("\n") + 1
    assert found(built)[0] == ("bad.md", line, rule)
    assert {problem.rule for problem in built.problems} == {rule}
    assert "lost = True" in built.content("bad").text
    assert built.cards("bad")[0].one("h2").text == "Learning to Draw Maps"
    assert len(built.cards("good")) == 1
    assert rule in site.failing(strict=True)


@pytest.mark.parametrize(
    "front",
    [
        "title: [never closed",
        "title: a: b",
        "\tdate: 2020-07-02",
        "- a\n- list",
        "date: 2020-13-45",
    ],
)
def test_front_matter_that_is_not_yaml(tmp_path: Path, front: str) -> None:
    """Front matter that cannot be read is reported, and the page's blocks are still read."""
    site = sites.make(tmp_path, {"bad.md": f"---\n{front}\n---\n\n{BLOCK}", "good.md": GOOD})
    problems = site.build().problems
    assert "front-matter" in [problem.rule for problem in problems]
    assert {problem.path for problem in problems} == {"bad.md"}
    assert all(problem.line for problem in problems)
    built = site.build()
    assert [card.one("h2").text for card in built.cards("bad")] == ["Learning to Draw Maps"]
    assert built.items("presenters/김가람") == ["Learning to Draw Maps"]


@pytest.mark.parametrize("junk", [b"\xff\xfe", b"\xbd\xc3\xc0\xdb", b"\x00", b"a\x00\xff"])
def test_undecodable_bytes(tmp_path: Path, junk: bytes) -> None:
    """Bytes that are no text are reported with their line; the page is built, and all others."""
    text = (FRONT + BLOCK).encode().replace(b"- A note.", b"- A " + junk + b" note.")
    built = build(tmp_path, text)
    assert found(built) == [("bad.md", 9, "encoding")]
    (card,) = built.cards("bad")
    assert card.one("h2").text == "Learning to Draw Maps"
    assert card.text.endswith("note.")
    assert "\x00" not in built.source("bad")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_marks_and_line_ends_are_normal(tmp_path: Path, mark: bytes, end: bytes) -> None:
    """A byte order mark and any line end are no problem."""
    built = build(tmp_path, mark + (FRONT + BLOCK).encode().replace(b"\n", end))
    assert found(built) == []
    assert len(built.cards("bad")) == 1
    assert built.papers[0]["line"] == 5


@pytest.mark.parametrize(
    ("front", "rule", "line", "remedy"),
    [
        ("", "undated", 1, "date:"),
        ("title: Some papers", "undated", 1, "date:"),
        ("date: soon", "date", 3, "2023-03-05"),
        ("date: 2020-02-31", "undated", 1, "date:"),
    ],
)
def test_reviews_without_a_date_are_undated(
    tmp_path: Path, front: str, rule: str, line: int, remedy: str
) -> None:
    """Where neither date nor title says when, reviews are undated, and how to date them is said."""
    built = build(tmp_path, f"---\nlayout: post\n{front}\n---\n\n{BLOCK}")
    (problem,) = (p for p in built.problems if p.rule in ("undated", "date"))
    assert (problem.path, problem.rule, problem.line) == ("bad.md", rule, line)
    assert remedy in problem.remedy
    assert built.items("quarters/undated") == ["Learning to Draw Maps"]
    (review,) = [review for review in built.papers if review["page"] == "bad.md"]
    assert review["period"] is None
    assert review["date"] is None


def test_two_reviews_with_one_title(tmp_path: Path) -> None:
    """Two reviews of one paper on a page have two anchors, told apart by who presents."""
    blocks = [sites.review("Learning to Draw Maps", name) for name in ("김가람", "Ole Brandt")]
    built = build(tmp_path / "a", FRONT + "".join(blocks))
    anchors = [card.attributes["id"] for card in built.cards("bad")]
    assert ["김가람" in anchors[0], "ole-brandt" in anchors[1]] == [True, True]
    assert len(set(built.content("bad").identifiers)) == len(built.content("bad").identifiers)
    turned = build(tmp_path / "b", FRONT + "".join(reversed(blocks)))
    assert [card.attributes["id"] for card in turned.cards("bad")] == anchors[::-1]


def test_one_paper_twice_by_one_presenter(tmp_path: Path) -> None:
    """Even the same paper by the same presenter, twice on a page, has two anchors."""
    built = build(tmp_path, FRONT + BLOCK + BLOCK)
    anchors = [card.attributes["id"] for card in built.cards("bad")]
    assert len(set(anchors)) == 2
    assert len({review["url"] for review in built.papers}) == len(built.papers)


@pytest.mark.parametrize("target", ["???", "", "-", "#", "TBD"])
def test_a_link_to_come_is_no_problem(tmp_path: Path, target: str) -> None:
    """A pending link is shown, without an address, and nothing is reported."""
    links = f"[[paper link]({sites.PAPER}), [slides]({target})]"
    built = build(tmp_path, FRONT + sites.review("Learning to Draw Maps", "김가람", links=links))
    (card,) = built.cards("bad")
    assert "Slides: not there yet" in card.text
    assert [link["url"] for link in built.papers[0]["links"]] == [sites.PAPER, None]
    assert found(built) == []


def test_an_empty_page_is_a_page(tmp_path: Path) -> None:
    """Files with nothing, or only front matter, are none of our business."""
    for number, text in enumerate(["", "---\n", "---\n---\n", "\n\n", "***\n"]):
        assert found(build(tmp_path / str(number), text)) == []


def test_raw_html_that_is_left_open_ends_with_its_block(tmp_path: Path) -> None:
    """A tag that nothing closes does not swallow the next review, and is reported."""
    text = FRONT + sites.review("Learning to Draw Maps", "김가람", "<div>\n\nWords.") + BLOCK
    built = build(tmp_path, text.replace("# Learning", "# Counting", 1))
    assert len(built.cards("bad")) == 2
    assert found(built) == [("bad.md", 9, "unclosed-html")]


def test_problems_are_counted_from_the_first_line_of_the_file(tmp_path: Path) -> None:
    """Lines are those of the file, front matter included, and ``papers.json`` agrees."""
    front = "---\nlayout: post\ndate: 2020-07-02\ncomments: true\n---\n\n"
    text = f"{front}{BLOCK}# Stars\n## A\n### 발표자: B\n"
    built = build(tmp_path, text)
    line = text[: text.index("# Stars")].count("\n") + 1
    assert found(built) == [("bad.md", line, "no-links")]
    assert [review["line"] for review in built.papers if review["page"] == "bad.md"] == [7, line]
