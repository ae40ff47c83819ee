"""Promises that hold for any text, tried on texts that are made up."""

from __future__ import annotations

import gc
import itertools
import re
import unicodedata
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import markdown
import pytest
from documents import read_html
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mkdocs_paperreview.naming import anchor, key, path_names
from mkdocs_paperreview.period import CALENDAR, Period
from mkdocs_paperreview.sources import collect, decode
from mkdocs_paperreview.syntax import (
    forget_parsed,
    formulas,
    make_grammar,
    parse,
    read_page,
    safe_url,
    wrong_settings,
)
from mkdocs_paperreview.syntax.dates import read_date
from mkdocs_paperreview.syntax.excerpts import LONGEST, excerpt
from mkdocs_paperreview.syntax.formulas import paragraphs
from mkdocs_paperreview.syntax.grammar import DATE_ORDERS
from mkdocs_paperreview.syntax.lines import ITEM, scan
from mkdocs_paperreview.syntax.regions import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_paperreview.model import Review

often = settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""The same examples on every run, however slow the machine is."""

seldom = settings(often, max_examples=120)
"""For what renders pages."""

PATH = "2020_3rd_quarter.md"
LINKS = "[[paper link](https://example.org/a.pdf), [slides](???)]"

TRAPS = (
    "# Sparse Kernels",
    "## Mina Okafor, Jun Seo, ICLR 2020",
    f"### 발표자: 한서윤 {LINKS}",
    "### Presenter:",
    "#### **Presenter:** Lena Foss & 오지호",
    "Sparse Kernels\n===",
    "# Sparse Kernels {#sparse}",
    "***",
    "---",
    "___",
    "===",
    "```",
    "````",
    "~~~ python",
    "<!--",
    "-->",
    "$$",
    "$",
    "\\$$",
    "\\[",
    "\\]",
    "\\(",
    "\\)",
    "\\begin{align}",
    "\\end{align}",
    "<div>",
    "</div>",
    '<p align="center">',
    "<p",
    "<img src=",
    "![x](",
    "[[",
    "](",
    ")]",
    "]([",
    "<https://example.org>",
    "https://example.org/a(b",
    "`",
    "``",
    "&amp;#106;",
    "&#0;",
    "\\",
    "{#",
    "    ",
    "\t",
    "- ",
    "> ",
    "1. ",
    "\ufeff",
    "\u200b",
    "\x00",
    "\x02",
    "\x03",
    "\r",
    "\r\n",
    "\x0b",
    "\x1c",
    "\u2028",
    "\x85",
    "---\ntitle: 2020_3rd_quarter\n---",
    "---\ndate: 2020-13-45\n---",
    "---\n- a\n---",
    "---\ntitle: Sparse Kernels\npresenter: [Lena Foss, {name: 오지호}]\ndate: 2020-07-02\n---",
    "---\npresenter: Lena Foss\nslides: javascript:x\nstatus: someday\ntags: {a: b}\n---\n# A",
    "---\nsessions:\n  - title: {Title}\n    presenter: {Your name}\n    links: [[a], b]\n---",
    "---\npapers: [{title: Sparse Kernels, speaker: Lena Foss (draft)}, cancelled, ~]\n---",
    "!!! info",
    "    - **Presenter:** Lena Foss",
    "    - Date: next Thursday",
    "```{admonition} Session",
    "- Presenter: {Your name}",
    "Presenter: Lena Foss (KAIST), 오지호 (No meeting, Spring Break)",
    "### Presenter: Lena Foss; Omar Haddad; Univ. of Oslo, Norway (TBD)",
    "- Authors: Mina Okafor (KAIST), Jun Seo, Jr., Seoul, Korea, Nature 2021",
    "- Date: 2020-07-02",
    "### Date: 03/05/2023",
    "## 2020-07-02",
    "Status: in progress",
    "- Year: '21",
    "- Tags: a, b; #c",
    "<!-- paperreview: off -->",
    "<!-- paperreview: on -->",
    '<!-- paperreview: reviews presenter="x" -->',
    "<!-- paperreview: nonsense -->",
    "| a | b |",
    "|---|---|",
    "",
)
"""What real files hold, and what they could hold."""

words = st.one_of(st.sampled_from(TRAPS), st.text(max_size=8))
lines = st.lists(words, max_size=14)
traps = st.one_of(lines.map("\n".join), lines.map("".join), lines.map("\n\n".join), st.text())
"""Any text, and traps put together in any order."""

SIGNED = ("a", "$b$", "$$", "\\(c", "\\)", "- d", "> 1. $e$", "# $f$", "#", "    g", "", "```")
near_formulas = st.sampled_from((*SIGNED, "<!--", "-->", "<p>", "</p>"))
dense = st.lists(near_formulas, max_size=12).map("\n".join)
"""Lines around formulas, each of which may end a paragraph or begin one."""

SEPARATORS = ("", " ", "\n")

NAMES = ("한서윤", "오지호", "Lena Foss", "Omar Haddad")
TITLES = ("Sparse Kernels", "Quiet Gradients", "희소 커널", "A Net: 2.0", "On $$x_1$$", "Title?")
NOTES = (
    "- a note",
    "text\n\n***\n\ntext",
    "```\n# Code\n### 발표자: 한서윤\n```",
    "$$\nx\n=\ny\n$$",
    '<p align="center">\n<img src="a.png">\n</p>',
    "# Heading\ntext",
    "",
)
BETWEEN = ("\n\n", "\n***\n\n", "\n\n---\n\n", "\n\n\n\n")


def block(title: str, presenter: str, notes: str = "- a note") -> str:
    """Return a review block."""
    return f"# {title}\n## Mina Okafor, Jun Seo\n### 발표자: {presenter} {LINKS}\n{notes}\n"


blocks = st.builds(block, st.sampled_from(TITLES), st.sampled_from(NAMES), st.sampled_from(NOTES))
pages = st.builds(
    lambda before, found, between: before + between.join(found),
    st.sampled_from(["", "Welcome.\n\n", "---\ntitle: 2020_3rd_quarter\n---\n\n", "\n\n"]),
    st.lists(blocks, min_size=1, max_size=5),
    st.sampled_from(BETWEEN),
)


def reviews(text: str) -> tuple[Review, ...]:
    """Return the reviews of a page."""
    return read_page(PATH, text).page.reviews


def with_extension(text: str) -> str:
    """Return what Markdown makes of ``text`` with our extension."""
    return markdown.markdown(text, extensions=["paperreview"])


def assert_apart(spans: Sequence[tuple[int, int]], size: int) -> None:
    """Check that stretches of a text are in order, disjoint, and inside of it."""
    assert all(0 <= start <= end <= size for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@often
@given(traps)
def test_parsing_never_raises(text: str) -> None:
    """Any text can be parsed, searched for formulas, and read as a file."""
    parse(text)
    formulas(text)
    read_page(PATH, text)
    read_page(text, text)


@often
@given(st.binary() | traps.map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_collecting_never_raises(data: bytes) -> None:
    """Any bytes can be read, whatever they were meant to be."""
    assert "\0" not in decode(data).text
    collect([(PATH, data)])


@seldom
@given(traps)
def test_rendering_never_raises(text: str) -> None:
    """Any text can be rendered."""
    with_extension(decode(text.encode("utf-8", "replace")).text)


@often
@given(traps)
def test_reviews_stand_apart(text: str) -> None:
    """Reviews are in order and disjoint, and each begins on the line that it names.

    One that front matter tells of begins behind it.
    """
    found = reviews(text)
    assert_apart([(review.span.start, review.span.end) for review in found], len(text))
    for review in found:
        assert review.span.start <= review.notes.start <= review.notes.end <= review.span.end
        begins = text.count("\n", 0, review.span.start) + 1
        assert begins == review.line or (text.startswith("---") and begins > review.line)
        told = begins > review.line
        assert told or review.span.start == 0 or text[review.span.start - 1] == "\n"


@often
@given(traps)
def test_formulas_stand_apart(text: str) -> None:
    """Formulas are in order and disjoint, and each is a stretch of the text."""
    found = formulas(text)
    assert_apart([(formula.span.start, formula.span.end) for formula in found], len(text))
    for formula in found:
        assert formula.tex in formula.span.of(text)


def paragraphs_line_by_line(text: str) -> list[tuple[int, int]]:
    """Return all paragraphs in which a formula may stand, as a look at each line tells."""
    scanned = scan(text)
    lines, kinds = scanned.source.lines, scanned.kinds
    found: list[tuple[int, int]] = []
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is not Kind.MATH and (kind is not Kind.TEXT or scanned.source.blank(index)):
            continue
        first, end = found[-1] if found else (0, -1)
        inside = kind is Kind.MATH and kinds[index - 1] is Kind.MATH
        is_new = ITEM.match(line) or line.startswith("#") or lines[index - 1].startswith("#")
        if end == index and (inside or not is_new):
            found[-1] = (first, index + 1)
        else:
            found.append((index, index + 1))
    return found


@often
@given(traps | dense)
@example("a\n- $b$\nc\n# d\n$e\nf$\n# $g$\nh")
@example("$$\n- a\n$$\n- $$\n  b\n  $$")
@example("a $b$\n- $$\n  c\n  $$")
@example("```\n$a$\n```\n$b$\n```\n```")
def test_formulas_are_looked_for_in_paragraphs(text: str) -> None:
    """The paragraphs with a sign of formulas are those that a look at each line would tell."""
    lines = scan(text).source.lines
    assert list(paragraphs(scan(text))) == [
        (first, end)
        for first, end in paragraphs_line_by_line(text)
        if any("$" in line or "\\" in line for line in lines[first:end])
    ]


@often
@given(traps)
def test_excerpts_are_short_and_clean(text: str) -> None:
    """Any notes have an excerpt of bounded length, without control characters, with words in it."""
    parts = excerpt(scan(text), 0, text.count("\n") + 1)
    assert sum(len(part.text) for part in parts) <= LONGEST + len("…")
    for part in parts:
        assert part.kind in {"text", "code", "formula"}
        assert part.text
        assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in part.text)
        assert not re.search("[\ufdd0-\ufdef]", part.text)
    assert not parts or any(c.isalnum() for part in parts for c in part.text)


@often
@given(
    st.sampled_from(SEPARATORS).flatmap(lambda sign: st.lists(words, max_size=90).map(sign.join))
)
def test_excerpts_keep_their_blanks(text: str) -> None:
    """An excerpt neither begins nor ends with a blank, and never has two in a row."""
    parts = excerpt(scan(text), 0, text.count("\n") + 1)
    shown = "".join(part.text if part.kind == "text" else "x" for part in parts)
    assert shown == " ".join(shown.split())


@often
@given(traps)
def test_problems_stand_in_the_text(text: str) -> None:
    """A problem names a line that there is."""
    for problem in read_page(PATH, text).problems:
        assert 0 <= problem.line <= text.count("\n") + 1


@pytest.mark.parametrize("order", DATE_ORDERS)
def test_every_order_of_dates_tells_the_day(order: str) -> None:
    """An order that a site may set tells which day a short date is."""
    assert not wrong_settings({"date_order": order})
    day = read_date("03.05.04", make_grammar({"date_order": order}).date_order)
    assert day.day is not None
    assert not day.ambiguous


@often
@given(pages)
def test_every_block_is_found(text: str) -> None:
    """Each block gives one review, on the line of its title, with its own words."""
    found = reviews(text)
    starts = [n for n, line in enumerate(text.split("\n"), 1) if line.startswith("## Mina")]
    assert [review.line + 1 for review in found] == starts
    for review in found:
        assert text.split("\n")[review.line - 1] == f"# {review.paper.title}"
        assert review.presenters[0] in review.span.of(text)
        assert review.presenters[0] not in review.notes.of(text).partition("```")[0]


@often
@given(traps)
def test_anchors_are_unique(text: str) -> None:
    """No two reviews of a page share an anchor, and none is empty."""
    anchors = [review.anchor for review in reviews(text)]
    assert len(anchors) == len(set(anchors))
    assert all(anchors)


@often
@given(
    st.permutations([(title, name) for title in TITLES[:3] for name in NAMES[:2]]),
    st.integers(min_value=1, max_value=6),
)
def test_anchors_do_not_depend_on_order(pairs: list[tuple[str, str]], number: int) -> None:
    """A review has one anchor wherever it stands, even where its title stands twice."""
    chosen = pairs[:number]
    forward = anchors_of(chosen)
    assert anchors_of(chosen[::-1]) == forward
    assert anchors_of(sorted(chosen)) == forward


@often
@given(
    st.lists(st.sampled_from(TITLES), unique=True, min_size=2),
    st.integers(0, 9),
    st.sampled_from(["", "---\nlayout: post\n---\n"]),
)
def test_anchors_do_not_depend_on_neighbours(titles: list[str], place: int, before: str) -> None:
    """An anchor does not change when a block is inserted above, or one is removed."""
    pairs = [(title, NAMES[0]) for title in titles]
    all_anchors = anchors_of(pairs, before)
    del pairs[place % len(pairs)]
    for pair, name in anchors_of(pairs).items():
        assert all_anchors[pair] == name
        assert name == anchor(pair[0])


def anchors_of(pairs: Sequence[tuple[str, str]], before: str = "") -> dict[tuple[str, str], str]:
    """Return title and presenter → anchor, for a page of such blocks."""
    found = reviews(before + "\n".join(block(*pair) for pair in pairs))
    return {(review.paper.title, review.presenters[0]): review.anchor for review in found}


@often
@given(traps)
def test_text_without_a_label_holds_no_review(text: str) -> None:
    """Where nothing is followed by a colon there is no label, and the text is left as it is."""
    plain = text.replace(":", "").replace("：", "")
    assert not reviews(plain)
    md = markdown.Markdown(extensions=["paperreview"])
    source = plain.split("\n")
    assert md.preprocessors["paperreview-blocks"].run(list(source)) == source


@seldom
@given(traps)
def test_ordinary_page_is_none_of_our_business(text: str) -> None:
    """A text without labels, formulas and comments comes out as if we were not there."""
    plain = re.sub(r"[:：$\\]|<!--", "", text)
    assert with_extension(plain) == markdown.markdown(plain)


PROSE = (
    "- a",
    "- b *em*",
    "    - nested",
    "    1. deeper",
    "1. one",
    "text *em* **strong** `code` [link](a.md) <span>x</span>",
    "text &amp; < > \" ' ]]>",
    "> quotation",
    "***",
    '<p align="center">centred</p>',
    "<div>\nraw *html*\n</div>",
    "    indented code",
    "two blanks  ",
    "[definition]: https://example.org",
    "see [definition]",
    "| a | b |",
    "|---|---|",
    "한글 **강조**입니다.",
    "Presenter: a line of the notes",
    "```\n# code\n```",
    "",
    "",
)


@seldom
@given(st.lists(st.sampled_from(PROSE), max_size=12))
@example(["    indented code"])
@example(["", "", "- a", "***", "<div>\nraw *html*\n</div>"])
def test_notes_are_the_writers(prose: list[str]) -> None:
    """Notes come out as Markdown makes them without us."""
    notes = "\n".join([*prose, "", "end"])
    names = ["tables", "fenced_code"]
    page = markdown.markdown(
        block("Sparse Kernels", "한서윤", notes), extensions=[*names, "paperreview"]
    )
    _, _, behind = page.partition('<div class="paperreview-card__notes">')
    inner, end, _ = behind.rpartition("</div>\n</article>")
    assert end
    assert inner.strip() == markdown.markdown(notes, extensions=names).strip()


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onclick="alert(1)',
    "]]>",
    "-->",
    "&",
    "&lt;b&gt;",
    "&amp;lt;b&amp;gt;",
    "</h2>",
    "</article>",
    "{{ 1 }}",
    "{% x %}",
    "\x01",
    "\ufffe",
    "\ud7ff",
    "한",
    " a ",
)
OURS = frozenset(["article", "h2", "p", "span", "a", "em", "strong", "code", "div"])
hostile = st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join)


@seldom
@given(title=hostile, authors=hostile, name=hostile, label=hostile, target=hostile)
def test_header_never_becomes_markup(
    title: str, authors: str, name: str, label: str, target: str
) -> None:
    """Whatever stands in a title, a name or a link, the card holds our elements and no others."""
    text = (
        f"# T {title}\n## A {authors}\n### 발표자: N {name} [[L {label}](https://x.org/{target})]\n"
    )
    root = read_html(with_extension(text))
    (card,) = root.all("article")
    assert {node.tag for node in card.walk()} <= OURS
    assert not [name for node in card.walk() for name in node.attributes if name.startswith("on")]


SCHEMES = (
    "javascript",
    "JavaScript",
    "vbscript",
    "data",
    "java",
    "script",
    "&#106;avascript",
    "&#x6a;avascript",
    "&amp;#106;avascript",
    "&amp;amp;#106;avascript",
)
JOINTS = (
    ":",
    "&colon;",
    "&#58;",
    "&#x3a;",
    "&amp;colon;",
    "：",
    "\t",
    "\n",
    "\r",
    "\x00",
    "\x01",
    " ",
    "\u00a0",
    "\u200b",
    "&Tab;",
    "&NewLine;",
    "&amp;Tab;",
    "&#9;",
    "/",
    "//",
    "#",
    "?",
    "%3a",
    "alert(1)",
    "text/html,",
    "http:",
    "https://example.org/",
    "<",
    ">",
    "[",
    "](",
)
targets = st.lists(st.sampled_from(SCHEMES + JOINTS) | st.text(max_size=2), max_size=7)


def runs(address: str) -> bool:
    """Return whether a browser runs what ``address`` holds (WHATWG URL, basic parser)."""
    bare = re.sub(r"[\t\r\n]", "", address.lstrip("".join(map(chr, range(0x21)))))
    return re.match(r"(?:javascript|data|vbscript):", bare, re.IGNORECASE) is not None


@settings(often, max_examples=1000)
@given(targets.map("".join))
@example("javascript:alert(1)")
@example("&#106;avascript:alert(1)")
@example("java\tscript&colon;alert(1)")
def test_safe_address_never_runs(target: str) -> None:
    """An address that is handed out is none that a browser runs, and can stand between quotes."""
    url = safe_url(target)
    if url is not None:
        assert not runs(url)
        assert not set(url) & set('" \t\r\n\x00')


@seldom
@given(targets.map("".join))
@example("&amp;#106;avascript:alert(1)")
@example("javascript&amp;colon;alert(1)")
def test_button_never_runs(target: str) -> None:
    """No link of a card leads to anything that a browser would run."""
    text = block("Sparse Kernels", "한서윤").replace("???", target)
    for link in read_html(with_extension(text)).all("a"):
        assert not runs(link.attributes.get("href", ""))


names = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from([".", "/", "\\", " ", "-", "con", "nul", "a", "A", "한", "é", "\x00", ":"]),
        max_size=8,
    ).map("".join),
    st.text(min_size=60, max_size=300),
)


@often
@given(st.lists(names.filter(key), max_size=8))
def test_path_names_are_safe_and_distinct(texts: list[str]) -> None:
    """Names that differ have paths that differ, each safe on every file system."""
    found = path_names(texts)
    assert set(found) == set(map(key, texts))
    assert max(Counter(found.values()).values(), default=1) == 1
    for name in found.values():
        assert_safe_on_file_systems(name)


def assert_safe_on_file_systems(name: str) -> None:
    """Check that ``name`` can be a file or a folder anywhere, and is no hidden one."""
    assert name
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert not set('/\\:*?"<>|') & set(name)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in name)
    assert name.partition(".")[0].lower() not in {"con", "prn", "aux", "nul", "index", "readme"}
    assert len(name.encode()) <= 120


LETTERS = "abcxyzABCXYZ éÉöß한글강진구윤오ガダｶﾞ李明Жж.-'"
people = st.text(st.sampled_from(LETTERS), max_size=20)


@often
@given(st.text() | people)
def test_key_is_its_own_key(text: str) -> None:
    """The key of a key is the key."""
    assert key(key(text)) == key(text)


@often
@given(people)
def test_key_is_shared_by_variants(text: str) -> None:
    """Normal form, width, case and blanks make no difference."""
    variants = (
        unicodedata.normalize("NFC", text),
        unicodedata.normalize("NFD", text),
        unicodedata.normalize("NFKC", text),
        text.lower(),
        text.upper(),
        text.casefold(),
        f"  {text}\t",
        text.replace(" ", "  "),
        text.replace(" ", "\u3000"),
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    )
    assert {key(variant) for variant in variants} == {key(text)}


quarters = st.builds(Period, st.integers(1950, 2099), st.integers(1, 4))


@often
@given(quarters, quarters)
def test_periods_round_trip_and_sort(one: Period, other: Period) -> None:
    """A period's identifier and label name it, and identifiers sort as periods do."""
    for period in (one, other):
        assert CALENDAR.parse(period.id) == CALENDAR.parse(period.label) == period
        assert CALENDAR.find(f"papers of {period.label}, all") == period
    assert (one < other) == (one.id < other.id)


@often
@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.dates(date(1950, 1, 1)))
def test_periods_follow_dates(one: date, other: date) -> None:
    """A later day lies in no earlier period."""
    first, second = map(CALENDAR.of_date, sorted([one, other]))
    assert first is not None
    assert second is not None
    assert first <= second


@often
@given(st.text())
def test_periods_never_raise(text: str) -> None:
    """Any text can be searched for a period, and a whole period is also found."""
    assert CALENDAR.parse(text) is None or CALENDAR.find(text) == CALENDAR.parse(text)


def test_reading_leaves_the_search_for_garbage_as_it_was() -> None:
    """Python looks for dead objects after a text is read where it did so before, and only there."""
    before = gc.isenabled()
    try:
        for wanted in (True, False):
            (gc.enable if wanted else gc.disable)()
            forget_parsed()
            parse(block("Sparse Kernels", "Lena Foss"))
            assert gc.isenabled() is wanted
    finally:
        (gc.enable if before else gc.disable)()
