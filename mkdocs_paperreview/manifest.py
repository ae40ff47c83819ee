"""What was written into a docs folder, so that the next run knows its own files from the user's."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANIFEST = ".paperreview-generated.json"
"""The name begins with a dot, so that hosts leave the file out of the site."""

SCHEMA = 1

Manifest = dict[str, tuple[str, ...]]
"""Path below the docs folder → digests that its content may have: one, but two while it is being
written, so that a run that was stopped leaves nothing behind that nobody owns."""


def digest(content: bytes) -> str:
    """Return what tells a content from all others."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(content: bytes) -> Manifest:
    """Return what a manifest lists; nothing for a text that is none."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    files = data.get("files") if isinstance(data, dict) and data.get("schema") == SCHEMA else None
    entries = files.items() if isinstance(files, dict) else ()
    return {path: tuple(_digests(found)) for path, found in entries if is_below(path)}


def write_manifest(files: Mapping[str, Iterable[str]]) -> bytes:
    """Return a manifest, one file on a line."""
    lines = (
        f"{json.dumps(path, ensure_ascii=False)}: {json.dumps(list(found))}"
        for path, found in sorted(files.items())
    )
    listed = ",\n".join(lines)
    return f'{{"schema": {SCHEMA}, "files": {{\n{listed}\n}}}}\n'.encode()


def is_below(path: str) -> bool:
    """Return whether a ``/``-separated path leads to a place below where it starts."""
    parts = path.split("/")
    return not {"", ".", ".."} & {*parts} and not {"\\", "\0", ":"} & {*path}


def _digests(value: object) -> Iterable[str]:
    return (text for text in value if isinstance(text, str)) if isinstance(value, list) else ()
