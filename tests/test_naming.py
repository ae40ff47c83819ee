"""Keys, anchors and path names."""

from __future__ import annotations

import unicodedata

import pytest

from mkdocs_paperreview.naming import anchor, clean, key, path_name, path_names

SAME_PERSON = (
    ("한서윤", unicodedata.normalize("NFD", "한서윤")),
    ("한서윤", " 한서윤\t"),
    ("Lena Foss", "lena foss"),
    ("Lena Foss", "LENA FOSS"),
    ("Lena Foss", "\uff2c\uff45\uff4e\uff41\u3000\uff26\uff4f\uff53\uff53"),
    ("Lena Foss", "Lena  Foss"),
    ("Lena Foss", "Lena\u00a0Foss"),
    ("Lena Foss", "Lena\nFoss"),
    ("Lena Foss", "\u200bLena Foss\ufeff"),
    ("Zoë Groß", "ZOE\u0308 GROSS"),
    ("ｵﾀﾞ ﾕｳ", "オダ ユウ"),
)

OTHER_PERSON = (
    ("Lena Foss", "Lenafoss"),
    ("한서윤", "한서연"),
    ("Lena Foss", "Lena-Foss"),
    ("Lena Foss", "Lena Foss (2)"),
    ("Zoë", "Zoe"),
    ("オダ", "おだ"),
)

HOSTILE = (
    ".",
    "..",
    "...",
    "/",
    "a/b",
    "a\\b",
    "../../etc/hosts",
    ".hidden",
    "name.",
    "name ",
    "a:b",
    'a"b',
    "a<b>|c?*",
    "a\x00b",
    "a\x1fb",
    "\u202eabc",
    "con",
    "CON",
    "con.md",
    "nul",
    "COM1",
    "lpt9.txt",
    "index",
    "Index",
    "README",
    "undated",
    "\x01#",
    "#",
    "%2e%2e",
    "-",
    "é" * 300,
    "한" * 300,
    "a" * 300,
)

RESERVED = frozenset(["con", "prn", "aux", "nul", "index", "readme", "undated"])


def assert_safe(name: str) -> None:
    """Check that a file system, a web server and MkDocs all take ``name`` for one plain name."""
    assert name
    assert len(name.encode()) <= 120
    assert not set('/\\:*?"<>|#%') & set(name)
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in name)
    assert name == name.strip(". ")
    assert name.partition(".")[0].lower() not in RESERVED
    assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(("first", "second"), SAME_PERSON)
def test_key_is_shared(first: str, second: str) -> None:
    """Spellings that differ in case, width, normal form or blanks have one key."""
    assert key(first) == key(second)


@pytest.mark.parametrize(("first", "second"), OTHER_PERSON)
def test_key_tells_apart(first: str, second: str) -> None:
    """Nothing is merged by guess: other letters are another name."""
    assert key(first) != key(second)


@pytest.mark.parametrize("pair", SAME_PERSON)
def test_path_of_one_person(pair: tuple[str, str]) -> None:
    """A person has one path, whatever the spelling."""
    first, second = pair
    assert path_name(first) == path_name(second)
    assert len(path_names(pair)) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_give_safe_paths(text: str) -> None:
    """Dots, separators, control characters, reserved and endless names give safe paths."""
    assert_safe(path_name(text))
    assert_safe(path_names([text])[key(text)])


def test_hostile_names_give_distinct_paths() -> None:
    """Names that differ never share a path, however they had to be changed."""
    names = path_names(HOSTILE)
    assert set(names) == {key(text) for text in HOSTILE}
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("first", "second"),
    [("a b", "a-b"), ("a/b", "a:b"), ("a" * 300, "a" * 301), ("한" * 200, "한" * 201), (".", "..")],
)
def test_names_that_look_alike_in_paths(first: str, second: str) -> None:
    """Names that would share a path are told apart, in either order."""
    names = path_names([first, second])
    assert len(set(names.values())) == 2
    assert path_names([second, first]) == names


def test_name_that_looks_like_the_path_of_another() -> None:
    """Not even a name that is made up to collide shares a path."""
    taken = path_name("a/b")
    names = path_names(["a/b", taken])
    assert len(set(names.values())) == 2


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("한서윤", "한서윤"),
        ("Lena Foss", "lena-foss"),
        ("オダ ユウ", "オダ-ユウ"),
        ("Jean-Luc O'Hara", "jean-luc-o'hara"),
    ],
)
def test_readable_paths(text: str, path: str) -> None:
    """An ordinary name stays readable in its path, in every script."""
    assert path_name(text) == path


@pytest.mark.parametrize(
    ("title", "fragment"),
    [
        ("Sparse Kernels", "sparse-kernels"),
        ("희소 커널의 이해", "희소-커널의-이해"),
        (unicodedata.normalize("NFD", "희소 커널"), "희소-커널"),
        ("wave2net 2.0: A Net", "wave2net-20-a-net"),
        ("A  --  B", "a-b"),
        ("  Sparse\u200b Kernels  ", "sparse-kernels"),
    ],
)
def test_anchor(title: str, fragment: str) -> None:
    """An anchor keeps the words of its title readable."""
    assert anchor(title) == fragment


@pytest.mark.parametrize("title", ["", "   ", "!!!", "???", "-", "\u200b", "😀"])
def test_anchor_of_no_words(title: str) -> None:
    """A title without a letter has an anchor all the same."""
    assert anchor(title)
    assert not set(anchor(title)) & set(" \"'<>&#")


def test_clean() -> None:
    """Blanks are folded, and what cannot be seen or stand in HTML goes away."""
    assert clean("\ufeff a\u200b \t\n\x00b\u00a0c\x7f ") == "a b c"
    assert clean(unicodedata.normalize("NFD", "한서윤 é")) == "한서윤 é"
