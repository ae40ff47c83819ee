"""Texts that nobody writes, made of one sign or line over and over, of any size.

Each is a trap for a parser that looks at a text again and again. `TEXTS` maps a name to a function
that makes such a text of about so many characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "# Sparse Kernels\n"
LABEL = "### Presenter: Mina Okafor"
BLOCK = f"{TITLE}{LABEL}\n"
RUNS = 4
"""Characters of a line for each of its marks, where the runs of marks grow."""


def repeated(unit: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    """Return what makes a text of one unit over and over."""
    return lambda size: f"{before}{unit * max(1, size // len(unit))}{behind}"


def numbered(unit: str, before: str = "") -> Callable[[int], str]:
    """Return what makes a text of one unit over and over, its number in the place of ``{}``."""
    return lambda size: before + "".join(unit.format(n) for n in range(size // (len(unit) + 4)))


def growing(mark: str, behind: str = "x\n", *, falling: bool = False) -> Callable[[int], str]:
    """Return what makes a text of runs of a mark, each of another length."""

    def made(size: int) -> str:
        longest = max(2, int((2 * size) ** 0.5))
        lengths = range(longest, 2, -1) if falling else range(3, longest)
        return "".join(mark * length + behind for length in lengths)

    return made


def nested(size: int) -> str:
    """Return a list in lists."""
    return "".join(f"{'  ' * (n % 60)}- a\n" for n in range(size // 64))


def deep_front_matter(size: int) -> str:
    """Return front matter of lists in one another."""
    return f"---\nx: {'[' * (size // 2)}{']' * (size // 2)}\n---\n{BLOCK}"


TEXTS: dict[str, Callable[[int], str]] = {
    # one sign
    "#": repeated("#"),
    "# as lines": repeated("#\n"),
    "headings": repeated("# a\n"),
    "[": repeated("["),
    "]": repeated("]"),
    "$": repeated("$"),
    "$x ": repeated("$x "),
    "$x$ ": repeated("$x$ "),
    "$$x$$ ": repeated("$$x$$ "),
    "$x$ lines": repeated("$x$\n"),
    "\\(x\\) ": repeated("\\(x\\) "),
    "$$ lines": repeated("$$\n\n"),
    "$$a lines": repeated("$$a\n"),
    "a $$ lines": repeated("a $$\n"),
    "a $$ paragraphs": repeated("a $$ b $$ c $$\n\n"),
    "$$ never closed": repeated("a\n", before="$$\n"),
    "\\$ lines": repeated("\\$ $a\n"),
    "<": repeated("<"),
    "<!--": repeated("<!--"),
    "<!-- lines": repeated("<!--\n"),
    "<!-- x --> lines": repeated("<!-- x -->\n"),
    "-->": repeated("-->"),
    "one line": repeated("a"),
    "one line of Hangul": repeated("가나 다"),
    "one line with a tag": repeated("a", before="<"),
    "blanks": repeated(" "),
    "tabs": repeated("\t"),
    "blank lines": repeated("\n"),
    "returns": repeated("\r"),
    "\\r\\n lines": repeated("a\r\n"),
    "zero-width blanks": repeated("\u200b"),
    "combining marks": repeated("\u0301", before="# a", behind=f"\n{LABEL}\n"),
    "control characters": repeated("\x02", before="# a", behind=f"\n{LABEL}\n"),
    "backslashes": repeated("\\"),
    "\\(": repeated("\\("),
    "\\[": repeated("\\["),
    "entities": repeated("&amp;"),
    "entity in entity": repeated("amp;", before=f"{TITLE}{LABEL} [a](https://a.example/&"),
    "address of a number": repeated(
        "9", before=f"{TITLE}{LABEL} [a](https://a.example/&#", behind=";)\n"
    ),
    "number without end": repeated("9", before="# &#", behind=f";\n{LABEL}\n"),
    "`": repeated("`"),
    "` a": repeated("` a "),
    "growing `": growing("`", "x "),
    "growing ` in a title": lambda size: f"# {growing('`', 'x ')(size)}\n{LABEL}\n",
    "quotes": repeated("> "),
    "quote marks": repeated(">"),
    "quote lines": repeated("> a\n"),
    "items": repeated("- "),
    "numbers": repeated("1. "),
    "rules": repeated("* ", before=BLOCK, behind="a"),
    "rule lines": repeated("***\n", before=BLOCK),
    "underline": repeated("=", before="a\n"),
    "no underline": repeated("=", before="a\n", behind="b"),
    "underlined": repeated("a\n=\n"),
    "underlines": repeated("===\n"),
    "indented above an underline": repeated("    a\n", behind="b\n===\n"),
    "nested lists": nested,
    # code
    "fences": repeated("```\n"),
    "fences of tildes": repeated("~~~ a\n"),
    "one fence": repeated("~", behind="`"),
    "growing fences": growing("`"),
    "falling fences": growing("`", falling=True),
    "falling fences before short ones": lambda size: (
        growing("`", falling=True)(size // 2) + repeated("```\n\n")(size // 2)
    ),
    "fences before growing ones": growing("`", "\n"),
    "never closed fence": repeated("a\n", before="```\n"),
    # HTML
    "tags": repeated("<a "),
    "tags with attributes": repeated('<a b="c" '),
    "open tags": repeated("<div>\n\n"),
    "open tags of many names": numbered("<div>\n<x{}>\n\n"),
    "tags in tags": lambda size: "<div>" * (size // 11) + "\n" + "</div>" * (size // 11),
    "tags in tags, lines": lambda size: "<div>\n" * (size // 12) + "</div>\n" * (size // 12),
    "end tags": repeated("</div>\n"),
    "unfinished tags": repeated("<p \n"),
    "lines of tags": repeated("<p>x</p>\n"),
    "tags in a title": repeated("<b>", before="# ", behind=f"\n{LABEL}\n"),
    # a heading of a block
    "title of #": repeated("#", before="# a ", behind=f"b\n{LABEL}\n"),
    "title of <": repeated("<", before="# ", behind=f"\n{LABEL}\n"),
    "title of [": repeated("[", before="# ", behind=f"\n{LABEL}\n"),
    "title of [a](": repeated("[a](", before="# ", behind=f"\n{LABEL}\n"),
    "title of [a](b)": repeated("[a](b) ", before="# ", behind=f"\n{LABEL}\n"),
    "title of ()": repeated("()", before="# [a](", behind=f"\n{LABEL}\n"),
    "title of ![": repeated("![", before="# ", behind=f"\n{LABEL}\n"),
    "title of **": repeated("**a ", before="# ", behind=f"\n{LABEL}\n"),
    "title of *a": repeated("*a", before="# ", behind=f"\n{LABEL}\n"),
    "title of _a": repeated("_a ", before="# ", behind=f"\n{LABEL}\n"),
    "title of __a": repeated("__a ", before="# ", behind=f"\n{LABEL}\n"),
    "title of {": repeated("{", before="# a ", behind=f"}}\n{LABEL}\n"),
    "title of {#": repeated("{#", before="# a ", behind=f"}}\n{LABEL}\n"),
    "title of blanks": repeated(" ", before="# a", behind=f"b\n{LABEL}\n"),
    "title of -": repeated("-", before="# a", behind=f"b\n{LABEL}\n"),
    "title of $": repeated("$a ", before="# ", behind=f"\n{LABEL}\n"),
    "title of colons": repeated(":", before="# ", behind=f"\n{LABEL}\n"),
    "authors of commas": repeated(",", before=f"{TITLE}## ", behind=f"\n{LABEL}\n"),
    "authors": repeated("A. Lee, ", before=f"{TITLE}## ", behind=f"\n{LABEL}\n"),
    "authors of blanks": repeated(" ", before=f"{TITLE}## a", behind=f"b 2020\n{LABEL}\n"),
    "authors of brackets": repeated("(", before=f"{TITLE}## a", behind=f"\n{LABEL}\n"),
    "authors of semicolons": repeated("A (B); ", before=f"{TITLE}## ", behind=f"\n{LABEL}\n"),
    "authors of venues": repeated("NeurIPS ", before=f"{TITLE}## ", behind=f"\n{LABEL}\n"),
    "authors of years": repeated("2020 ", before=f"{TITLE}## ", behind=f"\n{LABEL}\n"),
    "authors of titles": repeated(
        "Proceedings of the ", before=f"{TITLE}## ", behind=f"\n{LABEL}\n"
    ),
    "authors of numbers": repeated("34th ", before=f"{TITLE}## ", behind=f"\n{LABEL}\n"),
    "presenters of commas": repeated(",", before=f"{TITLE}{LABEL} ", behind=" x\n"),
    "presenters": numbered("P{}, ", before=f"{TITLE}{LABEL} "),
    "presenters of blanks": repeated(" ", before=f"{TITLE}{LABEL}", behind="x\n"),
    "presenters of brackets": repeated("(", before=f"{TITLE}{LABEL} ", behind="\n"),
    "presenters of places": repeated("KAIST, ", before=f"{TITLE}{LABEL}, ", behind="\n"),
    "presenters of suffixes": repeated("Jr, ", before=f"{TITLE}{LABEL}, ", behind="\n"),
    "authors of places": repeated("KAIST, ", before=f"{TITLE}## A. Lee, ", behind=f"\n{LABEL}\n"),
    "authors of suffixes": repeated("Jr, ", before=f"{TITLE}## A. Lee, ", behind=f"\n{LABEL}\n"),
    "fields that nobody can read": repeated("- Date: soon\n", before=BLOCK),
    "headings that nobody can read": repeated("### Status: soon\n", before=BLOCK),
    "presenters of braces": repeated("{a} ", before=f"{TITLE}Presenter: ", behind="\n"),
    "presenters of statuses": repeated("(draft) ", before=f"{TITLE}{LABEL} ", behind="\n"),
    "presenters of and": repeated("and ", before=f"{TITLE}{LABEL} ", behind="\n"),
    "links of [": repeated("[", before=f"{TITLE}{LABEL} ", behind="\n"),
    "links of [a](": repeated("[a](", before=f"{TITLE}{LABEL} ", behind="\n"),
    "links of [a](b)": repeated(
        "[a](https://a.example), ", before=f"{TITLE}{LABEL} [", behind="]\n"
    ),
    "links of addresses": repeated("https://a.example ", before=f"{TITLE}{LABEL} ", behind="\n"),
    "one long address": repeated("a", before=f"{TITLE}{LABEL} https://a.example/", behind="\n"),
    "address of %": repeated("%25", before=f"{TITLE}{LABEL} [a](https://a.example/", behind=")\n"),
    "address of blanks": repeated(" ", before=f"{TITLE}{LABEL} [a](b", behind="c)\n"),
    "address of quotes": repeated(' "', before=f"{TITLE}{LABEL} [a](b", behind="c)\n"),
    "address of (": repeated("(", before=f"{TITLE}{LABEL} [a](b", behind="c)\n"),
    "address of <": repeated("<", before=f"{TITLE}{LABEL} [a](", behind="c)\n"),
    "address of labels": repeated("a.", before=f"{TITLE}{LABEL} [a](https://", behind="b)\n"),
    "address of full stops": repeated(".", before=f"{TITLE}{LABEL} https://a", behind="\n"),
    "words that come": repeated("slides | ", before=f"{TITLE}{LABEL} [a](b) ", behind="\n"),
    # lines of a block
    "labels": repeated(f"{LABEL}\n"),
    "labels below one title": repeated(f"{LABEL}\n", before=TITLE),
    "labels apart": repeated(f"{LABEL}\n\n", before=TITLE),
    "labels that convince nobody": repeated("# Date: 2020-01-01\nLeader: Ana Bo\n"),
    "labels among unread fields": repeated("# Date: soon\nLeader: Ana Bo\n"),
    "labels without a title": repeated(f"a\nb\nc\nd\n{LABEL}\n"),
    "lines that look like fields": repeated("Presenter: Mina Okafor\n"),
    "fields below a title": repeated("Presenter: Mina Okafor\n", before=TITLE),
    "bold fields": repeated("**Presenter:** Mina Okafor\n", before=TITLE),
    "fields in a list": repeated("- Presenter: Mina Okafor\n"),
    "fields in a list below a title": repeated("- Presenter: Mina Okafor\n", before=TITLE),
    "fields of any kind": repeated("- Ana: with a score function\n", before=TITLE),
    "dates": repeated("- Date: 2020-07-02\n", before=BLOCK),
    "tags of a block": repeated("a, ", before=f"{BLOCK}Tags: ", behind="\n"),
    "blocks": repeated(BLOCK),
    "blocks of many titles": numbered(f"# Kernels {{}}\n{LABEL}\n"),
    "blocks with plain fields": repeated(f"{TITLE}Presenter: Mina Okafor\nAuthors: A. Lee\n"),
    "blocks with rules": repeated(f"{BLOCK}***\n"),
    "blocks with an attribute list": repeated(f"# Sparse Kernels {{#sparse}}\n{LABEL}\n"),
    "titles without a label": repeated("# A\n## B\n"),
    "titles apart": repeated("# A\n\n## B, C\n\n"),
    "boxes": repeated("!!! info\n    - Presenter: Mina Okafor\n"),
    "box lines": repeated("!!! info\n"),
    "one box": repeated("    - Presenter: Mina Okafor\n", before=f"{TITLE}!!! info\n"),
    "fences of fields": repeated("```{admonition} a\n- Presenter: Mina Okafor\n```\n"),
    "bold marks": repeated("**"),
    "bold lines": repeated("**a\n"),
    "{": repeated("{"),
    "{{ a }}": repeated("{a} ", before=TITLE, behind=f"\n{LABEL}\n"),
    "tables": repeated("| a | b |\n|---|---|\n"),
    "pipes": repeated("|"),
    # notes
    "notes of images": repeated("<img ", before=BLOCK),
    "notes of image sources": repeated("<img src=", before=BLOCK),
    "notes of one image": repeated(" src", before=f"{BLOCK}<img"),
    "notes of ![a](": repeated("![a](", before=BLOCK),
    "notes of ![a](b)": repeated("![a](b)", before=BLOCK),
    "notes of ![": repeated("![", before=BLOCK),
    "notes of formulas": repeated("$$\nx\n$$\n\n", before=BLOCK),
    "notes of comments": repeated("<!--\nx\n-->\n", before=BLOCK),
    "notes of items": repeated("- ***\n", before=BLOCK),
    "notes of sentences": repeated("A. ", before=BLOCK),
    "notes of brackets": repeated("(", before=BLOCK),
    # directives
    "directives": repeated("<!-- paperreview: reviews -->\n"),
    "arguments": repeated("limit=5 ", before="<!-- paperreview: reviews ", behind="-->\n"),
    "argument without an end": repeated("a", before="<!-- paperreview: reviews ", behind=" -->\n"),
    "blanks in a directive": repeated(" ", before="<!-- paperreview: reviews", behind="a -->\n"),
    "blanks before a directive": repeated(" ", before="<!--", behind="paperreview: off -->\n"),
    "switches": repeated("<!-- paperreview: off -->\n# a\n<!-- paperreview: on -->\n"),
    "off": repeated("<!-- paperreview: off -->\n"),
    "on": repeated("<!-- paperreview: on -->\n"),
    # front matter
    "front matter": repeated("a: b\n", before="---\n", behind=f"---\n{BLOCK}"),
    "front matter of one text": repeated("a", before="---\nx: ", behind=f"\n---\n{BLOCK}"),
    "front matter of one list": repeated("- a\n", before="---\nx:\n", behind=f"---\n{BLOCK}"),
    "front matter without an end": repeated("a: b\n", before="---\n"),
    "front matter of dashes": repeated("---\n"),
    "front matter of lists in lists": deep_front_matter,
}
