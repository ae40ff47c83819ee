"""The words that groups write: before a field, on a link, or where nothing is there yet.

Words are compared by their keys: case, width, normal form and blanks make no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_LABEL = 40
"""Characters of a word before a colon."""

LONGEST_REMARK = 120
"""Characters of a remark that says that nobody met, or why."""

ARRANGED = ("fields", "links", "statuses")
"""Tables whose words stand below a name: what they announce."""

LISTED = (
    "unspecific",
    "nobody",
    "unnamed",
    "everybody",
    "pending",
    "no_session",
    "holidays",
    "placeholders",
    "affiliations",
    "organisations",
)
"""Tables of words alone that a site may add to."""

COLON = re.compile("[:：]")
"""What stands behind a label, in every width."""

_LONGEST_BEFORE_COLON = LONGEST_LABEL + 8
"""A label with its marks."""

# Lena Foss<br>
_BREAKS = frozenset(["br>", "br/>", "br />"])
_AROUND_WORDS = " *_~`()[]{}?!.:#"
# Cancelled -- Spring Break
_REMARK = re.compile(r"--+|[–—―:：,、;()\[\]/|~*_]|\s-\s")  # noqa: RUF001 (dashes of every width)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_YEAR = re.compile(r"\b20\d\d\b")
# no meeting this week · postponed to next week
_WHEN_OR_WHY = re.compile(
    r"\s(?:this|today|due|because|on|for|until|till|to|as|since|next|by)\b.*", re.DOTALL
)
# {Title} · [Paper title], but neither \mathbb{E}, {#anchor} nor [text](address)
_BRACKETED = re.compile(
    r"(?<![\w\\^$}])(?:\{\{?\s*(?P<braces>[^\W\d_][^{}\\$^]{0,60})\}"
    r"|\[\s*(?P<brackets>[^\W\d_][^\[\]]{0,60})\](?!\()"
    r"|<\s*(?P<angles>[^\W\d_][^<>]{0,60})>)"
)
# {Sparse Kernels}, {CVPR 2023}
_BRACES_ALONE = re.compile(r"[\s,;|]*(?:\{[^\W\d_][^{}]*\}[\s,;|]*)+")
# Author 1, but not Year 2000
_COUNT = re.compile(r" ?\d{1,2}\Z")
_SCHEMES = ("http://", "https://")
_IDEOGRAPHS = "\u1100"
"""From here on words stand without blanks between them."""


class Field(NamedTuple):
    """A line of the form ``label: value`` whose label is known."""

    name: str
    """``presenter``, ``authors``, ``author``, ``venue``, ``year``, ``date``, ``tags``, ``status``,
    ``title``, or ``link``."""
    label: str
    """As written."""
    value: str
    weak: bool = False
    """Whether ordinary pages write the label before a colon, too."""
    kind: str = ""
    """What a link leads to: ``slides``; empty where its address has to tell."""


@dataclass(frozen=True, eq=False)
class Labels:
    """The words that are known, by their keys. One object stands for one set of words."""

    fields: Mapping[str, str]
    """Word → field."""
    links: Mapping[str, str]
    """Word → kind of link."""
    statuses: Mapping[str, str]
    """Word → status of a review."""
    weak: frozenset[str]
    unspecific: frozenset[str]
    nobody: frozenset[str]
    unnamed: frozenset[str]
    everybody: frozenset[str]
    pending: frozenset[str]
    no_session: frozenset[str]
    holidays: frozenset[str]
    placeholders: frozenset[str]
    affiliations: frozenset[str]
    """Words that an affiliation holds."""
    organisations: frozenset[str]
    """Affiliations in full."""
    places: frozenset[str]
    """Where affiliations are."""
    degrees: frozenset[str]
    """What follows a name with a comma and belongs to it."""
    acronyms: frozenset[str]
    """Affiliations as they are written, in capitals."""

    def field(self, line: str) -> Field | None:
        """Return the field that ``line`` begins with, or None."""
        colon = COLON.search(line, 0, _LONGEST_BEFORE_COLON)
        if colon is None:
            return None
        written = line[: colon.start()].strip()
        label = written.strip("*_ \t")
        word = key(label) if 0 < len(label) <= LONGEST_LABEL else ""
        name = self.fields.get(word)
        kind = "" if name else self.links.get(word)
        if name is None and kind is None and word not in self.unspecific:
            return None
        value = _after_marks(written, line[colon.end() :])
        return Field(name or "link", label, without_break(value), word in self.weak, kind or "")

    def link_kind(self, label: str) -> str | None:
        """Return the kind of link that ``label`` announces, or None; ``link`` is the paper's."""
        word = key(label)
        return self.links.get(word) or ("paper" if word in self.unspecific else None)

    def is_unspecific(self, label: str) -> bool:
        """Return whether ``label`` says that there is a link, and not what kind."""
        return key(label) in self.unspecific

    def is_nobody(self, name: str) -> bool:
        """Return whether ``name`` stands for nobody in particular, or for somebody to come."""
        word = key(name).strip(_AROUND_WORDS)
        return not says(word) or word in self.nobody or word in self.everybody

    def is_unnamed(self, name: str) -> bool:
        """Return whether ``name`` stands for a person whose name is not told: ``a member``."""
        return key(name).strip(_AROUND_WORDS) in self.unnamed

    def is_everybody(self, name: str) -> bool:
        """Return whether ``name`` stands for the whole group: ``All``, ``Group discussion``."""
        return key(name).strip(_AROUND_WORDS) in self.everybody

    def is_pending(self, target: str) -> bool:
        """Return whether ``target`` stands for an address that is not known yet."""
        if not says(target):
            return "/" not in target
        if not target[-1].isalnum() and (target[0] == "{" or target.startswith(_SCHEMES)):
            return target[-1] == "}" or not says(target.partition("://")[2])  # {link}, https://…
        return len(target) <= LONGEST_LABEL and key(target) in self.pending

    def is_no_session(self, text: str) -> bool:
        """Return whether ``text`` says that nobody met: ``(Cancelled -- Spring Break)``."""
        if not text or len(text) > LONGEST_REMARK:
            return False
        words = key(text)
        split = _REMARK.split(_YEAR.sub("", words) if "20" in words else words)
        parts = [part for part in [part.strip(" .!") for part in split] if part]
        if not parts:
            return False
        first = _WHEN_OR_WHY.sub("", parts[0]) if " " in parts[0] else parts[0]
        return (
            first in self.no_session
            or parts[-1] in self.no_session
            or all(map(self._is_off, parts))
        )

    def _is_off(self, part: str) -> bool:
        """Return whether ``part`` names a reason for not meeting: ``추석 휴강``, ``国庆节放假``."""
        if part in self._off:
            return True
        before, _, last = part.rpartition(" ")
        if before in self._off and last in self._off:
            return True
        endings = (part[:cut] for cut in (-2, -3) if part[cut:] in self._off)
        return any(beginning in self.holidays for beginning in endings)

    @cached_property
    def _off(self) -> frozenset[str]:
        return self.no_session | self.holidays

    def status(self, text: str) -> str | None:
        """Return the status that ``text`` means: done, upcoming, tbd, cancelled, draft; or None."""
        word = key(text).strip(_AROUND_WORDS)
        found = self.statuses.get(word)
        if found or not word:
            return found
        if word in self.nobody:
            return "tbd"
        return "cancelled" if self.is_no_session(text) else None

    def placeholder(self, text: str) -> str | None:
        """Return what a template left in ``text`` for somebody to write over, or None."""
        bare = text.strip(" \t#*_:：")
        if self._is_placeholder(bare):
            return bare
        if "{" not in text and bare[:1] not in "[<":
            return None  # other brackets count where nothing stands around them
        for match in _BRACKETED.finditer(text):
            counts = match["braces"] or match[0] == bare
            if counts and self._is_placeholder(match[match.lastgroup or 0]):
                return match[0] + "}" * match[0].startswith("{{")
        return bare if "{" in bare and _BRACES_ALONE.fullmatch(bare) else None

    def _is_placeholder(self, text: str) -> bool:
        word = key(text) if len(text) <= LONGEST_LABEL else ""
        return bool(word) and (
            word in self.placeholders
            or (word[-1].isdigit() and _COUNT.sub("", word) in self.placeholders)
        )

    def is_affiliation(self, text: str) -> bool:
        """Return whether ``text`` is a place where people work, rather than a person."""
        written = key(text)
        if written in self.organisations or text in self.acronyms:
            return True
        return not self._affiliation_words.isdisjoint(written.split()) or (
            not written.isascii() and any(part in written for part in self._affiliation_parts)
        )

    @cached_property
    def _affiliation_words(self) -> frozenset[str]:
        return frozenset(word for word in self.affiliations if max(word) < _IDEOGRAPHS)

    @cached_property
    def _affiliation_parts(self) -> tuple[str, ...]:
        return tuple(sorted(self.affiliations - self._affiliation_words))


def says(text: str) -> bool:
    """Return whether ``text`` holds a letter or a digit, of any script."""
    return text[:1].isalnum() or _LETTER_OR_DIGIT.search(text) is not None


def without_break(text: str) -> str:
    """Return a line without blanks around it, and without the sign that it ends there."""
    bare = text.strip()
    if bare.endswith(">"):
        before, _, tag = bare.rpartition("<")
        return before.rstrip() if tag.lower() in _BREAKS else bare
    return bare.removesuffix("\\").rstrip()


def _after_marks(label: str, value: str) -> str:
    """Return a value without the marks that close what ``label`` opens: ``**Presenter:** A``."""
    bare = label.lstrip("*_")
    marks = label[: len(label) - len(bare)]
    return value if not marks or bare.endswith(("*", "_")) else value.replace(marks, "", 1)


def _own() -> Labels:
    data = table("labels")
    arranged: Any = {
        name: {
            key(word): meaning
            for meaning, languages in data[name].items()
            for words in languages.values()
            for word in words
        }
        for name in ARRANGED
    }
    listed: Any = {
        name: frozenset(key(word) for words in data[name].values() for word in words)
        for name in ("weak", "places", "degrees", *LISTED)
    }
    acronyms = frozenset(word for words in data["acronyms"].values() for word in words)
    return Labels(**arranged, **listed, acronyms=acronyms)


LABELS = _own()
"""The words of the package, ``data/labels.toml``."""


def wrong_labels(value: object) -> list[str]:
    """Return what is wrong with the words that a site adds, all of it."""
    if not isinstance(value, dict):
        return ["expected tables of words, such as `fields: {presenter: [발제]}`"]
    wrong: list[str] = []
    for name, words in value.items():
        if name in ARRANGED:
            wrong += _wrong_table(name, words)
        elif name in LISTED:
            wrong += _wrong_words(name, words)
        else:
            wrong.append(f"there is no {name!r}, only {', '.join((*ARRANGED, *LISTED))}")
    return wrong


def _wrong_table(name: str, value: object) -> Iterator[str]:
    """Yield what is wrong with a table whose words stand below what they announce."""
    if not isinstance(value, dict):
        yield f"{name}: {value!r} is no table, such as `presenter: [발제]`"
        return
    known = sorted(set(getattr(LABELS, name).values()))
    owners: dict[str, object] = {}
    for meaning, words in value.items():
        if meaning not in known:
            yield f"{name}: there is no {meaning!r}, only {', '.join(known)}"
        mistakes = list(_wrong_words(f"{name}: {meaning}", words))
        yield from mistakes
        for word in () if mistakes else words:
            owner = owners.setdefault(key(word), meaning)
            if owner is not meaning:
                yield f"{name}: {word!r} is both {owner!r} and {meaning!r}"


def _wrong_words(name: str, value: object) -> Iterator[str]:
    """Yield what is wrong with a list of words."""
    if not isinstance(value, list):
        yield f"{name}: {value!r} is no list of words"
        return
    for word in value:
        if not isinstance(word, str) or not key(word):
            yield f"{name}: {word!r} is no word"
        elif len(word) > LONGEST_LABEL or COLON.search(word):
            yield f"{name}: {word!r} holds a colon or more than {LONGEST_LABEL} characters"


def with_labels(added: Mapping[str, Any]) -> Labels:
    """Return our words and those of ``added``, in which there are no mistakes and which win.

    The same words give the same object, so that what is kept by it is found again.
    """
    arranged = ((name, m, w) for name in ARRANGED for m, w in added.get(name, {}).items())
    listed = ((name, "", words) for name in LISTED if (words := added.get(name)))
    return _extended(tuple((name, m, tuple(words)) for name, m, words in (*arranged, *listed)))


@lru_cache(maxsize=16)
def _extended(added: tuple[tuple[str, str, tuple[str, ...]], ...]) -> Labels:
    """Return our words with each of ``added``: table, what the words announce, words."""
    tables: dict[str, Any] = {}
    trusted: set[str] = set()
    for name, meaning, words in added:
        keys = frozenset(map(key, words))
        base = tables.get(name, getattr(LABELS, name))
        tables[name] = base | (dict.fromkeys(keys, meaning) if meaning else keys)
        if name in ("fields", "links"):
            trusted |= keys
    return replace(LABELS, weak=LABELS.weak - trusted, **tables)
