"""Case files of values: one text goes in, and what the fields of a header make of it comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from casefiles import Case, parameters

from mkdocs_paperreview.syntax.appearance import parse_venue, parse_year
from mkdocs_paperreview.syntax.authors import parse_authors
from mkdocs_paperreview.syntax.identifiers import identifiers
from mkdocs_paperreview.syntax.labels import LABELS
from mkdocs_paperreview.syntax.links import field_links, presenter_links
from mkdocs_paperreview.syntax.people import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_paperreview.model import Link


def field(text: str, part: str) -> Any:  # noqa: ANN401 (parts of every type)
    """Return a part of the field that ``text`` begins with; empty where it begins with none."""
    found = LABELS.field(text)
    return getattr(found, part) if found else ""


def links(found: tuple[Link, ...]) -> list[list[str]]:
    """Return links as a case writes them."""
    return [[link.kind, link.label, link.url or ""] for link in found]


def of_field(text: str) -> tuple[Link, ...]:
    """Return the links of a line that is a field."""
    found = LABELS.field(text)
    assert found, text
    return field_links(found).links


READERS: dict[str, Callable[[str], Any]] = {
    "field": lambda text: [field(text, "name"), field(text, "value")],
    "kind": lambda text: field(text, "kind"),
    "weak": lambda text: field(text, "weak"),
    "names": lambda text: [list(name) for name in names(text)],
    "name_count": lambda text: len(names(text)),
    "affiliations": lambda text: [n.affiliation for n in names(text) if n.affiliation],
    "others": lambda text: [n.other for n in names(text) if n.other],
    "authors": lambda text: list(parse_authors(text).names),
    "author_count": lambda text: len(parse_authors(text).names),
    "et_al": lambda text: parse_authors(text).et_al,
    "venue": lambda text: parse_venue(text).venue or "",
    "known_venue": lambda text: bool(parse_venue(text).venue),
    "year_of_venue": lambda text: parse_venue(text).year or "",
    "year": lambda text: parse_year(text) or "",
    "status": lambda text: LABELS.status(text) or "",
    "no_session": LABELS.is_no_session,
    "nobody": LABELS.is_nobody,
    "everybody": LABELS.is_everybody,
    "placeholder": lambda text: LABELS.placeholder(text) is not None,
    "presenter_links": lambda text: links(presenter_links(text).links),
    "before": lambda text: presenter_links(text).before.strip(),
    "remark": lambda text: presenter_links(text).rest,
    "kinds": lambda text: [link.kind for link in presenter_links(text).links],
    "urls": lambda text: [link.url or "" for link in presenter_links(text).links],
    "field_kinds": lambda text: [link.kind for link in of_field(text)],
    "field_urls": lambda text: [link.url or "" for link in of_field(text)],
    "identifiers": lambda text: dict(identifiers([text])),
    "identifiers_in_text": lambda text: dict(identifiers((), text)),
    "appeared": lambda text: [part or "" for part in parse_authors(text)[2:]],
    "appeared_in_field": lambda text: [part or "" for part in parse_venue(text)],
}
"""What a case may expect → how it is read."""


@pytest.mark.parametrize("case", parameters("values", *READERS))
def test_values(case: Case) -> None:
    """A text means exactly what its case says."""
    wanted = {name: case.data[name] for name in READERS if name in case.data}
    assert wanted
    assert {name: READERS[name](case.input) for name in wanted} == wanted
