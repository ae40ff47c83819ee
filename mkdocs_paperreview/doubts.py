"""Say what is doubtful about the people of a whole site: names that are alike, names that show."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.library import named_in
from mkdocs_paperreview.likeness import Likeness, likely_duplicates, remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.people import People


def doubtful_names(library: Library, file: str) -> Iterator[Problem]:
    """Yield a problem for every two names that are likely one person's, where one of them stands.

    ``file`` is the path of the site's file of people, in which somebody can say whether they are.
    """
    people = library.people
    places: dict[str, Review] = {}
    for review in library.reviews:
        for name in review.presenters:
            if not people.is_veil(name):
                places.setdefault(name, review)
    yield from _written_as_one(library, places, file)
    for alike in likely_duplicates(tuple(places), people):
        yield _doubt(alike, places, people, file)


def _doubt(alike: Likeness, places: Mapping[str, Review], people: People, file: str) -> Problem:
    place = places.get(alike.other) or places[alike.one]
    return Problem(
        "likely-duplicate",
        f"{alike.other!r} and {alike.one!r} are likely one person ({alike.reason})",
        remedy(alike, people, file),
        place.line,
        place.page,
    )


def _written_as_one(library: Library, places: Mapping[str, Review], file: str) -> Iterator[Problem]:
    """Yield a problem for a name in parentheses behind another that also stands alone."""
    told: set[tuple[str, str]] = set()
    for named in chain.from_iterable(map(named_in, library.reviews)):
        pair = (named.name, named.other)
        if named.other not in places or pair in told:
            continue
        told.add(pair)
        if library.presenter(named.other) != library.presenter(*named):
            alike = Likeness(named.name, named.other, f"{named.name} ({named.other})")
            yield _doubt(alike, places, library.people, file)


def revealing(paths: Iterable[str], people: People) -> Iterator[Problem]:
    """Yield a problem for every file whose path holds the name of somebody who is hidden."""
    for path in filter(people.reveals, paths):
        yield Problem(
            "hidden-name",
            "the path of this file holds the name of somebody who is hidden",
            "rename the file, and mend the links to it",
            path=path,
        )
