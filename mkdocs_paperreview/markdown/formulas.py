"""Formulas: set aside before Markdown reads the text, and put back as elements or as source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

from mkdocs_paperreview import math
from mkdocs_paperreview.syntax import formulas
from mkdocs_paperreview.syntax.lines import ITEM

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from mkdocs_paperreview.markdown.state import State
    from mkdocs_paperreview.syntax import Formula

_TOKEN = re.compile(rf"{STX}paperreview(?P<number>\d+){ETX}")
_TOKEN_ON_A_LINE = re.compile(rf"[^\S\n]*{_TOKEN.pattern}[^\S\n]*(?![^\n])")


class Formulas(Preprocessor):
    """Set formulas aside, so that nothing in them is read as Markdown."""

    def __init__(self, state: State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, lines: list[str]) -> list[str]:
        """Return the text with a token for each formula."""
        text = "\n".join(lines)
        result: list[str] = []
        position = 0
        for formula in formulas(text):
            result += [text[position : formula.span.start], self._set_aside(formula, text)]
            position = formula.span.end
            if _paragraph_before_list(text, formula):
                result.append("\n")
        return "".join([*result, text[position:]]).split("\n")

    def _set_aside(self, formula: Formula, text: str) -> str:
        self.state.formulas.append((formula, formula.span.of(text)))
        return f"{STX}paperreview{len(self.state.formulas) - 1}{ETX}"


def _paragraph_before_list(text: str, formula: Formula) -> bool:
    """Return whether a formula is a paragraph that a list follows at once.

    Kramdown ends the paragraph there; Python-Markdown needs a blank line.
    """
    start, end = formula.span.start, formula.span.end
    alone = not formula.display and (start == 0 or text.endswith("\n\n", 0, start))
    return alone and text.startswith("\n", end) and ITEM.match(text, end + 1) is not None


class Display(BlockProcessor):
    """Turn a display formula that stands as a block into its element."""

    def __init__(self, state: State) -> None:
        super().__init__(state.md.parser)
        self.state = state

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 (as Python-Markdown asks)
        """Return whether the block begins with the token of a display formula."""
        return self._token(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Append the formula to its parent; what follows it on other lines is read on."""
        block = blocks.pop(0)
        token = self._token(block)
        assert token is not None  # noqa: S101 (test() has seen it)
        parent.append(_element(self.state, token, block=True))
        _, _, rest = block.partition("\n")
        if rest:
            blocks.insert(0, rest)

    def _token(self, block: str) -> re.Match[str] | None:
        token = _TOKEN_ON_A_LINE.match(block)
        display = token and self.state.formulas[int(token["number"])][0].display
        return token if display else None


class Inline(InlineProcessor):
    """Turn a formula amid text into its element."""

    def __init__(self, state: State) -> None:
        super().__init__(_TOKEN.pattern, state.md)
        self.state = state

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the formula and the stretch that it replaces."""
        del data
        return _element(self.state, m, block=False), m.start(), m.end()


class Unused(Treeprocessor):
    """Put formulas back as source where no formula can stand: in code and in attributes."""

    def __init__(self, state: State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, root: Element) -> None:
        """Replace the tokens in attributes and in code."""
        if not self.state.formulas:
            return
        for element in root.iter():
            for name, value in element.items():
                if STX in value:
                    element.set(name, _TOKEN.sub(self._source, value))
            if element.tag == "code" and element.text and STX in element.text:
                element.text = AtomicString(_TOKEN.sub(self._escaped_source, element.text))

    def _source(self, token: re.Match[str]) -> str:
        return _source(self.state, token)

    def _escaped_source(self, token: re.Match[str]) -> str:
        return code_escape(_source(self.state, token))


class Restore(Postprocessor):
    """Put formulas back as source where they stood in raw HTML."""

    def __init__(self, state: State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, text: str) -> str:
        """Replace the tokens that are left."""
        return _TOKEN.sub(lambda token: _source(self.state, token), text)


def _element(state: State, token: re.Match[str], *, block: bool) -> Element:
    formula, _ = state.formulas[int(token["number"])]
    return math.element(formula.tex, math.style_of(state.md), display=formula.display, block=block)


def _source(state: State, token: re.Match[str]) -> str:
    return state.formulas[int(token["number"])][1]
