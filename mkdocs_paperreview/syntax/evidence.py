"""Tell a field from a sentence that merely begins like one.

Notes hold lines such as ``Leader: the node that was elected`` or ``Code: we ran it ourselves``. A
card made of them is worse than a card that is missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_paperreview.syntax.authors import parse_authors
from mkdocs_paperreview.syntax.inline import plain
from mkdocs_paperreview.syntax.lines import ITEM
from mkdocs_paperreview.syntax.links import presenter_links
from mkdocs_paperreview.syntax.people import names

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_paperreview.syntax.grammar import Grammar
    from mkdocs_paperreview.syntax.labels import Field, Labels

LONGEST_NAMES = 240
"""Characters of a list of people; a longer one in a line of text is a paragraph."""

LONGEST_VALUE = 160
"""Characters of a venue, a date or a status."""

LONGEST_LINE = 2000
"""Characters of a line of authors."""

MOST_WORDS = 5
"""Words of a name."""

_PARTICLES = frozenset(
    [
        *("al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le"),
        *("ten", "ter", "van", "von", "y", "zu"),
    ]
)
_NO_NAME = re.compile(
    r"[=<>{}`$€£%\\?!;:/。！？]|\.\s|\w[.]\Z(?<![A-Z]\.)(?<![JS]r\.)|\d{3}|\d\.\d"
)
# Presenter: string, Presenter: On
_VALUES = frozenset(
    [
        *("any", "array", "bool", "boolean", "callable", "controller", "dict", "float", "function"),
        *("int", "integer", "list", "model", "null", "number", "object", "props", "str", "string"),
        *("undefined", "view", "void", "default", "disabled", "enabled", "false", "hidden", "no"),
        *("notes", "off", "on", "optional", "required", "true", "yes"),
    ]
)
# 발표자의 이름을 입력하세요, 填写姓名
_ASKS = re.compile(
    "입력|이름|하세요|주세요|합니다|입니다|名前|姓名|入力|输入|輸入|填写|填寫|请|請|开启|关闭|を"
)
_SENTENCE = re.compile(r"\d|(?:\w+ ){2,}\w+[?!]\s*\Z|.*[。！？]\s*\Z")
# what a sentence begins or ends with, or an entity that may stand for it
_HALF_WIDTH = re.compile(r"[?!&\d]")
_FULL_WIDTH = re.compile(r"[。！？]")
# {Your name}; <name> and {{ name }} are variables
_TEMPLATE = re.compile(r"[{\[](?P<said>[^{}\[\]]+)[}\]]")

_FILE = re.compile(r"\S+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|mp4|md)(?:[#?]\S*)?", re.IGNORECASE)

_READ_IN_FULL = frozenset(["date", "status", "tags", "year"])
"""Fields whose values are words, which a person may write in a way that nobody reads."""

_MAY_BE_EMPTY = frozenset(["authors", "status", "tags", "title", "venue"])
"""Fields that a group leaves to be filled in, each on a line of its list."""


def is_field(field: Field, grammar: Grammar, *, is_heading: bool) -> bool:
    """Return whether the value of a field is what its label announces."""
    value = field.value
    if value.startswith((":", "：")):
        return False
    if field.name == "presenter" and is_heading and not field.weak:
        return value.lower() not in _VALUES and not _is_sentence(value, grammar.labels)
    if field.name in _MAY_BE_EMPTY and grammar.labels.is_nobody(plain(value)):
        return True
    check = _CHECKS.get(field.name, _is_link)
    return check(value, grammar)


def may_be_meant(field: Field) -> bool:
    """Return whether a field is one in a header, though its value is not what the label announces.

    ``Date: next Thursday``
    """
    said = 0 < len(field.value) <= LONGEST_VALUE and not field.value.startswith((":", "："))
    return said and field.name in _READ_IN_FULL


def _is_sentence(value: str, labels: Labels) -> bool:
    """Return whether a sentence stands where presenters are named, before their links."""
    if not _HALF_WIDTH.search(value.partition("](")[0]) and not _FULL_WIDTH.search(value):
        return False  # as nearly always; to read the links takes longer
    return _SENTENCE.match(presenter_links(value, labels).before) is not None


def names_people(text: str, labels: Labels) -> bool:
    """Return whether ``text`` is nothing but people, or what stands in the place of a name."""
    if len(text) > LONGEST_NAMES:
        return False
    bare = plain(text).strip()
    if labels.is_nobody(bare) or labels.is_no_session(bare):
        return True
    people = names(bare, labels)
    return bool(people) and all(_may_be_person(person.text, labels) for person in people)


def names_authors(line: str, grammar: Grammar) -> bool:
    """Return whether a line of text without a label names a paper's authors, or its venue."""
    if ITEM.match(line) or len(line) > LONGEST_LINE:
        return False
    found = parse_authors(line, grammar.venues, grammar.labels)
    people = all(_may_be_person(name, grammar.labels) for name in found.names)
    return people and (
        found.et_al or found.venue is not None or found.year is not None or len(found.names) > 1
    )


def _may_be_person(name: str, labels: Labels) -> bool:
    return is_name(name) or labels.is_unnamed(name)


def is_name(name: str) -> bool:
    """Return whether ``name`` may be that of a person rather than a part of a sentence."""
    words = name.split()
    if not 0 < len(words) <= MOST_WORDS or _NO_NAME.search(name):
        return False
    if not words[0][0].isalpha():
        return False
    if name.lower() in _VALUES or _ASKS.search(name):
        return False
    small = [word for word in words if word[0].islower() and word not in _PARTICLES]
    return not small if len(words) > 1 else not (name.isascii() and name.islower())


def _is_presenter(value: str, grammar: Grammar) -> bool:
    if "`" in value:
        return False
    template = _TEMPLATE.fullmatch(value)
    if template and grammar.labels.placeholder(template["said"]):
        return True
    found = presenter_links(value, grammar.labels)
    before = found.before.strip(" [(|/")
    if any(grammar.labels.link_kind(link.label) for link in found.links):
        return len(before.split()) <= MOST_WORDS or names_people(before, grammar.labels)
    return bool(found.links and not before) or names_people(before, grammar.labels)


def _is_authors(value: str, grammar: Grammar) -> bool:
    text = plain(value)
    return bool(text) and (" et al" in text or names_people(text, grammar.labels) or "," in text)


def _is_date(value: str, grammar: Grammar) -> bool:
    short = len(value) <= LONGEST_VALUE
    return short and (any(map(str.isdigit, value)) or grammar.labels.is_nobody(value))


def _is_short(value: str, _: Grammar) -> bool:
    return 0 < len(value) <= LONGEST_VALUE


def _is_title(value: str, _: Grammar) -> bool:
    return 0 < len(value) <= LONGEST_NAMES


def _is_status(value: str, grammar: Grammar) -> bool:
    return _is_short(value, grammar) and grammar.labels.status(plain(value)) is not None


def _is_link(value: str, grammar: Grammar) -> bool:
    return (
        "](" in value
        or "://" in value
        or grammar.labels.is_pending(plain(value))
        or _FILE.fullmatch(value) is not None
    )


_CHECKS: dict[str, Callable[[str, Grammar], bool]] = {
    "presenter": _is_presenter,
    "author": _is_presenter,
    "authors": _is_authors,
    "venue": _is_short,
    "year": _is_date,
    "date": _is_date,
    "tags": _is_short,
    "status": _is_status,
    "title": _is_title,
}
