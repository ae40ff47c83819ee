"""Front matter → reviews: one file a paper, or a list of sessions, one file a term.

A page that has a title, a date, an author and tags is a page of anybody's. It tells of a review
where a key names who presented; a list does where something in it does so.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.syntax.entries import Entries
from mkdocs_paperreview.syntax.facts import Fact, Given
from mkdocs_paperreview.syntax.keys import bare, list_kind, meaning, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_paperreview.syntax.entries import Entry
    from mkdocs_paperreview.syntax.frontmatter import FrontMatter
    from mkdocs_paperreview.syntax.grammar import Grammar

UNTITLED = "TBD"
"""Title of a session whose paper nobody has chosen yet."""


def given(front: FrontMatter, grammar: Grammar) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
    """Return the reviews that front matter tells of, and what is wrong with them. Never raises.

    Lines are those of the file.
    """
    if not _may_tell(front.data, grammar):
        return (), ()
    page = Entries(front, grammar).page()
    sessions = [item for kind, items in page.lists if _are_reviews(kind, items) for item in items]
    if sessions:
        read = list(chain.from_iterable(_session(item, grammar) for item in sessions))
    else:
        read = [_of_page(page)] if _is_review(page, grammar) else []
    reviews = tuple(one for one in read if isinstance(one, Given))
    problems = (one for one in read if isinstance(one, Problem))
    return reviews, (*problems, *_untrusted(reviews, grammar))


def is_draft(data: Mapping[Any, Any], grammar: Grammar) -> bool:
    """Return whether front matter says that its page is not to be published yet."""
    return any(_says_draft(name, value, grammar) for name, value in data.items())


def _says_draft(name: object, value: object, grammar: Grammar) -> bool:
    if not isinstance(name, str):
        return False
    if isinstance(value, bool):
        return bare(name) in words("draft", "yes" if value else "no")
    is_status = isinstance(value, str) and meaning(name, grammar.labels).name == "status"
    return is_status and grammar.labels.status(str(value)) == "draft"


def _may_tell(data: Mapping[Any, Any], grammar: Grammar) -> bool:
    """Return whether a key may name a presenter, or announce a list of reviews."""
    naming = {"presenter"} if grammar.author != "presenter" else {"presenter", "author"}
    return any(
        meaning(name, grammar.labels).name in naming
        or (isinstance(value, list) and bool(list_kind(name)))
        for name, value in data.items()
        if isinstance(name, str)
    )


def _are_reviews(kind: str, items: Iterable[Entry]) -> bool:
    """Return whether a list holds reviews: somebody presents, and it is no other programme."""
    entries = [one for item in items for one in (item, *_papers(item))]
    sure = kind != "programme" and any(one.sure for one in entries)
    return any(one.presents for one in entries) and (sure or any(one.is_paper for one in entries))


def _papers(session: Entry) -> list[Entry]:
    return [paper for kind, papers in session.lists if kind == "papers" for paper in papers]


def _is_review(page: Entry, grammar: Grammar) -> bool:
    """Return whether a page is about a paper that somebody presented."""
    of_period = not page.paper_title and grammar.calendar.parse(page.title) is not None
    return page.presents and (page.sure or page.is_paper) and not of_period


def _of_page(page: Entry) -> Given:
    """Return the review that a page is about; its notes are the page."""
    line = page.title_line or min((fact.line for fact in page.facts), default=page.line)
    return Given(page.paper_title or page.title, line, page.facts, is_page=True)


def _session(session: Entry, grammar: Grammar) -> Iterator[Given | Problem]:
    """Yield the reviews of a session: one for each of its papers, or itself."""
    papers = _papers(session)
    for paper in papers:
        if _says_something(paper):
            yield _review(paper, grammar, session.facts)
        else:
            yield _nothing(paper)
    if papers:
        return
    called_off = _called_off(session, grammar)
    if called_off:
        yield called_off
    elif _says_something(session):
        yield _review(session, grammar)
    else:
        yield _nothing(session)


def _says_something(entry: Entry) -> bool:
    return bool(entry.title or entry.paper_title or entry.presents)


def _review(entry: Entry, grammar: Grammar, session: tuple[Fact, ...] = ()) -> Given:
    """Return a review, with what its session says and it does not say itself."""
    own = {fact.name for fact in entry.facts} - {"link"}
    facts = (*entry.facts, *(fact for fact in session if fact.name not in own))
    title = entry.paper_title or entry.title or UNTITLED
    if grammar.labels.is_no_session(title):
        facts = (Fact("status", "", "cancelled", entry.line), *facts)
    return Given(title, entry.line, facts, notes=entry.notes)


def _called_off(entry: Entry, grammar: Grammar) -> Given | None:
    """Return a session that did not take place, titled as written; None for any other."""
    if entry.title or entry.paper_title:
        return None
    said = (entry.text, *(fact.value for fact in entry.facts), entry.notes)
    words_of_it = next((text for text in said if grammar.labels.is_no_session(text)), None)
    if words_of_it is None:
        return None
    facts = tuple(fact for fact in entry.facts if fact.value != words_of_it)
    status = Fact("status", "", "cancelled", entry.line)
    return Given(words_of_it, entry.line, (status, *facts))


def _nothing(entry: Entry) -> Problem:
    found = f"{entry.text!r} is no map" if entry.text else "neither title nor presenter"
    return Problem(
        "session",
        f"an entry of a list in the front matter tells of no review: {found}",
        "write `title:` and `presenter:` below one `-`",
        entry.line,
    )


def _untrusted(reviews: Iterable[Given], grammar: Grammar) -> Iterator[Problem]:
    """Yield a problem where a review names an author and nothing says what that means."""
    facts = (fact for review in reviews for fact in review.facts if fact.name == "author")
    first = None if grammar.author else next(facts, None)
    if first:
        yield Problem(
            "author",
            f"{first.label!r} may be who wrote the review, or who wrote the paper",
            "write `presenter` or `authors`, or set the option author",
            first.line,
        )
