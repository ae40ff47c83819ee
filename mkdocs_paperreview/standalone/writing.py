"""Make what stands in a docs folder what should stand there, and touch nothing else."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from mkdocs_paperreview.manifest import MANIFEST, digest, is_below, write_manifest
from mkdocs_paperreview.standalone.folder import content_of, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mkdocs_paperreview.standalone.folder import Folder


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done in a docs folder."""

    root: Path
    write: Mapping[str, bytes]
    """Path → content of the files that are new, or were written with another content."""
    remove: tuple[str, ...]
    """Paths of the files that are not wanted any more."""
    foreign: tuple[str, ...]
    """Paths of the files that stay as they are, because they are the user's."""
    meanwhile: bytes
    """The manifest while files are written: it knows those of before and those to come."""
    manifest: bytes

    @property
    def is_done(self) -> bool:
        """Return whether there is nothing to do."""
        return not (self.write or self.remove or self.is_relisted)

    @property
    def is_relisted(self) -> bool:
        """Return whether the manifest changes."""
        return content_of(self.root / MANIFEST) != self.manifest


def plan(folder: Folder, wanted: Mapping[str, bytes]) -> Plan:
    """Return what has to be done so that ``wanted``, path → content, stands in ``folder``.

    A file is the command's where the manifest lists it and nobody has changed it since.
    """
    free = {path for path in wanted if path in folder.ours or _is_free(folder.root, path)}
    own = {path: content for path, content in wanted.items() if path in free}
    old = {path for path in folder.manifest if path not in wanted}
    listed = {path: [digest(content)] for path, content in own.items()}
    changed = {path for path in old - folder.ours if content_of(folder.root / path) is not None}
    before = {path: folder.manifest[path] for path in folder.ours}
    both = {p: dict.fromkeys([*before.get(p, ()), *listed.get(p, ())]) for p in {*before, *listed}}
    return Plan(
        root=folder.root,
        write={p: c for p, c in own.items() if content_of(folder.root / p) != c},
        remove=tuple(sorted(old & folder.ours)),
        foreign=tuple(sorted({*wanted} - free | changed)),
        meanwhile=write_manifest(both),
        manifest=write_manifest(listed),
    )


def apply(todo: Plan) -> None:
    """Do what is planned.

    Raises:
        OSError: something cannot be written.
    """
    if todo.is_done:
        return
    write_file(todo.root, MANIFEST, todo.meanwhile)
    for path, content in todo.write.items():
        write_file(todo.root, path, content)
    for path in todo.remove:
        (todo.root / path).unlink(missing_ok=True)
    _remove_empty(todo.root, todo.remove)
    write_file(todo.root, MANIFEST, todo.manifest)


def write_file(root: Path, path: str, content: bytes) -> None:
    """Write a file below ``root`` at once: whoever reads it sees what was there, or all of it."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".paperreview-{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _is_free(root: Path, path: str) -> bool:
    """Return whether a file can be written at ``path`` without touching anything of the user's."""
    if not is_below(path) or leaves(root, path):
        return False
    above = (root / parent for parent in PurePosixPath(path).parents)
    return not os.path.lexists(root / path) and all(a.is_dir() or not a.exists() for a in above)


def _remove_empty(root: Path, removed: Iterable[str]) -> None:
    """Remove the folders that hold nothing any more, of those that held files that were removed."""
    parents = {parent for path in removed for parent in PurePosixPath(path).parents}
    for parent in sorted(parents, key=lambda parent: len(parent.parts), reverse=True):
        folder = root / parent
        if parent.parts and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
