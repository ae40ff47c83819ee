"""Front matter tells of reviews, whatever else it holds."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given as generated
from hypothesis import strategies as st

from mkdocs_paperreview.syntax import Grammar, read_page
from mkdocs_paperreview.syntax.frontmatter import DEEPEST, split
from mkdocs_paperreview.syntax.given import given, is_draft
from mkdocs_paperreview.syntax.grammar import AUTHOR_MEANINGS, GRAMMAR

PAPER = "title: Sparse Kernels\npaper: https://example.org/sparse.pdf\n"
KEYS = (
    *("title", "paper_title", "paper", "presenter", "speakers", "authors", "author", "venue"),
    *("year", "date", "tags", "status", "links", "slides", "arxiv", "draft", "published", "notes"),
    *(
        "sessions",
        "papers",
        "schedule",
        "period",
        "period_key",
        "paperreview",
        "week",
        "<<",
        "발표자",
    ),
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=20,
)
PAGES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8)


def front(text: str) -> str:
    """Return a page of front matter with a short note."""
    return f"---\n{text}---\n\nA note.\n"


def titles(text: str, grammar: Grammar = GRAMMAR) -> list[str]:
    """Return the titles of the reviews that front matter tells of."""
    return [one.title for one in given(split(front(text)), grammar)[0]]


@generated(PAGES, st.sampled_from(["", *AUTHOR_MEANINGS]))
def test_values_of_any_kind_are_read(data: dict[str, object], author: str) -> None:
    """Whatever YAML holds, a page is read; facts and problems stand on lines of the file."""
    grammar = Grammar(author=author)
    text = front(yaml.safe_dump(data, allow_unicode=True))
    page = read_page("kernels.md", text, grammar)
    lines = range(1, text.count("\n") + 1)
    assert all(problem.line in lines for problem in page.problems)
    found, problems = given(split(text), grammar)
    told = [line for one in found for line in (one.line, *(fact.line for fact in one.facts))]
    assert all(line in lines for line in told)
    assert all(problem.line in lines for problem in problems)


@generated(PAGES)
def test_names_of_people_make_a_review(data: dict[str, object]) -> None:
    """Without a key that names who presented there is no review, whatever else is written."""
    presenting = {"presenter", "speakers", "발표자"}

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {k: bare(inner) for k, inner in value.items() if k not in presenting}
        return [bare(inner) for inner in value] if isinstance(value, list) else value

    assert titles(yaml.safe_dump(bare(data), allow_unicode=True)) == []


@pytest.mark.parametrize(
    ("author", "presenters", "authors"),
    [("presenter", ("Mina Okafor",), ()), ("authors", (), ("Mina Okafor",)), ("", (), ())],
)
def test_author_means_what_the_option_says(
    author: str, presenters: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    """``author`` is a presenter, or an author of the paper, or neither."""
    text = front(f"{PAPER}author: Mina Okafor\n{'' if presenters else 'presenter: TBD'}\n")
    page = read_page("2020-q3.md", text, Grammar(author=author))
    (review,) = page.page.reviews
    assert review.presenters == presenters
    assert review.paper.authors == authors
    assert ("author" in {problem.rule for problem in page.problems}) is (author == "")


@pytest.mark.parametrize("author", ["", *AUTHOR_MEANINGS])
def test_a_post_is_no_review(author: str) -> None:
    """Title, date, author, tags and links make no review, whatever ``author`` means."""
    post = "title: A post\ndate: 2020-07-02\nauthor: Mina Okafor\ntags: [a]\nlinks: [https://a.example]\n"
    assert titles(post, Grammar(author=author)) == []


def test_aliases_do_not_multiply() -> None:
    """What aliases repeat is read no further than the text is long."""
    people = ", ".join(f"P{number} Q" for number in range(50))
    text = (
        f"who: &who [{people}]\n"
        "entry: &entry {title: A, presenter: *who, authors: *who}\n"
        f"session: &session {{presenter: *who, papers: [{', '.join(['*entry'] * 50)}]}}\n"
        f"sessions: [{', '.join(['*session'] * 50)}]\n"
    )
    found, _ = given(split(front(text)), GRAMMAR)
    assert 0 < sum(1 + len(one.facts) for one in found) <= 2 * len(text)


def test_a_list_that_holds_itself_is_read() -> None:
    """An alias of what is not finished yet ends nowhere, and is read all the same."""
    text = "sessions: &all\n  - {title: A, presenter: Mina Okafor, papers: *all}\n"
    assert given(split(front(text)), GRAMMAR)[0]


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 20_000, "a: " + "{a: " * 20_000, "- " * 20_000, "? " * 20_000]
)
def test_brackets_without_end_are_a_problem(text: str) -> None:
    """Front matter that no parser could hold is left alone; the page below it is read."""
    block = "# Sparse Kernels\n## Jun Seo\n### Presenter: Mina Okafor\n"
    page = read_page("2020-q3.md", f"---\n{text}\n---\n{block}")
    assert len(page.page.reviews) == 1
    assert "front-matter" in {problem.rule for problem in page.problems}


@pytest.mark.parametrize("depth", [DEEPEST - 1, DEEPEST])
def test_brackets_are_read_as_deep_as_is_told(depth: int) -> None:
    """As many lists as are said to be read in one another are, and not one more."""
    source = front(f"a: {'[' * depth}{']' * depth}\n")
    assert bool(split(source).problems) is (depth == DEEPEST)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"draft": True}, True),
        ({"published": False}, True),
        ({"status": "Draft"}, True),
        ({"상태": "초안"}, True),
        ({"draft": False}, False),
        ({"draft": "true"}, False),
        ({"published": True}, False),
        ({"status": "new"}, False),
        ({"status": ["draft"]}, False),
        ({1: True, None: "draft"}, False),
        ({}, False),
    ],
)
def test_drafts_are_known(data: dict[object, object], *, expected: bool) -> None:
    """A page is a draft where front matter says so, and only there."""
    assert is_draft(data, GRAMMAR) is expected
