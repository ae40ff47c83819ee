"""Read the day that a field, a front matter value or a file name tells."""

from __future__ import annotations

import re
from datetime import date, datetime
from posixpath import splitext
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.errors import Problem
from mkdocs_paperreview.period import MONTHS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NUMBERS = range(10_000, 100_000_000)
"""Numbers that can be 250501 or 20250501."""

YEARS = range(1900, 2100)
"""Years that days may lie in; another one is a slip of the pen."""

_WEEKDAYS = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?"
    r"|[월화수목금토일](?:요일|\))|[月火水木金土日](?:曜日?|\))|(?:星期|周|週|礼拜)[一二三四五六日天]"
)
# Monday, / (Wed) / Week 3: (
_BEFORE = rf"(?:week ?\d{{1,2}} ?[:,./-]? ?)?[(\[<]?(?:(?:{_WEEKDAYS})\)?,? ?(?:the )?)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_SHORT = r"[0-4]\d"
_END = r"(?!\d)"
_END_OF_DAY = r"(?!\.?\d)"
"""Behind numbers alone: 20.07.02.1 is a version."""

_FORMS = (
    # 2020-07-02, 2018.10.5, 2026/01/07, 2023. 3. 29.
    rf"{_YEAR} ?[-./] ?(?P<month>\d{{1,2}}) ?[-./] ?(?P<day>\d{{1,2}}){_END}",
    # 2023년 3월 29일, 2023年3月29日, 23년 3월 29일
    rf"(?P<year>\d{{4}}|{_SHORT}) ?[년年] ?(?P<month>\d\d?) ?[월月] ?(?P<day>\d\d?){_END}",
    # '23.03.29
    rf"'(?P<year>{_SHORT}) ?[-./] ?(?P<month>\d\d?) ?[-./] ?(?P<day>\d\d?){_END_OF_DAY}",
    # 20250501
    rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d){_END}",
    # Nov 9, 2017; November 9th 2017; Nov-09-2017
    rf"{_MONTH}[ -]?(?:the )?{_DAY},?[ -]{_YEAR}{_END}",
    # 9 Nov 2017; 8th August, 2020; 22nd of November 2021; 09-Nov-2017
    rf"{_DAY}\.?[ -]?(?:of )?{_MONTH},?[ -]?{_YEAR}{_END}",
    # 2017 Nov 9
    rf"{_YEAR}[ -]?{_MONTH}[ -]?{_DAY}{_END}",
)
_NUMBERED = (form.replace(">", f"_{number}>") for number, form in enumerate(_FORMS))
_TOLD = re.compile(f"{_BEFORE}(?:{'|'.join(_NUMBERED)})")
"""Any of the forms; the groups of each bear its number: ``year_0``."""

# 14.03.2023, 3/29/2023
_YEAR_LAST = re.compile(
    rf"{_BEFORE}(?P<one>\d{{1,2}}) ?[-./] ?(?P<other>\d{{1,2}}) ?[-./] ?{_YEAR}{_END_OF_DAY}"
)
# 23.03.29
_YEAR_SHORT = re.compile(
    rf"{_BEFORE}(?P<one>\d\d)[-./](?P<other>\d\d)[-./](?P<last>\d\d){_END_OF_DAY}"
)
# 250501
_COMPACT = re.compile(rf"(?P<year>{_SHORT})(?P<month>\d\d)(?P<day>\d\d){_END}")
# seminar-2020-07-02
_WITHIN = re.compile(
    r"(?<![0-9a-z])(?P<year>(?:19|20)\d\d)(?P<sign>[-.]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?![\d])"
)


class ReadDate(NamedTuple):
    """What a text tells of a day."""

    day: date | None = None

    ambiguous: bool = False
    """Whether there is a day, and no way to tell which: ``03/05/2023``."""


def read_date(value: object, order: str = "") -> ReadDate:
    """Return the day that ``value`` tells or begins with.

    ``order`` is ``day-first`` or ``month-first`` where the site says how to read ``03/05/2023``,
    and ``year-first`` where it says so of ``23.03.29``.
    """
    if isinstance(value, dict):  # of a post: when it was `created`, and when `updated`
        created = value.get("created")
        return ReadDate() if isinstance(created, dict) else read_date(created, order)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return ReadDate(day if day.year in YEARS else None)
    if isinstance(value, int) and value in _NUMBERS:  # YAML takes 20250501 for a number
        return read_date(f"{value:06}", order)
    if not isinstance(value, str):
        return ReadDate()
    text = fold(value)
    compact = _COMPACT.fullmatch(text)
    return ReadDate(_day(compact.groupdict())) if compact else _written(text, order)


DATE_RULES = frozenset(["ambiguous-date", "date"])
"""The rules of what :func:`date_problem` returns."""


def date_problem(written: str, read: ReadDate, line: int) -> Problem:
    """Return what is wrong with a date that tells no day, or that tells two."""
    if read.ambiguous:
        return Problem(
            "ambiguous-date",
            f"nobody can tell which day {written!r} is",
            "write the year first and in full, 2023-03-05, or set the option date_order",
            line,
        )
    return Problem("date", f"{written!r} is no date", "write it like 2023-03-05", line)


def date_in_title(title: str, order: str = "") -> ReadDate:
    """Return the day that a title tells: ``2020-07-02``, ``Week 3 (Nov 9, 2017)``."""
    read = read_date(title, order)
    if read.day or read.ambiguous:
        return read
    return ReadDate(next(_within(fold(title)), None))


def date_in_name(path: str, order: str = "") -> ReadDate:
    """Return the day that a path tells: in the name of the file, or in its folders, ``2020/07/02``.

    A file that is only called ``index`` or ``readme`` is named by its folder.
    """
    name = _named(path)
    compact = _COMPACT.match(name)
    if compact and (day := _day(compact.groupdict())):
        return ReadDate(day)
    read = ReadDate() if _YEAR_SHORT.match(name) else _written(name, order)
    if read.day or read.ambiguous:
        return read
    return ReadDate(next(_within(name), _in_folders(path)))


def _named(path: str) -> str:
    """Return the name that a writer gave the file."""
    folder, _, file = path.rpartition("/")
    stem = fold(splitext(file)[0])
    return fold(folder.rpartition("/")[2]) if stem in {"index", "readme"} else stem


def _within(text: str) -> Iterator[date]:
    """Yield the days that ``text`` tells anywhere, with nothing but numbers."""
    for match in _WITHIN.finditer(text):
        day = _day(match.groupdict())
        if day:
            yield day


def _in_folders(path: str) -> date | None:
    parts = "-".join(part for part in splitext(path)[0].split("/") if part[:1].isdigit())
    match = _WITHIN.search(fold(parts))
    return _day(match.groupdict()) if match else None


def _written(text: str, order: str) -> ReadDate:
    """Return the day that ``text`` begins with, in one of the forms with separators."""
    last = _YEAR_LAST.match(text)
    if last:
        one, other, year = int(last["one"]), int(last["other"]), int(last["year"])
        readings = {"day-first": (year, other, one), "month-first": (year, one, other)}
        return _chosen(readings, order)
    short = _YEAR_SHORT.match(text)
    if short:
        return _chosen(_short_readings(*map(int, short.group("one", "other", "last"))), order)
    told = _TOLD.match(text)
    if told is None:
        return ReadDate()
    groups = {name.partition("_")[0]: part for name, part in told.groupdict().items() if part}
    return ReadDate(_day(groups))


def _short_readings(one: int, other: int, last: int) -> dict[str, tuple[int, int, int]]:
    """Return what three numbers of two digits can be."""
    return {
        "day-first": (2000 + last, other, one),
        "month-first": (2000 + last, one, other),
        "year-first": (2000 + one, other, last),
    }


def _chosen(readings: dict[str, tuple[int, int, int]], order: str) -> ReadDate:
    """Return the only reading that is a day, or that in the order of the site."""
    days = {name: day for name, numbers in readings.items() if (day := _real(*numbers))}
    if len(set(days.values())) > 1:
        return ReadDate(days.get(order), ambiguous=order not in days)
    return ReadDate(next(iter(days.values()), None))


def _day(parts: Mapping[str, str]) -> date | None:
    """Return the day of a ``year``, a ``month`` and a ``day``; None if there is none such."""
    year, month = int(parts["year"]), parts["month"]
    century = 2000 if len(parts["year"]) == 2 else 0  # noqa: PLR2004 (two digits)
    return _real(century + year, MONTHS.get(month) or int(month), int(parts["day"]))


def _real(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if there is none such."""
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
