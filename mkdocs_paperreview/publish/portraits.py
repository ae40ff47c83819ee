"""The pictures of presenters that a site names in its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_paperreview.publish.build import log
from mkdocs_paperreview.syntax import safe_url

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

    from mkdocs_paperreview.publish.build import Build


def portraits(build: Build, all_files: Files) -> dict[str, str]:
    """Return presenter's id → picture; what leads nowhere is reported and left out."""
    found: dict[str, str] = {}
    for name, picture in build.options.portraits.items():
        person = build.site.library.presenter(name)
        if person is None:
            log.warning(
                "portraits: nobody who presented is called %r (write the name as on a review)",
                name,
            )
        elif not _is_picture(picture, all_files):
            log.warning(
                "portraits: %s: %r is neither a file of the site nor a web address "
                "(write a path below the docs folder, or an address that begins with https://)",
                name,
                picture,
            )
        else:
            found[person.id] = picture
    return found


def _is_picture(picture: str, all_files: Files) -> bool:
    if picture.startswith(("https://", "http://")):
        return safe_url(picture) is not None
    return all_files.get_file_from_path(picture) is not None
