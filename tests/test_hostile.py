"""Texts that nobody writes cost no more than twice as much when they are twice as long."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hostile import TEXTS

from mkdocs_paperreview.syntax import forget_parsed, formulas, read_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    TraceFunction = Callable[[FrameType, str, object], "TraceFunction"]

PATH = "2020_3rd_quarter.md"

SIZE = 4000
"""Characters of the smaller text; small, since each step is counted."""

MOST = 2.2
"""Steps for twice the text, in those for the text."""

FEW = 500
"""Steps that do not matter: those for a text that is read without looking at it closely."""

every_text = pytest.mark.parametrize("make", [pytest.param(TEXTS[name], id=name) for name in TEXTS])


def read(text: str) -> None:
    """Read a text in every way that a build does, with a formula so that all of it is looked at."""
    forget_parsed()
    read_page(PATH, text)
    formulas(f"{text}\n\n$x$\n")


def steps(text: str) -> int:
    """Return how many lines of Python are gone through to read ``text``."""
    counted = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        nonlocal counted
        counted += 1
        return count

    read(text)  # fills the memories of patterns and tables
    before = sys.gettrace()
    sys.settrace(count)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return counted


@every_text
def test_work_grows_with_the_text(make: Callable[[int], str]) -> None:
    """Twice the text takes no more than twice the steps, with a little room.

    What one pattern does inside is no step; ``benchmarks/parser.py`` measures that.
    """
    assert steps(make(2 * SIZE)) <= MOST * steps(make(SIZE)) + FEW


@every_text
def test_any_text_is_read(make: Callable[[int], str]) -> None:
    """No text is too deep or too odd: reading it returns."""
    read(make(10 * SIZE))
