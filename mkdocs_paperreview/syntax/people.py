"""Tell the people apart that one line names, and where they work."""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.patterns import compiled
from mkdocs_paperreview.period import MONTHS
from mkdocs_paperreview.syntax.labels import LABELS, says

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.syntax.labels import Labels

_ENDS = " \t[(（［<|/:：,，"
_STRAY = " \t[]()（）［］|/:：-–—*~"  # noqa: RUF001 (dashes of every width)

# what joins two names, AT&T left whole, and the brackets inside of which nothing does
_JOINT = r"[,，､、·ㆍ＆]|(?<![A-Z])&|&(?![A-Z])|\band\b|<br\s*/?>"  # noqa: RUF001 (widths)
_TOKEN = re.compile(
    r"(?P<opening>[(（\[［【〔])|(?P<closing>[)）\]］】〕])|(?P<group>[;；])"  # noqa: RUF001 (widths)
    rf"|(?P<comma>{_JOINT})"
)
_NESTED = re.compile(r"[()（）\[\]［］【】〔〕;；]")  # noqa: RUF001 (brackets of every width)
_JOINTS = re.compile(_JOINT)
_OPENING = re.compile(r"[(（\[［【〔]")  # noqa: RUF001 (brackets of every width)
_LONGEST_DEGREE = 20
_COMMA = re.compile(r"[,，､、;；]")
# KAIST, behind a name that is not in capitals
_ACRONYM = re.compile(r"[A-Z]{3,8}")
_ADDRESS = re.compile(r"<?(?:[a-z][a-z0-9+.-]{1,15}://|www\.|mailto:)", re.IGNORECASE)
_SCRIPTS = (
    r"(?P<latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff])|(?P<hangul>[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3])"
    r"|(?P<kana>[\u3040-\u30ff])|(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])"
    r"|(?P<cyrillic>[\u0400-\u052f])|(?P<other>[^\W\d_])"
)
# Jingu Kang, Mina van der Berg
_LATIN_NAME = re.compile(
    r"[^\W\d_a-z][^\W\d_]*[.]?(?:[\s'’-](?:[a-z]{1,3}|[^\W\d_a-z][^\W\d_]*)\.?)*"
)
# Minho Park
_FULL_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]*\.?){1,3}")
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
"""Degrees that tell a person from another one."""
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_ASIDE = (
    # 30 min
    r"\d{1,3} ?(?:min(?:ute)?s?\.?|h(?:ou)?rs?\.?|h|분|시간|分|分間|分钟|分鐘|時間|小时|小時)"
    # 2회차, 第2回, week 3, room 12
    r"|제? ?\d{1,3} ?(?:회차?|주차|차시|번째)|第 ?\d{1,3} ?(?:回|次|周|週|部|讲|講)"
    r"|(?:part|week|session|slot|talk|room|rm\.?|hall) ?#?\d{1,5}[a-z]?|\d{1,5} ?(?:호|号室|號室)"
    # 10 July, July 10th
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\.?|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?"
    # 2020-07-02
    r"|(?:19|20)\d\d ?[-./년年] ?\d{1,2} ?[-./월月] ?\d{1,2} ?[.일日]?"
    # she/her
    r"|(?:s?he|they|ze|xe) ?/ ?[a-z]{2,6}(?: ?/ ?[a-z]{2,6})?"
    # 3 others
    r"|외 ?\d{1,3} ?(?:명|인)|(?:(?:\d{1,3}|some|many|several) )?others"
)
"""What stands beside a name, and is neither a person nor a place."""
_SIGN_OF_ASIDES = re.compile(r"[0-9@/]")
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_MAILS = re.compile(rf"[<(\[（［]\s?{_MAIL}\s?[>)\]）］]|{_MAIL}")  # noqa: RUF001 (widths)
_PIECES = re.compile(rf"{_JOINT}|[()（）\[\]［］【】〔〕;；]")  # noqa: RUF001 (brackets of every width)


class Name(NamedTuple):
    """A person as one line names them."""

    text: str
    affiliation: str = ""
    """Where they work, as written."""
    other: str = ""
    """Another name of the same person: ``魏家一``."""


def names(text: str, labels: Labels = LABELS, *, guess: bool = True) -> list[Name]:
    """Return the people in ``text``, which is plain; a blank alone never separates two of them.

    What cannot be told from a person is one. Addresses are none, nor is what says nothing: ``???``.
    Capitals that nobody knows, behind the last name, are an affiliation unless ``guess`` is off.
    What :func:`asides` returns is left out.
    """
    beside = may_hold_asides(text)
    text = _MAILS.sub(" ", text) if beside else text
    if _OPENING.match(text.lstrip()):
        outside, insides = _brackets(text)
        text = insides[0] if len(insides) == 1 and not says(outside) else text
    found: list[Name] = []
    people: list[Name] = []
    places: list[str] = []
    groups = _groups(text.rstrip(_ENDS))
    for group in _without_asides(groups) if beside else groups:
        if (found or people) and all(_is_place(part, labels) for part in group):
            places += map(_bare, group)
            continue
        if places:
            found += _with(people, places)
            people, places = [], []
        people += _people(group, labels, guess=guess)
    return [*found, *_with(people, places)]


def may_hold_asides(text: str) -> bool:
    """Return whether it is worth the time to look for :func:`asides` in ``text``."""
    return _SIGN_OF_ASIDES.search(text) is not None or "thers" in text


def asides(text: str) -> list[str]:
    """Return what stands beside the people in ``text``: ``30 min``, mail addresses."""
    mails = [mail[0].strip("<>()[]（）［］ ") for mail in _MAILS.finditer(text)]  # noqa: RUF001 (widths)
    pieces = map(clean, _PIECES.split(text)[1:])
    return [*mails, *(piece for piece in pieces if _is_aside(piece))]


def _is_aside(piece: str) -> bool:
    return compiled(_ASIDE, re.IGNORECASE).fullmatch(piece) is not None


def _without_asides(groups: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the groups without asides; what comes first is a person."""
    for number, group in enumerate(groups):
        first = 0 if number else 1
        people = [part for part in group[first:] if not _is_aside(_bare(part))]
        if first or people:
            yield [*group[:first], *people]


def _groups(text: str) -> list[list[str]]:
    """Return the parts of ``text``, in groups that semicolons separate."""
    if not _NESTED.search(text):
        parts = [part for part in _joined(text) if says(part)]
        return [parts] if parts else []
    tokens = list(_TOKEN.finditer(text))
    kinds = [token.lastgroup for token in tokens]
    nested = kinds.count("opening") == kinds.count("closing")
    groups: list[list[str]] = [[]]
    depth = position = 0
    for token in tokens:
        if nested and token.lastgroup in ("opening", "closing"):
            depth = max(0, depth + (1 if token.lastgroup == "opening" else -1))
        elif depth == 0 and token.lastgroup in ("group", "comma"):
            groups[-1].append(text[position : token.start()])
            position = token.end()
            groups += [[]] if token.lastgroup == "group" else []
    groups[-1].append(text[position:])
    filled = ([part for part in group if says(part)] for group in groups)
    return [group for group in filled if group]


def _joined(text: str) -> list[str]:
    """Return what the joints of ``text`` separate; most lists have no joint but commas."""
    if "and" in text or "&" in text or "<" in text or not text.isascii():
        return _JOINTS.split(text)
    return text.split(",")


def _people(parts: Sequence[str], labels: Labels, *, guess: bool) -> list[Name]:
    """Return the people of one group; an affiliation belongs to the person before it."""
    found: list[Name] = []
    more: dict[int, _More] = {}
    for number, part in enumerate(parts, 1):
        name = _name(part, labels)
        if not name.text or _is_address(name.text):
            continue
        last = len(found) - 1
        if found and _is_degree(name, labels):
            if key(name.text) in _SUFFIXES:
                more.setdefault(last, _More([], [])).suffixes.append(name.text)
        elif found and _works_at(
            found[-1], name, labels, placed=last in more, last=guess and number == len(parts)
        ):
            places = more.setdefault(last, _More([], [])).places
            places += filter(None, (name.text, name.affiliation))
        else:
            found.append(name)
    return [_with_more(name, more.get(at)) for at, name in enumerate(found)] if more else found


class _More(NamedTuple):
    """What belongs to a person, collected before it is joined once, since it may be long."""

    suffixes: list[str]
    places: list[str]


def _with_more(name: Name, more: _More | None) -> Name:
    if more is None:
        return name
    places = filter(None, (name.affiliation, *more.places))
    return Name(" ".join([name.text, *more.suffixes]), ", ".join(places), name.other)


def _works_at(person: Name, name: Name, labels: Labels, *, placed: bool, last: bool) -> bool:
    """Return whether ``name`` is where ``person`` works, rather than somebody else."""
    return (
        labels.is_affiliation(name.text)
        or (last and not person.text.isupper() and bool(_ACRONYM.fullmatch(name.text)))
        or (bool(placed or person.affiliation) and key(name.text) in labels.places)
    )


def _is_address(text: str) -> bool:
    return (":" in text or "." in text) and _ADDRESS.match(text) is not None


def _is_degree(name: Name, labels: Labels) -> bool:
    return len(name.text) <= _LONGEST_DEGREE and key(name.text) in labels.degrees


def _is_place(part: str, labels: Labels) -> bool:
    bare = _bare(part)
    return labels.is_affiliation(bare) or bool(_ACRONYM.fullmatch(bare))


def _with(people: Sequence[Name], places: Sequence[str]) -> list[Name]:
    """Return people with where they work: one place each where there are as many, else all."""
    if not places:
        return list(people)
    each = places if len(places) == len(people) else repeat(", ".join(places))
    return [
        person._replace(affiliation=person.affiliation or place)
        for person, place in zip(people, each, strict=False)
    ]


def _name(part: str, labels: Labels) -> Name:
    """Return the person of one part and what stands in brackets: ``강진구 (Jingu Kang, KAIST)``."""
    if not ("(" in part or "[" in part or (not part.isascii() and _OPENING.search(part))):
        return Name(_bare(part))
    outside, insides = _brackets(part)
    text = _bare(outside)
    if not says(text):
        return Name(_bare(part))
    places: list[str] = []
    other = ""
    for inside in insides:
        if len(inside.strip()) == 1:  # one of two people of the same name
            text = f"{text} ({inside.strip()})"
        for piece in filter(_says_more, map(clean, _COMMA.split(inside))):
            if (
                _is_aside(piece)
                or labels.status(piece)
                or labels.is_nobody(piece)
                or key(piece) in labels.degrees
            ):
                continue
            if not other and _is_other_name(text, piece, labels):
                other = piece
            else:
                places.append(piece)
    return Name(clean(text), ", ".join(places), other)


def _brackets(part: str) -> tuple[str, list[str]]:
    """Return what stands outside of brackets, and what stands inside of each."""
    outside: list[str] = []
    insides: list[str] = []
    depth = position = 0
    for token in _TOKEN.finditer(part):
        if token.lastgroup == "opening":
            if depth == 0:
                outside.append(part[position : token.start()])
                position = token.end()
            depth += 1
        elif token.lastgroup == "closing" and depth:
            depth -= 1
            if depth == 0:
                insides.append(part[position : token.start()])
                position = token.end()
    (insides if depth else outside).append(part[position:])
    return " ".join(outside), insides


def _is_other_name(name: str, inside: str, labels: Labels) -> bool:
    """Return whether ``inside`` is ``name`` in full or in another script: no affiliation."""
    mine, script = _script(name), _script(inside)
    if not mine or labels.is_affiliation(inside):
        return False
    if mine == script:  # Charles (Minho Park)
        return mine == "latin" and name.istitle() and " " not in name and _is_full(inside)
    if script != "latin":
        return True
    acronym = inside.isupper() and " " not in inside
    return not acronym and bool(_LATIN_NAME.fullmatch(inside))


def _is_full(name: str) -> bool:
    return not name.isupper() and _FULL_NAME.fullmatch(name) is not None


def _script(text: str) -> str:
    """Return the script of the first letter."""
    letter = compiled(_SCRIPTS).search(text)
    return letter.lastgroup or "" if letter else ""


def _bare(text: str) -> str:
    return clean(text).strip(_STRAY)


def _says_more(text: str) -> bool:
    """Return whether there is a letter, and more than one sign."""
    return len(text) > 1 and any(map(str.isalpha, text))
