"""Read the links of a header."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.model import Link
from mkdocs_paperreview.naming import clean, unescape
from mkdocs_paperreview.syntax.hosts import host_kind
from mkdocs_paperreview.syntax.identifiers import PAGES, identifiers
from mkdocs_paperreview.syntax.inline import pieces, plain
from mkdocs_paperreview.syntax.labels import LABELS
from mkdocs_paperreview.syntax.people import asides, may_hold_asides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_paperreview.syntax.labels import Field, Labels

__all__ = [
    "Links",
    "field_links",
    "identifiers",
    "parse_links",
    "presenter_links",
    "safe_url",
]

DEEPEST_ENTITY = 8
"""Times that an address is decoded before it is refused: nobody writes that in good faith."""

SAFE_SCHEMES = frozenset(["http", "https", "ftp", "mailto"])

LONGEST_TARGET = 4096
"""Characters of an address within which the parentheses are matched."""

# [label](, or a bare https://…, up to the next one
_OPENING = re.compile(
    r"(?<!\\)\[(?P<label>[^\[\]\\]*(?:\\.[^\[\]\\]*)*)\]\]?\(|https?://(?:[^\s\[\]<>|，、；（）［］,;]+|[,;](?!https?://))+"  # noqa: RUF001 (widths)
)
_TITLE = re.compile(r"""\s(?:"[^"]*"|'[^']*')\Z""")
# [https://a.example](https://a.example)
_NESTED = re.compile(r"\[[^\[\]]*\]\((?P<url>.*)\)")
_ANGLE = re.compile(r"\s*<[^<>]*>\s*\)")
_BRACKET = re.compile(r"[()]")
_SCHEME = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):")
_BLANK_OR_CONTROL = re.compile(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SEPARATOR = re.compile(r"<br\s*/?>|[\[\](),，、;；|/·（）［］｜／•]")  # noqa: RUF001 (widths)
_MARKED = re.compile(r"[\\`*_<>&$!\[\]\x02\x03]")
_JOINTS = frozenset(["and", "및", "와", "과"])
_OPENERS = "[(（［"
_CLOSERS = ("]", ")", "）", "］")  # noqa: RUF001 (brackets of every width)
_BEFORE_WORD = (*_OPENERS, *_CLOSERS, *",，、;；|/·")
# [강진구](…) [[paper](…)]: where the links begin that are no names
_GROUP = re.compile(r"[\[(（［]\s*\[")
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://|www\.")
# slides/kernels.pdf
_FILE = re.compile(
    r"(?:\.{0,2}/)?[^\s:]+\.(?:pdf|pptx?|key|odp|html?|md|ipynb|zip|mp4|png)", re.IGNORECASE
)
# ![photo](lena.png), but neither a link that shows a picture nor an escaped one
_IMAGE = re.compile(r"(?<![\\\[])!\[(?P<text>[^\[\]]*)\]\([^()]*\)")


class Links(NamedTuple):
    """The links of one line and what stands around them."""

    before: str
    """Text before the first link."""
    links: tuple[Link, ...]
    rest: str
    """Text behind the first link that is neither a link nor a separator."""


def parse_links(text: str, labels: Labels = LABELS) -> Links:
    """Return the links of ``[[paper](…), [slides](…)]``, with or without outer brackets."""
    if "](" not in text and "://" not in text:
        return _links_to_come(text, labels)
    found: list[Link] = []
    rest: list[str] = []
    before: str | None = None
    position = 0
    for start, end, label, target in _occurrences(text):
        gap, word = _word_before(text[position:start], labels)
        if before is None:
            before, gap = _outside(gap.removesuffix("<"))
        _read_gap(gap, found, rest, labels)
        found.append(_link(label, target, word, labels))
        position = end
    if before is None:
        return Links(text, (), "")
    _read_gap(text[position:], found, rest, labels)
    return Links(before, tuple(found), " ".join(rest))


def presenter_links(text: str, labels: Labels = LABELS) -> Links:
    """Return the links behind a presenter's name; a name may be a link itself, an address is none.

    What stands before the links names the presenters, as Markdown. Pictures and code are no links;
    what they show is in the rest, as is what stands beside the people.
    """
    text, shown = _without_pictures(text) if "![" in text or "`" in text else (text, [])
    found = _links_of_people(text, labels)
    if may_hold_asides(found.before):
        shown = [*shown, *asides(plain(found.before))]
    return found._replace(rest=" ".join(filter(None, (*shown, found.rest)))) if shown else found


def _without_pictures(text: str) -> tuple[str, list[str]]:
    """Return ``text`` without pictures and code that holds a link, and what these show."""
    kept: list[str] = []
    code: list[str] = []
    position = 0
    for piece in pieces(text):
        if piece.kind == "code" and _OPENING.search(piece.content):
            kept.append(text[position : piece.start])
            code.append(text[piece.start : piece.end])
            position = piece.end
    bare = "".join([*kept, text[position:]])
    return _IMAGE.sub("", bare), [*(image["text"] for image in _IMAGE.finditer(bare)), *code]


def _links_of_people(text: str, labels: Labels) -> Links:
    """Return the links behind the names of people, as they stand without pictures."""
    group = _GROUP.search(text)
    linked = group and text.find("](", 0, group.start()) >= 0
    head = parse_links(text[: group.start()], labels).links if group and linked else ()
    if group and head and all(_is_name(link, labels) for link in head):
        found = parse_links(text[group.start() :], labels)
        return found._replace(before=text[: group.start()])
    found = parse_links(text, labels)
    before = found.before.strip(" [(（［*_")
    named = found.links and not before[:1].isalnum() and not clean(before)
    if named and _is_name(found.links[0], labels):
        return found._replace(before=found.links[0].label, links=found.links[1:])
    return found


def field_links(field: Field, labels: Labels = LABELS) -> Links:
    """Return the links of a field such as ``Slides: https://…``; the label tells their kind."""
    found = parse_links(field.value, labels)
    if found.links:
        return found._replace(links=tuple(_of_kind(link, field, labels) for link in found.links))
    value = clean(field.value)
    kind = field.kind or "paper"
    if labels.is_pending(value) or labels.is_nobody(value):
        return Links("", (Link(kind, field.label, None),), "")
    address = value if _FILE.fullmatch(value) else _address(f"{field.label}: {value}")
    if address:
        return Links("", (Link(kind, field.label, safe_url(address)),), "")
    return found


def _address(text: str) -> str | None:
    """Return where the paper is that ``text`` identifies: ``arXiv: 1909.08174``."""
    found = identifiers((), text)
    return next((page + found[scheme] for scheme, page in PAGES.items() if scheme in found), None)


def _of_kind(link: Link, field: Field, labels: Labels) -> Link:
    """Return ``link`` as ``field`` announces it, unless its own text announces something else."""
    own = labels.link_kind(link.label)
    label = field.label if _ADDRESS.match(link.label) or link.label == link.url else link.label
    if own and not labels.is_unspecific(link.label) and not _is_format(link.label, field.kind):
        return replace(link, label=label)
    bare = label == field.label and link.kind == "other"
    return replace(link, kind=field.kind or ("paper" if bare else link.kind), label=label)


def _is_format(text: str, kind: str | None) -> bool:
    """Return whether the text of a link says how it is stored, where a word says what it is."""
    return bool(kind) and text.strip().lower() == "pdf"


def _is_name(link: Link, labels: Labels) -> bool:
    """Return whether a link is somebody's name, rather than an address or what its text says."""
    told = link.kind == "other" or (link.url and link.kind == host_kind(link.url))
    return bool(told) and labels.link_kind(link.label) is None and not _ADDRESS.match(link.label)


def safe_url(target: str) -> str | None:
    """Return ``target`` as it may stand in an ``href``, or None if it must not be followed."""
    if target.isprintable() and " " not in target and "&" not in target and '"' not in target:
        known = _SCHEME.match(target)
        return None if known and known["scheme"].lower() not in SAFE_SCHEMES else target
    text = _ENTITY.sub(lambda entity: unescape(entity[0]), target)
    decoded = _decoded(target)
    scheme = decoded is not None and _SCHEME.match(_BLANK_OR_CONTROL.sub("", decoded))
    if decoded is None or (scheme and scheme["scheme"].lower() not in SAFE_SCHEMES):
        return None
    return _BLANK_OR_CONTROL.sub("%20", text.strip()).replace('"', "%22")


def _decoded(text: str) -> str | None:
    """Return ``text`` without entities; None where they are wrapped in one another too often."""
    for _ in range(DEEPEST_ENTITY):
        decoded = unescape(text)
        if decoded == text:
            return text
        text = decoded
    return None


def _occurrences(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, label and target of every link in ``text``, as written."""
    position = 0
    while opening := _OPENING.search(text, position):
        label = opening["label"]
        if label is None:
            position = _url_end(opening)
            yield opening.start(), position, "", text[opening.start() : position]
        else:
            position = _closing(text, opening.end())
            yield opening.start(), position, label, text[opening.end() : position - 1]


def _closing(text: str, start: int) -> int:
    """Return the offset behind the ``)`` that closes a target which begins at ``start``."""
    angle = _ANGLE.match(text, start)
    if angle:
        return angle.end()
    nearest = text.find(")", start)
    if text.find("(", start, nearest) < 0:
        return len(text) + 1 if nearest < 0 else nearest + 1
    depth = 1
    for bracket in _BRACKET.finditer(text, start, start + LONGEST_TARGET):
        depth += 1 if bracket[0] == "(" else -1
        if depth == 0:
            return bracket.end()
    return len(text) + 1 if nearest < 0 else nearest + 1


def _url_end(url: re.Match[str]) -> int:
    """Return where a bare address ends: before a full stop, or a parenthesis it does not open."""
    bare = url[0].rstrip(".,;:")
    surplus = bare.count(")") - bare.count("(")
    closing = len(bare) - len(bare.rstrip(")"))
    return url.start() + len(bare) - max(0, min(surplus, closing))


def _link(label: str, written: str, word: str, labels: Labels) -> Link:
    """Return a link; ``word`` stands before it and tells its kind where its text does not."""
    text = plain(label) if _MARKED.search(label) else clean(label)
    target = _target(written)
    announced = labels.link_kind(text)
    kind = labels.link_kind(word) if word else None
    if word and (announced is None or labels.is_unspecific(text) or _is_format(text, kind)):
        announced, text = kind, text or word
        told = not labels.is_unspecific(word)
    else:
        told = announced is not None and not labels.is_unspecific(text)
    if labels.is_pending(target):
        return Link(announced or "other", text, None)
    url = safe_url(target)
    kind = announced if told else (url is not None and host_kind(url)) or announced
    return Link(kind or "other", text or target, url, refused=url is None)


def _target(written: str) -> str:
    target = clean(written)
    target = _TITLE.sub("", target) if target.endswith(('"', "'")) else target
    nested = _NESTED.fullmatch(target) if target.startswith("[") else None
    if nested:
        target = nested["url"].strip()
    return target[1:-1].strip() if target[:1] == "<" and target[-1:] == ">" else target


def _word_before(gap: str, labels: Labels) -> tuple[str, str]:
    """Return what stands before a link, and the word with a colon that announces it."""
    bare = gap.rstrip(" \t*_<")
    if not bare.endswith((":", "：")):
        return gap, ""
    start = max(map(bare.rfind, _BEFORE_WORD)) + 1
    for first in (start, bare.rfind(" ", start) + 1):
        word = clean(bare[first:-1].strip("*_ \t"))
        if labels.link_kind(word):
            return gap[:first], word
    return gap, ""


def _outside(before: str) -> tuple[str, str]:
    """Return what stands before the bracket around the links, and what stands inside of it."""
    opening = max(map(before.rfind, _OPENERS))
    closing = max(map(before.rfind, _CLOSERS))
    return (before[:opening], before[opening:]) if opening > closing else (before, "")


def _links_to_come(text: str, labels: Labels) -> Links:
    """Return the links of a text that holds no address: ``강진구 [slides, code]``."""
    if not text.rstrip().endswith(_CLOSERS):
        return Links(text, (), "")
    openings = [at for at in (text.find("["), max(map(text.rfind, _OPENERS))) if at >= 0]
    for opening in openings:
        found: list[Link] = []
        rest: list[str] = []
        _read_gap(text[opening:], found, rest, labels)
        if found and not rest:
            return Links(text[:opening], tuple(found), "")
    return Links(text, (), "")


def _read_gap(gap: str, found: list[Link], rest: list[str], labels: Labels) -> None:
    """Read what stands between links: a known label without a target is a link to come."""
    for part in map(clean, _SEPARATOR.split(gap)) if gap.strip(", []()|/·") else ():
        if labels.is_pending(part) or part in _JOINTS:
            continue
        word, colon, value = part.partition(":") if ":" in part else part.partition("：")
        kind = labels.link_kind(word)
        if kind is None or (colon and not labels.is_pending(value.strip())):
            rest.append(part)
        elif not labels.is_unspecific(word):
            found.append(Link(kind, word.strip(), None))
