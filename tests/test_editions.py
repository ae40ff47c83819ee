"""Which papers are the same, by identifiers and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_paperreview import editions
from mkdocs_paperreview.editions import same_papers
from mkdocs_paperreview.model import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest


def groups(*identifiers: Mapping[str, str], title: str = "Maps") -> list[int]:
    """Return for papers of one title, by their identifiers, which was the first of each group."""
    found = same_papers([Paper(title, identifiers=known) for known in identifiers])
    return [found.index(leader) for leader in found]


def test_every_paper_of_a_title_is_compared() -> None:
    """A paper that contradicts the first of its title may still be one of those behind it."""
    first, other = {"arxiv": "1", "doi": "a"}, {"arxiv": "2"}
    assert groups(first, other, {"doi": "b"}) == [0, 1, 1]


def test_a_paper_without_identifiers_joins_no_others() -> None:
    """Two papers that contradict each other stay two, though a third may be either of them."""
    one, other = {"arxiv": "1"}, {"arxiv": "2"}
    assert groups(one, {}, other) == groups(one, {"doi": "a"}, other) == [0, 0, 2]
    assert groups({}, one, other) == [0, 0, 2]
    assert groups(one, other, {}, other, one) == [0, 1, 0, 1, 0]


def test_an_identifier_counts_before_a_title() -> None:
    """Papers with one identifier are the same, whatever else contradicts and in any order."""
    assert groups({"doi": "a", "arxiv": "1"}, {"doi": "a", "arxiv": "2"}) == [0, 0]
    assert groups({"doi": "a"}, {"arxiv": "1"}, {"doi": "b", "arxiv": "1"}) == [0, 0, 0]


def test_a_title_of_very_many_papers_takes_little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a title has many papers that contradict each other, each is compared with some."""
    compared = 0
    contradict = editions._contradict  # noqa: SLF001 (its calls are what is counted)

    def counted(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
        nonlocal compared
        compared += 1
        return contradict(one, other)

    monkeypatch.setattr(editions, "_contradict", counted)
    assert len(set(groups(*({"arxiv": str(n)} for n in range(400))))) == 400
    assert compared <= 400 * 20
