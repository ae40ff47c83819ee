"""Reviews and listings → elements, through templates that a site can override.

A template is rendered to well-formed XML and parsed at once, so that what people wrote can never
become markup; ``<slot name="…"/>`` marks where elements are put that Markdown made.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from jinja2 import TemplateError as JinjaError
from markdown.util import AtomicString
from markupsafe import Markup

from mkdocs_paperreview import views
from mkdocs_paperreview.errors import TemplateError
from mkdocs_paperreview.period import Period
from mkdocs_paperreview.period import parse as parse_period
from mkdocs_paperreview.syntax import pieces
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Link, Presenter, Review
    from mkdocs_paperreview.syntax import Directive
    from mkdocs_paperreview.views import Site

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NOT_RELATIVE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#?]")

Slots = dict[str, list[ET.Element | str]]
"""What to put in place of each slot: text and elements in order."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to a page of the site."""

    text: str
    href: str | None
    """Relative to the page that shows it; None where there is no such page."""


@dataclass(frozen=True, slots=True)
class Button:
    """A link of a review, as it is shown."""

    kind: str
    text: str
    href: str | None
    state: str
    """``ready``, ``pending`` or ``refused``."""


@dataclass(frozen=True, slots=True)
class TitlePart:
    """A stretch of a title: plain text, or a formula."""

    text: str
    formula: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A review as a page shows it."""

    review: Review
    title: tuple[TitlePart, ...]
    href: str
    """Of the card."""
    authors: str
    venue: str
    """Venue and year."""
    presenters: tuple[Anchor, ...]
    period: Anchor
    links: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Reviews that are shown under one heading; without one where there is no title."""

    title: Anchor | None
    entries: tuple[Markup, ...]


@dataclass
class Renderer:
    """Renders cards and listings in one language."""

    language: str = "en"
    overrides: Sequence[str] = ()
    """Folders whose ``paperreview/`` holds templates that replace ours."""
    failure: type[TemplateError] = TemplateError
    """What is raised for a wrong template; a host has an exception of its own for a clean stop."""
    environment: Environment = field(init=False)
    items: dict[tuple[int, str, bool, bool], Markup] = field(init=False, default_factory=dict)
    """Items of listings that are rendered already: most reviews stand in three listings."""

    def __post_init__(self) -> None:
        self.environment = Environment(
            autoescape=True,
            auto_reload=False,  # a build has an environment of its own
            undefined=StrictUndefined,
            finalize=_printable,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=ChoiceLoader(
                [
                    *(FileSystemLoader(posixpath.join(d, "paperreview")) for d in self.overrides),
                    PackageLoader("mkdocs_paperreview"),
                ]
            ),
        )
        self.environment.globals["words"] = words(self.language)
        self.environment.globals["counted"] = self._counted

    def card(self, review: Review, site: Site, slots: Slots) -> ET.Element:
        """Return the card of ``review``, with its title and notes put into their slots."""
        return self._element(
            "card.html",
            slots,
            entry=self._entry(review, review.page, site),
            show_period=review.period is not None or bool(site.sources),
        )

    def listing(self, directive: Directive, page: str, site: Site) -> ET.Element:
        """Return the listing that ``directive`` asks for on the page at ``page``."""
        show = getattr(self, f"_show_{directive.name}")
        element = show(directive.arguments, page, site)
        assert isinstance(element, ET.Element)  # noqa: S101 (each of our _show_ methods gives one)
        return element

    def head(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tags that a page needs in its ``<head>``."""
        return self._markup("head.html", **context)

    def script(self, **context: Any) -> str:  # noqa: ANN401 (a template takes anything)
        """Return the tag that starts the math engine."""
        return self._markup("script.html", **context)

    def _show_reviews(self, arguments: Mapping[str, str], page: str, site: Site) -> ET.Element:
        chosen = select(site.library, arguments)
        by_period = arguments.get("group", "") == "period" or not (
            {"period", "limit", "group"} & arguments.keys()
        )
        show_period = not by_period and "period" not in arguments
        groups = [
            Group(
                self._period(period, page, site) if by_period else None,
                tuple(
                    self._item(
                        review,
                        page,
                        site,
                        show_presenters="presenter" not in arguments or len(review.presenters) > 1,
                        show_period=show_period,
                    )
                    for review in reviews
                ),
            )
            for period, reviews in groupby(chosen, key=_period_of if by_period else _none)
        ]
        return self._element("reviews.html", {}, groups=groups, indexes=self._indexes(page, site))

    def _item(
        self, review: Review, page: str, site: Site, *, show_presenters: bool, show_period: bool
    ) -> Markup:
        """Return a review as an item; what it says depends on the page only by its depth."""
        name = (id(review), to_root(page), show_presenters, show_period)
        if name not in self.items:
            self.items[name] = Markup(  # noqa: S704 (the template escapes)
                self._markup(
                    "item.html",
                    entry=self._entry(review, page, site),
                    show_presenters=show_presenters,
                    show_period=show_period,
                )
            )
        return self.items[name]

    def _show_presenters(self, _: Mapping[str, str], page: str, site: Site) -> ET.Element:
        people = [
            (self._presenter(person, page, site), len(site.library.by_presenter[person.id]))
            for person in site.library.presenters
        ]
        return self._element(
            "presenters.html", {}, people=people, indexes=self._indexes(page, site)
        )

    def _show_periods(self, _: Mapping[str, str], page: str, site: Site) -> ET.Element:
        library = site.library
        newest_first = sorted(library.by_period, key=_by_time, reverse=True)
        periods = [
            {
                "period": self._period(period, page, site),
                "count": len(library.by_period[period]),
                "cover": _cover(library, period, page),
                "presenters": [
                    self._presenter(person, page, site)
                    for person in dict.fromkeys(
                        person
                        for review in library.by_period[period]
                        for person in library.presenters_of(review)
                    )
                ],
            }
            for period in newest_first
        ]
        return self._element("periods.html", {}, periods=periods, indexes=self._indexes(page, site))

    def _show_neighbours(self, arguments: Mapping[str, str], page: str, site: Site) -> ET.Element:
        period = parse_period(arguments["period"])
        older, newer = site.library.neighbours(period) if period else (None, None)
        return self._element(
            "neighbours.html",
            {},
            older=self._period(older, page, site) if older else None,
            newer=self._period(newer, page, site) if newer else None,
        )

    def _entry(self, review: Review, page: str, site: Site) -> Entry:
        paper = review.paper
        others = words(self.language)["and_others"]
        return Entry(
            review=review,
            title=tuple(title_parts(paper.title)),
            href=relative_link(page, review.page, review.anchor),
            authors=", ".join(paper.authors) + (f" {others}" if paper.et_al else ""),
            venue=" ".join(
                str(word) for word in (paper.venue or paper.venue_text, paper.year) if word
            ),
            presenters=self._presenters(review, page, site),
            period=self._period(review.period, page, site),
            links=self._buttons(review, page),
        )

    def _presenters(self, review: Review, page: str, site: Site) -> tuple[Anchor, ...]:
        known = {person.name: person for person in site.library.presenters_of(review)}
        if known:
            return tuple(self._presenter(person, page, site) for person in known.values())
        return tuple(Anchor(name, None) for name in review.presenters)

    def _presenter(self, presenter: Presenter, page: str, site: Site) -> Anchor:
        return _view_anchor(presenter.name, views.presenter_path(presenter), page, site)

    def _period(self, period: Period | None, page: str, site: Site) -> Anchor:
        label = period.label if period else words(self.language)["undated"]
        return _view_anchor(label, views.period_path(period), page, site)

    def _indexes(self, page: str, site: Site) -> list[Anchor]:
        names = words(self.language)
        paths = {"papers": views.PAPERS, "presenters": views.PRESENTERS, "periods": views.PERIODS}
        anchors = (_view_anchor(names[word], path, page, site) for word, path in paths.items())
        return [anchor for anchor in anchors if anchor.href]

    def _buttons(self, review: Review, page: str) -> tuple[Button, ...]:
        kinds = [link.kind for link in review.links]
        return tuple(
            self._button(link, review.page, page, alone=kinds.count(link.kind) == 1)
            for link in review.links
        )

    def _button(self, link: Link, source: str, page: str, *, alone: bool) -> Button:
        names = words(self.language)
        known = names.get(f"kind_{link.kind}")
        text = known if known and alone else link.label
        state = "ready" if link.url else "refused" if link.refused else "pending"
        if state != "ready":
            text = names[state].format(label=text)
        return Button(link.kind, text, link.url and _rebased(link.url, source, page), state)

    def _counted(self, count: int) -> str:
        names = words(self.language)
        return names["reviews_one"] if count == 1 else names["reviews_many"].format(count=count)

    def _element(self, template: str, slots: Slots, **context: Any) -> ET.Element:  # noqa: ANN401
        markup = self._markup(template, **context)
        try:
            element = ET.fromstring(markup)  # noqa: S314 (our own markup, with no entities)
        except ET.ParseError as error:
            raise self.failure(_not_well_formed(template, markup, error)) from error
        if slots:
            _fill(element, slots)
        else:
            atomic(element)
        return element

    def _markup(self, template: str, **context: Any) -> str:  # noqa: ANN401
        try:
            return self.environment.get_template(template).render(context)
        except JinjaError as error:
            line = getattr(error, "lineno", None)
            place = f"paperreview/{template}" + (f":{line}" if line else "")
            raise self.failure(f"{place}: {error.message or type(error).__name__}") from error


def select(library: Library, arguments: Mapping[str, str]) -> Sequence[Review]:
    """Return the reviews that a ``reviews`` directive asks for.

    Newest first; the reviews of a single period stand in the order of their pages.
    """
    chosen: Sequence[Review] = library.reviews[::-1]
    if "period" in arguments:
        chosen = library.of_period(arguments["period"]) or ()
    if "presenter" in arguments:
        presenter = library.presenter(arguments["presenter"])
        theirs = library.by_presenter[presenter.id] if presenter else ()
        chosen = [r for r in chosen if r in theirs] if "period" in arguments else theirs[::-1]
    return chosen[: int(arguments["limit"])] if "limit" in arguments else chosen


def relative_link(page: str, target: str, anchor: str = "") -> str:
    """Return the link from one page to another, as it stands in Markdown."""
    return to_root(page) + _quoted(target) + (f"#{anchor}" if anchor else "")


@lru_cache(maxsize=4096)
def _quoted(path: str) -> str:
    return quote(path)


def to_root(page: str) -> str:
    """Return the way from a page to the docs folder: nothing, or one ``../`` for each folder."""
    return "../" * page.count("/")


def title_parts(title: str) -> Iterator[TitlePart]:
    """Yield the stretches of a plain title, formulas apart."""
    position = 0
    for piece in pieces(title):
        if piece.kind == "inline":
            if piece.start > position:
                yield TitlePart(title[position : piece.start], formula=False)
            yield TitlePart(piece.content.strip(), formula=True)
            position = piece.end
    if position < len(title):
        yield TitlePart(title[position:], formula=False)


def atomic(element: ET.Element) -> None:
    """Mark what ``element`` shows as final, so that no processor of Markdown reads it again."""
    for node in element.iter():
        if node.text:
            node.text = AtomicString(_literal(node.text))
        if node.tail:
            node.tail = AtomicString(_literal(node.tail))
        for name, value in node.items():
            if "&" in value:
                node.set(name, _literal(value))


def _literal(text: str) -> str:
    """Return ``text`` for Markdown's serializer, which leaves what looks like an entity alone."""
    return text.replace("&", "&amp;")


def _fill(element: ET.Element, slots: Slots) -> None:
    """Replace each ``<slot name="…"/>`` below ``element``, and make all other text final."""
    atomic(element)
    found = [
        (parent, child) for parent in element.iter() for child in parent if child.tag == "slot"
    ]
    for parent, slot in found:
        index = list(parent).index(slot)
        parent.remove(slot)
        for content in [*slots.get(slot.get("name", ""), []), slot.tail or ""]:
            if isinstance(content, str):
                _append_text(parent, index, content)
            else:
                parent.insert(index, content)
                index += 1


def _append_text(parent: ET.Element, index: int, text: str) -> None:
    if index == 0:
        parent.text = AtomicString((parent.text or "") + text)
    else:
        before = parent[index - 1]
        before.tail = AtomicString((before.tail or "") + text)


def _printable(value: Any) -> Any:  # noqa: ANN401 (Jinja hands over whatever a template prints)
    """Take out what XML cannot hold, wherever it comes from."""
    if isinstance(value, Markup):
        return value
    return _NOT_XML.sub("", value) if isinstance(value, str) else value


def _not_well_formed(template: str, markup: str, error: ET.ParseError) -> str:
    line, column = error.position
    shown = markup.splitlines()[line - 1 : line] or [""]
    return (
        f"paperreview/{template}: the template's output is not well-formed XML: {error}\n"
        f"    {shown[0]}\n    {' ' * column}^\n"
        "Close every tag, write empty ones as <br/>, and quote every attribute."
    )


def _view_anchor(text: str, view: str, page: str, site: Site) -> Anchor:
    source = site.source(view)
    return Anchor(text, relative_link(page, source) if source else None)


def _rebased(url: str, source: str, page: str) -> str:
    """Return ``url``, written on the page at ``source``, as a link from the page at ``page``."""
    if source == page or _NOT_RELATIVE.match(url):
        return url
    return to_root(page) + posixpath.normpath(posixpath.join(posixpath.dirname(source), url))


def _cover(library: Library, period: Period | None, page: str) -> str | None:
    covered = library.covers.get(period)
    return _rebased(covered.cover, covered.path, page) if covered and covered.cover else None


def _by_time(period: Period | None) -> Period:
    return period or Period(0, 0)


def _period_of(review: Review) -> Period | None:
    return review.period


def _none(_: Review) -> Period | None:
    return None
