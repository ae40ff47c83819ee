"""Tell which papers are the same, however their titles are written."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mkdocs_paperreview.naming import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs_paperreview.model import Paper

_EDITIONS = 16
"""Papers of one title that are told apart by their identifiers."""


def same_papers(papers: Sequence[Paper]) -> list[int]:
    """Return a number for each paper; two have the same number if they are the same paper.

    They are where they share an identifier, or where their titles are the same and no identifiers
    of one scheme contradict each other.
    """
    leaders = list(range(len(papers)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            leaders[index] = leaders[leaders[index]]
            index = leaders[index]
        return index

    first: dict[tuple[str, str], int] = {}
    for index, paper in enumerate(papers):
        for identifier in paper.identifiers.items():
            leaders[leader(index)] = leader(first.setdefault(identifier, index))
    titled: defaultdict[str, dict[tuple[tuple[str, str], ...], int]] = defaultdict(dict)
    for index, paper in enumerate(papers):
        alike = titled[title_key(paper.title)]
        known = tuple(sorted(paper.identifiers.items()))
        for identifiers, other in alike.items():
            if not _contradict(dict(known), dict(identifiers)):
                leaders[leader(index)] = leader(other)
                break
        if len(alike) < _EDITIONS:
            alike.setdefault(known, index)
    return [leader(index) for index in range(len(papers))]


def title_key(title: str) -> str:
    """Return what two spellings of a title share: letters and digits, whatever stands between."""
    return "".join(filter(str.isalnum, key(title))) or key(title)


def _contradict(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(one[scheme] != other[scheme] for scheme in one.keys() & other.keys())
