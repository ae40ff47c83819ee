"""One law: the headings that the parser sees are those that Python-Markdown makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import markdown
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from mkdocs_paperreview.syntax import formulas
from mkdocs_paperreview.syntax.headings import headings
from mkdocs_paperreview.syntax.lines import scan

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from markdown import Markdown

FORMULA = "§"
"""What stands for a formula, of which Python-Markdown sees but a token."""

ON_PURPOSE = {
    "dashes under an item, a quotation or a row of a table are a rule for those who write them": (
        r"^[ \t]*(?:[>|]|[-*+][ \t]|\d+\.[ \t]).*\n(?:=+|-+)[ \t]*$"
    ),
    "what is glued under indented text of a list is no part of the item for those who write it": (
        r"(?s)^ {0,3}(?:[-*+]|\d+\.) .*?^(?: {4}| {0,3}\t)[^\n]*\n(?=[^ \t\n])"
    ),
    "a formula over lines is one line for Python-Markdown, and its last line may be underlined": (
        r"\$\$[^\n]*\n(?:=+|-+)[ \t]*$"
    ),
    "a line that a comment or a tag ends is not read on, even where words stand behind": (
        r">[^\n]*\n(?:=+|-+)[ \t]*$"
    ),
}
"""Why some texts are kept out, and how they are known.

Three more are never made here. What is opened and never closed hides nothing, or nothing beyond
the next blank line, while Python-Markdown lets a tag hide all that follows. A fence is closed by a
longer one, and may be indented or named freely, as other readers of Markdown have it. And a comment
hides its lines even inside of ``<b>`` or the like, of which versions of Python-Markdown differ.
"""

_TOKEN = re.compile(r"\x02paperreview\d+\x03")


class _Seen(Treeprocessor):
    """Notes the headings at the top of the tree, with their text as it is in the source."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: list[tuple[int, str]] = []

    def run(self, root: Element) -> None:
        self.found = [
            (int(node.tag[1]), _TOKEN.sub(FORMULA, node.text or ""))
            for node in root
            if re.fullmatch("h[1-6]", node.tag)
        ]


class _Watch(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        self.seen = _Seen(md)
        md.treeprocessors.register(self.seen, "seen", 25)


def made(text: str) -> list[tuple[int, str]]:
    """Return level and text of the headings that Python-Markdown makes at the top level."""
    watch = _Watch()
    markdown.markdown(text, extensions=["fenced_code", "paperreview", watch])
    return [(level, bare(words)) for level, words in watch.seen.found]


def seen(text: str) -> list[tuple[int, str]]:
    """Return level and text of the headings that the parser sees."""
    return [(found.level, bare(without_formulas(found.text))) for found in headings(scan(text))]


def without_formulas(text: str) -> str:
    """Return ``text`` with a sign for each formula."""
    result: list[str] = []
    position = 0
    for formula in formulas(text):
        result += [text[position : formula.span.start], FORMULA]
        position = formula.span.end
    return "".join([*result, text[position:]])


def bare(text: str) -> str:
    """Return ``text``, blanks folded, without marks at its end; they are taken off differently."""
    return " ".join(text.split()).rstrip("# ")


def lines(*choices: str, least: int = 1, most: int = 3) -> st.SearchStrategy[str]:
    """Return a strategy for a few of these lines."""
    return st.lists(st.sampled_from(choices), min_size=least, max_size=most).map("\n".join)


def between(before: str, behind: str) -> Callable[[str], str]:
    """Return what puts a text between two others."""
    return lambda text: f"{before}{text}{behind}"


titles = st.sampled_from(["Maps", "a b", "$x_1$ of y", "`code` x", "*em* and", "x"])

marked = st.builds(
    "{}{}{}{}".format,
    st.integers(1, 7).map("#".__mul__),
    st.sampled_from(["", " ", "  ", "\t"]),
    titles,
    st.sampled_from(["", " #", "##", " ##  ", "\\", "\\#", "\\\\", " "]),
)
underlined = st.builds(
    "{}{}\n{}{}".format,
    st.sampled_from(["", "  ", "\t"]),
    titles,
    st.sampled_from(["=", "==", "=====", "-", "--", "---", "------"]),
    st.sampled_from(["", " ", "\t"]),
)

CODE = (
    "# c",
    "text",
    "Maps",
    "===",
    "---",
    "",
    "<!-- x -->",
    "<!--",
    "<div>",
    "$$",
    "    x",
    "- i",
)


def fenced(mark: str, other: str) -> st.SearchStrategy[str]:
    """Return a strategy for closed fences of a mark, which may hold shorter ones and others."""
    info = st.sampled_from(["", " python", "python", " {.python}"])
    code = st.lists(st.sampled_from([*CODE, other * 3, other * 4]), max_size=4)
    short = st.builds(lambda i, c: "\n".join([mark * 3 + i, *c, mark * 3]), info, code)
    long = st.builds(
        lambda i, c, d: "\n".join([mark * 4 + i, *c, mark * 3, *d, mark * 4]), info, code, code
    )
    return short | long


hidden = lines("# hidden", "text", "", "Title\n===", "<b>x</b>", least=0)
tags = st.sampled_from(["div", "p", "section", "style", "table", "DIV", "details"])
html = st.one_of(
    st.builds("<{0}>\n{1}\n</{0}>".format, tags, hidden),
    st.builds("   <{0}>\n{1}\n   </{0}>".format, tags, hidden),
    st.builds("text\n<{0} a='b'>\n{1}\n</{0}>\nMaps\n===".format, tags, hidden),
    st.sampled_from(["<br/>", "<br/>\n# x", "<hr>", "<p>one</p>", "<span>x</span>", "<div/>"]),
    st.sampled_from(["<div>x</div> text", "a <div>", "`<div>`", "<b>\n# x\n</b>", "</div>"]),
    st.sampled_from(["<details>\n<summary>x</summary>\n\n# in\n</details>", "a < b", "&amp;"]),
)
comments = st.one_of(
    hidden.map(between("<!--\n", "\n-->")),
    st.sampled_from(["<!-- # x -->", "<!-- a --> text", "text <!-- c -->", "<!-->", "<!---->"]),
)
formula_lines = lines("x", "=", "-", "# x", "a + b", "---")
math = st.one_of(
    formula_lines.map(between("\n\n$$\n", "\n$$\n\n")),
    st.builds(
        "{}$$\n{}\n$${}".format,
        st.sampled_from(["", "text\n", "text ", "- a "]),
        formula_lines,
        st.sampled_from(["", " text", "\ntext"]),
    ),
    st.sampled_from(["\\[", "\\]", "\\begin{a}", "\\end{a}", "$ 5", "$a\n# b$"]),
)
notes = st.one_of(
    lines("- a", "* b", "1. c", "    - d", "  lazy", "+ e"),
    lines("> a", "> # q", "> Title\n> ===", "lazy"),
    lines("    code", "\tcode", "    # x", "\t# x", "    Title\n    ==="),
    lines(
        "| a | b |", "|---|---|", "!!! note", "Term\n: def", "1) x", "\\# no", "   # not", "#\tx"
    ),
)
unclosed = st.sampled_from(["`````", "~~~~~", "<!--", "-->", "$$"])
others = st.sampled_from(
    ["", "", "text", " x", "***", "- - -", "___", "===", "---", "=", "--", "\r"]
)

elements = st.one_of(
    *(marked, marked, underlined, underlined, others, others),
    *(fenced("`", "~"), fenced("~", "`"), html, comments, math, notes, unclosed),
)
documents = st.lists(elements, max_size=9).map("\n".join)
"""What Python-Markdown and the parser could see differently, in any order."""


@settings(
    derandomize=True,
    deadline=None,
    max_examples=600,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(documents)
@example("```\ncode\n```\nMaps\n===")
@example("<!-- # x -->\nMaps\n---")
@example("text\n***\nMaps\n===")
@example("    code\nMaps\n===")
@example("text\nMaps\n===")
@example("# Maps \\\n# C\\#")
@example("$$\nx\n=\ny\n$$")
@example("text $$\nx\n=\ny\n$$ text\n\n# Maps")
@example("<!--\n```\n-->\n```\n# Maps")
@example("<div>\n```\n</div>\n```\n# hidden\n</div>\n# Maps")
@example("\tMaps\n===")
def test_headings_are_those_of_markdown(text: str) -> None:
    """The headings at the left margin are those that Python-Markdown makes, in level and text."""
    assume(not any(re.search(known, text, re.MULTILINE) for known in ON_PURPOSE.values()))
    assert seen(text) == made(text)
