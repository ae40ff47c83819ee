"""Periods of every kind: read, order, name, label."""

from __future__ import annotations

import itertools
import unicodedata
from datetime import date, timedelta

import pytest
from casefiles import Case, parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_paperreview import formats
from mkdocs_paperreview.period import CALENDAR, FOLDERS, KINDS, Calendar, Period, Term, free
from mkdocs_paperreview.words import languages, words

CASES = parameters("period", "find", "kind", "terms", "whole", "year_start")

often = settings(derandomize=True, deadline=None, max_examples=300)
"""The same examples on every run, however slow the machine is."""

TERMS = (
    Term("Michaelmas 2023", date(2023, 10, 8)),
    Term("Hilary 2024", date(2024, 1, 14), ("HT24",)),
    Term("Trinity 2024", date(2024, 4, 21)),
)
OXFORD = Calendar(terms=TERMS)

calendars = st.one_of(
    st.builds(Calendar, st.sampled_from(KINDS), st.integers(0, 12)), st.just(OXFORD)
)
days = st.dates(date(1902, 1, 1), date(2098, 12, 31))


def calendar_of(case: Case) -> Calendar:
    """Return the calendar that a case asks for."""
    terms = tuple(
        Term(
            term["label"],
            date.fromisoformat(term["start"]) if "start" in term else None,
            tuple(term.get("spellings", ())),
        )
        for term in case.data.get("terms", ())
    )
    return Calendar(case.data.get("kind", "quarter"), case.data.get("year_start", 0), terms)


def id_of(period: Period | None) -> str:
    """Return the identifier of a period; nothing for none."""
    return period.id if period else ""


@pytest.mark.parametrize("case", CASES)
def test_find(case: Case) -> None:
    """A text names the period of its case under the calendar of its case, or none."""
    calendar = calendar_of(case)
    assert id_of(calendar.find(case.input)) == case.data["find"]
    if "whole" in case.data:
        expected = case.data["find"] if case.data["whole"] else ""
        assert id_of(calendar.parse(case.input)) == expected


@pytest.mark.parametrize("case", CASES)
def test_claims(case: Case) -> None:
    """A case that expects no period claims so by its name."""
    assert (not case.data["find"]) == case.name.rstrip("-0123456789").endswith("-nope")


def test_quarters_of_calendar_years_are_the_default() -> None:
    """A calendar of which nothing is said has quarters, from January on."""
    assert CALENDAR.find("Papers of 2020 Q3") == CALENDAR.parse("2020-q3") == Period(2020, 3)
    assert CALENDAR.of_date(date(2020, 7, 1)) == Period(2020, 3)
    assert len(CALENDAR.between(Period(2019, 4), Period(2020, 4))) == 5


@pytest.mark.parametrize(
    ("calendar", "day", "expected"),
    [
        (Calendar(), date(2021, 3, 31), "2021-q1"),
        (Calendar(), date(2021, 4, 1), "2021-q2"),
        (Calendar("quarter", 4), date(2021, 3, 31), "2020-q4"),
        (Calendar("quarter", 4), date(2021, 4, 1), "2021-q1"),
        (Calendar("semester"), date(2021, 6, 30), "2021-s1"),
        (Calendar("semester"), date(2021, 7, 1), "2021-s2"),
        (Calendar("semester", 9), date(2021, 8, 31), "2020-s2"),
        (Calendar("semester", 9), date(2021, 9, 1), "2021-s1"),
        (Calendar("season"), date(2024, 1, 15), "2023-winter"),
        (Calendar("season"), date(2023, 12, 1), "2023-winter"),
        (Calendar("season"), date(2024, 3, 1), "2024-spring"),
        (Calendar("season", 1), date(2024, 1, 15), "2024-winter"),
        (Calendar("season", 12), date(2023, 12, 1), "2024-winter"),
        (Calendar("season", 2), date(2023, 11, 30), "2023-fall"),
        (Calendar("season", 9), date(2024, 1, 15), "2023-winter"),
        (Calendar("month", 4), date(2024, 1, 15), "2024-01"),
        (Calendar("year"), date(2024, 1, 15), "2024"),
        (Calendar("year", 4), date(2024, 3, 31), "fy2023"),
        (Calendar("year", 4), date(2024, 4, 1), "fy2024"),
        (OXFORD, date(2023, 10, 7), ""),
        (OXFORD, date(2023, 10, 8), "michaelmas-2023"),
        (OXFORD, date(2024, 4, 20), "hilary-2024"),
        (OXFORD, date(2031, 1, 1), "trinity-2024"),
    ],
)
def test_of_date(calendar: Calendar, day: date, expected: str) -> None:
    """A day lies in the period of the group's own year, and in none before the first term."""
    assert id_of(calendar.of_date(day)) == expected


@pytest.mark.parametrize(
    ("period", "name", "label"),
    [
        (Period(2020, 3), "2020-q3", "2020 Q3"),
        (Period(2022, 1, "semester"), "2022-s1", "2022 Semester 1"),
        (Period(2017, 3, "season"), "2017-fall", "Fall 2017"),
        (Period(2023, 4, "season"), "2023-winter", "Winter 2023"),
        (Period(2023, 0, "season"), "2023-winter", "Winter 2023"),
        (Period(2023, 3, "month"), "2023-03", "2023-03"),
        (Period(2024, 1, "year"), "2024", "2024"),
        (Period(2024, 1, "fiscal-year"), "fy2024", "FY2024"),
        (free("Michaelmas 2023"), "michaelmas-2023", "Michaelmas 2023"),
        (free("Season #17"), "season-17", "Season #17"),
        (free("제17기"), "제17기", "제17기"),
    ],
)
def test_identifier_and_label(period: Period, name: str, label: str) -> None:
    """The forms that addresses and readers see are part of the contract."""
    assert (period.id, period.label) == (name, label)


@pytest.mark.parametrize(
    ("label", "sort_key", "place"),
    [
        ("Michaelmas 2023", "", (2023, 0)),
        ("Michaelmas 2023", "2023-3", (2023, 3)),
        ("Season #17", "", (0, 17)),
        ("Summer school", "17", (0, 17)),
        ("Summer school", "2023", (2023, 0)),
        ("Summer school", " ", (0, 0)),
        ("Summer school", "x" * 9 + "9" * 9999, (0, 0)),
        ("", "", (0, 0)),
    ],
)
def test_free_period(label: str, sort_key: str, place: tuple[int, int]) -> None:
    """A label that no calendar knows is sorted by the numbers of its key, or by its own."""
    period = free(label, sort_key)
    assert (period.year, period.number) == place
    assert period.label == label
    assert period.id


def test_order_is_that_of_time() -> None:
    """Periods sort by year, then by number; a winter stands where its year has it."""
    late_first = [Period(2021, 1), Period(2020, 4), Period(2020, 1), Period(2019, 4)]
    assert sorted(late_first) == late_first[::-1]
    early = [period.id for period in sorted(Calendar("season", 1).of_year(2023))]
    assert early == ["2023-winter", "2023-spring", "2023-summer", "2023-fall"]
    assert [period.id for period in sorted(Calendar("season").of_year(2023))] == [
        *early[1:],
        early[0],
    ]


def test_terms_have_the_years_that_all_of_them_tell() -> None:
    """The years of terms group them, unless one tells none or they contradict the order."""
    unknown = Term("Season #17")
    backwards = Term("Michaelmas 2022")
    assert [period.year for period in OXFORD.of_year(2024)] == [2024, 2024]
    for term in (unknown, backwards):
        calendar = Calendar(terms=(*TERMS, term))
        assert [p.number for p in calendar.of_year(0)] == [1, 2, 3, 4]
        assert calendar.parse(term.label) == max(calendar.of_year(0))


def test_a_day_lies_in_the_latest_term_that_began() -> None:
    """Which term began last is told by the days, in whatever order a calendar has the terms."""
    for terms in itertools.permutations(TERMS):
        found = Calendar(terms=terms).of_date(date(2024, 1, 20))
        assert found
        assert found.label == "Hilary 2024"


def test_terms_are_found_by_all_their_names() -> None:
    """A term is found by label, spelling and identifier; the first has a name that two share."""
    expected = OXFORD.of_year(2024)[0]
    for text in ("Hilary 2024", "HT24", "ht24", "hilary-2024", "hilary_2024"):
        assert OXFORD.parse(text) == OXFORD.find(f"{text}: maps") == expected
    twice = Calendar(terms=(Term("A"), Term("B", None, ("a", "#"))))
    assert twice.parse("a") == twice.of_year(0)[0]
    assert twice.parse("#") is None


def test_every_kind_has_a_folder() -> None:
    """Pages of periods stand in a folder that is named after the kind; terms have their own."""
    assert [Calendar(kind).folder for kind in KINDS] == [f"{kind}s" for kind in KINDS]
    assert OXFORD.folder == "terms"
    assert len(set(FOLDERS.values())) == len(FOLDERS)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2020_3rd_quarter", "2020-q3"),
        ("2020-q1/2020_2nd_quarter", "2020-q2"),
        ("2020-q1/kernels", "2020-q1"),
        ("2020-q1/spring/may-forests", "2020-q1"),
        ("2020/q3/kernels", "2020-q3"),
        ("posts/2020/07/02-kernels", "2020-q3"),
        ("2020/kernels", ""),
        ("", ""),
    ],
)
def test_in_path(path: str, expected: str) -> None:
    """The nearest part of a path that names a period does so; year and part may be two folders."""
    assert id_of(Calendar().in_path(path)) == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(2017, 3, "season"), ["Fall 2017", "2017년 가을", "2017年秋", "2017年秋季"]),
        (Period(2020, 3), ["2020 Q3"] * 4),
        (
            Period(2022, 2, "semester"),
            ["2022 Semester 2", "2022년 2학기", "2022年後期", "2022年第二学期"],
        ),
        (Period(2023, 3, "month"), ["March 2023", "2023년 3월", "2023年3月", "2023年3月"]),
        (Period(2024, 1, "year"), ["2024", "2024년", "2024年", "2024年"]),
        (Period(2024, 1, "fiscal-year"), ["FY2024", "2024년도", "2024年度", "2024年度"]),
        (free("Michaelmas 2023"), ["Michaelmas 2023"] * 4),
    ],
)
def test_labels_follow_the_language(period: Period, expected: list[str]) -> None:
    """A period is called as the language does it."""
    said = [formats.period(period, words(name), name) for name in ("en", "ko", "ja", "zh")]
    assert said == expected


@pytest.mark.parametrize("unit", [*KINDS, "term"])
def test_words_follow_the_unit(unit: str) -> None:
    """What is said of periods says what they are, in every language; a site's words win."""
    for language in languages():
        said = words(language, {}, unit)
        assert said.keys() == words(language).keys()
        if unit != "quarter":
            assert said["periods"] == said[f"{unit}s"]
            assert said["periods_many"] == said[f"{unit}s_many"]
    assert words("en", {}, unit)["period"] == unit.capitalize()
    assert words("en", {"period": "Sprint"}, unit)["period"] == "Sprint"


@often
@given(calendars, days, st.sampled_from(languages()))
def test_names_round_trip(calendar: Calendar, day: date, language: str) -> None:
    """What paths, readers and every language call a period names it, under its calendar."""
    period = calendar.of_date(day)
    if period is not None:
        said = formats.period(period, words(language), language)
        for text in (period.id, period.label, said):
            assert calendar.parse(text) == calendar.find(text) == period
        assert calendar.find(f"papers of {period.label}, all") == period
        assert "/" not in period.id


@often
@given(calendars, days, days)
def test_later_days_lie_in_no_earlier_period(calendar: Calendar, one: date, other: date) -> None:
    """Periods follow dates; a day before the first term lies in none."""
    first, second = (calendar.of_date(day) for day in sorted([one, other]))
    assert first is None or (second is not None and first <= second)


@often
@given(st.builds(Calendar, st.sampled_from(KINDS), st.integers(0, 12)), days, st.integers(0, 3000))
def test_between_is_gapless(calendar: Calendar, begin: date, count: int) -> None:
    """What lies between two periods is what the days between them lie in, in order."""
    end = min(begin + timedelta(days=count), date(2098, 12, 31))
    every = [calendar.of_date(begin + timedelta(n)) for n in range((end - begin).days + 1)]
    first, last = every[0], every[-1]
    assert first is not None
    assert last is not None
    assert calendar.between(first, last) == [period for period, _ in itertools.groupby(every)]


@often
@given(calendars, st.text() | st.from_regex(r"[2-4QqHh年春月년월봄 ./~#'_-]{0,9}"))
def test_nothing_raises(calendar: Calendar, text: str) -> None:
    """Any text can be searched for a period, and a whole period is also found."""
    parsed = calendar.parse(text)
    assert parsed is None or calendar.find(text) == parsed
    assert parsed is None or calendar.parse(unicodedata.normalize("NFD", text)) == parsed
    calendar.in_path(text)
    assert free(text, text).id


def test_between_unknown_periods() -> None:
    """Where a period is not of the calendar, nothing is made up between it and others."""
    unknown, known = free("Season #17"), Period(2020, 3)
    assert CALENDAR.between(unknown, known) == [unknown, known]
    assert CALENDAR.between(known, unknown) == []
    assert OXFORD.between(*OXFORD.of_year(2024)) == OXFORD.of_year(2024)


def test_long_texts_are_read_to_some_length() -> None:
    """A name of a period stands at the beginning of a text, and a cut makes none."""
    assert CALENDAR.find("2020 Q3 " + "x" * 10**6) == Period(2020, 3)
    assert CALENDAR.find("x " * 100 + "2020 Q3") == Period(2020, 3)
    assert CALENDAR.find("x " * 200 + "2020 Q3") is None
    assert CALENDAR.find("x" * 290 + " 2020 Q3333") is None


@pytest.mark.parametrize(
    ("calendar", "title", "shown"),
    [
        (CALENDAR, "2020_3rd_quarter", "2020 Q3"),
        (CALENDAR, "20년 3분기", "2020 Q3"),
        (CALENDAR, "Our 2020_3rd_quarter", "Our 2020_3rd_quarter"),
        (CALENDAR, "2020-07", "2020-07"),
        (CALENDAR, "fall17", "fall17"),
        (CALENDAR, "Friday readings", "Friday readings"),
        (Calendar("season"), "fall17", "2017년 가을"),
        (Calendar("semester"), "fall17", "fall17"),
        (Calendar("semester"), "2022_1st_semester", "2022년 1학기"),
        (Calendar("month"), "2020-07", "2020년 7월"),
        (Calendar("year", 4), "FY24", "2024년도"),
        (OXFORD, "HT24", "Hilary 2024"),
        (OXFORD, "2020 Q3", "2020 Q3"),
    ],
)
def test_shown_title(calendar: Calendar, title: str, shown: str) -> None:
    """A page title that is nothing but a period of the group is shown as people read it."""
    assert formats.shown_title(title, calendar, words("ko"), "ko") == shown
