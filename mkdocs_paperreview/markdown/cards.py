"""After Markdown has made elements: cards of what stands between marks, listings of directives."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from mkdocs_paperreview.images import Extent, calm
from mkdocs_paperreview.markdown.state import stashed
from mkdocs_paperreview.model import Page
from mkdocs_paperreview.naming import anchor, key
from mkdocs_paperreview.rendering.links import relative_link, target_of
from mkdocs_paperreview.rendering.pictures import picture
from mkdocs_paperreview.syntax import Directive, parse_directive, placed, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs_paperreview.markdown.state import State
    from mkdocs_paperreview.model import Image, Review
    from mkdocs_paperreview.rendering import Slots

TITLE_SUFFIX = "--title"
"""What the identifier of a card's heading has behind that of the card."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class Cards(Treeprocessor):
    """Turn what stands between the marks of a block into its card, and directives into listings."""

    def __init__(self, state: State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, root: Element) -> None:
        """Replace what belongs to a review by its card, and each directive by its listing."""
        self._listings(root)
        children, titled = self._collect(list(root))
        page = self.state.page
        if page.title and not titled and (self.state.starts or page.is_view):
            children.insert(0, _page_heading(page.title))
        root[:] = children

    def _listings(self, root: Element) -> None:
        if not any("paperreview:" in str(raw) for raw in self.state.md.htmlStash.rawHtmlBlocks):
            return
        for parent in list(root.iter()):
            directives = [self._directive(child) for child in parent]
            if any(directives):
                pairs = zip(parent, directives, strict=True)
                found = [self._listing(item) if item else [child] for child, item in pairs]
                parent[:] = chain.from_iterable(found)

    def _listing(self, directive: Directive) -> list[Element]:
        page, stash = self.state.page, self.state.stash
        listing = self.state.renderer.listing(directive, page.path, page.site, stash, page.hold)
        self._tell_apart(listing)
        return _on_lines(listing)

    def _tell_apart(self, listing: Sequence[Element]) -> None:
        """Number the identifiers of a listing that another one on the page has as well."""
        for heading in _headings(listing):
            name = heading.get("id", "")
            self.state.names[name] += 1
            if self.state.names[name] > 1:
                heading.set("id", f"{name}-{self.state.names[name]}")

    def _directive(self, element: Element) -> Directive | None:
        number = stashed(element)
        if number is None or not self.state.page.site.is_known:
            return None
        found = parse_directive(self.state.raw_html(number) or "")
        return found if isinstance(found, Directive) else None

    def _collect(self, elements: Sequence[Element]) -> tuple[list[Element], bool]:
        """Return the page's elements with its cards, and whether it has a heading of its own."""
        result: list[Element] = []
        titled = False
        review: Review | None = None
        inside: list[Element] = []
        for element in elements:
            number = stashed(element)
            if number in self.state.starts:
                review, inside = self.state.starts[number], []
            elif number in self.state.ends and review:
                result += self._card(review, inside)
                titled = titled or self._is_page(review)
                review = None
            elif review:
                inside.append(element)
            elif number not in self.state.ends:
                result.append(element)
                titled = titled or self._is_title(element)
        return (result + self._card(review, inside) if review else result), titled

    def _is_title(self, element: Element) -> bool:
        number = stashed(element)
        raw = self.state.raw_html(number) if number is not None else None
        return element.tag == "h1" or "<h1" in (raw or "").lower()

    def _card(self, review: Review, elements: list[Element]) -> list[Element]:
        page = self.state.page
        titled = bool(elements) and elements[0].tag in _HEADINGS
        title, notes = (elements[0], elements[1:]) if titled else (Element("h2"), elements)
        if not titled:
            title.text = AtomicString(review.paper.title)
        _lower_headings(notes)
        _turn(notes)
        calm(notes, self.state.md.htmlStash.rawHtmlBlocks, self._measure)
        slots: Slots = {"title": _title(title), "notes": list(notes)}
        placed = self._placed(review)
        card = self.state.renderer.card(placed, page.site, slots, self.state.stash)
        for heading in _headings(card):
            if heading.get("id") == review.anchor:
                self.state.titles.append(heading)
                heading.tag = "h1" if self._is_page(review) else "h2"
        return _on_lines(card)

    def _placed(self, review: Review) -> Review:
        """Return a review with what its page says of it."""
        page = self.state.page
        known = page.known or Page(path=page.path)
        found = placed(review, known, page.site.grammar.calendar)
        return replace(found, status="draft") if review.anchor in page.drafts else found

    def _is_page(self, review: Review) -> bool:
        """Return whether the page is about one paper, so that its title is the paper's."""
        page = self.state.page
        sole = len(page.given) == 1 and page.given[0].is_page and len(self.state.starts) == 1
        return sole and key(page.title or "") == key(review.paper.title)

    def _measure(self, image: Image) -> Extent | None:
        page = self.state.page
        found = picture(image, page.path, page.site, partial(relative_link, page.path))
        if found is None:
            return None
        is_moved = page.site.rewrites_html and image.html and target_of(found.src, page.path)
        return Extent(found.width, found.height, found.src if is_moved else "")


class Identifiers(Treeprocessor):
    """Hand the identifier of a title over to its card, and link the title to it.

    The table of contents has taken it from the heading by now, so that its links lead to the card;
    the heading keeps one of its own, for search indexes that want one.
    """

    def __init__(self, state: State) -> None:
        super().__init__(state.md)
        self.state = state

    def run(self, root: Element) -> None:
        """Give each title an identifier of its own, and a permalink."""
        del root
        for heading in self.state.titles:
            name = heading.get("id", "")
            heading.set("id", f"{name}{TITLE_SUFFIX}")
            if not any(link.get("href") == f"#{name}" for link in heading.iter("a")):
                heading.append(self._permalink(name))

    def _permalink(self, name: str) -> Element:
        """Return the link that the site's table of contents has not made.

        It holds no text, so that none gets into titles and search indexes; style sheets draw it.
        """
        word = self.state.renderer.words["permalink"].replace("&", "&amp;")
        names = {"title": word, "aria-label": word}
        classes = "headerlink paperreview-permalink"
        return Element("a", {"class": classes, "href": f"#{name}"} | names)


def _on_lines(elements: list[Element]) -> list[Element]:
    """Return elements, each with the end of its line."""
    for element in elements:
        element.tail = element.tail or "\n"
    return elements


def _headings(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield the headings of cards and listings, whether they stand alone or within an element."""
    return chain.from_iterable(element.iter("h2") for element in elements)


def _title(heading: Element) -> list[Element | str]:
    for link in heading.iter("a"):
        href = link.get("href")
        if href and safe_url(href) is None:
            link.tag = "span"
            link.attrib.clear()
    return [heading.text or "", *heading]


def _turn(notes: Sequence[Element]) -> None:
    """Let what is written from right to left decide its own direction, with its list's marks."""
    for note in notes:
        if "dir" not in note.attrib and _RIGHT_TO_LEFT.search("".join(note.itertext())):
            note.set("dir", "auto")


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
