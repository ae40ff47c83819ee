"""Files become text, and text becomes a library."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mkdocs_paperreview.people import read_people
from mkdocs_paperreview.period import KINDS, Calendar, Term
from mkdocs_paperreview.sources import (
    Scope,
    collect,
    decode,
    page_url,
    read_folder,
    wrong_patterns,
)
from mkdocs_paperreview.syntax import Grammar

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs_paperreview.errors import Problem

BLOCK = """\
# Sparse Kernels
## Mina Okafor, Jun Seo
### 발표자: 한서윤 [[paper link](https://example.org/sparse.pdf)]
- 첫 줄
"""

PATH = "2020_3rd_quarter.md"
DRAFT = "---\ntitle: Dense Kernels\npresenter: Mina Okafor\ndraft: true\n---\n"
LISTING = '<!-- paperreview: reviews presenter="{}" -->\n'


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfa\n", "a\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        ("한글\n".encode(), "한글\n"),
    ],
)
def test_normal_text(data: bytes, text: str) -> None:
    """A byte order mark and line ends of any kind are normal."""
    assert decode(data) == (text, None)


@pytest.mark.parametrize(
    "data",
    [
        b"a\nb \xff c\n",
        b"a\n\x00\n",
        b"\xef\xbb\xbfa\r\nb\xc3\r\n",
        "a\n한글\n".encode("cp949"),
    ],
)
def test_broken_text(data: bytes) -> None:
    """Bytes that are no text become replacement characters, and a problem names their line."""
    decoded = decode(data)
    assert decoded.problem
    assert decoded.problem.rule == "encoding"
    assert decoded.problem.line == 2
    assert "\ufffd" in decoded.text
    assert "\0" not in decoded.text


def test_broken_page_keeps_its_reviews() -> None:
    """A page with bytes that are no text is still read, and other pages are untouched by it."""
    broken = BLOCK.encode() + b"\xff\n"
    found = collect([("a/2020-q1.md", broken), (PATH, BLOCK.encode())])
    assert [page.path for page in found.library.pages] == ["a/2020-q1.md", PATH]
    assert [(problem.rule, problem.path, problem.line) for problem in found.problems] == [
        ("encoding", "a/2020-q1.md", 5)
    ]
    assert list(found.repaired) == ["a/2020-q1.md"]


def test_encoding_is_a_problem_without_reviews() -> None:
    """A file that cannot be decoded is named even where it holds no block."""
    found = collect([("notes.md", b"\xff")])
    assert [str(problem).partition(": ")[0] for problem in found.problems] == ["notes.md:1"]
    assert found.library.pages == ()


def test_windows_file_is_the_same_page() -> None:
    """A byte order mark and CRLF change nothing about what a page holds."""
    unix = collect([(PATH, BLOCK.encode())]).library
    windows = collect([(PATH, b"\xef\xbb\xbf" + BLOCK.replace("\n", "\r\n").encode())]).library
    assert windows.reviews == unix.reviews


def test_pages_without_reviews_are_left_out() -> None:
    """The library holds the pages that have reviews."""
    found = collect([("index.md", b"# Home\n"), (PATH, BLOCK.encode())])
    assert [page.path for page in found.library.pages] == [PATH]
    assert not found.problems


def test_folder(tmp_path: Path) -> None:
    """Every page of a folder is read, in a stable order; hidden ones and other files are not."""
    for name in ("b.md", "a.markdown", "sub/c.MD", ".git/d.md", ".e.md", "f.txt", "sub/.g/h.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_bytes(name.encode())
    assert list(read_folder(tmp_path)) == [
        ("a.markdown", b"a.markdown"),
        ("b.md", b"b.md"),
        ("sub/c.MD", b"sub/c.MD"),
    ]


@pytest.mark.parametrize(
    ("path", "with_folders", "without"),
    [
        ("index.md", "", "index.html"),
        ("README.md", "", "index.html"),
        ("a.md", "a/", "a.html"),
        ("sub/index.md", "sub/", "sub/index.html"),
        ("sub/a.b.md", "sub/a.b/", "sub/a.b.html"),
        ("분기/2020 q3.md", "%EB%B6%84%EA%B8%B0/2020%20q3/", "%EB%B6%84%EA%B8%B0/2020%20q3.html"),
    ],
)
def test_page_url(path: str, with_folders: str, without: str) -> None:
    """Addresses are those that the host gives to pages, either way it is set up."""
    assert page_url(path) == with_folders
    assert page_url(path, directory_urls=False) == without


@pytest.mark.parametrize(
    ("patterns", "read"),
    [
        ((), ["index.md", "old/a.md", "papers/a.md", "papers/template.md"]),
        (("papers/",), ["papers/a.md", "papers/template.md"]),
        (("papers/", "!template.md"), ["papers/a.md"]),
        (("*", "!/old/**"), ["index.md", "papers/a.md", "papers/template.md"]),
        (("a.md",), ["old/a.md", "papers/a.md"]),
        (("/a.md",), []),
        (("paper",), []),
    ],
)
def test_patterns_say_which_pages_are_read(patterns: tuple[str, ...], read: list[str]) -> None:
    """Reviews are read on the pages that the patterns mean, and nowhere else."""
    paths = ["index.md", "old/a.md", "papers/a.md", "papers/template.md"]
    pages = [(path, b"---\ndate: 2020-07-02\n---\n" + BLOCK.encode()) for path in paths]
    found = collect(pages, scope=Scope(patterns))
    assert [page.path for page in found.library.pages] == read
    assert found.unread == set(paths) - set(read)
    assert not found.problems


def test_directives_are_read_everywhere() -> None:
    """A page on which no reviews are looked for may list those of others."""
    pages = [
        ("index.md", LISTING.format("한서윤").encode() + BLOCK.encode()),
        (PATH, BLOCK.encode()),
    ]
    found = collect(pages, scope=Scope(("2020*",)))
    assert [path for path, _, _ in found.directives] == ["index.md"]
    assert len(found.library.reviews) == 1
    assert not found.problems


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        (["papers/", "!old.md"], 0),
        ("papers/", 1),
        ([], 1),
        ({"papers/": None}, 1),
        (["a", 1, None], 2),
        (["!", "a"], 1),
    ],
)
def test_wrong_patterns_are_named(value: object, wrong: int) -> None:
    """Each pattern that is none is named."""
    assert len(wrong_patterns(value)) == wrong


@pytest.mark.parametrize(("drafts", "titles"), [(True, 2), (False, 1)])
def test_drafts_are_left_out_where_nobody_wants_them(*, drafts: bool, titles: int) -> None:
    """Drafts are collected only where they are asked for; which pages they are is known anyhow."""
    pages = [(PATH, BLOCK.encode()), ("2020-q3/draft.md", DRAFT.encode())]
    found = collect(pages, scope=Scope(drafts=drafts))
    assert len(found.library.reviews) == titles
    assert found.drafts == {"2020-q3/draft.md"}
    assert [one.title for one in found.given["2020-q3/draft.md"]] == ["Dense Kernels"]


def test_a_page_of_blocks_may_be_a_draft() -> None:
    """``draft: true`` makes every review of a page one."""
    page = b"---\ndraft: true\n---\n" + BLOCK.encode()
    found = collect([(PATH, page)])
    assert [review.status for review in found.library.reviews] == ["draft"]
    assert found.drafts == {PATH}


def test_an_ordinary_draft_is_no_business_of_ours() -> None:
    """A page without reviews is not kept back, whatever its front matter says."""
    assert not collect([("a.md", b"---\ndraft: true\n---\n\n# A\n")]).drafts


def test_people_are_known_to_directives() -> None:
    """A listing may name somebody by any spelling of ``people.yml``."""
    people = read_people("- name: 한서윤\n  aliases: [Seoyun Han]\n", "people.yml")
    pages = [("index.md", LISTING.format("Seoyun Han").encode()), (PATH, BLOCK.encode())]
    assert not collect(pages, scope=Scope(people=people)).problems
    assert [problem.rule for problem in collect(pages).problems] == ["directive"]


TERMS = Calendar(terms=(Term("Hilary 2023", date(2023, 1, 15)), Term("Trinity 2023")))
"""The first term begins on a day, and nobody knows when the second does."""


def problems_of(calendar: Calendar, path: str, text: str) -> list[Problem]:
    """Return what is wrong with a page of a group that divides its time so."""
    return list(collect([(path, text.encode())], Grammar(calendar=calendar)).problems)


@pytest.mark.parametrize(
    ("term", "day", "expected"),
    [
        ("Hilary 2023", "2023-11-02", ["contradiction"]),
        ("Hilary 2023", "2023-05-02", []),
        ("Trinity 2023", "2023-11-02", ["contradiction"]),
        ("Trinity 2023", "2023-05-02", []),
        ("Michaelmas 2023", "2023-05-02", ["contradiction"]),
        ("Easter 2023", "2023-05-02", []),
        ("Easter 2023", "2023-11-02", []),
    ],
)
def test_a_day_contradicts_terms_that_are_known(term: str, day: str, expected: list[str]) -> None:
    """A term without a start may have any day between; one that nobody listed any day at all."""
    calendar = Calendar(terms=(*TERMS.terms, Term("Michaelmas 2023", date(2023, 10, 8))))
    text = f"---\nterm: {term}\n---\n{BLOCK.replace('첫 줄', f'Date: {day}')}"
    assert [problem.rule for problem in problems_of(calendar, "a.md", text)] == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("label", ["Hilary 2024", "Season #17", "Summer school"])
def test_no_day_contradicts_a_period_of_the_groups_own(kind: str, label: str) -> None:
    """Nobody knows which days a period has that no calendar knows, whatever the others are."""
    text = f'---\nperiod: "{label}"\n---\n{BLOCK.replace("첫 줄", "Date: 2024-01-20")}'
    assert not problems_of(Calendar(kind), "a.md", text)


AMBIGUOUS = BLOCK.replace("첫 줄", "Date: 03/05/2023")
SESSION = "---\nsessions:\n- {title: Maps, presenter: Mina Sorel, date: 03/05/2023}\n"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (AMBIGUOUS, ["ambiguous-date"]),
        (f"{SESSION.replace('03/05/2023', 'yesterday')}---\n", ["date"]),
        (f"{AMBIGUOUS}\n{BLOCK}", ["ambiguous-date", "undated"]),
        (f"{BLOCK}\n{AMBIGUOUS}", ["ambiguous-date", "undated"]),
        (f"{SESSION}---\n", ["ambiguous-date"]),
        (
            f"{SESSION}- {{title: Stars, presenter: Mina Sorel}}\n---\n",
            ["ambiguous-date", "undated"],
        ),
        (f"---\ntitle: 2020 Q3\n---\n{AMBIGUOUS}", ["ambiguous-date"]),
        (f"---\ndate: 03/05/2023\n---\n{BLOCK}", ["ambiguous-date"]),
        (BLOCK, ["undated"]),
    ],
)
def test_a_wrong_date_is_one_problem(text: str, rules: list[str]) -> None:
    """A review with a date that cannot be read is not told to be without one; others are."""
    found = [problem.rule for problem in problems_of(Calendar(), "a.md", text)]
    assert [rule for rule in found if not rule.startswith("no-")] == rules


def test_a_day_before_all_terms_is_told() -> None:
    """What a page without a period has is said, and not that it has no date."""
    (problem,) = problems_of(TERMS, "a.md", f"---\ndate: 2022-05-02\n---\n{BLOCK}")
    assert problem.rule == "undated"
    assert "2022-05-02 lies before" in problem.message
    assert "start" in problem.remedy


@pytest.mark.parametrize(
    ("calendar", "title"),
    [
        (Calendar(), "2020 Q3"),
        (Calendar("semester"), "2020 Semester 2"),
        (Calendar("season"), "Summer 2020"),
        (Calendar("month"), "2020-07"),
        (Calendar("year"), "2020"),
        (Calendar("year", 4), "FY2020"),
        (TERMS, "Trinity 2023"),
    ],
)
def test_the_remedy_is_a_period_of_the_group(calendar: Calendar, title: str) -> None:
    """What to write is in the words of the group's own calendar, and it mends the page."""
    (problem,) = problems_of(calendar, "a.md", BLOCK)
    assert f'`title: "{title}"`' in problem.remedy
    assert not problems_of(calendar, "a.md", f'---\ntitle: "{title}"\n---\n{BLOCK}')
    (wrong,) = problems_of(calendar, "b.md", '<!-- paperreview: reviews period="1999" -->\n')
    assert calendar.example.id in wrong.remedy
