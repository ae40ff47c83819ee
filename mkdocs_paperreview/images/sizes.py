"""How large the pictures of a site are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

Size = tuple[int, int]
"""Width and height in CSS pixels."""

Opener = Callable[[], BinaryIO]
"""Opens a file."""

LARGEST = 1_000_000
"""A picture that says to be wider or higher is broken."""

WIDE = 1200
"""Width of a drawing that has proportions only; a page shows it as wide as there is room."""

_ENDINGS = frozenset(
    [".apng", ".avif", ".bmp", ".gif", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".webp"]
)
_READ = 65_536
"""Bytes of an SVG file that are searched for its beginning."""

# <svg width="560" viewBox="0 0 560 268">
_SVG = re.compile(
    r"""<(?:[\w-]+:)?svg(?=[\s>])(?P<attributes>(?:[^"'<>]|"[^"]*"|'[^']*')*)>""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>width|height|viewBox)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')"""
)
_LENGTH = re.compile(r"\s*\+?(?P<number>\d{0,9}\.?\d{1,9})(?P<unit>px|pt|pc|in|cm|mm|)\s*")
_UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}
_NUMBER = re.compile(r"[+-]?\d{0,9}\.?\d{1,9}(?:[eE][+-]?\d)?")
_VIEW_BOX_NUMBERS = 4


class Pictures(Mapping[str, Size | None]):
    """Path below the docs folder → size of every picture of a site; None where it cannot be told.

    A picture is read when it is asked for, so that those that no review shows cost nothing.
    """

    def __init__(self, files: Mapping[str, Opener]) -> None:
        """Note what opens the pictures: path → opener."""
        self._files = files
        self._sizes: dict[str, Size | None] = {}

    def __getitem__(self, path: str) -> Size | None:
        """Return the size of a picture."""
        if path not in self._sizes:
            self._sizes[path] = _size(path, self._files[path])
        return self._sizes[path]

    def __contains__(self, path: object) -> bool:
        """Return whether there is such a picture, without reading it."""
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many pictures there are."""
        return len(self._files)


def is_picture(path: str) -> bool:
    """Return whether the file at ``path`` is a picture, by its ending."""
    return _ending(path) in _ENDINGS


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _size(path: str, opener: Opener) -> Size | None:
    try:
        with opener() as stream:
            read = _svg_size if _ending(path) == ".svg" else _bitmap_size
            return read(stream)
    except OSError:
        return None


def _bitmap_size(stream: BinaryIO) -> Size | None:
    import imagesize  # noqa: PLC0415 (many sites show no picture)

    return _checked(*imagesize.get(stream))


def _svg_size(stream: BinaryIO) -> Size | None:
    """Return width and height; what is not said, or in percent, follows from the view box.

    Where it says neither, a browser makes the drawing as wide as there is room.
    """
    root = _SVG.search(_text(stream.read(_READ)))
    if root is None:
        return None
    given = {m["name"]: m["double"] or m["single"] or "" for m in _ATTRIBUTE.finditer(root[0])}
    width, height = _length(given.get("width", "")), _length(given.get("height", ""))
    box_width, box_height = _view_box(given.get("viewBox", ""))
    if box_width and box_height:
        if width is None:
            width = height * box_width / box_height if height else max(box_width, WIDE)
        height = height or width * box_height / box_width
    return _checked(width or 0, height or 0)


def _text(content: bytes) -> str:
    """Return the text of a drawing without its comments."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    first, *others = content.decode("utf-16" if wide else "utf-8", "ignore").split("<!--")
    return "".join([first, *(text.partition("-->")[2] for text in others)])


def _length(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    return float(match["number"]) * _UNITS[match["unit"]] or None if match else None


def _view_box(text: str) -> tuple[float, float]:
    numbers = text.replace(",", " ").split()
    if len(numbers) != _VIEW_BOX_NUMBERS or not all(map(_NUMBER.fullmatch, numbers)):
        return 0, 0
    return max(0, float(numbers[2])), max(0, float(numbers[3]))


def _checked(width: float, height: float) -> Size | None:
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        return None
    return max(1, round(width)), max(1, round(height))
