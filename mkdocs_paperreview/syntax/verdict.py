"""Tell the header of a review from lines of other pages that look like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_paperreview.syntax.dates import read_date
from mkdocs_paperreview.syntax.hosts import host_kind
from mkdocs_paperreview.syntax.links import field_links, identifiers, parse_links, presenter_links

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mkdocs_paperreview.model import Link
    from mkdocs_paperreview.syntax.fields import FieldLine
    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.headings import Heading

# [1.2.0] - 2020-07-02
_VERSION = re.compile(r"\W*v?\d+(?:\.\d+)+[\W\d]*", re.IGNORECASE)
_PAPERS = frozenset(["paper", "arxiv", "doi"])
_SAYS_LITTLE = frozenset(["author", "date", "link", "presenter", "status", "tags", "title", "year"])


def is_review(
    title: Heading, fields: Iterable[FieldLine], inside: Collection[FieldLine], grammar: Grammar
) -> bool:
    """Return whether what names the presenter is more than a word that others use as well.

    Args:
        title: What may be the title of a paper.
        fields: All that stand below or above it.
        inside: Those of them that stand in an admonition or a fence, which is made for fields.
        grammar: What the labels and links mean.
    """
    if _is_version(title.text, grammar):
        return False
    for line in fields:
        if line.presents and (line.is_heading or not line.field.weak):
            return True
    if any(line.presents for line in inside):
        return True
    if any(line.field.name not in _SAYS_LITTLE for line in fields):
        return True
    return any(_leads_to_paper(line, grammar) for line in fields) or _is_linked(title, grammar)


def _is_version(title: str, grammar: Grammar) -> bool:
    """Return whether a heading is that of a release, and not a day: ``2020.07.02``."""
    if not _VERSION.fullmatch(title):
        return False
    read = read_date(title, grammar.date_order)
    return read.day is None and not read.ambiguous


def _leads_to_paper(line: FieldLine, grammar: Grammar) -> bool:
    """Return whether a line leads to a paper: any talk has a recording, any team a page."""
    if line.presents:
        links = presenter_links(line.field.value, grammar.labels).links
    else:
        is_link = line.field.name == "link"
        links = field_links(line.field, grammar.labels).links if is_link else ()
    return any(_is_paper(link, grammar) for link in links)


def _is_paper(link: Link, grammar: Grammar) -> bool:
    """Return whether a text says that a link leads to a paper, or an address does."""
    said = not grammar.labels.is_unspecific(link.label)
    return link.kind in _PAPERS and (said or host_kind(link.url or "") in _PAPERS)


def _is_linked(title: Heading, grammar: Grammar) -> bool:
    """Return whether a title leads to a paper that can be identified."""
    links = parse_links(title.text, grammar.labels).links
    return any(identifiers([link.url]) for link in links if link.url)
