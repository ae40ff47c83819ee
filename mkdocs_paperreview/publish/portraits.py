"""The pictures of presenters, as ``people.yml`` or the options name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_paperreview import illustrations
from mkdocs_paperreview.publish.build import log

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

    from mkdocs_paperreview.publish.build import Build


def portraits(build: Build, all_files: Files) -> dict[str, str]:
    """Return presenter's id → picture; what leads nowhere is reported and left out."""

    def is_file(path: str) -> bool:
        return all_files.get_file_from_path(path) is not None

    named, library = build.options.portraits, build.site.library
    result = illustrations.portraits(named, library, is_file)
    for mistake in result.mistakes:
        log.warning("%s", mistake)
    return result.found
