"""Promises about every form of a block, on pages composed of the traps that real files hold."""

from __future__ import annotations

import re
import unicodedata

import markdown
from blockforms import (
    BETWEEN,
    OFF,
    Form,
    Written,
    blocks,
    canonical,
    forms,
    header,
    read_back,
    said,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.sources import decode
from mkdocs_paperreview.syntax import parse

often = settings(
    derandomize=True,
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow],
)
"""The same examples on every run, however slow the machine is."""

MARK = re.compile("\x02wzxhzdk:[0-9]+\x03")
"""What Markdown puts in the place of the marks around a block."""

Block = tuple[Written, Form, str]
pages = st.lists(blocks, min_size=1, max_size=4)


def page(found: list[Block], between: str, before: str = "") -> str:
    """Return a page of blocks."""
    return before + between.join(f"{header(what, form)}\n\n{notes}" for what, form, notes in found)


def seen(text: str) -> str:
    """Return a text without what nobody sees at its ends."""
    return text.strip("\n\u200b")


@often
@given(said, forms)
def test_every_form_says_the_same(what: Written, form: Form) -> None:
    """A header says the same in every form: who, what, where, when."""
    (review,) = parse(f"{header(what, form)}\n\n- a note\n").reviews
    assert read_back(review) == what


@often
@given(said, forms)
def test_canonical_form_round_trips(what: Written, form: Form) -> None:
    """What was read of a header, written as three headings, is read as the same again."""
    (review,) = parse(f"{header(what, form)}\n\n- a note\n").reviews
    (again,) = parse(f"{canonical(read_back(review))}\n\n- a note\n").reviews
    assert read_back(again) == read_back(review)
    assert (again.paper.identifiers, again.status) == (review.paper.identifiers, review.status)


@often
@given(
    pages, st.sampled_from(BETWEEN), st.sampled_from(["", "Welcome.\n\n", "# Group\n\nText.\n\n"])
)
def test_pages_hold_their_blocks_and_no_others(
    found: list[Block], between: str, before: str
) -> None:
    """Each block gives one review, whatever stands in the notes and between; nothing else does."""
    parsed = parse(page(found, between, before))
    assert [read_back(review) for review in parsed.reviews] == [what for what, _, _ in found]


@often
@given(pages, st.sampled_from(BETWEEN))
def test_positions_point_at_what_they_claim(found: list[Block], between: str) -> None:
    """A review's line holds its title, its spans hold block and notes."""
    text = page(found, between)
    lines = text.split("\n")
    for review, (what, form, notes) in zip(parse(text).reviews, found, strict=True):
        assert lines[review.line - 1] == f"{'#' * form.level} {what.title}"
        assert review.span.of(text).startswith(header(what, form).rstrip("\n"))
        assert seen(review.notes.of(text)) == seen("" if OFF in notes else notes)


@often
@given(pages, st.sampled_from(BETWEEN), st.sampled_from(["Welcome.\n\n", "* a\n\n    b\t\n\n"]))
def test_text_outside_survives(found: list[Block], between: str, before: str) -> None:
    """What is no header reaches Markdown byte for byte, and nothing else does but the titles."""
    text = page(found, between, before)
    md = markdown.Markdown(extensions=["paperreview"])
    shown = "\n".join(md.preprocessors["paperreview-blocks"].run(text.split("\n")))
    outside, inside = _told_apart(shown)
    assert [seen(part) for part in outside] == [seen(before), *_kept_out(found, between)]
    assert [title for title, _ in inside] == [_heading(what.title) for what, _, _ in found]
    notes = ["" if OFF in notes else seen(notes) for _, _, notes in found]
    assert [seen(rest) for _, rest in inside] == notes


def _told_apart(shown: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return what stands outside of blocks, and each block's title line and what is below."""
    parts = MARK.split(shown)
    blocks_found = (part.strip("\n").partition("\n") for part in parts[1::2])
    return parts[::2], [(title, rest) for title, _, rest in blocks_found]


def _kept_out(found: list[Block], between: str) -> list[str]:
    """Return what stands behind each block: nothing, unless its notes are kept out."""
    ends = [*([between] * (len(found) - 1)), ""]
    return [
        seen(notes + end) if OFF in notes else ""
        for (_, _, notes), end in zip(found, ends, strict=True)
    ]


def _heading(title: str) -> str:
    """Return a title as Markdown gets it: tags are text."""
    return f"# {title}".replace("<", "&lt;")


@often
@given(pages, st.sampled_from(BETWEEN))
def test_files_of_any_kind_say_the_same(found: list[Block], between: str) -> None:
    """A byte order mark, Windows line ends and decomposed letters make no difference."""
    text = page(found, between)
    plain = [read_back(review) for review in parse(text).reviews]
    for data in (
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", text).encode(),
    ):
        read = [read_back(review) for review in parse(decode(data).text).reviews]
        assert [_composed(one) for one in read] == [_composed(one) for one in plain]


def _composed(one: Written) -> str:
    return unicodedata.normalize("NFC", repr(one))
