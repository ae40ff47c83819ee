"""Complete the images of elements, and of the raw HTML that stands among them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE, STX

from mkdocs_paperreview.images.attributes import AROUND_IMAGES, BLOCKS, ROW, additions, is_row
from mkdocs_paperreview.images.raw import calm_html, images_alone
from mkdocs_paperreview.model import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableSequence, Sequence

    from mkdocs_paperreview.images.attributes import Measure
    from mkdocs_paperreview.images.raw import Tag

Stash: TypeAlias = "MutableSequence[str | Element]"
"""Markdown's raw HTML, by number."""


def calm(notes: Sequence[Element], stash: Stash, measure: Measure) -> None:
    """Give every image of ``notes`` what it lacks, in elements and in raw HTML."""
    alone: set[Element | int] = set()
    for block in chain.from_iterable(note.iter() for note in notes):
        if block.tag in BLOCKS or block.tag == "li":
            alone.update(_arranged(block, stash))
    for note in notes:
        for image in note.iter("img"):
            _complete(image, measure, alone=image in alone)
        for number in _numbers(note.itertext()):
            raw = stash[number]
            if isinstance(raw, str):
                stash[number] = calm_html(raw, measure, alone=number in alone)


def _complete(image: Element, measure: Measure, *, alone: bool) -> None:
    extent = measure(Image(image.get("src", "")))
    for name, value in additions(image.attrib, extent, alone=alone).items():
        written = image.get(name)
        image.set(name, f"{written} {value}" if written else value)


def _arranged(block: Element, stash: Stash) -> list[Element | int]:
    """Return the images of a block that holds nothing else, and make it a row if they are many."""
    if block.text and STX not in block.text and not block.text.isspace():
        return []
    images: list[Element | Tag] = []
    places: list[Element | int] = []
    for found in _content(block, stash):
        if found is None:
            return []
        number, image = found
        images.append(image)
        places.append(image if isinstance(image, Element) else number)
    if is_row(block.tag, block, images):
        block.set("class", ROW)
    return places


def _content(block: Element, stash: Stash) -> Iterator[tuple[int, Element | Tag] | None]:
    """Yield the images of a block, raw ones with their number; None for anything else."""
    for node in _nodes(block):
        if isinstance(node, Element):
            if node.tag == "img":
                yield -1, node
            elif node.tag not in AROUND_IMAGES:
                yield None
            continue
        if HTML_PLACEHOLDER_RE.sub("", node).strip():
            yield None
        for number in _numbers([node]):
            raw = stash[number]
            tags = images_alone(raw) if isinstance(raw, str) else None
            yield from ((number, tag) for tag in tags) if tags is not None else [None]


def _nodes(block: Element) -> Iterator[Element | str]:
    """Yield the elements and texts inside of a block, but not those of a caption."""
    yield block.text or ""
    for child in block:
        if block.tag != "figure" or child.tag != "figcaption":
            for node in child.iter():
                yield node
                yield node.text or ""
                yield (node.tail or "") if node is not child else ""
        yield child.tail or ""


def _numbers(texts: Iterator[str] | Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the raw HTML that ``texts`` stand for."""
    for text in texts:
        if STX in text:
            yield from (int(match[1]) for match in HTML_PLACEHOLDER_RE.finditer(text))
