"""Labels: the words of the package, and those that a site adds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.syntax.appearance import parse_venue, parse_year
from mkdocs_paperreview.syntax.authors import parse_authors
from mkdocs_paperreview.syntax.identifiers import identifiers
from mkdocs_paperreview.syntax.labels import LABELS, Field, with_labels, wrong_labels
from mkdocs_paperreview.syntax.links import field_links, parse_links, presenter_links
from mkdocs_paperreview.syntax.people import names
from mkdocs_paperreview.tables import table

ADDED = {
    "fields": {"presenter": ["발제", "Moderator", "Paper"]},
    "links": {"poster": ["Plakat"], "slides": ["Folien"]},
    "nobody": ["noch offen"],
    "affiliations": ["Werkstatt"],
    "organisations": ["North Group"],
}
"""Words of a site: new ones, one of ours that is weak, and one of ours with another meaning."""

SIGNS = (
    "[", "]", "(", ")", "](", "[[", "{", "}", "<", ">", "<br>", "<sup>", "$", "^", "\\", "`", "*",
    "_", ":", "：", ",", "、", ";", "；", "&", " and ", "·", "|", "/", " ", "\t", "\n", "\x00", "1",
    "2021", "'21", "NeurIPS", "Presenter", "TBD", "KAIST", "강진구", "魏家一", "Ada Bo", "{Title}",
    "https://arxiv.org/abs/1909.08174", "doi:10.1/x", "arXiv:", "et al.", "cancelled", "-", "--",
)  # fmt: skip
"""What values hold, and what they could hold."""

often = settings(derandomize=True, deadline=None, max_examples=300)
texts = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), max_size=12).map("".join)


def test_words_of_a_site_are_known() -> None:
    """A word that a site adds means what it says; ours stay."""
    labels = with_labels(ADDED)
    assert labels.field("발제: 강진구") == Field("presenter", "발제", "강진구")
    assert labels.field("발표자: 강진구") == Field("presenter", "발표자", "강진구")
    assert labels.link_kind("plakat") == "poster"
    assert labels.is_nobody("Noch offen")
    assert labels.status("noch offen") == "tbd"
    assert names("Ada Bo, Werkstatt Nord", labels)[0].affiliation == "Werkstatt Nord"
    assert names("Ada Bo, North Group, Ben Lo", labels)[0].affiliation == "North Group"
    assert parse_links("[Plakat](p)", labels).links[0].kind == "poster"


def test_words_of_a_site_stay_with_it() -> None:
    """What one site adds is unknown to every other."""
    with_labels(ADDED)
    assert LABELS.field("발제: 강진구") is None
    assert LABELS.link_kind("Plakat") is None
    assert not LABELS.is_nobody("noch offen")
    assert [name.text for name in names("Ada Bo, North Group")] == ["Ada Bo", "North Group"]


def test_words_of_a_site_win() -> None:
    """A word that a site adds is not weak, and has the meaning that the site gives it."""
    labels = with_labels(ADDED)
    ours, theirs = LABELS.field("Moderator: Ada"), labels.field("Moderator: Ada")
    assert ours
    assert theirs
    assert (ours.weak, theirs.weak) == (True, False)
    paper = labels.field("Paper: Ada")
    assert paper
    assert (paper.name, paper.kind) == ("presenter", "")


def test_same_words_are_the_same_value() -> None:
    """Two builds with the same words share what is kept by them; other words do not meet it."""
    assert with_labels(ADDED) is with_labels({**ADDED})
    assert with_labels({}) is with_labels({})
    assert len({with_labels(ADDED), with_labels({}), with_labels({"nobody": ["x"]})}) == 3


def test_words_that_can_be_used_are_accepted() -> None:
    """Every table of words that a site may add to is accepted."""
    assert wrong_labels(ADDED) == wrong_labels({}) == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("발제", "tables of words"),
        (["발제"], "tables of words"),
        ({"field": {}}, "there is no 'field', only fields"),
        ({"weak": ["x"]}, "there is no 'weak'"),
        ({"fields": ["발제"]}, "is no table"),
        ({"fields": {"chair": ["x"]}}, "there is no 'chair', only"),
        ({"fields": {"presenter": "발제"}}, "is no list of words"),
        ({"nobody": {"ko": ["x"]}}, "is no list of words"),
        ({"nobody": [3]}, "3 is no word"),
        ({"nobody": [" "]}, "is no word"),
        ({"links": {"paper": ["a: b"]}}, "holds a colon"),
        ({"links": {"paper": ["x" * 41]}}, "more than 40 characters"),
        ({"links": {"paper": ["x"], "code": ["X"]}}, "is both 'paper' and 'code'"),
    ],
)
def test_a_wrong_word_is_named(value: object, said: str) -> None:
    """A mistake in the words of a site is said with what was expected."""
    (mistake,) = wrong_labels(value)
    assert said in mistake


def test_all_mistakes_are_named_at_once() -> None:
    """Nobody needs as many builds as there are mistakes."""
    value = {"chairs": [], "fields": {"chair": [], "presenter": [1, ""]}, "nobody": "x"}
    assert len(wrong_labels(value)) == 5


def test_our_words_have_one_meaning() -> None:
    """No word of ours announces two things, and each weak one announces something."""
    data = table("labels")
    meanings: dict[str, set[str]] = {}
    for arranged in ("fields", "links", "statuses"):
        group = "statuses" if arranged == "statuses" else "labels"
        for name, languages in data[arranged].items():
            for word in (word for words in languages.values() for word in words):
                meanings.setdefault(f"{group} {key(word)}", set()).add(f"{arranged} {name}")
    assert {word: both for word, both in meanings.items() if len(both) > 1} == {}
    assert LABELS.weak <= LABELS.fields.keys() | LABELS.links.keys() | LABELS.unspecific
    assert not LABELS.unspecific & LABELS.links.keys()
    assert not LABELS.nobody & LABELS.everybody


@often
@given(texts)
def test_any_value_can_be_read(text: str) -> None:
    """No text makes any function of values fail, and names are never empty."""
    field_links(Field("link", "Slides", text, kind="slides"))
    for read in (presenter_links, parse_links, parse_authors, parse_venue, parse_year):
        read(text)
    for ask in (LABELS.field, LABELS.status, LABELS.is_no_session, LABELS.placeholder):
        ask(text)
    identifiers([text], text)
    assert all(name.text.strip() == name.text != "" for name in names(text))


@often
@given(
    st.lists(st.sampled_from(["Ada Bo", "Ben Lo", "강진구", "李示范", "O'Hara", "JAY"]), min_size=1)
)
def test_nobody_is_lost(people: list[str]) -> None:
    """Whoever stands before a comma is a person, in the order written."""
    found = names(", ".join([*people, "Zoë Quill"]))
    assert [name.text for name in found] == [*people, "Zoë Quill"]
