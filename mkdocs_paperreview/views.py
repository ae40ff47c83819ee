"""Library → the pages that should exist.

A view is an ordinary page that holds a directive: everything it shows, any page can show.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_paperreview import formats
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.period import name_of
from mkdocs_paperreview.syntax import GRAMMAR, Grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from mkdocs_paperreview.model import Presenter, Review, Tag
    from mkdocs_paperreview.period import Calendar, Period
    from mkdocs_paperreview.venues import Venues

PAPERS = "papers/index.md"
PRESENTERS = "presenters/index.md"
TAGS = "tags/index.md"

_NOTHING_BETWEEN = re.compile(r"[,，、]\s*(?=[.。])")
"""What an empty place leaves at the end of a sentence."""

LONGEST_TITLES = 160
"""Characters of titles in the description of a period."""

PAGE_SIZES = {"list": 50, "cards": 50, "lines": 200}
"""Layout of a listing → reviews on one of its pages."""


@dataclass(frozen=True, slots=True)
class View:
    """A page that is generated."""

    path: str
    """Path below the docs folder, ``/``-separated."""
    title: str
    directives: tuple[str, ...]
    description: str = ""
    """What the page shows, in a sentence, for search engines and previews of links."""

    @property
    def markdown(self) -> str:
        """Return the page as source: its title, its description and its directives.

        It stays out of the search index, which has the reviews themselves. Title and description
        are HTML, because that is what themes take them for.
        """
        about = {"title": self.title} | (
            {"description": self.description} if self.description else {}
        )
        lines = (f"{name}: {_yaml_text(html.escape(text))}\n" for name, text in about.items())
        body = "\n\n".join(f"<!-- paperreview: {directive} -->" for directive in self.directives)
        return f"---\n{''.join(lines)}search:\n  exclude: true\n---\n\n{body}\n"


def _yaml_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # JSON strings are YAML


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
    return f"presenters/{presenter.id}.md"


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


def page_count(reviews: int, layout: str) -> int:
    """Return on how many pages a listing of so many reviews stands; at least one."""
    return max(1, -(-reviews // PAGE_SIZES[layout]))


def views(library: Library, words: Mapping[str, str], language: str) -> Iterator[View]:
    """Yield every view of ``library``, titled and described in ``words`` of ``language``."""
    made = _Views(library, words, language)
    yield from made.papers()
    yield from made.papers_by_venue()
    yield from made.presenters()
    yield from made.periods()
    yield from made.tags()


@dataclass(frozen=True, slots=True)
class _Views:
    """The views of one library in one language."""

    library: Library
    words: Mapping[str, str]
    language: str

    def papers(self) -> Iterator[View]:
        """Yield the pages of the list of all papers."""
        reviews = self.library.reviews
        description = self._described(
            "papers",
            reviews=self._held(reviews),
            presenters=self._presented(),
            span=self._span(self.library.held_periods),
        )
        for number in range(1, page_count(len(reviews), "list") + 1):
            yield View(
                papers_path(number),
                self._numbered(self.words["papers"], number),
                (*(("filter",) if number == 1 else ()), f"reviews group=year page={number}"),
                description,
            )

    def papers_by_venue(self) -> Iterator[View]:
        """Yield the pages of the list of all papers by venue, where there is a known one."""
        venues = sum(venue is not None for venue in self.library.by_venue)
        if not venues:
            return
        reviews = len(self.library.reviews)
        description = self._described(
            "by_venue",
            reviews=self._held(self.library.reviews),
            venues=self._counted(venues, "venues"),
        )
        for number in range(1, page_count(reviews, "lines") + 1):
            yield View(
                papers_path(number, by_venue=True),
                self._numbered(f"{self.words['papers']} · {self.words['by_venue']}", number),
                (f"reviews group=venue layout=lines page={number}",),
                description,
            )

    def presenters(self) -> Iterator[View]:
        """Yield the index of presenters in each order, and a page for each presenter."""
        description = self._described(
            "presenters",
            presenters=self._presented(),
            reviews=self._held(self.library.reviews),
        )
        for sort in ("name", "count", "latest"):
            order = "" if sort == "name" else f" · {self.words[f'by_{sort}']}"
            title = self.words["presenters"] + order
            yield View(presenters_path(sort), title, (f"presenters sort={sort}",), description)
        yield from map(self._presenter, self.library.presenters)

    def _presenter(self, person: Presenter) -> View:
        asked = f'presenter="{person.id}"'
        held = self.library.held_by[person.id]
        span = self._span(self.library.periods_by_presenter[person.id])
        description = self._described(
            "presenter", name=person.name, reviews=self._held(held), span=span
        )
        directives = (f"summary {asked}", f"activity {asked}", f"reviews {asked}")
        return View(presenter_path(person), person.name, directives, description if held else "")

    def periods(self) -> Iterator[View]:
        """Yield the index of periods, and a page for each period."""
        description = self._described(
            "periods",
            periods=self._counted(len(self.library.held_periods), "periods"),
            reviews=self._held(self.library.reviews),
        )
        path = periods_path(self.library.calendar)
        yield View(path, self.words["periods"], ("activity", "periods"), description)
        yield from map(self._period, self.library.by_period)

    def _period(self, period: Period | None) -> View:
        asked = f'period="{name_of(period)}"'
        lonely = period is None or not any(self.library.neighbours(period))
        return View(
            period_path(period, self.library.calendar),
            self._called(period) if period else self.words["undated"],
            (f"summary {asked}", *(() if lonely else (f"neighbours {asked}",)), f"reviews {asked}"),
            self._told(period),
        )

    def _told(self, period: Period | None) -> str:
        """Return what was read in a period, else what was planned for it."""
        reviews = self.library.by_period[period]
        held = list(filter(self.library.is_held, reviews))
        planned = [review for review in reviews if self.library.status(review) != "cancelled"]
        titles = " · ".join(review.paper.title for review in held or planned)
        short = titles if len(titles) <= LONGEST_TITLES else f"{titles[: LONGEST_TITLES - 1]}…"
        if period and titles:
            what = "period" if held else "planned"
            return self._described(what, period=self._called(period), titles=short)
        return self._described("undated", titles=short) if held else ""

    def tags(self) -> Iterator[View]:
        """Yield the index of tags, and a page for each tag, where there is one."""
        tags = self.library.tags
        if not tags:
            return
        description = self._described(
            "tags",
            tags=self._counted(len(tags), "tags"),
            reviews=self._held(self.library.reviews),
        )
        yield View(TAGS, self.words["tags"], ("tags",), description)
        yield from map(self._tag, tags)

    def _tag(self, tag: Tag) -> View:
        held = list(filter(self.library.is_held, self.library.by_tag[tag.id]))
        span = self._span(list(dict.fromkeys(r.period for r in held if r.period)))
        description = self._described("tag", tag=tag.name, reviews=self._held(held), span=span)
        asked = f'tag="{tag.id}"'
        return View(tag_path(tag), tag.name, (f"reviews {asked}",), description if held else "")

    def _numbered(self, title: str, number: int) -> str:
        page = self.words["page"].format(number=number)
        return title if number == 1 else f"{title} · {page}"

    def _described(self, what: str, **values: str) -> str:
        return _NOTHING_BETWEEN.sub("", self.words[f"description_{what}"].format(**values))

    def _counted(self, count: int, what: str) -> str:
        return formats.counted(count, what, self.words, self.language)

    def _held(self, reviews: Sequence[Review]) -> str:
        """Return how many of ``reviews`` took place."""
        return self._counted(sum(map(self.library.is_held, reviews)), "reviews")

    def _presented(self) -> str:
        """Return how many people have presented something."""
        return self._counted(sum(map(bool, self.library.held_by.values())), "presenters")

    def _called(self, period: Period) -> str:
        return formats.period(period, self.words, self.language)

    def _span(self, periods: Sequence[Period]) -> str:
        """Return the first and the last of ``periods``; nothing where there is none."""
        if not periods:
            return ""
        first, last = self._called(periods[0]), self._called(periods[-1])
        return (
            first if first == last else self.words["first_to_last"].format(first=first, last=last)
        )
