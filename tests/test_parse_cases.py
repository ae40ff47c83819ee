"""Case files of the parser: a page goes in, reviews and problems come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from casefiles import Case, parameters

from mkdocs_paperreview.errors import RULES
from mkdocs_paperreview.sources import decode
from mkdocs_paperreview.syntax import ReadPage, read_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_paperreview.model import Review

PATH = "2020_3rd_quarter.md"
"""Where a page stands when the case does not say."""

WRITTEN = {"text": "{}", "code": "`{}`", "formula": "\\({}\\)"}
"""How a case writes a part of an excerpt."""

CASES = parameters("parse", "path", "problems", "reviews")


def read(case: Case) -> tuple[ReadPage, str]:
    """Return the page of a case as it is read from a file, and its text."""
    text = decode(case.input.encode()).text
    return read_page(case.data.get("path", PATH), text), text


def described(review: Review, text: str) -> dict[str, Any]:
    """Return everything that a case may say about a review; nothing is an empty text."""
    paper = review.paper
    return {
        "title": paper.title,
        "authors": list(paper.authors),
        "author_count": len(paper.authors),
        "et_al": paper.et_al,
        "venue": paper.venue or "",
        "venue_text": paper.venue_text or "",
        "year": paper.year or "",
        "identifiers": dict(paper.identifiers),
        "presenters": list(review.presenters),
        "presenter_count": len(review.presenters),
        "affiliations": list(review.affiliations),
        "other_names": list(review.other_names),
        "remark": review.remark,
        "tags": list(review.tags),
        "status": review.status,
        "anchor": review.anchor,
        "line": review.line,
        "period": review.period.id if review.period else "",
        "date": review.date.isoformat() if review.date else "",
        **described_content(review, text),
    }


def described_content(review: Review, text: str) -> dict[str, Any]:
    """Return what a review links to and what its spans hold, without blank lines around."""
    return {
        "links": [[link.kind, link.label, link.url or ""] for link in review.links],
        "kinds": [link.kind for link in review.links],
        "urls": [link.url or "" for link in review.links],
        "images": [image.source for image in review.images],
        "excerpt": "".join(WRITTEN[part.kind].format(part.text) for part in review.excerpt),
        "block": review.span.of(text).strip("\n"),
        "notes": review.notes.of(text).strip("\n"),
        "source_line": text.split("\n")[review.line - 1],
    }


def only(fields: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return those ``fields`` that ``wanted`` has; a name that there is not is an error."""
    return {name: fields[name] for name in wanted}


@pytest.mark.parametrize("case", CASES)
def test_reviews(case: Case) -> None:
    """A page holds exactly the reviews of its case, and they say what the case says."""
    page, text = read(case)
    expected = case.data.get("reviews", [])
    titles = [review.paper.title for review in page.page.reviews]
    assert len(titles) == len(expected), titles
    for review, wanted in zip(page.page.reviews, expected, strict=True):
        assert only(described(review, text), wanted) == wanted


@pytest.mark.parametrize("case", CASES)
def test_problems(case: Case) -> None:
    """A page has exactly the problems of its case, each on its line."""
    page, _ = read(case)
    expected = case.data.get("problems", [])
    problems = sorted(page.problems, key=lambda problem: (problem.line, problem.rule))
    assert [problem.rule for problem in problems] == [wanted["rule"] for wanted in expected]
    for problem, wanted in zip(problems, expected, strict=True):
        said = {"rule": problem.rule, "line": problem.line, "message": problem.message}
        assert only(said, wanted) == wanted


@pytest.mark.parametrize("case", CASES)
def test_problems_help(case: Case) -> None:
    """A problem has a known rule and is said as place, rule, message and remedy."""
    page, _ = read(case)
    for problem in page.problems:
        assert problem.rule in RULES
        assert problem.path == page.page.path
        place = f"{problem.path}:{problem.line}"
        assert problem.message
        assert problem.remedy
        assert str(problem) == f"{place}: {problem.rule}: {problem.message} ({problem.remedy})"


@pytest.mark.parametrize("case", CASES)
def test_claims(case: Case) -> None:
    """A case that expects nothing at all claims that something does not happen."""
    if not case.data.get("reviews") and not case.data.get("problems"):
        assert case.name.rstrip("-0123456789").endswith("-nope")
