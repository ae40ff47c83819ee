"""``papers.json``: every review as data, for whatever reads JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.exports.rows import Rows
from mkdocs_paperreview.rendering.links import from_docs

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_paperreview.library import Library
    from mkdocs_paperreview.model import Link, Review

SCHEMA = 1
"""Raised when a field changes its meaning or goes away."""


def papers_json(
    library: Library, page_url: Callable[[str], str], rows: Rows | None = None
) -> bytes:
    """Return the library as JSON, oldest review first, one on a line.

    Args:
        library: The reviews.
        page_url: Path of a page → its address, relative to the site's root.
        rows: Those of an earlier build of which all but the reviews is the same.
    """
    urls = {page.path: page_url(page.path) for page in library.pages}

    def line(review: Review) -> bytes:
        data = _review(library, review, urls[review.page])
        return json.dumps(data, ensure_ascii=False).encode()

    known = rows or Rows()
    lines = b",\n".join([known.row(review, line) for review in library.reviews])
    return b'{"schema": %d, "reviews": [\n%b\n]}\n' % (SCHEMA, lines)


def _review(library: Library, review: Review, url: str) -> dict[str, Any]:
    paper, period = review.paper, review.period
    return {
        "title": paper.title,
        "authors": list(paper.authors),
        "et_al": paper.et_al,
        "venue": paper.venue,
        "venue_text": paper.venue_text,
        "year": paper.year,
        "presenters": [
            {"name": person.name, "id": person.id} for person in library.presenters_of(review)
        ],
        "affiliations": list(library.affiliations_of(review)),
        "period": {"id": period.id, "label": period.label} if period else None,
        "date": review.date.isoformat() if review.date else None,
        "status": library.status(review),
        "tags": [tag.name for tag in library.tags_of(review)],
        "links": [_link(link, review.page) for link in review.links],
        "identifiers": dict(paper.identifiers),
        "images": [image.source for image in review.images],
        "page": review.page,
        "line": review.line,
        "anchor": review.anchor,
        "url": f"{url}#{review.anchor}",
    }


def _link(link: Link, page: str) -> dict[str, str | None]:
    url = from_docs(link.url, page) if link.url else link.url
    return {"kind": link.kind, "label": link.label, "url": url}
