"""What a group sets about its pages, as plain values → a grammar, or everything that is wrong."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.period import CALENDAR, KINDS, Calendar, Term, term_key
from mkdocs_paperreview.syntax.dates import read_date
from mkdocs_paperreview.syntax.grammar import AUTHOR_MEANINGS, DATE_ORDERS, Grammar
from mkdocs_paperreview.syntax.labels import with_labels, wrong_labels
from mkdocs_paperreview.venues import VENUES, with_added, wrong_venues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_TERM_FIELDS = ("label", "start", "spellings")
_COMPARED = "letters and digits tell names apart, and nothing else does"
_NAMELESS = "holds no letter and no digit, by which names are told apart"
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


def make_grammar(values: Mapping[str, Any], veil: str = "") -> Grammar:
    """Return the grammar that ``values`` describe, in which nothing is wrong.

    Args:
        values: Settings by name.
        veil: A site's own word for a person who is hidden, which counts as a name.
    """
    given = {name: value for name, value in values.items() if value is not None}
    return Grammar(
        venues=with_added(given["venues"]) if given.get("venues") else VENUES,
        labels=with_labels(_with_unnamed(given.get("labels", {}), veil)),
        calendar=Calendar(
            kind=given.get("period", CALENDAR.kind),
            year_start=given.get("fiscal_year_start", CALENDAR.year_start),
            terms=tuple(map(_term, given.get("terms", ()))),
        ),
        author=given.get("author", ""),
        date_order=given.get("date_order", ""),
    )


def _with_unnamed(labels: Mapping[str, Any], word: str) -> Mapping[str, Any]:
    return {**labels, "unnamed": [*labels.get("unnamed", ()), word]} if word else labels


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
    yield from mistakes or _disagreements([_term(entry) for entry in value])


def _wrong_term(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        if not term_key(entry):
            yield f"its name {entry!r} {_NAMELESS}"
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
    elif not term_key(label):
        yield f"`label` {label!r} {_NAMELESS}"
    if entry.get("start") is not None and _day(entry["start"]) is None:
        yield f"`start` {entry['start']!r} is no date such as 2023-10-01"
    if not isinstance(spellings, list) or not all(isinstance(s, str) and key(s) for s in spellings):
        yield f"`spellings` {spellings!r} is no list of texts"
    else:
        yield from (f"`spellings`: {s!r} {_NAMELESS}" for s in spellings if not term_key(s))


def _disagreements(terms: Sequence[Term]) -> Iterator[str]:
    """Yield the spellings that two terms share, and the terms that stand in no order of time."""
    owners: dict[str, Term] = {}
    for term in terms:
        for spelling in (term.label, *term.spellings):
            owner = owners.setdefault(term_key(spelling), term)
            if owner is not term:
                yield f"{spelling!r} is both {owner.label!r} and {term.label!r}; {_COMPARED}"
    begun = [(term.start, term.label) for term in terms if term.start]
    for (start, label), (next_start, next_label) in pairwise(begun):
        if next_start <= start:
            yield (
                f"{next_label!r} begins on {next_start}, and {label!r} before it in the list on "
                f"{start}: write terms in order of time"
            )


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
