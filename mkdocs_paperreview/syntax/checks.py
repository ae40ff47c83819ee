"""Say what is missing or doubtful in a review that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_paperreview.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.syntax.labels import Labels


def missing(review: Review) -> Iterator[Problem]:
    """Yield a problem for each part that a review should have and has not."""
    line = review.line
    if review.status == "cancelled":
        return
    if not review.presenters and not review.remark:
        yield Problem(
            "no-presenter", "nobody presents this paper", "write a name behind the label", line
        )
    if not review.paper.authors:
        yield Problem(
            "no-authors",
            "the paper has no authors",
            "write them on a heading below the title: `## A. Author, B. Author, VENUE YEAR`",
            line,
        )
    if not review.links:
        yield Problem(
            "no-links",
            "the review has no links",
            "write them behind the presenter: `[[paper link](https://…)]`",
            line,
        )


def unsafe(review: Review) -> Iterator[Problem]:
    """Yield a problem for each link that must not be followed."""
    for link in review.links:
        if link.refused:
            yield Problem(
                "unsafe-link",
                f"the link {link.label!r} is refused: it does not lead to a web address",
                "write an address that begins with https:// or a path in the site",
                review.line,
            )


def placeholders(texts: Iterable[tuple[str, int]], labels: Labels) -> Iterator[Problem]:
    """Yield a problem for each text, given with its line, in which template text is left."""
    for text, line in texts:
        found = labels.placeholder(text)
        if found:
            yield Problem(
                "placeholder",
                f"template text is left: {found!r}",
                "write what belongs there, or take it out",
                line,
            )
