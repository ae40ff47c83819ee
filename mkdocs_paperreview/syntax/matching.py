"""Tell which reviews that front matter names stand on the page as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.naming import key
from mkdocs_paperreview.syntax.inline import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs_paperreview.syntax.blocks import Block
    from mkdocs_paperreview.syntax.facts import Given


class Matched(NamedTuple):
    """What front matter tells of, by where it belongs."""

    blocks: Mapping[int, Given]
    """Position of a block → what front matter says of it."""
    page: Given | None = None
    """The review that a page without blocks is about."""
    others: tuple[Given, ...] = ()
    """Reviews that do not stand on the page."""
    problems: tuple[Problem, ...] = ()


def match(blocks: Sequence[Block], given: Sequence[Given]) -> Matched:
    """Return where what front matter tells of belongs: by title, or because it is the only one."""
    if not given:
        return Matched({})
    pages = [one for one in given if one.is_page]
    if pages and len(blocks) > 1:
        return Matched({}, problems=tuple(map(_several, pages)))
    if pages:
        return Matched({0: pages[0]}) if blocks else Matched({}, pages[0])
    titles = {key(plain(block.title.text)): at for at, block in enumerate(blocks)}
    placed = [(titles.pop(key(plain(one.title)), None), one) for one in given]
    return Matched(
        {at: one for at, one in placed if at is not None},
        others=tuple(one for at, one in placed if at is None),
    )


def _several(page: Given) -> Problem:
    return Problem(
        "contradiction",
        "the front matter is about one paper, and the page holds several",
        "take the presenter out of the front matter, or keep one paper on the page",
        page.line,
    )
