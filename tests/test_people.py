"""Who is who: spellings that find people, the file that names them, and names that are hidden."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.errors import PeopleError
from mkdocs_paperreview.naming import key, path_name
from mkdocs_paperreview.people import People, Person, read_people

PATH = "people.yml"
JINKU = Person("강진구", ("Jinku Kang", "Kang Jinku"))

often = settings(derandomize=True, deadline=None, max_examples=500)
"""The same examples on every run, however slow the machine is."""


def mistakes(text: str) -> list[str]:
    """Return what is wrong with a file of people, without its path."""
    try:
        read_people(text, PATH)
    except PeopleError as error:
        lines = str(error).splitlines()
        assert all(line.startswith(f"{PATH}:") for line in lines)
        return [line.removeprefix(f"{PATH}:") for line in lines]
    return []


def hiding(*spellings: str, seen: tuple[str, ...] = (), veil: str = "a member") -> People:
    """Return people of whom one is hidden."""
    name, *aliases = spellings
    shown = tuple(map(Person, seen))
    return People((Person(name, tuple(aliases), hidden=True), *shown), veil)


def wide(text: str) -> str:
    """Return ``text`` in the full-width letters and blanks of East Asian keyboards."""
    letters = (chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    return "".join(letters).replace(" ", "\u3000")


# --- finding


@pytest.mark.parametrize(
    "name", ["강진구", "jinku  kang", "KANG JINKU", unicodedata.normalize("NFD", "강진구")]
)
def test_every_spelling_finds_a_person(name: str) -> None:
    """A display name and an alias find the person in any case, width, form and blanks."""
    assert People((Person("Ada Example"), JINKU)).find(name) is JINKU


def test_nobody_is_found_by_a_part() -> None:
    """A spelling is a whole name; other names find nobody."""
    people = People((JINKU,))
    for name in ("", "Jinku", "강진", "강진구리", "Jinku Kang (SNU)"):
        assert people.find(name) is None


def test_an_affiliation_tells_two_apart() -> None:
    """Of two people of one name, the affiliation finds the right one, and nothing the other."""
    here, there = Person("Minsu Kim (SNU)"), Person("Minsu Kim(KAIST)", ("Min Kim",))
    people = People((here, there))
    assert people.find("minsu kim（snu）") is here
    assert people.find("Minsu Kim", "KAIST") is there
    assert people.find("Min Kim", "POSTECH") is there
    assert people.find("Minsu Kim") is people.find("Minsu Kim", "POSTECH") is None


def test_the_first_has_a_shared_spelling() -> None:
    """People who are made without a file may share a spelling; it finds the first."""
    other = Person("강진규", ("Jinku Kang",))
    assert People((JINKU, other)).find("Jinku Kang") is JINKU


def test_people_are_values() -> None:
    """People with the same persons are equal, with one hash, so that results can be kept by it."""
    assert People((JINKU,)) == People((Person("강진구", ("Jinku Kang", "Kang Jinku")),))
    assert len({People((JINKU,)), People((JINKU,)), People(), People((JINKU,), "someone")}) == 3


# --- people.yml


LISTED = """\
# who is who
- name: 강진구
  aliases: [Jinku Kang, Kang  Jinku]
  never_merge:
    - 강진규
  link: https://jinku.example/
  picture: images/jin ku.png
  active: false
- name: Minsu Kim (SNU)
  hidden: yes
  aliases:
- {name: Ada Example, link: "mailto:ada@lab.example", picture: https://lab.example/a.png}
"""
NAMED = """\
강진구:
  aliases: [Jinku Kang, Kang Jinku]
  never_merge: [강진규]
  link: https://jinku.example/
  picture: images/jin ku.png
  active: no
Minsu Kim (SNU): {hidden: true}
Ada Example: {link: "mailto:ada@lab.example", picture: https://lab.example/a.png}
"""


@pytest.mark.parametrize("text", [LISTED, NAMED, LISTED.replace("\n", "\r\n"), f"\ufeff{LISTED}"])
def test_people_are_read(text: str) -> None:
    """A list of people and a map of names say the same."""
    assert read_people(text, PATH).persons == (
        Person(
            "강진구",
            ("Jinku Kang", "Kang Jinku"),
            ("강진규",),
            "https://jinku.example/",
            "images/jin ku.png",
            active=False,
        ),
        Person("Minsu Kim (SNU)", hidden=True),
        Person("Ada Example", link="mailto:ada@lab.example", picture="https://lab.example/a.png"),
    )


@pytest.mark.parametrize("text", ["", "# nobody yet\n", "---\n", "[]", "{}", "~"])
def test_a_file_may_name_nobody(text: str) -> None:
    """A file without people is no mistake."""
    assert read_people(text, PATH) == People()


def test_a_name_alone_is_a_person() -> None:
    """In a map, nothing need be said of a person."""
    assert read_people("강진구:\nAda Example:\n", PATH).persons == (
        Person("강진구"),
        Person("Ada Example"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 강진구", "1: this is no person"),
        ("강진구", "1: this is no list of people"),
        ("name: 강진구", "1: `name` is said of nobody"),
        ("강진구: Jinku", "1: this says nothing of a person"),
        ("- aliases: [A B]", "1: a person has no name"),
        ("- name: ", "1: `name`: '' is no text"),
        ("- name: No", "1: `name`: 'No' is no text for YAML (write it between quotation marks"),
        ("- name: 2020", "1: `name`: '2020' is no text"),
        ("- name: '42'", "1: '42' holds no letter"),
        ("- name: [A]", "1: `name` holds more than text"),
        ("- name: A\n  alias: [B]", "2: there is no `alias` (did you mean `aliases`?)"),
        ("- name: A\n  email: b", "2: there is no `email` (only name, aliases,"),
        ("- name: A\n  aliases: B", "2: `aliases` is no list"),
        ("- name: A\n  aliases:\n  - B\n  - 3", "4: `aliases`: '3' is no text"),
        ("- name: A\n  aliases: [[B]]", "2: `aliases` holds more than text"),
        ("- name: A\n  never_merge: {B: C}", "2: `never_merge` is no list"),
        ("- name: A\n  active: 1", "2: `active` is neither true nor false"),
        ("- name: A\n  active: 'true'", "2: `active` is neither true nor false"),
        ("- name: A\n  name: B", "2: `name` is there twice"),
        ("- name: A\n  link: javascript:alert(1)", "2: `link`: 'javascript:alert(1)' is no addr"),
        ("- name: A\n  link: //a.example", "2: `link`: '//a.example' is no address"),
        ("- name: A\n  link: '&#106;avascript&colon;x'", "2: `link`"),
        ("- name: A\n  picture: data:image/png;base64,", "2: `picture`"),
        ("- name: A\n  picture: mailto:a@b.example", "2: `picture`"),
        ("- name: A\n- name: a", "2: 'a' is also a name of 'A'"),
        ("- name: A\n- name: B\n  aliases: [C, a]", "3: 'a' is also a name of 'A'"),
        ("- name: A (B)\n- name: A(b)", "2: 'A(b)' is also a name of 'A (B)'"),
        ("- name: A\n  aliases: [B]\n  never_merge: [b]", "2: 'B' is a name of 'A' and in its"),
        ("- name: 강\n  hidden: true", "1: '강' is too short to be hidden"),
        ("- name: Ana\n  aliases: [An]\n  hidden: true", "2: 'An' is too short to be hidden"),
        ("- name: A: B", "1: it is not YAML: mapping values are not allowed here"),
        (
            "- name: A\n\taliases: [B]",
            "2: it is not YAML: found character '\\t' that cannot start any",
        ),
        ("- name: A\n---\n- name: B", "2: it is not YAML"),
        ("- name: *a", "1: it is not YAML"),
        ("\x00", "1: it is not YAML"),
        ("[" * 1200, "1: it is not YAML: it is nested too deeply"),
        ("? [A]\n: {}", "1: `name` holds more than text"),
        ("- name: !!python/name:os.system A", "1: `name`"),
        ("- name: A\n  ? [b]\n  : c", "2: there is no `?` (only name, aliases,"),
    ],
)
def test_a_mistake_is_named(text: str, expected: str) -> None:
    """What is wrong is said with its line and what to write instead, and nothing else is."""
    (mistake,) = mistakes(text)
    assert mistake.startswith(expected)
    assert re.search(r"\(.+\)$", mistake)


def test_tabs_are_not_mended_by_quotation_marks() -> None:
    """Where a tab is the mistake, the remedy speaks of tabs."""
    (mistake,) = mistakes("- name: A\n\taliases: [B]")
    assert mistake.endswith("(write blanks, no tabs)")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "- name: A B\n- name: José\n".encode("latin-1"),
            "2: it is not UTF-8 (save it as UTF-8 text)",
        ),
        ("- name: José\n".encode("utf-16"), "1: it is not UTF-8 (save it as UTF-8 text)"),
        (b"\xef\xbb\xbf- name: 3\r\n", "1: `name`: '3' is no text for YAML"),
    ],
)
def test_bytes_are_read_as_text(data: bytes, expected: str) -> None:
    """A file in another encoding is a mistake with its line; a byte order mark is none."""
    with pytest.raises(PeopleError) as raised:
        read_people(data, PATH)
    assert str(raised.value).startswith(f"{PATH}:{expected}")


@pytest.mark.parametrize(
    "text",
    [
        "- name: A\n  aliases: [A, a, B]",
        "- name: A\n  never_merge: [B]\n- name: B\n  never_merge: [A]",
        "- name: Minsu Kim (SNU)\n- name: Minsu Kim\n- name: Minsu Kim (KAIST)",
        "- name: 강구\n  aliases: [Ana]\n  hidden: true",
        "- name: '42 A'\n  link: people/강진구.md\n  picture: ../a b.png",
        "- name: A\n  link: https://a.example/?q=1&r=2#s",
    ],
)
def test_what_is_no_mistake(text: str) -> None:
    """Whatever can be meant is taken as it is."""
    assert mistakes(text) == []


def test_all_mistakes_are_named_at_once() -> None:
    """A file is read to its end, and its mistakes come in the order of their lines."""
    found = mistakes("- name: A\n  alias: x\n- B\n- name: C\n  aliases: a\n- name: a\n- name: D\n")
    assert [mistake.partition(":")[0] for mistake in found] == ["2", "3", "5", "6"]


@often
@given(st.text() | st.lists(st.sampled_from(LISTED.split(" ")), max_size=20).map(" ".join))
@example('- name: "\\ud800"\n  "\\ud800": 1')
@example("&a [*a]")
@example("- &a {name: A, aliases: *a}")
def test_any_file_can_be_read(text: str) -> None:
    """Whatever the file holds, it is read or its mistakes are said in text that can be written."""
    for mistake in mistakes(text):
        assert re.match(r"\d+: ", mistake)
        mistake.encode()


# --- hidden names


HIDDEN = hiding(
    "강진구",
    "Jinku Kang",
    "Jin-gu Kang",
    "J. Kang",
    "Ana",
    "Álvaro Ñuñez",
    "Мина Жук",
    "田中さき",
    "Minsu Kim (SNU)",
    "Lena O'Foss",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("강진구가 발표", "a member가 발표"),
        ("# 발표자:강진구, 김가람", "# 발표자:a member, 김가람"),
        ("presenter: Jinku Kang\n", "presenter: a member\n"),
        ("JINKU   KANG's", "a member's"),
        ("Jinku\u00a0Kang Jinku&nbsp;Kang Jinku\tKang", "a member a member a member"),
        (wide("Jinku Kang"), "a member"),
        ("Jin-gu Kang, Jin gu Kang, jin\u2010gu-kang", "a member, a member, a member"),
        ("by J. Kang.", "by a member."),
        ("저는Ana입니다", "저는a member입니다"),
        ("_Ana_ *Ana* **Jinku** Kang", "_a member_ *a member* **a member**"),
        (unicodedata.normalize("NFD", "각 강진구가 Álvaro Ñuñez"), None),
        ("Minsu Kim（SNU） Minsu Kim, SNU.", "a member a member."),
        ("МИНА ЖУК, 田中さきさん", "a member, a memberさん"),
        ("Jin\u200bku Kang, 강\u00ad진구, 강&shy;진구", "a member, a member, a member"),
        ("&#44053;진구 &#xAC15;진구", "a member a member"),
        ("[강진구](../presenters/강진구.md)", "[a member](../presenters/a-member.md)"),
        (f"https://x.example/{quote('강진구')}?a", "https://x.example/a-member?a"),
        (f"[x](/{quote(unicodedata.normalize('NFD', '강진구'))}/)", "[x](/a-member/)"),
        (f"/%FF{quote('강진구')}%FF/", "/%FFa-member/"),
        ("[x](p/Jinku\nKang)", "[x](p/a-member\n)"),
        ("![](images/jinku_kang.png)", "![](images/a-member.png)"),
        ('<a href="#jinku-kang">x</a>', '<a href="#a-member">x</a>'),
        ("mail jinku.kang@lab.example", "mail a member@lab.example"),
        ("Jinku\nKang", "a member\n"),
        ("Jinku\r\n> Kang said", "a member\r\n said"),
        ("<b>Jinku</b> Kang, Jinku<br>\nKang", "<b>a member</b>, a member<br>\n"),
        ('Jinku <a href="x">Kang</a>', 'a member<a href="x"></a>'),
        (r'title: "\uAC15\uC9C4\uAD6C\uAC00"', r'title: "a member\uAC00"'),
        (r'"Jinku\x20Kang", "\U0000AC15진구"', '"a member", "a member"'),
        ("'x: Lena O''Foss'", "'x: a member'"),
    ],
)
def test_hidden_names_are_veiled(text: str, expected: str | None) -> None:
    """A hidden name is found however it is written; the lines stay."""
    veiled = HIDDEN.veiled(text)
    if expected is None:
        expected = unicodedata.normalize("NFD", "각 ") + "a member" + "가" + " a member"
        assert unicodedata.normalize("NFC", veiled) == unicodedata.normalize("NFC", expected)
    else:
        assert veiled == expected
    assert HIDDEN.reveals(text)
    assert not HIDDEN.reveals(veiled)


@pytest.mark.parametrize(
    "text",
    [
        "Banana, Anab, manana, Ana2, Anaé, Aná",
        "강구 진구 강진 강진 구",
        "Jinku, Kang; Jinku (Kang); Jinku/Kang; JinkuKang",
        "Minsu Kim, Minsu Kim (KAIST)",
        "&am; &ana100%ab %zz 100% &#x110000; %EA%B0",
        "text\x00 with \u2028 odd\r\nends \ud800 \ufeff",
        r"\xi \xAB \uD800 \U00110000 \UFFFFFFFF \u",
        "Jinku < b> Kang, Jinku <Kang>, Lena O'''Foss, Jinku <!-- b --> Kang",
        "",
    ],
)
def test_other_words_are_not_veiled(text: str) -> None:
    """A text without a hidden name stays as it is, letter for letter."""
    assert HIDDEN.veiled(text) == text
    assert not HIDDEN.reveals(text)


def test_the_longest_spelling_goes_first() -> None:
    """Where one spelling begins with another, nothing of the longer one stays."""
    assert hiding("Ana", "Ana Foss", "Ana F.").veiled("Ana Foss, Ana F., Ana") == (
        "a member, a member., a member"
    )


def test_names_of_others_stay() -> None:
    """Somebody who is not hidden keeps a name that holds a hidden one."""
    people = hiding("김민", "Ana Foss", seen=("김민수", "Ana Foss Berg", "Ana Foss (SNU)"))
    text = "김민수, Ana Foss Berg, Ana Foss (SNU)"
    assert people.veiled(text) == text
    assert people.veiled("김민, 김민이, Ana Foss (KU)") == "a member, a member이, a member (KU)"


def test_a_name_is_hidden_rather_than_seen() -> None:
    """A spelling that is both somebody's who is hidden and another's is hidden."""
    assert hiding("Jin-gu Kang", seen=("Jin Gu Kang",)).veiled("Jin Gu Kang") == "a member"


@pytest.mark.parametrize(
    ("veil", "name", "expected"),
    [
        ("a member", "A  Member", True),
        ("(hidden)", "hidden", True),
        ("***", "***", True),
        ("***", "???", False),
        ("a member", "Ana", False),
    ],
)
def test_the_veil_is_known_again(veil: str, name: str, *, expected: bool) -> None:
    """What stands for a name is nobody's, also where a parser left out its parentheses."""
    assert hiding("Ana Foss", veil=veil).is_veil(name) is expected


def test_the_veil_is_a_word_of_the_site() -> None:
    """What stands for a name can be said in any language."""
    assert hiding("강진구", veil="회원").veiled("강진구\\1") == "회원\\1"


def test_nobody_is_hidden() -> None:
    """People who are not hidden are left alone."""
    people = People((JINKU,))
    assert people.veiled("강진구") == "강진구"
    assert not people.reveals("강진구")
    assert not People().reveals("강진구")


@pytest.mark.parametrize("name", ["강진구", "Jinku Kang", "Álvaro Ñuñez", "Minsu Kim (SNU)"])
def test_paths_reveal_names(name: str) -> None:
    """A path with a hidden name, as it is or as our paths have it, is told."""
    for path in (f"reviews/{name}.md", f"img/{path_name(name)}/a.png", f"a_{name}_b.md"):
        assert HIDDEN.reveals(path)
        assert HIDDEN.reveals(unicodedata.normalize("NFD", path))
    assert not HIDDEN.reveals("reviews/2020_3rd_quarter.md")


SPELLINGS = ("강진구", "Ana", "Zoë Dvořák", "Mina O'Foss", "Ошо Ли", "田中さき", "ßen Größe")
FORMS = (
    str,
    str.upper,
    str.lower,
    str.title,
    quote,
    lambda text: text.replace(" ", "  \n"),
    lambda text: text.replace(" ", "&nbsp;"),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: quote(unicodedata.normalize("NFD", text)),
    lambda text: "".join(f"&#{ord(char)};" for char in text),
    wide,
    lambda text: text[:1] + "\u200b" + text[1:],
)
AROUND = (
    "",
    " ",
    "\n",
    ".",
    "a",
    "가",
    "を",
    "\u0301",
    "ᆨ",
    "%",
    "&",
    "%41",
    "](",
    "*",
    "_",
    "é",
    "1",
)
written = st.builds(
    lambda name, form: form(name), st.sampled_from(SPELLINGS), st.sampled_from(FORMS)
)
pages = st.lists(written | st.sampled_from(AROUND) | st.text(max_size=4), max_size=12).map("".join)


def lengthens(char: str) -> bool:
    """Return whether a letter beside a name makes another word of it; East Asian ones do not."""
    east = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
    return char.isalnum() and not unicodedata.name(char, "").startswith(east)


def occurs(name: str, text: str) -> bool:
    """Return whether a name is in a text that is folded as a whole, without soft hyphens."""
    folded = key(html.unescape(unquote(text, errors="surrogateescape")).replace("\xad", ""))
    return any(
        not (lengthens(name[0]) and lengthens(folded[: match.start()][-1:]))
        and not (lengthens(name[-1]) and lengthens(folded[match.end() :][:1]))
        for match in re.finditer(re.escape(key(name)), folded)
    )


@often
@given(pages)
def test_no_hidden_name_is_left(text: str) -> None:
    """Whatever a text holds, no hidden name occurs in what is shown, and its lines are as many."""
    people = hiding(*SPELLINGS, veil="<>")
    veiled = people.veiled(text)
    assert not [name for name in SPELLINGS if occurs(name, veiled)]
    assert len(f"{veiled}.".splitlines()) == len(f"{text}.".splitlines())
    assert people.reveals(text) is (veiled != text)


@often
@given(pages.filter(lambda text: not hiding(*SPELLINGS).reveals(text)))
def test_a_text_without_hidden_names_stays(text: str) -> None:
    """Where no name is found, not a letter changes."""
    assert hiding(*SPELLINGS).veiled(text) == text


@often
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_name_can_be_hidden(name: str, text: str) -> None:
    """Any name that holds a letter can be hidden, and is found as it is written."""
    people = hiding(name, veil="<>")
    assert isinstance(people.veiled(text), str)
    if re.search(r"[^\W\d_]", key(name)):
        assert people.reveals(f"({name})")


@pytest.mark.parametrize(
    "piece",
    ["강진구", "jinku ", "jinku.", "](ana", "%EA%B0%95", "&amp;", "e\u0301", "a a ", "*", "&#"],
)
def test_long_texts_are_veiled(piece: str) -> None:
    """A text of one thing over and over is read through, with no more steps for being longer."""
    text = piece * 20_000
    veiled = HIDDEN.veiled(text)
    assert (veiled == text) is not HIDDEN.reveals(text)
