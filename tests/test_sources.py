"""Files become text, and text becomes a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_paperreview.sources import collect, decode, page_url, read_folder

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = """\
# Sparse Kernels
## Mina Okafor, Jun Seo
### 발표자: 한서윤 [[paper link](https://example.org/sparse.pdf)]
- 첫 줄
"""

PATH = "2020_3rd_quarter.md"


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
