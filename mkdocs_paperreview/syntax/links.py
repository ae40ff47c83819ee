"""Read the links of a header, and the identifiers that they carry."""

from __future__ import annotations

import html
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from mkdocs_paperreview.model import Link
from mkdocs_paperreview.naming import clean
from mkdocs_paperreview.syntax.hosts import host_kind
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.labels import is_pending, is_unspecific, link_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEEPEST_ENTITY = 8
"""Times that an address is decoded before it is refused: nobody writes that in good faith."""

SAFE_SCHEMES = frozenset(["http", "https", "ftp", "mailto"])

LONGEST_TARGET = 4096
"""Characters of an address within which the parentheses are matched."""

# [label](, or a bare https://…
_OPENING = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.)*)\]\(|https?://[^\s\[\]<>|，、]+")
_TITLE = re.compile(r"""\s(?:"[^"]*"|'[^']*')\Z""")
_ANGLE = re.compile(r"\s*<[^<>]*>\s*\)")
_BRACKET = re.compile(r"[()]")
_SCHEME = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):")
_BLANK_OR_CONTROL = re.compile(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SEPARATOR = re.compile(r"[\[\](),，、;|/·]")

_SITE = r"https?://(?:[a-z]+\.)?"
_ARXIV_ID = r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?!\d)"
_IDENTIFIERS = {
    # https://arxiv.org/abs/1909.08174v2, https://arxiv.org/pdf/hep-th/9901001.pdf
    "arxiv": re.compile(rf"{_SITE}arxiv\.org/(?:abs|pdf|html|format)/{_ARXIV_ID}"),
    # https://doi.org/10.1145/3292500.3330701
    "doi": re.compile(rf"{_SITE}doi\.org/(?P<id>10\.\d{{4,9}}/[^\s?#]+)"),
    # https://openreview.net/forum?id=rJl-b3RcF7
    "openreview": re.compile(rf"{_SITE}openreview\.net/(?:forum|pdf)\?id=(?P<id>[\w-]+)"),
}


class Links(NamedTuple):
    """The links of one line and what stands around them."""

    before: str
    """Text before the first link."""
    links: tuple[Link, ...]
    rest: str
    """Text behind the first link that is neither a link nor a separator."""


def parse_links(text: str) -> Links:
    """Return the links of ``[[paper](…), [slides](…)]``, with or without outer brackets."""
    found: list[Link] = []
    rest: list[str] = []
    before: str | None = None
    position = 0
    for start, end, link in _occurrences(text):
        gap = text[position:start]
        if before is None:
            before = gap
        else:
            _read_gap(gap, found, rest)
        found.append(link)
        position = end
    if before is None:
        return Links(text, (), "")
    _read_gap(text[position:], found, rest)
    return Links(before, tuple(found), " ".join(rest))


def safe_url(target: str) -> str | None:
    """Return ``target`` as it may stand in an ``href``, or None if it must not be followed."""
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), target)
    decoded = _decoded(target)
    scheme = decoded is not None and _SCHEME.match(_BLANK_OR_CONTROL.sub("", decoded))
    if decoded is None or (scheme and scheme["scheme"].lower() not in SAFE_SCHEMES):
        return None
    return _BLANK_OR_CONTROL.sub("%20", text.strip()).replace('"', "%22")


def _decoded(text: str) -> str | None:
    """Return ``text`` without entities; None where they are wrapped in one another too often."""
    for _ in range(DEEPEST_ENTITY):
        decoded = html.unescape(text)
        if decoded == text:
            return text
        text = decoded
    return None


def identifiers(urls: Iterable[str]) -> Mapping[str, str]:
    """Return scheme → identifier of the paper that ``urls`` lead to; the first of a kind counts."""
    found: dict[str, str] = {}
    for url in urls:
        for scheme, pattern in _IDENTIFIERS.items():
            match = pattern.match(unquote(url))
            if match:
                found.setdefault(scheme, match["id"])
    return MappingProxyType(found)


def _occurrences(text: str) -> Iterator[tuple[int, int, Link]]:
    """Yield start, end and link of every link in ``text``."""
    position = 0
    while opening := _OPENING.search(text, position):
        if opening["label"] is None:
            position = _url_end(opening)
            yield opening.start(), position, _link("", text[opening.start() : position])
        else:
            position = _closing(text, opening.end())
            target = text[opening.end() : position - 1]
            yield opening.start(), position, _link(plain(opening["label"]), target)


def _closing(text: str, start: int) -> int:
    """Return the offset behind the ``)`` that closes a target which begins at ``start``."""
    angle = _ANGLE.match(text, start)
    if angle:
        return angle.end()
    depth = 1
    for bracket in _BRACKET.finditer(text, start, start + LONGEST_TARGET):
        depth += 1 if bracket[0] == "(" else -1
        if depth == 0:
            return bracket.end()
    nearest = text.find(")", start)
    return len(text) + 1 if nearest < 0 else nearest + 1


def _url_end(url: re.Match[str]) -> int:
    """Return where a bare address ends: before a full stop, or a parenthesis it does not open."""
    bare = url[0].rstrip(".,;:")
    surplus = bare.count(")") - bare.count("(")
    closing = len(bare) - len(bare.rstrip(")"))
    return url.start() + len(bare) - max(0, min(surplus, closing))


def _link(label: str, written: str) -> Link:
    target = _target(written)
    if is_pending(target):
        return Link(_kind(label, None), label, None)
    url = safe_url(target)
    return Link(_kind(label, url), label or target, url, refused=url is None)


def _kind(label: str, url: str | None) -> str:
    """Return the kind of link that ``label`` announces; where it tells none, that of the host."""
    announced = link_kind(label)
    told = url is not None and (announced is None or is_unspecific(label)) and host_kind(url)
    return told or announced or "other"


def _target(written: str) -> str:
    target = _TITLE.sub("", clean(written))
    nested = re.fullmatch(r"\[[^\[\]]*\]\((?P<url>.*)\)", target)
    if nested:
        target = nested["url"].strip()
    return target[1:-1].strip() if target[:1] == "<" and target[-1:] == ">" else target


def _read_gap(gap: str, found: list[Link], rest: list[str]) -> None:
    """Read what stands between links: a known label without a target is a link to come."""
    for part in filter(None, map(clean, _SEPARATOR.split(gap))):
        kind = link_kind(part)
        if kind:
            found.append(Link(kind, part, None))
        else:
            rest.append(part)
