"""What a site is: a library, and where each of its views is to be found.

Whoever links to a page must know where it is. Which views there are, and what they show, is told
in ``views``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_paperreview.library import Library
from mkdocs_paperreview.period import name_of
from mkdocs_paperreview.syntax import GRAMMAR, Grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from mkdocs_paperreview.model import Presenter, Tag
    from mkdocs_paperreview.period import Calendar, Period
    from mkdocs_paperreview.venues import Venues

PAPERS = "papers/index.md"
PRESENTERS = "presenters/index.md"
TAGS = "tags/index.md"


def _nowhere(_: str) -> None:
    return None


@dataclass(frozen=True)
class Site:
    """A library and where its views are to be found."""

    library: Library = field(default_factory=Library)
    sources: Mapping[str, str] = field(default_factory=dict)
    """Path of a view → path of the page that stands there, which may be the user's own."""
    grammar: Grammar = GRAMMAR
    """What the pages are written in: the venues that are known, the calendar, …"""
    portraits: Mapping[str, str] = field(default_factory=dict)
    """Presenter's id → picture: an address, or a path below the docs folder."""
    pictures: Mapping[str, tuple[int, int] | None] = field(default_factory=dict)
    """Path below the docs folder of every picture file → width and height in CSS pixels; None
    where they cannot be told."""
    address: Callable[[str], str | None] = _nowhere
    """Path of a file → its address below that of the site; None for what is not there."""
    drafts: bool = True
    """Whether reviews that are drafts are shown."""
    directory_urls: bool = True
    """Whether the page ``a/b.md`` has the address ``a/b/``, and not ``a/b.html``."""
    rewrites_html: bool = False
    """Whether the host turns links in raw HTML into addresses, as it does with those in Markdown:
    all of them start from the page's file."""

    @property
    def is_known(self) -> bool:
        """Return whether there is a site to tell of, and not merely the page that is rendered."""
        return bool(self.sources or self.library.pages)

    @property
    def today(self) -> date:
        """Return the day of the build."""
        return self.library.today

    @property
    def calendar(self) -> Calendar:
        """Return how the group divides time."""
        return self.library.calendar

    @property
    def venues(self) -> Venues:
        """Return the venues that are known, with their full names and home pages."""
        return self.grammar.venues

    def source(self, view_path: str) -> str | None:
        """Return the path of the page to link to, or None if there is none."""
        return self.sources.get(view_path)


def presenter_path(presenter: Presenter) -> str:
    """Return the path of a presenter's view."""
    return presenter_path_of(presenter.id)


def presenter_path_of(name: str) -> str:
    """Return the path that the view of a presenter of that name in paths has."""
    return f"presenters/{name}.md"


def tag_path(tag: Tag) -> str:
    """Return the path of a tag's view."""
    return f"tags/{tag.id}.md"


def periods_path(calendar: Calendar) -> str:
    """Return the path of the view of all periods: ``quarters/index.md``."""
    return f"{calendar.folder}/index.md"


def period_path(period: Period | None, calendar: Calendar) -> str:
    """Return the path of a period's view; None means reviews without a period."""
    return f"{calendar.folder}/{name_of(period)}.md"


def papers_path(number: int = 1, *, by_venue: bool = False) -> str:
    """Return the path of a page of the list of all papers; the first has the number 1."""
    folder = "papers/by-venue" if by_venue else "papers"
    return f"{folder}/{'index' if number == 1 else number}.md"


def presenters_path(sort: str = "name") -> str:
    """Return the path of the view of all presenters by ``name``, ``count`` or ``latest``."""
    return PRESENTERS if sort == "name" else f"presenters/by-{sort}.md"
