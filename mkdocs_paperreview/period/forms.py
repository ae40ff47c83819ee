"""What span of time a text names, in the forms that groups write.

A form is a year and a part of a year, in either order. Nothing is guessed: what may be a range, a
version, a day or a room is none of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.patterns import compiled
from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

WINTER = 4
"""The number of the season that lies in two years."""

LONGEST = 300
"""Characters of a text that are looked at: names of periods stand in titles and paths."""


class Named(NamedTuple):
    """A span of time that a text names, whatever the periods of the group are."""

    kind: str
    """``quarter``, ``semester``, ``season``, ``month`` or ``year``, as the group divides its time;
    ``two years`` for one of its years that is written so; ``half`` and ``plain year`` for those of
    the calendar; ``winter`` for the one from December of the year to February of the next."""

    year: int

    number: int
    """From 1 on; the seasons begin with spring."""


def _spelled(what: str) -> dict[str, int]:
    """Return name → number of the ``months`` or ``seasons``, in every language."""
    return {name: int(number) for number, names in table("periods")[what].items() for name in names}


def _choice(names: Mapping[str, int], letters: tuple[str, str]) -> str:
    """Return the alternatives of ``names`` in a script, the longest first."""
    first, last = letters
    fitting = [name for name in names if first <= min(name) and max(name) <= last]
    return "|".join(sorted(fitting, key=len, reverse=True))


MONTHS = _spelled("months")
"""Name → number, as :func:`mkdocs_paperreview.naming.key` writes it."""

_SEASONS = _spelled("seasons")
_NUMBERS = {
    **MONTHS,
    **_SEASONS,
    **{sign: number for number, sign in enumerate("一二三四五六七八九十", 1)},
    "十一": 11,
    "十二": 12,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    **dict.fromkeys("상전前上", 1),
    **dict.fromkeys("하후後后下", 2),
}
"""What stands for a number, beside digits."""

_LETTER = "0-9a-z\u00df-\u024f\u0370-\u052f"
"""Letters and digits of the scripts that separate words by blanks; others may stand close by."""
START = rf"(?<![{_LETTER}])"
END = rf"(?![{_LETTER}])"
"""No letter or digit stands before, or behind."""

_NO_MORE = r"(?![-./]?\d| ?~ ?\d{1,2}(?!\d))"
"""Behind a year or a month: it begins no day, version or range."""

_YEAR = r"(?P<year>(?:19|20)\d\d)(?:[-/~](?P<next>(?:19|20)?\d\d)(?!\d))?"
_SHORT = r"(?P<short>[0-4]\d)"
_YEARS = ("year", "short", "fiscal", "bare")
"""What the groups are called that a year can be in."""

_SIGN = r" ?(?:(?:[学學]?年|학?년)[度도]?|회계 ?연도)"
"""What marks a number as a year."""

_SPACED, _HANGUL, _HAN = ("a", "\u044f"), ("가", "힣"), ("\u4e00", "\u9fff")
"""First and last letter of the names of months and seasons, by how words end."""

_NUMBER = r"(?P<number>[1-4])"
_ORDINAL = r"(?P<number>[1-4]|first|second|third|fourth)(?:st|nd|rd|th)?[- ]?"
_SEASON = rf"(?P<number>{_choice(_SEASONS, _SPACED)})(?:[- ]?(?:semester|term|quarter))?"
_MONTH = rf"(?P<number>{_choice(MONTHS, _SPACED)})\.?"
_SPACED_UNITS = (
    # Q3
    ("quarter", rf"q[- ]?{_NUMBER}"),
    # 3Q
    ("quarter", rf"{_NUMBER} ?q"),
    # 3rd quarter
    ("quarter", rf"{_ORDINAL}quarter"),
    # quarter 3
    ("quarter", rf"quarter[- ]?{_NUMBER}"),
    # S1, H1
    ("semester", r"[sh](?P<number>[12])"),
    # 1H
    ("semester", r"(?P<number>[12]) ?h"),
    # 1st semester, first half
    ("semester", rf"{_ORDINAL}(?:semester|half)"),
    # semester 1, Sem. 1
    ("semester", r"sem(?:ester|\.)?[- ]?(?P<number>[12])"),
    # Fall, Fall semester
    ("season", _SEASON),
    # Nov.
    ("month", _MONTH),
)
"""Kind and form of the parts of a year behind which no letter stands."""

_OTHER_UNITS = (
    # 3분기, 3/4분기
    ("quarter", rf"제? ?{_NUMBER}(?: ?/ ?4?)? ?분기"),
    # 第3四半期, 第三季度
    ("quarter", r"第? ?(?P<number>[1-4一二三四]) ?(?:四半期|季度)"),
    # 1학기
    ("semester", r"제? ?(?P<number>[12]) ?학기"),
    # 第一学期
    ("semester", r"第? ?(?P<number>[12一二]) ?[学學]期"),
    # 前期, 下学期
    ("semester", r"(?P<number>[前後后上下])[学學]?期"),
    # 상반기
    ("half", r"(?P<number>[상하전후])반기"),
    # 上半年
    ("half", r"(?P<number>[上下])半[年期]"),
    # 봄, 봄학기
    ("season", rf"(?P<number>{_choice(_SEASONS, _HANGUL)}) ?(?=$|[\W\d학의에은는호철방])(?:학기)?"),
    # 春, 春季, 春学期
    (
        "season",
        rf"(?P<number>{_choice(_SEASONS, _HAN)})(?=$|[\W\d季学學期の的])季?(?:[学學]期)?",
    ),
    # 11월, 11月
    ("month", r"(?P<number>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?[월月]"),
)
_UNITS = (*_SPACED_UNITS, *_OTHER_UNITS)


def _any_unit(numbered: str = "") -> str:
    """Return a pattern of all units; each number is a group that begins with ``numbered``."""
    forms = [
        form.replace("?P<number>", f"?P<{numbered}{place}>" if numbered else "?:")
        for place, (_, form) in enumerate(_UNITS)
    ]
    spaced = len(_SPACED_UNITS)
    return f"(?:(?:{'|'.join(forms[:spaced])}){END}|{'|'.join(forms[spaced:])})"


_GAP = r"[ ,./()-]{0,3}(?:of )?"
_ANY_UNIT = _any_unit()
_NUMBERED = _any_unit("number")

# 2020 Q3, 2020_3rd_quarter, 20년 3분기, 2022（春）, 2023学年第一学期, FY24 Q1, 22-1학기
_YEAR_FIRST = re.compile(
    rf"(?<![{_LETTER}.])(?:(?:[fa]y ?)?{_YEAR}(?:{_SIGN})?|'?{_SHORT}{_SIGN}"
    rf"|[fa]y ?'?(?P<fiscal>[0-4]\d)|(?P<bare>[0-4]\d)-(?=[12] ?학기))"
    rf"[ ,./:()\[\]'·~-]{{0,3}}{_NUMBERED}"
)
# Fall 2017, 3rd quarter of 2020, Q3 '20, March, 2023, Q3 FY21
_UNIT_FIRST = re.compile(
    rf"(?<![\w.]){_NUMBERED}{_GAP}"
    rf"(?:(?:[fa]y ?)?{_YEAR}|'{_SHORT}|[fa]y ?'?(?P<fiscal>[0-4]\d))(?:{_SIGN})?{_NO_MORE}{END}"
)
# 3Q20, fall17
_GLUED = re.compile(
    rf"(?<![\w.])(?:(?P<quarter>[1-4])q|(?P<season>{_choice(_SEASONS, _SPACED)}))"
    rf"[-']?{_SHORT}{_NO_MORE}{END}"
)
# 2023-03, 2023/03; with a dot only where nothing stands before it, as versions have
_NUMERIC = re.compile(
    rf"(?<![{_LETTER}.])(?<!\d[-/])(?P<year>(?:19|20)\d\d)(?:[-/]|(?<=^....)\.)"
    rf"(?P<month>0[1-9]|1[0-2]){_NO_MORE}{END}"
)
# 2021, 2021년, FY24, 2021年度, 2023/24
_ALONE = re.compile(
    rf"(?<![{_LETTER}.])(?<!\d[-/])(?:(?P<mark>[fa]y) ?'?)?(?:{_YEAR}|{_SHORT})"
    rf"(?:(?P<sign>{_SIGN}){END}|(?!\w| ?[%‰$€£¥₩])){_NO_MORE}"
)
_MARKS = re.compile("[도度学學학회]")

_TWO_DIGITS = re.compile(r"\d\d")
"""What every year has; most texts have not, which saves looking for the forms."""

_JOINT = r" ?(?:[-~/&+]|and|to|및|와|과|と|和|至|到) ?"
_GOES_BACK = rf"{_ANY_UNIT}{_JOINT}$"
_GOES_ON = rf"{_JOINT}{_ANY_UNIT}"
_GOES_ON_ALONE = rf"{_GOES_ON}(?!{_GAP}(?:19|20)\d\d)"
"""Two units with one year are a range: ``Q3/Q4 2020``, ``2023년 3월~8월``."""

_NO_TIME = re.compile(
    r"(?:#|№|[$€£¥₩]"
    r"|\b(?:v|ver|version|release|room|rm|no|number|port|page|pp?|section|building|issue"
    r"|rfc|pep|iso|iec|din)\.?)"
    r" ?$"
)
"""What stands before a number that is no year."""

_SIGNS = str.maketrans(
    {"_": "-", "’": "'", "〜": "~"} | dict.fromkeys("\u2010\u2013\u2014\u2212", "-")
)


def fold(text: str) -> str:
    """Return the beginning of ``text`` in the spelling that the forms are written in."""
    beginning = text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]
    return key(beginning).translate(_SIGNS)


def named(words: str) -> set[Named]:
    """Return every part of a year that ``words`` name, folded; parts of ranges are none."""
    found: set[Named] = set()
    for matches in _by_year(words):
        told = {name for match in matches for name in _read(match)}
        if len(told) > 1:
            return set()
        if not any(_is_no_time(match) or _is_of_a_range(match) for match in matches):
            found |= told
    return found


def _by_year(words: str) -> Iterable[list[re.Match[str]]]:
    """Return what stands with each of the years; with several units it is a range."""
    found: dict[int, list[re.Match[str]]] = {}
    if _TWO_DIGITS.search(words):
        for form in (_YEAR_FIRST, _UNIT_FIRST, _GLUED, _NUMERIC):
            for match in form.finditer(words):
                place = max(match.start(name) for name in _YEARS if name in form.groupindex)
                found.setdefault(place, []).append(match)
    return found.values()


def years(words: str) -> Iterator[Named]:
    """Yield every year that ``words`` name by nothing but a number."""
    for match in _ALONE.finditer(words):
        if not _is_no_time(match):
            yield from _read(match)


def whole(words: str) -> Iterator[Named]:
    """Yield what ``words`` are a name of, folded and as a whole."""
    bare = words.strip(" ()[].,:")
    for form in (_YEAR_FIRST, _UNIT_FIRST, _GLUED, _NUMERIC, _ALONE):
        match = form.fullmatch(bare)
        if match:
            yield from _read(match)


def _is_no_time(match: re.Match[str]) -> bool:
    return _NO_TIME.search(_before(match)) is not None


def _is_of_a_range(match: re.Match[str]) -> bool:
    """Return whether a year is shared with another unit, before or behind."""
    if match.re is _YEAR_FIRST:
        return compiled(_GOES_ON).match(match.string, match.end()) is not None
    goes_on = compiled(_GOES_ON_ALONE).match(match.string, match.end())
    return goes_on is not None or compiled(_GOES_BACK).search(_before(match)) is not None


def _before(match: re.Match[str]) -> str:
    """Return the few characters before a match."""
    return match.string[max(0, match.start() - 24) : match.start()]


def _read(match: re.Match[str]) -> Iterator[Named]:
    """Yield what a match names; nothing where its two years do not follow each other."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    year = _year(groups)
    kind, number = _part(groups)
    if match.re is _ALONE:
        yield from _alone(year, groups)
    elif "next" not in groups:
        yield Named(kind, year, number)
    elif _follows(groups):
        yield from _of_two_years(kind, year, number)


def _alone(year: int, groups: Mapping[str, str]) -> Iterator[Named]:
    """Yield the year that a number is; one of two digits needs a mark."""
    marked = "mark" in groups or _MARKS.search(groups.get("sign", ""))
    if "next" in groups:
        if _follows(groups):
            yield Named("two years", year, 1)
    elif marked:
        yield Named("year", year, 1)
    elif "year" in groups:
        yield Named("plain year", year, 1)


def _follows(groups: Mapping[str, str]) -> bool:
    """Return whether the second year is the one after the first."""
    return (int(groups["year"]) + 1 - int(groups["next"])) % 100 == 0


def _of_two_years(kind: str, year: int, number: int) -> Iterator[Named]:
    """Yield what is named with ``2023/24``; spring, summer and months leave open which it is."""
    if kind in {"quarter", "semester"}:
        yield Named(kind, year, number)
    elif kind == "season" and number == WINTER:
        yield Named("winter", year, 1)


def _year(groups: Mapping[str, str]) -> int:
    year = next(int(groups[name]) for name in _YEARS if name in groups)
    return year if "year" in groups else 2000 + year


def _part(groups: Mapping[str, str]) -> tuple[str, int]:
    """Return kind and number of the part of a year, or of all of it."""
    for name, text in groups.items():
        if name.startswith("number"):
            return _UNITS[int(name.removeprefix("number"))][0], _NUMBERS.get(text) or int(text)
        if name in {"quarter", "season", "month"}:
            return name, _NUMBERS.get(text) or int(text)
    return "year", 1
