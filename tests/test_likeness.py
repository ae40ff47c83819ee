"""Names that are likely one person's: which are found, and what is said about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from casefiles import PLACE, Case, parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.likeness import REASONS, Likeness, hangul, likely_duplicates, remedy
from mkdocs_paperreview.naming import clean
from mkdocs_paperreview.people import People, Person, read_people, spelling
from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable

CASES = parameters("likeness", "found", "people")

often = settings(derandomize=True, deadline=None, max_examples=300)
"""The same examples on every run, however slow the machine is."""

SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4)]
names = st.text(st.sampled_from("강진구규김민수abkMP王田 -.,()1"), max_size=8) | st.text(max_size=8)


def found(names: Iterable[str], people: People | None = None) -> list[tuple[str, str, str]]:
    """Return what is alike among ``names``."""
    alike = likely_duplicates(tuple(names), people or People())
    return [(likeness.one, likeness.other, likeness.reason) for likeness in alike]


@pytest.mark.parametrize("case", CASES)
def test_likely_duplicates(case: Case) -> None:
    """A case's names are alike for the reasons that it gives, and no others are."""
    lines = case.input.splitlines()
    people = read_people(case.data.get("people", ""), "people.yml")
    expected = [
        [part.replace(PLACE, lines[-1]) for part in likeness] for likeness in case.data["found"]
    ]
    pairs = {frozenset(pair[:2]): pair[2] for pair in found(lines, people)}
    assert pairs == {frozenset(pair[:2]): pair[2] for pair in expected}


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_has_cases(reason: str) -> None:
    """Each reason is shown by a case."""
    given = [pair[2] for case in CASES for pair in case.values[0].data["found"]]
    assert reason in given


def test_order_of_a_pair() -> None:
    """The one to keep comes first: who is known, a name in Hangul, the fuller one, the first."""
    assert found(["Jinku Kang", "강진구"])[0][0] == "강진구"
    assert found(["M. Park", "Mina Park"])[0][0] == "Mina Park"
    assert found(["Lena Fosberg", "Lena Fossberg"])[0][0] == "Lena Fosberg"
    known = People((Person("Jinku Kang"),))
    assert found(["강진구", "Jinku Kang"], known)[0][0] == "Jinku Kang"


def test_pairs_are_in_order_of_names() -> None:
    """Pairs come in the order in which their names were given."""
    given = ["Lena Fossberg", "강진구", "Jinku Kang", "Lena Fosberg"]
    assert [pair[0] for pair in found(given)] == ["Lena Fossberg", "강진구"]
    assert [pair[0] for pair in found(given[::-1])] == ["Lena Fosberg", "강진구"]


def test_a_hidden_person_is_known() -> None:
    """A new spelling of somebody hidden is reported, since it would be seen."""
    people = People((Person("강진구", hidden=True),))
    assert found(["Jinku Kang"], people) == [("강진구", "Jinku Kang", "romanised")]


@pytest.mark.parametrize("syllable_range", range(0, len(SYLLABLES), 1176))
def test_spellings_of_a_syllable_share_its_skeleton(syllable_range: int) -> None:
    """However a syllable is written, it is read, and found among those with its skeleton."""
    for syllable in SYLLABLES[syllable_range : syllable_range + 1176]:
        spellings = hangul.spellings(syllable)
        assert all(hangul.reads(syllable, letters) for letters in spellings)
        assert {hangul.skeleton(letters) for letters in spellings} == {hangul.skeleton(syllable)}


def test_table_of_families() -> None:
    """Families are in Hangul, their spellings in plain letters, each given once."""
    for family, spellings in table("hangul")["families"].items():
        assert re.fullmatch("[가-힣]{1,2}", family)
        assert len(set(spellings)) == len(spellings)
        for letters in spellings:
            assert re.fullmatch("[a-z]+", letters)
            assert family in hangul.families(letters)


@often
@given(st.lists(names, max_size=8), st.lists(names, max_size=3))
def test_any_names_can_be_compared(texts: list[str], known: list[str]) -> None:
    """Whatever names there are, pairs are of different people, and no pair is found twice."""
    people = People(tuple(map(Person, known)))
    pairs = [frozenset(map(spelling, pair[:2])) for pair in found(texts, people)]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)
    assert set(pairs) == {
        frozenset(map(spelling, pair[:2])) for pair in found([*texts, *texts], people)
    }


def test_a_crowd_is_compared_in_part() -> None:
    """Where very many names are alike, each is compared with some of them only."""
    alike = [f"Lenafoss{chr(code)}" for code in range(0x0430, 0x0430 + 400) if chr(code).isalpha()]
    assert 0 < len(found(alike)) < 40 * len(alike)


def test_a_crowd_of_one_skeleton_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where very many names have the same consonants, each is read along some of them only."""
    read: list[str] = []
    reads = hangul.reads

    def counted(name: str, letters: str) -> bool:
        read.append(letters)
        return reads(name, letters)

    monkeypatch.setattr(hangul, "reads", counted)
    open_syllables = SYLLABLES[: 21 * 28 : 28]
    korean = [f"김{one}{other}" for one in open_syllables for other in open_syllables]
    latin = [f"Kim G{one}g{other}" for one in ("a", "eo", "o") for other in ("a", "eo", "o")]
    assert len({hangul.skeleton(name) for name in korean}) == 1
    assert len(korean) > 400
    assert found([*latin, *korean])
    assert 0 < len(read) <= 100 * len(latin)


def test_long_names_are_left_alone() -> None:
    """A name that is no name for its length takes no time that grows faster than it."""
    long = "a" * 10**5
    assert found([long, f"{long}b", "b " * 10**5, "(" * 10**5]) == []


@pytest.mark.parametrize(
    "name", ["강진구", "M. Park", "O'Brien: Sean", "No", "Ana, B", "#1 x", '"q"']
)
@pytest.mark.parametrize("other", ["Jinku Kang", "yes", "[x]", "a\\b"])
def test_remedy_can_be_written(name: str, other: str) -> None:
    """What a remedy says to write makes one person of two, or keeps them apart."""
    said = remedy(Likeness(name, other, "part"), path="who.yml")
    assert said.startswith("add to who.yml `- {")
    one, two = re.findall(r"`(- \{.*?\})`(?= if)", said)
    merged = read_people(one, "people.yml").find(other)
    assert merged is not None
    assert merged.name == name
    assert read_people(two, "people.yml").persons[0].never_merge == (other,)


@often
@given(names, names)
def test_remedy_is_yaml(one: str, other: str) -> None:
    """Any two names can be written as a remedy says."""
    one, other = clean(f"x{one}"), clean(f"y{other}")
    said = remedy(Likeness(one, other, "signs"))
    lines = re.fullmatch(r"add to people\.yml `(.*)` if .*? `(.*)` if they are two", said)
    assert lines is not None
    merged = read_people(lines[1], "people.yml").persons
    assert [person.spellings for person in merged] == [(one, other)]


def test_remedy_for_the_known() -> None:
    """Who is in people.yml gets another alias; of two entries, one takes the other's names."""
    people = People((Person("강진구"), Person("강진규")))
    one = remedy(Likeness("강진구", "Jinku Kang", "romanised"), people)
    assert one.startswith("in people.yml, add Jinku Kang to the `aliases` of 강진구")
    two = remedy(Likeness("강진구", "강진규", "one letter"), people)
    assert two.startswith("in people.yml, move the names of 강진규 to the `aliases` of 강진구")
    assert two.endswith("add 강진규 to its `never_merge` if they are two")


def test_remedies_silence() -> None:
    """A pair is reported until people.yml says whether they are one."""
    names = ("강진구", "Jinku Kang")
    (pair,) = likely_duplicates(names, People())
    for line in re.findall(r"`(- .*?)`", remedy(pair)):
        assert likely_duplicates(names, read_people(line, "people.yml")) == ()
