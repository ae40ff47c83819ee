"""Library → the pages that should exist.

A view is an ordinary page that holds a directive: everything it shows, any page can show.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_paperreview.library import Library
from mkdocs_paperreview.period import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_paperreview.model import Presenter
    from mkdocs_paperreview.period import Period

PAPERS = "papers/index.md"
PERIODS = "quarters/index.md"
PRESENTERS = "presenters/index.md"


@dataclass(frozen=True, slots=True)
class View:
    """A page that is generated."""

    path: str
    """Path below the docs folder, ``/``-separated."""
    title: str
    directives: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """Return the page as source: its title and its directives.

        It stays out of the search index, which has the reviews themselves. The title is HTML,
        because that is what themes take a page's title for.
        """
        title = json.dumps(html.escape(self.title), ensure_ascii=False)  # JSON strings are YAML
        body = "\n\n".join(f"<!-- paperreview: {directive} -->" for directive in self.directives)
        return f"---\ntitle: {title}\nsearch:\n  exclude: true\n---\n\n{body}\n"


@dataclass(frozen=True)
class Site:
    """A library and where its views are to be found."""

    library: Library = field(default_factory=Library)
    sources: Mapping[str, str] = field(default_factory=dict)
    """Path of a view → path of the page that stands there, which may be the user's own."""

    def source(self, view_path: str) -> str | None:
        """Return the path of the page to link to, or None if there is none."""
        return self.sources.get(view_path)


def presenter_path(presenter: Presenter) -> str:
    """Return the path of a presenter's view."""
    return f"presenters/{presenter.id}.md"


def period_path(period: Period | None) -> str:
    """Return the path of a period's view; None means reviews without a period."""
    return f"quarters/{name_of(period)}.md"


def views(library: Library, words: Mapping[str, str]) -> Iterator[View]:
    """Yield every view of ``library``, titled in the language of ``words``."""
    yield View(PAPERS, words["papers"], ("reviews",))
    yield View(PRESENTERS, words["presenters"], ("presenters",))
    yield View(PERIODS, words["periods"], ("periods",))
    for presenter in library.presenters:
        yield View(
            presenter_path(presenter), presenter.name, (f'reviews presenter="{presenter.id}"',)
        )
    for period in library.by_period:
        name = name_of(period)
        reviews = f'reviews period="{name}"'
        lonely = period is None or not any(library.neighbours(period))
        around = () if lonely else (f'neighbours period="{name}"',)
        yield View(
            period_path(period), period.label if period else words["undated"], (reviews, *around)
        )
