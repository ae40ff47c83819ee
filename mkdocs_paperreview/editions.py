"""Tell which papers are the same, however their titles are written."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from mkdocs_paperreview.naming import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs_paperreview.model import Paper

# what stands between the words of a title
_BETWEEN = re.compile(r"[\W_]+")

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

    for other, index in chain(_by_identifiers(papers), _by_titles(papers)):
        leaders[leader(index)] = leader(other)
    return [leader(index) for index in range(len(papers))]


def _by_identifiers(papers: Sequence[Paper]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of two papers that share an identifier; the first such one comes first."""
    first: dict[tuple[str, str], int] = {}
    for index, paper in enumerate(papers):
        for identifier in paper.identifiers.items():
            yield first.setdefault(identifier, index), index


def _by_titles(papers: Sequence[Paper]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of two papers of one title, a paper and the first that it may be.

    What is known of the two then tells others apart: a paper without identifiers is no bridge
    between two whose identifiers contradict each other.
    """
    titled: defaultdict[str, list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
    for index, paper in enumerate(papers):
        editions = titled[title_key(paper.title)]
        for place, (other, known) in enumerate(editions):
            if not _contradict(known, paper.identifiers):
                editions[place] = (other, {**known, **paper.identifiers})
                yield other, index
                break
        else:
            if len(editions) < _EDITIONS:
                editions.append((index, paper.identifiers))


@lru_cache(maxsize=2**15)
def title_key(title: str) -> str:
    """Return what two spellings of a title share: letters and digits, whatever stands between."""
    whole = key(title)
    return _BETWEEN.sub("", whole) or whole


def _contradict(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(one[scheme] != other[scheme] for scheme in one.keys() & other.keys())
