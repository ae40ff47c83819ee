"""Walk through a paragraph: code spans, escapes, tags and formulas, in the order they open."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import clean, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What opens a piece. It begins with one class of characters, by which all others are passed over.
_OPENING = re.compile(
    r"""
    [`\\<$](?:
        (?<=`)  (?P<code>`*)
      | (?<=\\) (?P<bracket>\\?[(\[])              # \( or, as Jekyll needs it, \\(
      | (?<=\\) (?P<escape>.)
      | (?<=<)  (?P<comment>!--)
      | (?<=<)  (?P<tag>/?[a-zA-Z][\w:-]*
          (?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'=<>`$]+))?)*\s*/?>)
      | (?<=\$) (?P<dollars>\$*)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_TICKS = re.compile(r"`+")
_DOUBLE_END = re.compile(r"(?<!\\)\$\$")
_DOLLAR_OR_ESCAPE = re.compile(r"\\.|\$", re.DOTALL)
# $5 and 10$, $1.5 million$
_MONEY = re.compile(r"[\d.,]+[kKmMbB]?\s[^\\^_={}+<>]{2,}")
_KEPT_MARKS = re.compile(r"[\x02\x03]")
_KEPT = re.compile(r"\x02(?P<number>\d+)\x03")
_ESCAPABLE = frozenset("\\`*_{}[]()<>#+-.!$|~")
_BRACKET_ENDS = {"(": ")", "[": "]"}


class Piece(NamedTuple):
    """A part of a paragraph that is not plain text."""

    kind: str
    """``code``, ``escape``, ``tag``, or a formula: ``inline``, or ``display`` in ``\\[…\\]``."""
    start: int
    end: int
    content: str
    """What stands between the delimiters."""


@dataclass(slots=True)
class _Paragraph:
    """A text, and what has been found out about it."""

    text: str
    missing: set[str] = field(default_factory=set)
    """Ends that do not come any more, so that no search is repeated."""
    _ticks: dict[int, list[int]] | None = None

    def find(self, end: str, start: int) -> int:
        """Return the offset of ``end`` from ``start`` on, or -1."""
        at = -1 if end in self.missing else self.text.find(end, start)
        if at < 0:
            self.missing.add(end)
        return at

    def find_ticks(self, size: int, start: int) -> int:
        """Return the offset from ``start`` on of just so many backticks, or -1."""
        if self._ticks is None:
            self._ticks = {}
            for ticks in _TICKS.finditer(self.text, start):
                self._ticks.setdefault(len(ticks[0]), []).append(ticks.start())
        places = self._ticks.get(size, [])
        number = bisect_left(places, start)
        return places[number] if number < len(places) else -1


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of one paragraph, in order and disjoint."""
    opening = _OPENING.search(text)
    if opening is None:
        return
    paragraph = _Paragraph(text)
    while opening is not None:
        piece = _READERS[opening.lastgroup or ""](paragraph, opening)
        if piece:
            yield piece
        opening = _OPENING.search(text, piece.end if piece else opening.end())


def plain(markdown: str) -> str:
    """Return what a reader sees of one line of Markdown; formulas stay as written."""
    if not _ANY_SIGN.search(markdown):
        return clean(markdown)
    markdown = _KEPT_MARKS.sub("", markdown)
    kept: list[str] = []
    result: list[str] = []
    position = 0
    for piece in pieces(markdown):
        result += [markdown[position : piece.start], f"\x02{len(kept)}\x03"]
        kept.append(_seen(markdown, piece))
        position = piece.end
    text = _without_marks("".join([*result, markdown[position:]]))
    return clean(_KEPT.sub(lambda match: kept[int(match["number"])], text) if kept else text)


def _code(paragraph: _Paragraph, opening: re.Match[str]) -> Piece | None:
    size = len(opening[0])
    start = opening.end()
    end = paragraph.find_ticks(size, start)
    if end < 0:
        return None
    return Piece("code", opening.start(), end + size, paragraph.text[start:end].strip())


def _bracket(paragraph: _Paragraph, opening: re.Match[str]) -> Piece:
    closing = opening[0][:-1] + _BRACKET_ENDS[opening[0][-1]]
    start = opening.end()
    end = paragraph.find(closing, start)
    if end < 0:
        return Piece("escape", opening.start(), opening.start() + 2, opening[0][1:2])
    kind = "inline" if opening[0].endswith("(") else "display"
    return Piece(kind, opening.start(), end + len(closing), paragraph.text[start:end])


def _escape(_paragraph: _Paragraph, opening: re.Match[str]) -> Piece:
    return Piece("escape", opening.start(), opening.end(), opening[0][1:])


def _comment(paragraph: _Paragraph, opening: re.Match[str]) -> Piece | None:
    end = paragraph.find("-->", opening.end())
    if end < 0:
        return None
    return Piece("tag", opening.start(), end + 3, paragraph.text[opening.start() : end + 3])


def _tag(_paragraph: _Paragraph, opening: re.Match[str]) -> Piece:
    return Piece("tag", opening.start(), opening.end(), opening[0])


def _dollars(paragraph: _Paragraph, opening: re.Match[str]) -> Piece | None:
    if len(opening[0]) == 1:
        return _single_dollar(paragraph, opening)
    text, start = paragraph.text, opening.start() + 2
    closing = None if "$$" in paragraph.missing else _DOUBLE_END.search(text, start)
    if closing is None:
        paragraph.missing.add("$$")
        return None
    tex = text[start : closing.start()]
    return Piece("inline", opening.start(), closing.end(), tex) if tex.strip() else None


def _single_dollar(paragraph: _Paragraph, opening: re.Match[str]) -> Piece | None:
    """Formula := ``$x_i$``, but neither US$5, $5/$6 nor $HOME:$PATH."""
    text, start = paragraph.text, opening.end()
    before = text[start - 2 : start - 1] if start > 1 else ""
    if _is_number_or_name(before) or text[start : start + 1].isspace():
        return None
    end = _next_dollar(paragraph, start)
    tex = text[start:end] if end >= 0 else ""
    if not tex or tex[-1].isspace() or _is_number_or_name(text[end + 1 : end + 2]):
        return None
    return None if _MONEY.fullmatch(tex) else Piece("inline", start - 1, end + 1, tex)


def _is_number_or_name(sign: str) -> bool:
    """Return whether a dollar sign beside ``sign`` belongs to a price or a variable."""
    return sign == "$" or (sign.isascii() and sign.isalnum())


def _next_dollar(paragraph: _Paragraph, start: int) -> int:
    """Return the offset of the next dollar sign that is not escaped, or -1."""
    if "$" not in paragraph.missing:
        for found in _DOLLAR_OR_ESCAPE.finditer(paragraph.text, start):
            if found[0] == "$":
                return found.start()
        paragraph.missing.add("$")
    return -1


_READERS: dict[str, Callable[[_Paragraph, re.Match[str]], Piece | None]] = {
    "code": _code,
    "bracket": _bracket,
    "escape": _escape,
    "comment": _comment,
    "tag": _tag,
    "dollars": _dollars,
}


def _seen(text: str, piece: Piece) -> str:
    shown = piece.kind == "code" or (piece.kind == "escape" and piece.content in _ESCAPABLE)
    return piece.content if shown else text[piece.start : piece.end]


_ANY_SIGN = re.compile(r"[`\\<$\[*_&\x02\x03]")
_IMAGE_OR_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])"
)
_AUTOLINK = re.compile(r"<(?P<url>https?://[^<>\s]+)>")
_STRONG = re.compile(r"\*\*(?=\S)(?P<star>[^*]+)(?<=\S)\*\*|__(?=\S)(?P<line>[^_]+)(?<=\S)__")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])(?P<star>[^*]+?)(?<=\S)\*|(?<!\w)_(?=\S)(?P<line>[^_]+?)(?<=\S)_(?!\w)"
)


def _without_marks(text: str) -> str:
    if "](" in text or "][" in text:
        text = _IMAGE_OR_LINK.sub(lambda match: match["text"], text)
    if "<http" in text:
        text = _AUTOLINK.sub(lambda match: match["url"], text)
    if "*" in text or "_" in text:
        text = _STRONG.sub(lambda match: match["star"] or match["line"], text)
        text = _EMPHASIS.sub(lambda match: match["star"] or match["line"], text)
    return unescape(text) if "&" in text else text
