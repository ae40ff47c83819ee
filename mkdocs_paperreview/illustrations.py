"""The pictures that stand for people and periods, as a site names them: whether they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.rendering.links import target_of
from mkdocs_paperreview.syntax import safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Page


class Portraits(NamedTuple):
    """The pictures of presenters."""

    found: dict[str, str]
    """Presenter's id → picture: an address, or a path below the docs folder."""
    mistakes: list[str]
    """What leads nowhere, each with its remedy."""


def portraits(
    named: Mapping[str, str], library: Library, is_file: Callable[[str], bool]
) -> Portraits:
    """Return the pictures of presenters, and what leads nowhere, among their pages too.

    What ``people.yml`` says of somebody comes before ``named``.

    Args:
        named: Presenter's name → picture, as the option says.
        library: Who presented.
        is_file: Whether the site has a file at a path.
    """
    result = Portraits({}, [])
    for name, picture in named.items():
        person = library.presenter(name)
        if person is None:
            result.mistakes.append(
                f"portraits: nobody who presented is called {name!r} "
                "(write the name as on a review)"
            )
        elif _leads_somewhere(picture, is_file):
            result.found[person.id] = picture
        else:
            result.mistakes.append(_nowhere("portraits", name, picture))
    for person in library.presenters:
        if person.picture and _leads_somewhere(person.picture, is_file):
            result.found[person.id] = person.picture
        elif person.picture:
            result.mistakes.append(_nowhere("people", person.name, person.picture))
        target = target_of(person.link, "") if person.link else None
        if person.link and target and not is_file(unquote(target.path.removeprefix("./"))):
            result.mistakes.append(_nowhere("people", person.name, person.link))
    return result


def wrong_portraits(value: object) -> Iterator[str]:
    """Yield what is wrong with the option that names pictures, all of it."""
    if not isinstance(value, dict):
        yield "expected names with a picture, one a line: `Mina Park: mina.png`"
        return
    for name, picture in value.items():
        if not isinstance(picture, str):
            yield f"{name}: expected a path or an address"


def _leads_somewhere(picture: str, is_file: Callable[[str], bool]) -> bool:
    if picture.startswith(("https://", "http://")):
        return safe_url(picture) is not None
    return is_file(picture)


def _nowhere(origin: str, name: str, picture: str) -> str:
    return (
        f"{origin}: {name}: {picture!r} is neither a file of the site nor a web address "
        "(write a path below the docs folder, or an address that begins with https://)"
    )


def cover_file(page: Page) -> str | None:
    """Return the path below the docs folder of a page's cover; None for one that is elsewhere."""
    target = target_of(page.cover or "", page.path)
    return unquote(target.path) if target else None


def wrong_cover(page: Page, is_picture: Callable[[str], bool]) -> Problem | None:
    """Return what is wrong with the cover of a page; None for a good one, or where it has none.

    Args:
        page: The page.
        is_picture: Whether there is a file at a path that is no page.
    """
    path = cover_file(page) if page.cover else None
    if path is None or is_picture(path):
        return None
    return Problem(
        "image",
        f"image_url leads to {path!r}, which is no picture of the site",
        "write the path of a picture relative to the page",
        line=1,
        path=page.path,
    )
