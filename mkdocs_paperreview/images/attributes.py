"""What an image of notes gets beside what its writer gave it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from mkdocs_paperreview.model import Image

DEFAULTS = {"loading": "lazy", "alt": ""}
"""What an image gets where its writer did not say otherwise."""

UNSIZED = "paperreview-image--unsized"
"""Class of an image that stands in a box, because its size cannot be told."""

ROW = "paperreview-images"
"""Class of a block that holds several images and nothing else."""

BLOCKS = frozenset(["p", "div", "center", "figure"])
"""Elements that may hold images and nothing else."""

AROUND_IMAGES = frozenset(["a", "br", "picture", "source"])
"""Elements that may stand among such images."""

_SIZES = frozenset(["width", "height", "style", "align"])
_LAYOUTS = frozenset(["class", "style"])
_FEWEST = 2
_PIXELS = re.compile(r"\s*(?P<number>\d{1,5}(?:\.\d{1,5})?)(?:px)?\s*")


class Written(Protocol):
    """An element, or a tag of raw HTML."""

    @property
    def attrib(self) -> Mapping[str, str]:
        """Return name → value of the attributes that its writer gave it."""


class Extent(NamedTuple):
    """How large a picture is, in CSS pixels; None where it cannot be told."""

    width: int | None = None
    height: int | None = None
    source: str = ""
    """What raw HTML has to say instead of what it says, for the host to find the picture."""


Measure: TypeAlias = "Callable[[Image], Extent | None]"
"""Image → its size; None if nothing is known of it."""


def additions(given: Mapping[str, str], extent: Extent | None, *, alone: bool) -> dict[str, str]:
    """Return the attributes that an image gets; a class comes to those that it has.

    Args:
        given: What the writer gave it.
        extent: Its size; None if nothing is known of it.
        alone: Whether it stands beside nothing but other images.
    """
    added = {name: value for name, value in DEFAULTS.items() if name not in given}
    if extent and extent.width and extent.height:
        return added | _sizes(given, extent.width, extent.height)
    if extent and alone and not _SIZES & given.keys():
        added["class"] = UNSIZED
    return added


def is_row(name: str, block: Written, images: Collection[Written]) -> bool:
    """Return whether a block of nothing but images becomes a row.

    A block that its writer laid out stays as it is, and so does one with an image that has a size.
    """
    if name in {"figure", "li"} or len(images) < _FEWEST:
        return False
    laid_out = _LAYOUTS & block.attrib.keys()
    return not laid_out and not any(_SIZES & image.attrib.keys() for image in images)


def _sizes(given: Mapping[str, str], width: int, height: int) -> dict[str, str]:
    """Return width and height, or the one that is missing, in the proportions of the picture."""
    if "style" in given or {"width", "height"} <= given.keys():
        return {}
    for name, other, ratio in (
        ("width", "height", height / width),
        ("height", "width", width / height),
    ):
        if name in given:
            pixels = _PIXELS.fullmatch(given[name])
            size = round(float(pixels["number"]) * ratio) if pixels else 0
            return {other: str(size)} if size else {}
    return {"width": str(width), "height": str(height)}
