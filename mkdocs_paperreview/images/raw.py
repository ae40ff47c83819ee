"""Complete the images of raw HTML; all else stays as it was, byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from typing import TYPE_CHECKING

from mkdocs_paperreview.images.attributes import (
    AROUND_IMAGES,
    BLOCKS,
    ROW,
    additions,
    is_row,
)
from mkdocs_paperreview.model import Image
from mkdocs_paperreview.naming import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs_paperreview.images.attributes import Measure

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'=<>`][^\s"'<>`]*)"""
# <img src="a.png" alt="a > b">, </p>, <!--
_MARKUP = re.compile(
    rf"""
    <!--
  | <(?P<slash>/?)(?P<name>[a-zA-Z][^\s"'<>/=]*)
    (?P<attributes>(?:\s+[^\s"'<>/=]+(?:\s*=\s*{_VALUE})?)*)\s*/?>
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(rf"\s+(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?P<value>{_VALUE}))?")


@dataclass(frozen=True, eq=False)
class Tag:
    """A tag of raw HTML; each stands for itself, whatever it says."""

    match: re.Match[str]
    name: str
    """In lower case, an end tag's with a slash before it."""

    @cached_property
    def attrib(self) -> dict[str, str]:
        """Return name in lower case → value; of two of a name the first counts."""
        found: dict[str, str] = {}
        for attribute in _ATTRIBUTE.finditer(self.match["attributes"]):
            value = unescape(_bare(attribute["value"] or ""))
            found.setdefault(attribute["name"].lower(), value)
        return found

    def written(self, added: Mapping[str, str], source: str = "") -> str:
        """Return the tag as written, with attributes ``added`` and, if there is one, ``source``."""
        start, written = self.match.start(), self.match[0]
        classes = self._place("class") if "class" in added else None
        rest = {n: v for n, v in added.items() if not (classes and n == "class")}
        at = self.match.end("attributes") - start
        changes = [(at, at, "".join(f' {n}="{v}"' for n, v in rest.items()))]
        if classes:
            first, last = (place - start for place in classes)
            quote = "'" if written[first] == "'" else '"'
            value = f"{_bare(written[first:last])} {added['class']}"
            changes.append((first, last, f"{quote}{value}{quote}"))
        place = self._place("src") if source else None
        if place:
            changes.append((place[0] - start, place[1] - start, f'"{escape(source)}"'))
        for first, last, text in sorted(changes, reverse=True):
            written = written[:first] + text + written[last:]
        return written

    def _place(self, name: str) -> tuple[int, int] | None:
        """Return where the value of an attribute stands, with its quotation marks."""
        offset = self.match.start("attributes")
        for attribute in _ATTRIBUTE.finditer(self.match["attributes"]):
            if attribute["name"].lower() == name and attribute["value"]:
                return offset + attribute.start("value"), offset + attribute.end("value")
        return None


@lru_cache(maxsize=256)
def tags(raw: str) -> tuple[Tag, ...]:
    """Return the tags of raw HTML that stand in no comment."""
    return tuple(_tags(raw))


def _tags(raw: str) -> Iterator[Tag]:
    position = 0
    while match := _MARKUP.search(raw, position):
        position = match.end()
        if match["name"]:
            yield Tag(match, (match["slash"] + match["name"]).lower())
        else:
            end = raw.find("-->", position)
            position = end + 3 if end >= 0 else len(raw)


def images_alone(raw: str) -> list[Tag] | None:
    """Return the images that ``raw`` holds, or None if it holds anything else."""
    images: list[Tag] = []
    position = 0
    for tag in tags(raw):
        if raw[position : tag.match.start()].strip() or not _belongs(tag):
            return None
        images += [tag] if tag.name == "img" else []
        position = tag.match.end()
    return None if raw[position:].strip() else images


def calm_html(raw: str, measure: Measure, *, alone: bool = False) -> str:
    """Give every image of raw HTML what it lacks.

    Args:
        raw: A block, or a single tag.
        measure: Tells the size of an image.
        alone: Whether the images stand beside nothing but other images.
    """
    if "<img" not in raw.lower():
        return raw
    found = tags(raw)
    added: dict[Tag, dict[str, str]] = {}
    sources: dict[Tag, str] = {}
    by_themselves: set[Tag] = set()
    for block, images in _blocks(raw, found):
        by_themselves.update(images)
        if is_row(block.name, block, images):
            added[block] = {"class": ROW}
    for tag in found:
        if tag.name == "img":
            given = tag.attrib
            extent = measure(Image(given.get("src", ""), html=True))
            added[tag] = additions(given, extent, alone=alone or tag in by_themselves)
            sources[tag] = extent.source if extent else ""
    return _rewritten(raw, added, sources)


def _rewritten(raw: str, added: Mapping[Tag, Mapping[str, str]], sources: Mapping[Tag, str]) -> str:
    result: list[str] = []
    position = 0
    for tag, attributes in sorted(added.items(), key=lambda item: item[0].match.start()):
        result += [raw[position : tag.match.start()], tag.written(attributes, sources.get(tag, ""))]
        position = tag.match.end()
    return "".join([*result, raw[position:]])


def _blocks(raw: str, found: Sequence[Tag]) -> Iterator[tuple[Tag, list[Tag]]]:
    """Yield the blocks that hold images and nothing else, with their images."""
    block: Tag | None = None
    images: list[Tag] = []
    position = 0
    caption = False
    for tag in found:
        text = raw[position : tag.match.start()].strip()
        position = tag.match.end()
        if block and tag.name == f"/{block.name}" and not text and images:
            yield block, images
        if tag.name in BLOCKS:
            block, images, caption = tag, [], False
        elif caption:
            caption = tag.name != "/figcaption"
        elif text or not block:
            block = None
        elif block.name == "figure" and tag.name == "figcaption":
            caption = True
        elif tag.name == "img":
            images.append(tag)
        elif not _belongs(tag):
            block = None


def _bare(value: str) -> str:
    """Return the value of an attribute without quotation marks."""
    return value[1:-1] if value[:1] in {'"', "'"} else value


def _belongs(tag: Tag) -> bool:
    """Return whether a tag may stand among images."""
    return tag.name == "img" or tag.name.removeprefix("/") in AROUND_IMAGES
