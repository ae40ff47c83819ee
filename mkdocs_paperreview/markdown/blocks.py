"""Before Markdown reads the text: marks around review blocks, and no header but the title."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor

from mkdocs_paperreview.syntax import parse, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.markdown.state import State
    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.syntax import ParsedPage, Place


class Blocks(Preprocessor):
    """Put marks around review blocks and take their header lines out."""

    def __init__(self, state: State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, lines: list[str]) -> list[str]:
        """Return the text with marks around its blocks."""
        self.state.reset()
        page = self.state.page
        if page.is_view or not page.is_read:
            return lines
        body = "\n".join(lines).strip("\n")
        parsed = parse(body, page.site.grammar, page.given)
        if not parsed.reviews:
            return lines
        lines = body.split("\n")
        result: list[str] = []
        position = 0
        for review, place in zip(parsed.reviews, parsed.places, strict=True):
            result += [*lines[position : place.start], *_closers(parsed, position, place.start)]
            if page.site.drafts or review.status != "draft":
                result += self._block(review, place, parsed, lines)
            position = place.next
        return [*result, *lines[position:]]

    def _block(
        self, review: Review, place: Place, parsed: ParsedPage, lines: Sequence[str]
    ) -> Iterator[str]:
        removed = [lines[index] for index in sorted(place.removed)]
        yield from ("", self._mark_start(review, removed), "")
        yield from (f"# {_title_text(place.title)}", "")
        for index in range(place.start, place.notes_end):
            if index not in place.removed:
                yield lines[index]
        yield from _closers(parsed, place.start, place.next)
        yield from ("", *place.notes.split("\n"), "", self._mark_end(), "")

    def _mark_start(self, review: Review, removed: Sequence[str]) -> str:
        stash = self.state.md.htmlStash
        self.state.starts[stash.html_counter] = review
        return stash.store("\n".join(html.escape(line) for line in removed))

    def _mark_end(self) -> str:
        stash = self.state.md.htmlStash
        self.state.ends.add(stash.html_counter)
        return stash.store("")


def _closers(parsed: ParsedPage, first: int, end: int) -> Iterator[str]:
    """Yield end tags for raw HTML that is left open, so that it does not swallow what follows."""
    for index, tags in parsed.open_tags:
        if first <= index < end:
            yield "".join(f"</{tag}>" for tag in reversed(tags))


def _title_text(title: str) -> str:
    """Return a title so that Markdown takes all of it for the text of a heading."""
    text = _escape_tags(title)
    return f"{text[:-1]}\\#" if text.endswith("#") else text


def _escape_tags(line: str) -> str:
    """Turn tags of a title into text; code and formulas are text already."""
    result: list[str] = []
    position = 0
    for piece in pieces(line):
        if piece.kind in ("code", "inline", "display"):
            result += [line[position : piece.start].replace("<", "&lt;")]
            result += [line[piece.start : piece.end]]
            position = piece.end
    return "".join([*result, line[position:].replace("<", "&lt;")])
