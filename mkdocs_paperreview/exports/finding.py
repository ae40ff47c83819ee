"""``filter.json``: what the filter searches and shows, for ``filter.js`` alone.

It may change with every version; programs read ``papers.json``. Reviews are arrays, so that ten
thousand of them stay small, and whatever many of them share stands there once::

    {
      "schema": 2,
      "presenters": [[id, name, address or null, other spellings], …],
      "venues": [[name, full name or ""], …],
      "periods": [[id, label, address or null], …],
      "tags": [[id, name, address or null], …],
      "days": [[ISO day, what is said of it], …],
      "chips": [[kind, what is said, ISO day until which it is so or ""], …],
      "pages": [address, …],
      "reviews": [
        [title, authors, presenters, venue, year, period, links, page, anchor, excerpt,
         tags, day, chip], …
      ]
    }

Addresses are relative to the site's root. Reviews stand newest first. In a review

- ``title`` and ``excerpt`` are lines: a text, or, where they hold more than text, a list of texts,
  ``{"code": …}`` and ``{"formula": …}``;
- ``authors`` is the text that is shown, or a pair of it and of all names where some are left out;
- ``presenters`` is a list of indexes; ``venue``, ``period`` and ``page`` are one each, and a review
  without a venue has -1;
- ``year`` is 0 where it is not known;
- ``links`` is 1 where there are slides, plus 2 where there is code;
- ``tags`` is a list of indexes, ``day`` and ``chip`` are one each, or -1; at the end of a review
  they are left out where it has none. One that took place has no chip.

The other spellings of a presenter are lines of one text, which is left out where there are none.
"""

from __future__ import annotations

import json
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs_paperreview.exports.rows import Rows
from mkdocs_paperreview.naming import key
from mkdocs_paperreview.period import name_of
from mkdocs_paperreview.rendering.entries import period_anchor, short_authors, title_parts
from mkdocs_paperreview.rendering.finding import KINDS
from mkdocs_paperreview.rendering.standing import chip, day
from mkdocs_paperreview.site import period_path, presenter_path, tag_path

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from mkdocs_paperreview.model import Paper, Part, Presenter, Review
    from mkdocs_paperreview.rendering.setting import Setting

SCHEMA = 2
"""Raised with every change, so that a script never reads what it does not know."""

H = TypeVar("H", bound="Hashable")


def filter_json(at: Setting, address: Callable[[str], str], rows: Rows | None = None) -> bytes:
    """Return what the filter needs as JSON, without a blank that could be left out.

    Args:
        at: The site, its language and its words.
        address: Path of a page → its address, relative to the site's root.
        rows: Those of an earlier build of which all but the reviews is the same.
    """
    data = _Tables(at)
    content = {
        "schema": SCHEMA,
        "presenters": [
            [p.id, p.name, _address(at, presenter_path(p), address), *_spellings(p, at)]
            for p in at.site.library.presenters
        ],
        "venues": [[name, _full_name(at, name)] for name in data.venues],
        "periods": [
            [
                name_of(period),
                period_anchor(period, at).text,
                _address(at, period_path(period, at.site.calendar), address),
            ]
            for period in data.periods
        ],
        "tags": [[t.id, t.name, _address(at, tag_path(t), address)] for t in at.site.library.tags],
        "days": [[day.iso, day.text] for day in data.days],
        "chips": [[chip.kind, chip.text, chip.until] for chip in data.chips],
        "pages": [address(path) for path in data.pages],
    }
    known = rows or Rows()
    known.begin(content)
    lines = b",".join([known.row(r, data.row) for r in reversed(at.site.library.reviews)])
    return b'%b,"reviews":[%b]}' % (_json(content)[:-1], lines)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def has_formulas(at: Setting) -> bool:
    """Return whether a line that the filter may show holds a formula."""
    return any(
        part.kind == "formula"
        for review in at.site.library.reviews
        for part in (*title_parts(review.paper.title), *review.excerpt)
    )


class _Tables:
    """What many reviews share, each with its index."""

    def __init__(self, at: Setting) -> None:
        self.at = at
        library = at.site.library
        names = {name for review in library.reviews if (name := review.paper.venue_name)}
        days = {when for review in library.reviews if (when := day(review, at))}
        chips = {found for review in library.reviews if (found := chip(review, at))}
        self.people = _indexes(person.id for person in library.presenters)
        self.venues = _indexes(sorted(names))
        self.periods = _indexes(library.by_period)
        self.tags = _indexes(tag.id for tag in library.tags)
        self.days = _indexes(sorted(days, key=lambda when: (when.iso, when.planned)))
        self.chips = _indexes(sorted(chips, key=lambda found: (found.kind, found.until)))
        self.pages = _indexes(page.path for page in library.pages)

    def row(self, review: Review) -> bytes:
        """Return a review as JSON."""
        return _json(self._review(review))

    def _review(self, review: Review) -> list[Any]:
        """Return a review as an array."""
        paper = review.paper
        shown = [
            _line(title_parts(paper.title)),
            _authors(paper, self.at),
            [self.people[person.id] for person in self.at.site.library.presenters_of(review)],
            self.venues.get(paper.venue_name or "", -1),
            paper.year or 0,
            self.periods[review.period],
            sum(2**bit for bit, kind in enumerate(KINDS) if review.has(kind)),
            self.pages[review.page],
            review.anchor,
            _line(review.excerpt),
            [self.tags[tag.id] for tag in self.at.site.library.tags_of(review)] or -1,
            _index(self.days, day(review, self.at)),
            _index(self.chips, chip(review, self.at)),
        ]
        while shown[-1] == -1:
            del shown[-1]
        return shown


def _spellings(person: Presenter, at: Setting) -> list[str]:
    """Return what else finds somebody, where it is more than their name in other letters.

    None holds the name of somebody who is hidden.
    """
    told = filterfalse(at.site.library.people.reveals, person.spellings)
    others = {key(text): text for text in told if key(text) != key(person.name)}
    return ["\n".join(others.values())] if others else []


def _indexes(values: Iterable[H]) -> dict[H, int]:
    """Return value → index, in the order in which they first appear."""
    return {value: index for index, value in enumerate(dict.fromkeys(values))}


def _index(indexes: Mapping[H, int], value: H | None) -> int:
    return -1 if value is None else indexes[value]


def _line(parts: Iterable[Part]) -> str | list[str | dict[str, str]]:
    pieces = [part.text if part.kind == "text" else {part.kind: part.text} for part in parts]
    texts = [piece for piece in pieces if isinstance(piece, str)]
    return "".join(texts) if len(texts) == len(pieces) else pieces


def _authors(paper: Paper, at: Setting) -> str | list[str]:
    everybody, shown = ", ".join(paper.authors), short_authors(paper, at)
    return shown if shown == everybody else [shown, everybody]


def _address(at: Setting, view: str, address: Callable[[str], str]) -> str | None:
    source = at.site.source(view)
    return address(source) if source else None


def _full_name(at: Setting, venue: str) -> str:
    known = at.site.venues.get(venue)
    return known.name if known and known.name != venue else ""
