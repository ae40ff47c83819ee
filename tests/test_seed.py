"""The page that started it all, when it lies beside the repository."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from sites import SEED, needs_seed

from mkdocs_paperreview.sources import collect

pytestmark = needs_seed


class Row(NamedTuple):
    """What a review of the page says."""

    title: str
    """How it begins."""
    authors: int | str
    """How many, or the only one."""
    presenter: str
    arxiv: str | None
    images: int
    venue: tuple[str | None, str | None, int | None] = (None, None, None)
    """Standard name, as written, year."""
    et_al: bool = False
    slides: bool = True
    """Whether there are slides already."""
    neurips: str | None = None
    """Its number in the proceedings of NeurIPS."""


ROWS = (
    Row("Unsupervised Cross-Modal Alignment", 4, "강진구", "1805.07467", 1),
    Row(
        "Learning Imbalanced Datasets",
        "Kaidi Cao",
        "서승현",
        None,
        3,
        venue=("NeurIPS", "NIPS", 2019),
        et_al=True,
        neurips="8435",
    ),
    Row("Gate Decorator", 5, "이승현", "1909.08174", 2, venue=("NeurIPS", "NeurIPS", 2019)),
    Row("Data-Efficient Hierarchical", 4, "주동욱", "1805.08296", 2),
    Row("wav2vec 2.0", 4, "김성빈", "2006.11477", 1),
    Row("FixMatch", 9, "강진구", "2001.07685", 1),
    Row(
        "Language Models are Few-Shot Learners",
        "Tom B. Brown",
        "서승현",
        "2005.14165",
        2,
        venue=(None, None, 2020),
        et_al=True,
        slides=False,
    ),
)


def test_seven_reviews() -> None:
    """Exactly seven reviews come out, without a single problem."""
    found = collect([(SEED.name, SEED.read_bytes())])
    assert len(found.library.reviews) == len(ROWS)
    assert not found.problems


@pytest.mark.parametrize(("number", "row"), list(enumerate(ROWS)), ids=[r.title for r in ROWS])
def test_review(number: int, row: Row) -> None:
    """A review says what its block says."""
    review = collect([(SEED.name, SEED.read_bytes())]).library.reviews[number]
    paper = review.paper
    assert paper.title.startswith(row.title)
    assert row.authors in (len(paper.authors), *paper.authors[: len(paper.authors) == 1])
    assert paper.et_al == row.et_al
    assert (paper.venue, paper.venue_text, paper.year) == row.venue
    assert review.presenters == (row.presenter,)
    known = {"arxiv": row.arxiv, "neurips": row.neurips}
    assert dict(paper.identifiers) == {name: value for name, value in known.items() if value}
    assert len(review.images) == row.images


@pytest.mark.parametrize(("number", "row"), list(enumerate(ROWS)), ids=[r.title for r in ROWS])
def test_links(number: int, row: Row) -> None:
    """A review links to its paper, and to its slides unless they are not there yet."""
    review = collect([(SEED.name, SEED.read_bytes())]).library.reviews[number]
    assert [link.kind for link in review.links] == ["paper", "slides"]
    paper, slides = review.links
    assert paper.url
    assert bool(slides.url) is row.slides
    assert not slides.refused


@pytest.mark.parametrize(("number", "row"), list(enumerate(ROWS)), ids=[r.title for r in ROWS])
def test_place(number: int, row: Row) -> None:
    """A review belongs to the page's quarter and day, and knows its line in the file."""
    review = collect([(SEED.name, SEED.read_bytes())]).library.reviews[number]
    lines = SEED.read_text(encoding="utf-8").split("\n")
    (line,) = (n for n, text in enumerate(lines, 1) if text.startswith(f"# {row.title}"))
    assert review.line == line
    assert review.page == SEED.name
    assert review.period
    assert review.period.id == "2020-q3"
    assert review.date
    assert review.date.isoformat() == "2020-07-02"
