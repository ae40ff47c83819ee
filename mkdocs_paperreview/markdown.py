"""The Python-Markdown extension: cards, listings and formulas, wherever Markdown is rendered.

Three things happen while a page is rendered. Before Markdown reads the text, review blocks lose
their header lines but for the title, and formulas are set aside. After it has made elements, those
between the marks of a block become its card, and directives become listings. What is set aside and
not used comes back as it was written.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX, AtomicString, code_escape

from mkdocs_paperreview import math
from mkdocs_paperreview.images import lazy, lazy_html
from mkdocs_paperreview.naming import anchor
from mkdocs_paperreview.rendering import Renderer
from mkdocs_paperreview.syntax import (
    Directive,
    Formula,
    formulas,
    parse,
    parse_directive,
    pieces,
    safe_url,
)
from mkdocs_paperreview.views import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from markdown import Markdown

    from mkdocs_paperreview.model import Review
    from mkdocs_paperreview.period import Period
    from mkdocs_paperreview.rendering import Slots
    from mkdocs_paperreview.syntax import ParsedPage, Place

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TOKEN = re.compile(rf"{STX}paperreview(?P<number>\d+){ETX}")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the host knows of the page that is being rendered."""

    path: str = "index.md"
    """Path below the docs folder, ``/``-separated."""
    title: str | None = None
    """Shown as the page's heading where the page has reviews and no heading of its own."""
    period: Period | None = None
    date: date | None = None
    is_view: bool = False
    """Whether the page is generated."""
    formulas: bool = True
    """Whether formulas are looked for."""
    site: Site = field(default_factory=Site)


@cache
def _renderer(language: str) -> Renderer:
    """Return the renderer of every extension that has none of its own: templates compile slowly."""
    return Renderer(language)


class PaperReviewExtension(Extension):
    """Show review blocks as cards, directives as listings, and formulas by kramdown's rule."""

    def __init__(self, renderer: Renderer | None = None, **options: Any) -> None:  # noqa: ANN401
        self.config = {"language": ["en", "Language of the words that are shown: en, ko, ja or zh"]}
        super().__init__(**options)
        self.renderer = renderer or _renderer(self.getConfig("language"))
        self.page = PageContext()
        """Set by the host before it renders a page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors. Their priorities are documented in ``docs/architecture.md``."""
        state = _State(self, md)
        md.preprocessors.register(_Blocks(state), "paperreview-blocks", 29)
        if self.page.formulas:
            if "$" not in md.ESCAPED_CHARS:
                md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]
            md.preprocessors.register(_Formulas(state), "paperreview-formulas", 24)
            md.parser.blockprocessors.register(_Display(state), "paperreview-display", 75)
            md.inlinePatterns.register(_Inline(state), "paperreview-inline", 65)
            md.treeprocessors.register(_Unused(state), "paperreview-unused", 19)
            md.postprocessors.register(_Restore(state), "paperreview-restore", 25)
        md.treeprocessors.register(_Cards(state), "paperreview-cards", 6.5)
        md.treeprocessors.register(_Identifiers(md), "paperreview-identifiers", 4)


@dataclass(slots=True)
class _State:
    """What one run of Markdown sets aside; made anew for every instance."""

    extension: PaperReviewExtension
    md: Markdown
    formulas: list[tuple[Formula, str]] = field(default_factory=list)
    """Each with its source."""
    starts: dict[int, Review] = field(default_factory=dict)
    """Number in Markdown's stash of raw HTML → the review whose block begins there."""
    ends: set[int] = field(default_factory=set)
    style: math.Style | None = None

    @property
    def page(self) -> PageContext:
        return self.extension.page

    def formula(self, token: re.Match[str], *, block: bool) -> Element:
        self.style = self.style or math.style_of(self.md)
        formula, _ = self.formulas[int(token["number"])]
        return math.element(formula.tex, self.style, display=formula.display, block=block)

    def source(self, token: re.Match[str]) -> str:
        return self.formulas[int(token["number"])][1]

    def reset(self) -> None:
        self.formulas.clear()
        self.starts.clear()
        self.ends.clear()


class _Blocks(Preprocessor):
    """Put marks around review blocks and take their header lines out."""

    def __init__(self, state: _State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, lines: list[str]) -> list[str]:
        self.state.reset()
        if self.state.page.is_view:
            return lines
        text = "\n".join(lines)
        body = text.strip("\n")
        parsed = parse(body)
        if not parsed.reviews:
            return lines
        lines = body.split("\n")
        result: list[str] = []
        position = 0
        for review, place in zip(parsed.reviews, parsed.places, strict=True):
            result += [*lines[position : place.start], *_closers(parsed, position, place.start)]
            result += self._block(review, place, parsed, lines)
            position = place.next
        return [*result, *lines[position:]]

    def _block(
        self, review: Review, place: Place, parsed: ParsedPage, lines: Sequence[str]
    ) -> Iterator[str]:
        removed = [lines[index] for index in sorted(place.removed)]
        yield from ("", self._mark_start(review, removed), "")
        yield from (f"# {_title_text(place.title)}", "")
        for index in range(place.title_end, place.notes_end):
            if index not in place.removed:
                yield lines[index]
        yield from _closers(parsed, place.start, place.next)
        yield from ("", self._mark_end(), "")

    def _mark_start(self, review: Review, removed: Sequence[str]) -> str:
        stash = self.state.md.htmlStash
        self.state.starts[stash.html_counter] = review
        return stash.store("\n".join(html.escape(line) for line in removed))

    def _mark_end(self) -> str:
        stash = self.state.md.htmlStash
        self.state.ends.add(stash.html_counter)
        return stash.store("")


def _closers(parsed: ParsedPage, first: int, end: int) -> Iterator[str]:
    """Yield end tags for raw HTML that is left open, so that it does not swallow what follows."""
    for index, tags in parsed.open_tags:
        if first <= index < end:
            yield "".join(f"</{tag}>" for tag in reversed(tags))


def _title_text(title: str) -> str:
    """Return a title so that Markdown takes all of it for the text of a heading."""
    text = _escape_tags(title)
    return f"{text[:-1]}\\#" if text.endswith("#") else text


def _escape_tags(line: str) -> str:
    """Turn tags of a title into text; code and formulas are text already."""
    result: list[str] = []
    position = 0
    for piece in pieces(line):
        if piece.kind in ("code", "inline", "display"):
            result += [line[position : piece.start].replace("<", "&lt;")]
            result += [line[piece.start : piece.end]]
            position = piece.end
    return "".join([*result, line[position:].replace("<", "&lt;")])


class _Formulas(Preprocessor):
    """Set formulas aside, so that nothing in them is read as Markdown."""

    def __init__(self, state: _State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, lines: list[str]) -> list[str]:
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
    before = text[: formula.span.start]
    after = text[formula.span.end : formula.span.end + 200]
    alone = not formula.display and (not before or before.endswith("\n\n"))
    return alone and after.startswith("\n") and _ITEM.match(after, 1) is not None


class _Display(BlockProcessor):
    """Turn a display formula that stands as a block into its element."""

    def __init__(self, state: _State) -> None:
        super().__init__(state.md.parser)
        self.state = state

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return self._token(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        token = self._token(block)
        assert token is not None  # noqa: S101 (test() has seen it)
        parent.append(self.state.formula(token, block=True))
        _, _, rest = block.partition("\n")
        if rest:
            blocks.insert(0, rest)

    def _token(self, block: str) -> re.Match[str] | None:
        token = _TOKEN.fullmatch(block.partition("\n")[0].strip())
        display = token and self.state.formulas[int(token["number"])][0].display
        return token if display else None


class _Inline(InlineProcessor):
    """Turn a formula amid text into its element."""

    def __init__(self, state: _State) -> None:
        super().__init__(_TOKEN.pattern, state.md)
        self.state = state

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        del data
        return self.state.formula(m, block=False), m.start(), m.end()


class _Unused(Treeprocessor):
    """Put formulas back as source where no formula can stand: in code and in attributes."""

    def __init__(self, state: _State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, root: Element) -> None:
        if not self.state.formulas:
            return
        for element in root.iter():
            for name, value in element.items():
                if STX in value:
                    element.set(name, _TOKEN.sub(self.state.source, value))
            if element.tag == "code" and element.text and STX in element.text:
                element.text = AtomicString(_TOKEN.sub(self._escaped_source, element.text))

    def _escaped_source(self, token: re.Match[str]) -> str:
        return code_escape(self.state.source(token))


class _Restore(Postprocessor):
    """Put formulas back as source where they stood in raw HTML."""

    def __init__(self, state: _State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, text: str) -> str:
        return _TOKEN.sub(self.state.source, text)


class _Cards(Treeprocessor):
    """Turn what stands between the marks of a block into its card, and directives into listings."""

    def __init__(self, state: _State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, root: Element) -> None:
        self._listings(root)
        children, titled = self._collect(list(root))
        page = self.state.page
        if page.title and not titled and (self.state.starts or page.is_view):
            children.insert(0, _page_heading(page.title))
        root[:] = children

    def _listings(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                directive = self._directive(child)
                if directive:
                    page = self.state.page
                    listing = self.state.extension.renderer.listing(directive, page.path, page.site)
                    listing.tail = "\n"
                    parent[index] = listing

    def _directive(self, element: Element) -> Directive | None:
        number = _stashed(element)
        if number is None or not self.state.page.site.sources:
            return None
        raw = self.state.md.htmlStash.rawHtmlBlocks[number]
        found = parse_directive(raw) if isinstance(raw, str) else None
        return found if isinstance(found, Directive) else None

    def _collect(self, elements: Sequence[Element]) -> tuple[list[Element], bool]:
        """Return the page's elements with its cards, and whether it has a heading of its own."""
        result: list[Element] = []
        titled = False
        review: Review | None = None
        inside: list[Element] = []
        for element in elements:
            number = _stashed(element)
            if number in self.state.starts:
                review, inside = self.state.starts[number], []
            elif number in self.state.ends and review:
                result.append(self._card(review, inside))
                review = None
            elif review:
                inside.append(element)
            elif number not in self.state.ends:
                result.append(element)
                titled = titled or self._is_title(element)
        return ([*result, self._card(review, inside)] if review else result), titled

    def _is_title(self, element: Element) -> bool:
        number = _stashed(element)
        raw = self.state.md.htmlStash.rawHtmlBlocks[number] if number is not None else ""
        return element.tag == "h1" or (isinstance(raw, str) and "<h1" in raw.lower())

    def _card(self, review: Review, elements: list[Element]) -> Element:
        page = self.state.page
        titled = bool(elements) and elements[0].tag in _HEADINGS
        title, notes = (elements[0], elements[1:]) if titled else (Element("h2"), elements)
        if not titled:
            title.text = AtomicString(review.paper.title)
        _lower_headings(notes)
        self._lazy_images(notes)
        slots: Slots = {"title": _title(title), "notes": list(notes)}
        placed = replace(review, page=page.path, period=page.period, date=page.date)
        card = self.state.extension.renderer.card(placed, page.site, slots)
        card.tail = "\n"
        return card

    def _lazy_images(self, notes: Sequence[Element]) -> None:
        stash = self.state.md.htmlStash.rawHtmlBlocks
        for note in notes:
            for image in note.iter("img"):
                lazy(image)
            for text in note.itertext():
                for match in HTML_PLACEHOLDER_RE.finditer(text):
                    raw = stash[int(match[1])]
                    if isinstance(raw, str):
                        stash[int(match[1])] = lazy_html(raw)


class _Identifiers(Treeprocessor):
    """Hand the identifier of a title over to its card.

    The table of contents has taken it from the heading by now, so that its links lead to the card;
    the heading keeps one of its own, for search indexes that want one.
    """

    def run(self, root: Element) -> None:
        for card in root.iter("article"):
            name = card.get("id")
            for heading in card.iter("h2"):
                if name and heading.get("id") == name:
                    heading.set("id", f"{name}--title")


def _stashed(element: Element) -> int | None:
    """Return the number of the raw HTML that ``element`` is nothing but a placeholder of."""
    if element.tag != "p" or len(element) or not element.text:
        return None
    match = HTML_PLACEHOLDER_RE.fullmatch(element.text.strip())
    return int(match[1]) if match else None


def _title(heading: Element) -> list[Element | str]:
    for link in heading.iter("a"):
        href = link.get("href")
        if href and safe_url(href) is None:
            link.tag = "span"
            link.attrib.clear()
    return [heading.text or "", *heading]


def _lower_headings(notes: Sequence[Element]) -> None:
    """Move the headings in the notes below the card's, which is of level 2."""
    found = [node for note in notes for node in note.iter() if node.tag in _HEADINGS]
    highest = min((int(node.tag[1]) for node in found), default=6)
    for node in found:
        node.tag = f"h{min(6, int(node.tag[1]) + max(0, 3 - highest))}"


def _page_heading(title: str) -> Element:
    heading = Element("h1", {"id": anchor(title)})
    heading.text = AtomicString(title.replace("&", "&amp;"))
    heading.tail = "\n"
    return heading
