"""The files of a docs folder: which there are, and which of them the command has written."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pathspec import GitIgnoreSpec

from mkdocs_paperreview.manifest import MANIFEST, digest, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs_paperreview.manifest import Manifest


class Stamp(NamedTuple):
    """What changes with a file."""

    time: int
    """Of its last change, in nanoseconds."""
    size: int


@dataclass(frozen=True)
class Folder:
    """The files of a docs folder at one time."""

    root: Path
    files: Mapping[str, Stamp] = field(default_factory=dict)
    """Path, ``/``-separated → stamp of every file that a host may show."""
    manifest: Manifest = field(default_factory=dict)
    """What the command has written."""
    ours: frozenset[str] = frozenset()
    """Paths of the files that it has written, and nobody has changed since."""
    stamp: Stamp | None = None
    """Of the manifest."""

    @property
    def sources(self) -> Iterator[str]:
        """Yield the paths of the files that are the user's."""
        return (path for path in self.files if path not in self.ours)


def look(root: Path, excluded: Sequence[str] = ()) -> Folder:
    """Return the files below ``root`` but for hidden ones, and those that patterns exclude."""
    is_excluded = GitIgnoreSpec.from_lines(excluded).match_file
    stamps = ((path, stamp_of(root / path)) for path in _paths(root) if not is_excluded(path))
    stamp = stamp_of(root / MANIFEST)
    manifest = read_manifest(content_of(root / MANIFEST) or b"")
    ours = (path for path, digests in manifest.items() if is_ours(root, path, digests))
    return Folder(root, {path: s for path, s in stamps if s}, manifest, frozenset(ours), stamp)


def stamp_of(file: Path) -> Stamp | None:
    """Return the stamp of a file; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size)


def content_of(file: Path) -> bytes | None:
    """Return what a file holds; None where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def is_ours(root: Path, path: str, digests: Sequence[str]) -> bool:
    """Return whether a file that was written has not been changed since."""
    content = None if leaves(root, path) else content_of(root / path)
    return content is not None and digest(content) in digests


def leaves(root: Path, path: str) -> bool:
    """Return whether the way to a path below ``root`` leads over a symbolic link."""
    steps = [root / path, *(root / path).parents]
    return any(step.is_symlink() for step in steps[: path.count("/") + 1])


def _paths(root: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(parent).relative_to(root)
        yield from ((below / name).as_posix() for name in sorted(names) if name[0] != ".")
