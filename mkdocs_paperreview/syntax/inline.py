"""Walk through a paragraph: code spans, escapes, tags and formulas, in the order they open."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OPENING = re.compile(
    r"""
    (?P<code>`+)
  | (?P<bracket>\\\\?[(\[])                   # \( or, as Jekyll needs it, \\(
  | (?P<escape>\\.)
  | (?P<comment><!--)
  | (?P<tag></?[a-zA-Z][\w:-]*
      (?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'=<>`$]+))?)*\s*/?>)
  | (?P<dollars>\$+)
    """,
    re.VERBOSE | re.DOTALL,
)
_DOUBLE_END = re.compile(r"(?<!\\)\$\$")
# $x_i$ but neither US$5, $5/$6 nor $HOME:$PATH
_SINGLE = re.compile(r"\$(?![\s$])(?P<tex>(?:\\.|[^\\$])+?)(?<!\s)\$(?![A-Za-z0-9$])", re.DOTALL)
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


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of one paragraph, in order and disjoint."""
    missing: set[str] = set()
    position = 0
    while opening := _OPENING.search(text, position):
        kind = opening.lastgroup
        assert kind is not None  # noqa: S101 (every alternative has a name)
        piece = _READERS[kind](text, opening, missing)
        if piece:
            yield piece
        position = piece.end if piece else opening.end()


def plain(markdown: str) -> str:
    """Return what a reader sees of one line of Markdown; formulas stay as written."""
    markdown = _KEPT_MARKS.sub("", markdown)
    kept: list[str] = []
    result: list[str] = []
    position = 0
    for piece in pieces(markdown):
        result += [markdown[position : piece.start], f"\x02{len(kept)}\x03"]
        kept.append(_seen(markdown, piece))
        position = piece.end
    text = _without_marks("".join([*result, markdown[position:]]))
    return clean(_KEPT.sub(lambda match: kept[int(match["number"])], text))


def _code(text: str, opening: re.Match[str], missing: set[str]) -> Piece | None:
    ticks = opening[0]
    if ticks in missing:
        return None
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(text, opening.end())
    if closing is None:
        missing.add(ticks)
        return None
    content = text[opening.end() : closing.start()].strip()
    return Piece("code", opening.start(), closing.end(), content)


def _bracket(text: str, opening: re.Match[str], missing: set[str]) -> Piece | None:
    closing = opening[0][:-1] + _BRACKET_ENDS[opening[0][-1]]
    end = -1 if closing in missing else text.find(closing, opening.end())
    if end < 0:
        missing.add(closing)
        return Piece("escape", opening.start(), opening.start() + 2, opening[0][1:2])
    kind = "inline" if opening[0].endswith("(") else "display"
    return Piece(kind, opening.start(), end + len(closing), text[opening.end() : end])


def _escape(_text: str, opening: re.Match[str], _missing: set[str]) -> Piece:
    return Piece("escape", opening.start(), opening.end(), opening[0][1:])


def _comment(text: str, opening: re.Match[str], missing: set[str]) -> Piece | None:
    end = -1 if "-->" in missing else text.find("-->", opening.end())
    if end < 0:
        missing.add("-->")
        return None
    return Piece("tag", opening.start(), end + 3, text[opening.start() : end + 3])


def _tag(_text: str, opening: re.Match[str], _missing: set[str]) -> Piece:
    return Piece("tag", opening.start(), opening.end(), opening[0])


def _dollars(text: str, opening: re.Match[str], missing: set[str]) -> Piece | None:
    if len(opening[0]) == 1:
        return _single_dollar(text, opening)
    start = opening.start() + 2
    closing = None if "$$" in missing else _DOUBLE_END.search(text, start)
    if closing is None:
        missing.add("$$")
        return None
    tex = text[start : closing.start()]
    return Piece("inline", opening.start(), closing.end(), tex) if tex.strip() else None


def _single_dollar(text: str, opening: re.Match[str]) -> Piece | None:
    before = text[opening.start() - 1 : opening.start()]  # empty at the very beginning
    if before == "$" or (before.isascii() and before.isalnum()):
        return None
    match = _SINGLE.match(text, opening.start())
    if match is None or _MONEY.fullmatch(match["tex"]):
        return None
    return Piece("inline", match.start(), match.end(), match["tex"])


_READERS: dict[str, Callable[[str, re.Match[str], set[str]], Piece | None]] = {
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


_ANY_MARK = re.compile(r"[\[<*_&]")
_IMAGE_OR_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])"
)
_AUTOLINK = re.compile(r"<(?P<url>https?://[^<>\s]+)>")
_STRONG = re.compile(r"\*\*(?=\S)(?P<star>[^*]+)(?<=\S)\*\*|__(?=\S)(?P<line>[^_]+)(?<=\S)__")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])(?P<star>[^*]+?)(?<=\S)\*|(?<!\w)_(?=\S)(?P<line>[^_]+?)(?<=\S)_(?!\w)"
)


def _without_marks(text: str) -> str:
    if not _ANY_MARK.search(text):
        return text
    text = _IMAGE_OR_LINK.sub(lambda match: match["text"], text)
    text = _AUTOLINK.sub(lambda match: match["url"], text)
    text = _STRONG.sub(lambda match: match["star"] or match["line"], text)
    text = _EMPHASIS.sub(lambda match: match["star"] or match["line"], text)
    return html.unescape(text)
