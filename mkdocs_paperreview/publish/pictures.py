"""The pictures of a site that MkDocs builds."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mkdocs_paperreview.images import Pictures, is_picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.structure.files import File


def pictures(all_files: Iterable[File]) -> Pictures:
    """Return the pictures among the files that the site shows, with their sizes."""
    shown = (file for file in all_files if is_picture(file.src_uri))
    return Pictures(
        {f.src_uri: partial(_opened, f) for f in shown if not f.inclusion.is_excluded()}
    )


def _opened(file: File) -> BinaryIO:
    path = file.abs_src_path
    return Path(path).open("rb") if path else io.BytesIO(file.content_bytes)
