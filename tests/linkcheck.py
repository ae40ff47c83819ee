"""Find links of a built site that lead nowhere."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from documents import Node, read_html

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class LinkCheck:
    """Finds links and sources in a built site that lead nowhere."""

    output: Path
    base: str = "/"
    """Path of the address at which the site is served."""
    broken: list[str] = field(default_factory=list)
    checked: int = 0

    def run(self) -> LinkCheck:
        """Check every page of the site."""
        for file in sorted(self.output.rglob("*.html")):
            path = file.relative_to(self.output).as_posix()
            for node in _tree(file).walk():
                for name in ("href", "src"):
                    if name in node.attributes:
                        self._check(path, node.attributes[name])
        return self

    def _check(self, path: str, target: str) -> None:
        if urlsplit(target).scheme or target.startswith("//"):
            return
        self.checked += 1
        address = urlsplit(urljoin(self.base + path, target))
        file = self._file(unquote(address.path))
        if file is None:
            self.broken.append(f"{path}: {target}: no such file")
        elif not _holds(file, unquote(address.fragment)):
            self.broken.append(f"{path}: {target}: no such place on the page")

    def _file(self, path: str) -> Path | None:
        if not path.startswith(self.base):
            return None
        file = self.output / path.removeprefix(self.base)
        file = file / "index.html" if path.endswith("/") else file
        return file if file.is_file() else None


def _holds(file: Path, fragment: str) -> bool:
    return not fragment or file.suffix != ".html" or fragment in _identifiers(file)


@functools.cache
def _identifiers(file: Path) -> frozenset[str]:
    return frozenset(_tree(file).identifiers)


@functools.cache
def _tree(file: Path) -> Node:
    return read_html(file.read_text(encoding="utf-8"))
