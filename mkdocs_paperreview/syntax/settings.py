"""What a group sets about its pages, as plain values → a grammar, or everything that is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.period import CALENDAR, KINDS, Calendar, Term
from mkdocs_paperreview.syntax.dates import read_date
from mkdocs_paperreview.syntax.grammar import AUTHOR_MEANINGS, DATE_ORDERS, Grammar
from mkdocs_paperreview.syntax.labels import with_labels, wrong_labels
from mkdocs_paperreview.venues import VENUES, with_added, wrong_venues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_TERM_FIELDS = ("label", "start", "spellings")
_MONTHS = 12


def wrong_settings(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return name → what is wrong with it, for every one of ``values`` that cannot be used.

    Names are those of :data:`SETTINGS`; a value of None stands for what the package does anyway.
    """
    checked = {
        name: list(check(values[name]))
        for name, check in SETTINGS.items()
        if values.get(name) is not None
    }
    return {name: wrong for name, wrong in checked.items() if wrong}


def make_grammar(values: Mapping[str, Any]) -> Grammar:
    """Return the grammar that ``values`` describe, in which nothing is wrong."""
    given = {name: value for name, value in values.items() if value is not None}
    return Grammar(
        venues=with_added(given["venues"]) if given.get("venues") else VENUES,
        labels=with_labels(given.get("labels", {})),
        calendar=Calendar(
            kind=given.get("period", CALENDAR.kind),
            year_start=given.get("fiscal_year_start", CALENDAR.year_start),
            terms=tuple(map(_term, given.get("terms", ()))),
        ),
        author=given.get("author", ""),
        date_order=given.get("date_order", ""),
    )


def _one_of(accepted: Iterable[str]) -> Callable[[object], Iterator[str]]:
    """Return a check for a value that is one of few."""

    def wrong(value: object) -> Iterator[str]:
        if value not in (*accepted,):
            yield f"{value!r} is none of {', '.join(accepted)}"

    return wrong


def _wrong_month(value: object) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MONTHS:
        yield f"{value!r} is no month: expected a number from 1 (January) to 12"


def _wrong_terms(value: object) -> Iterator[str]:
    """Yield what is wrong with the periods that a group names itself."""
    if not isinstance(value, list):
        yield "expected a list, each with its name: `- label: Michaelmas 2023`"
        return
    mistakes = [
        f"term {number}: {mistake}"
        for number, entry in enumerate(value, 1)
        for mistake in _wrong_term(entry)
    ]
    yield from mistakes or _shared(map(_term, value))


def _wrong_term(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        if not key(entry):
            yield "it has no name"
        return
    if not isinstance(entry, dict):
        yield f"{entry!r} is neither a name nor a map with a `label`"
        return
    for field in entry:
        if field not in _TERM_FIELDS:
            yield f"there is no {field!r}, only {', '.join(_TERM_FIELDS)}"
    label, spellings = entry.get("label"), entry.get("spellings", [])
    if not isinstance(label, str) or not key(label):
        yield "`label` is missing: the name that is shown, as text"
    if entry.get("start") is not None and _day(entry["start"]) is None:
        yield f"`start` {entry['start']!r} is no date such as 2023-10-01"
    if not isinstance(spellings, list) or not all(isinstance(s, str) and key(s) for s in spellings):
        yield f"`spellings` {spellings!r} is no list of texts"


def _shared(terms: Iterable[Term]) -> Iterator[str]:
    """Yield the spellings that two terms share."""
    owners: dict[str, Term] = {}
    for term in terms:
        for spelling in (term.label, *term.spellings):
            owner = owners.setdefault(key(spelling), term)
            if owner is not term:
                yield f"{spelling!r} is both {owner.label!r} and {term.label!r}"


def _term(entry: str | Mapping[str, Any]) -> Term:
    if isinstance(entry, str):
        return Term(clean(entry))
    spellings = tuple(map(clean, entry.get("spellings", ())))
    return Term(clean(entry["label"]), _day(entry.get("start")), spellings)


def _day(value: object) -> date | None:
    return read_date(value).day if isinstance(value, str | date) else None


SETTINGS: dict[str, Callable[[Any], Iterable[str]]] = {
    "author": _one_of(AUTHOR_MEANINGS),
    "date_order": _one_of(DATE_ORDERS),
    "fiscal_year_start": _wrong_month,
    "labels": wrong_labels,
    "period": _one_of(KINDS),
    "terms": _wrong_terms,
    "venues": wrong_venues,
}
"""Name of a setting → what yields everything that is wrong with a value of it."""
