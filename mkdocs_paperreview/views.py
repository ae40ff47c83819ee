"""Library → the pages that should exist.

A view is an ordinary page that holds a directive: everything it shows, any page can show.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview import formats
from mkdocs_paperreview.collation import sort_key
from mkdocs_paperreview.naming import path_key
from mkdocs_paperreview.period import name_of
from mkdocs_paperreview.site import (
    TAGS,
    papers_path,
    period_path,
    periods_path,
    presenter_path,
    presenters_path,
    tag_path,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Presenter, Review, Tag
    from mkdocs_paperreview.period import Period

_NOTHING_BETWEEN = re.compile(r"[,，、]\s*(?=[.。])")
"""What an empty place leaves at the end of a sentence."""

LONGEST_TITLES = 160
"""Characters of titles in the description of a period."""

PAGE_SIZES = {"list": 120, "cards": 120, "lines": 400}
"""Layout of a listing → most reviews on one of its pages."""

Groups = list[tuple[Any, "Sequence[Review]"]]
"""Values with their reviews, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class View:
    """A page that is generated."""

    path: str
    """Path below the docs folder, ``/``-separated."""
    title: str
    directives: tuple[str, ...]
    description: str = ""
    """What the page shows, in a sentence, for search engines and previews of links.

    Of a list on several pages only the first one says how much there is, so that the others stay
    what they are when there is more.
    """
    about: tuple[str, str] | None = None
    """``presenter``, ``period`` or ``tag``, and its name in paths, where the page is about one."""

    @property
    def markdown(self) -> str:
        """Return the page as source."""
        return self.marked("")

    def marked(self, mark: str) -> str:
        """Return the page as source: its title, its description, a mark and its directives.

        It stays out of the search index, which has the reviews themselves. Title and description
        are HTML, because that is what themes take them for.
        """
        about = {"title": self.title} | (
            {"description": self.description} if self.description else {}
        )
        lines = (f"{name}: {_yaml_text(html.escape(text))}\n" for name, text in about.items())
        parts = (*([mark] if mark else []), *map(comment_of, self.directives))
        body = "\n\n".join(parts)
        return f"---\n{''.join(lines)}search:\n  exclude: true\n---\n\n{body}\n"


def comment_of(directive: str) -> str:
    """Return the comment that asks for a listing."""
    return f"<!-- paperreview: {directive} -->"


def _yaml_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # JSON strings are YAML


def page_starts(sizes: Iterable[int], layout: str) -> list[int]:
    """Return the position of the first review on each page of a listing; there is at least one.

    A page holds whole groups as far as they fit, so that a review more seldom moves others to the
    next page. A group that is longer than a page goes on on the next one.

    Args:
        sizes: Reviews in each group, in the order in which they are shown.
        layout: How they are shown.
    """
    most, starts, position = PAGE_SIZES[layout], [0], 0
    for size in sizes:
        if starts[-1] < position and starts[-1] + most < position + size:
            starts.append(position)
        while starts[-1] + most < position + size:
            starts.append(starts[-1] + most)
        position += size
    return starts


def all_by_year(library: Library) -> Groups:
    """Return every year with its reviews; the newest ones come first."""
    return [(year, members[::-1]) for year, members in reversed(list(library.by_year.items()))]


def all_by_venue(library: Library, language: str) -> Groups:
    """Return every venue, by name, with its papers, the newest ones first; others come last."""
    named = [(venue, members[::-1]) for venue, members in reversed(list(library.by_venue.items()))]
    return sorted(named, key=lambda group: (group[0] is None, sort_key(group[0] or "", language)))


class Placed(NamedTuple):
    """Where the views of a site are."""

    sources: dict[str, str]
    """Path of a view → path of the page that stands there."""
    kept: dict[str, View]
    """Path → view, of those that have their place to themselves."""


def placed(
    found: Iterable[View], target: Callable[[View], str], taken: Mapping[str, str]
) -> Placed:
    """Return where views are: a page of the user's wins where it has the same place.

    Args:
        found: The views.
        target: View → path that it has in the site.
        taken: Path in the site, as :func:`naming.path_key` writes it → path of the user's page.
    """
    result = Placed({}, {})
    for view in found:
        own = taken.get(path_key(target(view)))
        result.sources[view.path] = view.path if own is None else own
        if own is None:
            result.kept[view.path] = view
    return result


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
        description = self._described(
            "papers",
            reviews=self._counted(len(self.library.held), "reviews"),
            presenters=self._presented(),
            span=self._span(self.library.held_periods),
        )
        sizes = (len(members) for _, members in all_by_year(self.library))
        for number in range(1, len(page_starts(sizes, "list")) + 1):
            yield View(
                papers_path(number),
                self._numbered(self.words["papers"], number),
                (*(("filter",) if number == 1 else ()), f"reviews group=year page={number}"),
                description if number == 1 else "",
            )

    def papers_by_venue(self) -> Iterator[View]:
        """Yield the pages of the list of all papers by venue, where there is a known one."""
        venues = sum(venue is not None for venue in self.library.by_venue)
        if not venues:
            return
        description = self._described(
            "by_venue",
            reviews=self._counted(len(self.library.held), "reviews"),
            venues=self._counted(venues, "venues"),
        )
        sizes = (len(members) for _, members in all_by_venue(self.library, self.language))
        for number in range(1, len(page_starts(sizes, "lines")) + 1):
            yield View(
                papers_path(number, by_venue=True),
                self._numbered(f"{self.words['papers']} · {self.words['by_venue']}", number),
                (f"reviews group=venue layout=lines page={number}",),
                description if number == 1 else "",
            )

    def presenters(self) -> Iterator[View]:
        """Yield the index of presenters in each order, and a page for each presenter."""
        description = self._described(
            "presenters",
            presenters=self._presented(),
            reviews=self._counted(len(self.library.held), "reviews"),
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
        return View(
            presenter_path(person),
            person.name,
            directives,
            description if held else "",
            ("presenter", person.id),
        )

    def periods(self) -> Iterator[View]:
        """Yield the index of periods, and a page for each period."""
        description = self._described(
            "periods",
            periods=self._counted(len(self.library.held_periods), "periods"),
            reviews=self._counted(len(self.library.held), "reviews"),
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
            ("period", name_of(period)),
        )

    def _told(self, period: Period | None) -> str:
        """Return what was read in a period, else what was planned for it."""
        reviews = self.library.by_period[period]
        held = list(filter(self.library.is_held, reviews))
        shown = held or [one for one in reviews if self.library.status(one) != "cancelled"]
        titles = " · ".join(review.paper.title for review in shown)
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
            reviews=self._counted(len(self.library.held), "reviews"),
        )
        yield View(TAGS, self.words["tags"], ("tags",), description)
        yield from map(self._tag, tags)

    def _tag(self, tag: Tag) -> View:
        held = list(filter(self.library.is_held, self.library.by_tag[tag.id]))
        span = self._span(list(dict.fromkeys(r.period for r in held if r.period)))
        description = self._described("tag", tag=tag.name, reviews=self._held(held), span=span)
        asked = f'tag="{tag.id}"'
        return View(
            tag_path(tag),
            tag.name,
            (f"reviews {asked}",),
            description if held else "",
            ("tag", tag.id),
        )

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
