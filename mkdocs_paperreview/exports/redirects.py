"""Pages at the addresses that other spellings of a name would have; they lead to the one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_paperreview.naming import path_name
from mkdocs_paperreview.site import presenter_path, presenter_path_of
from mkdocs_paperreview.sources import site_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_paperreview.model import Presenter
    from mkdocs_paperreview.rendering.setting import Setting

_PAGE = Markup("""\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{name}</title>
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={address}">
<p><a href="{address}">{name}</a></p>
</html>
""")


def redirects(at: Setting, site_url: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield path in the site and content of a page for each other spelling of a presenter.

    Args:
        at: The site, its language and its words.
        site_url: Address of the whole site, where it has one.
    """
    for name, person in _old_names(at).items():
        source = at.site.source(presenter_path(person))
        address = at.site.address(source) if source else None
        if address is None:
            continue
        path = site_path(presenter_path_of(name), directory_urls=at.site.directory_urls)
        way = "../" * path.count("/") + address
        canonical = site_url + address if site_url else way
        yield path, _page(at.language, person.name, way, canonical)


def _old_names(at: Setting) -> Mapping[str, Presenter]:
    """Return name in paths → presenter, for the spellings that no other presenter has.

    None holds the name of somebody who is hidden.
    """
    library = at.site.library
    taken = {person.id for person in library.presenters}
    found: dict[str, Presenter | None] = {}
    for person in library.presenters:
        for spelling in person.spellings:
            name = path_name(spelling)
            if name not in taken and not library.people.reveals(name):
                found[name] = person if found.get(name, person) == person else None
    return {name: person for name, person in found.items() if person}


def _page(language: str, name: str, address: str, canonical: str) -> bytes:
    page = _PAGE.format(
        language=language.replace("_", "-"),
        name=name,
        address=address,
        canonical=canonical,
    )
    return page.encode()
