"""The pictures of presenters, as ``people.yml`` or the options name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_paperreview.publish.build import log
from mkdocs_paperreview.syntax import safe_url

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

    from mkdocs_paperreview.publish.build import Build


def portraits(build: Build, all_files: Files) -> dict[str, str]:
    """Return presenter's id → picture; what leads nowhere is reported and left out.

    What ``people.yml`` says of somebody comes before the option.
    """
    found: dict[str, str] = {}
    for name, picture in build.options.portraits.items():
        person = build.site.library.presenter(name)
        if person is None:
            log.warning(
                "portraits: nobody who presented is called %r (write the name as on a review)",
                name,
            )
        elif _leads_somewhere("portraits", name, picture, all_files):
            found[person.id] = picture
    return found | {
        person.id: person.picture
        for person in build.site.library.presenters
        if person.picture and _leads_somewhere("people", person.name, person.picture, all_files)
    }


def _leads_somewhere(origin: str, name: str, picture: str, all_files: Files) -> bool:
    if _is_picture(picture, all_files):
        return True
    log.warning(
        "%s: %s: %r is neither a file of the site nor a web address "
        "(write a path below the docs folder, or an address that begins with https://)",
        origin,
        name,
        picture,
    )
    return False


def _is_picture(picture: str, all_files: Files) -> bool:
    if picture.startswith(("https://", "http://")):
        return safe_url(picture) is not None
    return all_files.get_file_from_path(picture) is not None
