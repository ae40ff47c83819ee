"""Find the first sentence of a review's notes."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from mkdocs_paperreview.model import Part
from mkdocs_paperreview.naming import clean
from mkdocs_paperreview.patterns import compiled
from mkdocs_paperreview.syntax.headings import is_underline
from mkdocs_paperreview.syntax.inline import pieces, plain
from mkdocs_paperreview.syntax.lines import ITEM, MARKERS
from mkdocs_paperreview.syntax.regions import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.syntax.inline import Piece
    from mkdocs_paperreview.syntax.lines import Scan

LONGEST = 240
"""Characters of an excerpt, those of code and formulas included."""

READ = 4000
"""Characters of a paragraph that are looked at."""

LONGEST_WORD = 20
"""Characters of a word that may be an abbreviation."""

TRIED = 50
"""Paragraphs that are looked at before notes are taken to have no words."""

_MARKERS = re.compile(MARKERS)
_BOX = re.compile(r"\[[ xX]\][ \t]")
_INDENTED = re.compile(r" {0,3}\t| {4}")
# !!! note "Title", ??? note, === "Tab": what belongs to them is indented
_HOLDER = re.compile(r'[ \t>]*(?:!{3}|\?{3}\+?)[ \t]*\S|[ \t>]*={3}\+?[ \t]*"')
_NOT_PROSE = re.compile(
    r"""
    \#                                          # a heading
  | `{3} | ~{3} | <!--                          # code or a comment that is never closed
  | :{3} | /{3}                                 # ::: note, /// note
  | \[TOC\]\s*\Z
  | \{[:\#.][^{}]*\}\s*\Z                       # {: .lead}
  | \[!\w+\]                                    # > [!NOTE]
  | \*\[[^\[\]]+\]:                             # *[HTML]: an abbreviation
  | \[[^\[\]^][^\[\]]*\]:\s*(?:\S+\s*(?:["'(].*)?)?\Z  # [name]: https://example.org "title"
    """,
    re.VERBOSE,
)
# | a table |, [^1]: a footnote, \begin{align}: all lines up to the next blank one
_NOT_PROSE_AT_ALL = re.compile(r"\||\[\^[^\[\]]+\]:|\\begin\{")
_DEFINITION = re.compile(r"[ \t]{0,3}:[ \t]")
_LETTER = re.compile(r"[^\W_]")

# A text without any of these is what a reader sees, as it stands.
_ANY_SIGN = re.compile("[`\\\\<$\\[*_&~={\ufdd0-\ufdef]")
# Characters that no text holds: clean() keeps them, and no entity stands for one.
_RESERVED = re.compile("[\ufdd0-\ufdef]")
_KEPT = re.compile("\ufdd0(?P<number>[0-9]+)\ufdd1")
_ENDERS = ".!?。！？"
_HIDDEN = "\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7"
_HIDE = str.maketrans(_ENDERS, _HIDDEN)
_SHOW = str.maketrans(_HIDDEN, _ENDERS)
_ANY_HIDDEN = re.compile(f"[{_HIDDEN}]")

_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])(?:\{[^{}]*\})?"
)
_LINK_TEXT = re.compile(r"\[[^\[\]]*\](?=[(\[])")
_LINK_WITHOUT_TEXT = re.compile(r"\[\s*\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_ENDER = re.compile(rf"(?<!\\)[{_ENDERS}]")
# **bold with *italics* in it**
_STRONG = re.compile(r"\*\*(?=\S)(?P<text>[^*\\]*\*[^*\\\s][^*\\]*\*[^*\\]*)(?<=\S)\*\*")
# ~~no more~~, ==marked==
_STRUCK = re.compile(r"(?P<mark>~~|==)(?=\S)(?P<text>[^~=]+)(?<=\S)(?P=mark)")
# [^1], {: .lead}, {#here}, [text](x){target=_blank}
_DROPPED = re.compile(
    r"\[\^[^\[\]\s]+\]|\{(?::|[ ]?[#.][a-zA-Z])[^{}]*\}|(?<=[)*_])\{[^{}=]*=[^{}]*\}"
)

_SENTENCE = re.compile(r"""(?P<mark>[.!?…。！？]+)["'”’»」』]*""")
_WORD = re.compile(r"[^\s(（\[]*\Z")
_INITIALS = re.compile(r"(?:-?[A-Za-z]\.)*-?[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]")
_NUMBERING = re.compile(r"\s*\(?(?:\d{1,3}|\w)\Z")
_ABBREVIATIONS = frozenset(
    """
    al approx cf dept dr eq eqn eqs esp etc fig figs incl jr mr mrs ms ph.d prof ref refs resp sec
    sect secs supp suppl viz vs
    """.split()  # noqa: SIM905 (one word a line fills the page)
)
_BEFORE_NUMBERS = frozenset(
    {"alg", "app", "ch", "def", "lem", "no", "nos", "p", "pp", "prop", "tab", "thm", "vol"}
)
_KOREAN_ENDINGS = "다요음임함됨까죠네"
_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "」": "「", "』": "『", "】": "【"}
_BRACKET = re.compile(f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}]")
_EAST_ASIAN = (
    "[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
_FIRST_EAST_ASIAN = "\u1100"
_LOOSE = " ,;:·-–—([（「『、，"  # noqa: RUF001 (as above)


def excerpt(scan: Scan, first: int, end: int) -> tuple[Part, ...]:
    """Return the first sentence on lines ``first`` to ``end``; nothing where there is no prose."""
    for paragraph in islice(_paragraphs(scan, first, end), TRIED):
        found = _sentence(paragraph)
        if found:
            return found
    return ()


def _paragraphs(scan: Scan, first: int, end: int) -> Iterator[str]:
    """Yield the paragraphs and items of lists, without their marks, each on one line."""
    holds = False
    index = first
    while index < end:
        line = scan.source.lines[index][:READ]
        indented = _INDENTED.match(line)
        if not indented:
            begins = ITEM.match(line) or _HOLDER.match(line)
            holds = begins is not None or (holds and scan.source.blank(index))
        content = _content(line)
        skipped = _skipped(scan, index, end, content)
        if not skipped and indented and not holds:
            skipped = 1  # code
        if skipped:
            index += skipped
            continue
        stop = _paragraph_end(scan, index, end)
        yield _joined([content, *scan.source.lines[index + 1 : stop]])
        index = stop


def _skipped(scan: Scan, index: int, end: int, content: str) -> int:
    """Return how many lines from ``index`` on are no prose; none where a paragraph begins."""
    if not scan.is_text(index) or _HOLDER.match(content) or _interrupts(content):
        return 1
    if index + 1 < end and is_underline(scan, index + 1):
        return 2
    if _NOT_PROSE_AT_ALL.match(content) or _heads_table(scan, index, content, end):
        stop = index
        while stop < end and not scan.source.blank(stop):
            stop += 1
        return stop - index
    return 0


def _interrupts(content: str) -> bool:
    """Return whether a line can neither begin nor continue a paragraph."""
    return not _LETTER.search(content) or bool(_NOT_PROSE.match(content))


def _heads_table(scan: Scan, index: int, content: str, end: int) -> bool:
    if "|" not in content or index + 1 >= end:
        return False
    below = _content(scan.source.lines[index + 1][:READ]).strip()
    return "-" in below and "|" in below and not below.strip("|:- \t")


def _content(line: str) -> str:
    bare = _without_markers(line)
    return bare[4:] if _BOX.match(bare) else bare


def _paragraph_end(scan: Scan, first: int, end: int) -> int:
    index, size = first + 1, 0
    while index < end and size < READ and _continues(scan, index):
        size += len(scan.source.lines[index])
        index += 1
    return index


def _continues(scan: Scan, index: int) -> bool:
    if scan.kinds[index] is Kind.MATH:
        return True
    line = scan.source.lines[index][:READ]
    begins = ITEM.match(line) or _HOLDER.match(line) or _DEFINITION.match(line)
    return scan.is_text(index) and not begins and not _interrupts(_content(line))


def _joined(lines: Sequence[str]) -> str:
    return " ".join([_without_markers(line[:READ]) for line in lines])[:READ]


def _without_markers(line: str) -> str:
    markers = _MARKERS.match(line)
    return line[markers.end() :] if markers else line


def _sentence(paragraph: str) -> tuple[Part, ...]:
    """Return the first sentence of a paragraph; nothing where it has no words of its own."""
    if not _ANY_SIGN.search(paragraph):
        return _beginning(" ".join(clean(paragraph).split()), [])
    marked, kept = _set_aside(_RESERVED.sub("", paragraph))
    seen = _seen(_IMAGE.sub(lambda image: image["alt"], marked))
    without_images = _LINK_WITHOUT_TEXT.sub("", _IMAGE.sub("", marked))
    own = seen if without_images == marked else _seen(without_images)
    return _beginning(seen, kept) if _has_words(_parts(own, kept)) else ()


def _beginning(seen: str, kept: Sequence[Part]) -> tuple[Part, ...]:
    """Return the first sentence of what a reader sees."""
    return _shortened(_parts(seen[: _sentence_end(seen, kept)].strip(), kept))


def _set_aside(text: str) -> tuple[str, list[Part]]:
    """Return ``text`` with numbers for code and formulas and without tags, and what they stand for.

    The numbers are marked, so that what is code is read as nothing else.
    """
    result: list[str] = []
    kept: list[Part] = []
    position = 0
    for piece in pieces(text):
        result += [text[position : piece.start], _stand_in(text, piece, kept)]
        position = piece.end
    return "".join([*result, text[position:]]), kept


def _stand_in(text: str, piece: Piece, kept: list[Part]) -> str:
    if piece.kind in ("code", "inline") or (piece.kind == "display" and _alone(text, piece)):
        content = clean(piece.content)
        kept.append(Part("code" if piece.kind == "code" else "formula", content))
        return f"\ufdd0{len(kept) - 1}\ufdd1" if content else ""
    if piece.kind == "tag":
        return " " if piece.content[:3].lower() == "<br" else ""
    if piece.kind == "display":  # amid text it is no formula but escaped brackets
        return f"&#91;{piece.content}&#93;"
    return text[piece.start : piece.end]


def _alone(text: str, piece: Piece) -> bool:
    return not text[: piece.start].strip() and not text[piece.end :].strip()


def _seen(marked: str) -> str:
    """Return what a reader sees; the ends of sentences in the texts of links are hidden."""
    text = _DROPPED.sub("", _LINK_TEXT.sub(_hidden, marked))
    if "**" in text:
        text = _STRONG.sub(lambda match: match["text"], text)
    if "~~" in text or "==" in text:
        text = _STRUCK.sub(lambda match: match["text"], text)
    shown = plain(text)
    return " ".join(shown.split())  # what is taken out between two blanks leaves both


def _hidden(text: re.Match[str]) -> str:
    return _ENDER.sub(lambda ender: ender[0].translate(_HIDE), text[0])


def _parts(seen: str, kept: Sequence[Part]) -> list[Part]:
    if not kept and not _ANY_HIDDEN.search(seen):
        return [Part("text", seen)] if seen else []
    parts: list[Part] = []
    position = 0
    for match in _KEPT.finditer(seen):
        parts += [Part("text", seen[position : match.start()]), kept[int(match["number"])]]
        position = match.end()
    parts.append(Part("text", seen[position:]))
    shown = (Part(part.kind, part.text.translate(_SHOW)) for part in parts)
    return [part for part in shown if part.text]


def _has_words(parts: Sequence[Part]) -> bool:
    return any(part.kind != "formula" and _LETTER.search(part.text) for part in parts)


def _sentence_end(text: str, kept: Sequence[Part]) -> int:
    """Return the offset behind the first sentence of what a reader sees."""
    enclosed = _enclosed(text)
    first = _first_word(text, kept)
    for match in _SENTENCE.finditer(text, first):
        if not enclosed[match.start()] and _ends(text, match):
            return match.end()
    return len(text)


def _first_word(text: str, kept: Sequence[Part]) -> int:
    """Return the offset of the first letter that stands in no formula."""

    def covered(match: re.Match[str]) -> str:
        shown = _has_words([kept[int(match["number"])]])
        return ("x" if shown else " ") * len(match[0])

    letter = _LETTER.search(_KEPT.sub(covered, text) if kept else text)
    return letter.start() if letter else len(text)


def _enclosed(text: str) -> bytearray:
    """Tell for each character whether it stands between brackets; one that is left open is text."""
    result = bytearray(len(text))
    stack: list[tuple[int, str]] = []
    for match in _BRACKET.finditer(text):
        opening = _PAIRS.get(match[0])
        if opening is None:
            stack.append((match.start(), match[0]))
        elif stack and stack[-1][1] == opening:
            start, _ = stack.pop()
            if not stack or not result[start]:
                result[start : match.end()] = b"\1" * (match.end() - start)
    return result


def _ends(text: str, match: re.Match[str]) -> bool:
    """Return whether a sentence ends where there is a mark that ends sentences."""
    mark, before, behind = match["mark"], text[: match.start()], text[match.end() : match.end() + 1]
    if mark[-1] in "。！？":
        return True
    if mark[0] == "…" or mark.startswith(".."):
        return not behind
    if behind and not behind.isspace():
        korean = mark == "." and before[-1:] in _KOREAN_ENDINGS and before != ""
        return korean and (_is_east_asian(behind) or behind == "\ufdd0")
    return mark != "." or not _abbreviates(before, text[match.end() + 1 : match.end() + 2])


def _abbreviates(before: str, behind: str) -> bool:
    """Return whether a full stop behind ``before`` belongs to an abbreviation or a number."""
    found = _WORD.search(before[-LONGEST_WORD:])
    word = found[0] if found else ""
    return (
        word.lower() in _ABBREVIATIONS
        or _INITIALS.fullmatch(word) is not None
        or (word.lower() in _BEFORE_NUMBERS and behind.isdigit())
        or _NUMBERING.match(before) is not None
    )


def _shortened(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return as many of the parts as there is room for."""
    result: list[Part] = []
    room = LONGEST
    for part in parts:
        if len(part.text) > room:
            rest = _cut(part.text, room) if part.kind == "text" else ""
            return _with_dots([*result, Part("text", rest)])
        result.append(part)
        room -= len(part.text)
    return tuple(result)


def _with_dots(parts: list[Part]) -> tuple[Part, ...]:
    """Return ``parts`` with dots behind the last word, which say that there is more."""
    last = parts.pop()
    if not last.text and parts and parts[-1].kind == "text":
        last = parts.pop()
    text = last.text.rstrip(_LOOSE)
    return (*parts, Part("text", f"{text}…")) if parts or text else ()


def _cut(text: str, size: int) -> str:
    """Return the beginning of ``text``, at most ``size`` characters that end with a word."""
    for end in range(size, 0, -1):
        before, behind = text[end - 1], text[end]
        if behind.isspace() or _is_east_asian(before) or _is_east_asian(behind):
            return text[: _before_marks(text, end)]
    return text[: _before_marks(text, size)]


def _is_east_asian(letter: str) -> bool:
    """Return whether ``letter`` is one of a script that parts words by no blanks."""
    return letter >= _FIRST_EAST_ASIAN and compiled(_EAST_ASIAN).match(letter) is not None


def _before_marks(text: str, end: int) -> int:
    """Return the nearest offset up to ``end`` that parts no character from its marks."""
    while end and unicodedata.combining(text[end]):
        end -= 1
    return end
