"""Templates → markup.

A template gives well-formed XML that is parsed at once, so that what people wrote can never become
markup; ``<slot name="…"/>`` marks where elements are put that Markdown made.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import unescape
from os.path import isdir
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from jinja2 import TemplateError as JinjaError
from markdown.serializers import to_html_string
from markdown.util import AtomicString
from markupsafe import Markup

from mkdocs_paperreview.errors import TemplateError
from mkdocs_paperreview.rendering.markup import link, parts, people, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import BytecodeCache

Slots = dict[str, list[ET.Element | str]]
"""What to put in place of each slot: text and elements in order."""

Stash = Callable[[str], str]
"""Puts HTML aside, and gives the text that will be replaced by it."""

# <h2 id="a"><slot name="title"/></h2>, <slot name="notes"/>
_ELEMENT = re.compile(r'<h2\b.*?</h2>|<slot name="(?P<slot>[a-z]+)"/>', re.DOTALL)


# <slot name="title"/>
_SLOT = re.compile(r'<slot name="(?P<slot>[a-z]+)"/>')
# <h2 id="a"
_ATTRIBUTE = re.compile(r'(?P<name>[a-z-]+)="(?P<value>[^"]*)"')
# {% include "links.html" %}
_INCLUDE = re.compile(r'\{% include "(?P<name>[a-z]+\.html)" %\}\n')


class Templates:
    """The package's templates, or those of a site in their stead."""

    def __init__(
        self,
        overrides: Sequence[str] = (),
        failure: type[TemplateError] = TemplateError,
        bytecode: BytecodeCache | None = None,
        **names: object,
    ) -> None:
        """Prepare the templates.

        Args:
            overrides: Folders whose ``paperreview/`` holds templates that replace ours.
            failure: What is raised for a wrong template; a host has an exception of its own.
            bytecode: Where templates are found that were compiled before.
            names: What every template knows.
        """
        self._failure = failure
        folders = [posixpath.join(folder, "paperreview") for folder in overrides]
        self.replaced = any(map(isdir, folders))
        """Whether a site has templates of its own."""
        self._environment = Environment(
            autoescape=True,
            auto_reload=False,  # a build has templates of its own
            bytecode_cache=bytecode,
            undefined=StrictUndefined,
            finalize=printable,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=ChoiceLoader(
                [
                    *map(FileSystemLoader, folders),
                    (PackageLoader if self.replaced else _WholeTemplates)("mkdocs_paperreview"),
                ]
            ),
        )
        self._environment.globals.update(names, link=link, parts=parts, people=people)

    def markup(self, template: str, **context: object) -> Markup:
        """Return what ``template`` gives; it has escaped what it printed."""
        try:
            return Markup(self._environment.get_template(template).render(context))  # noqa: S704 (what it prints is escaped)
        except JinjaError as error:
            line = getattr(error, "lineno", None)
            place = f"paperreview/{template}" + (f":{line}" if line else "")
            raise self._failure(f"{place}: {error.message or type(error).__name__}") from error

    def element(self, template: str, slots: Slots | None = None, **context: object) -> ET.Element:
        """Return the element that ``template`` gives, with its slots filled."""
        markup = self.markup(template, **context)
        try:
            element = ET.fromstring(markup)  # noqa: S314 (our own markup, with no entities)
        except ET.ParseError as error:
            raise self._failure(_not_well_formed(template, markup, error)) from error
        return _filled(element, slots)

    def divided(self, markup: str, slots: Slots, stash: Stash) -> list[ET.Element]:
        """Return what one of our templates gave in parts, most of them places to put HTML.

        Elements are headings, which belong into the table of contents, and what fills a slot. The
        HTML between them is put aside, so that no processor of Markdown has to go through it; a
        part of it need not be well-formed.
        """
        found: list[ET.Element] = []
        position = 0
        for match in _ELEMENT.finditer(markup):
            found += _put_aside(markup[position : match.start()], stash)
            slot = match["slot"]
            found += _content(slots, slot) if slot else [_heading(match[0], slots, stash)]
            position = match.end()
        return [*found, *_put_aside(markup[position:], stash)]

    def html(self, template: str, **context: object) -> str:
        """Return what ``template`` gives as HTML.

        What a site's own templates give is read as XML first, so that mistakes are told and an
        empty ``<span/>`` becomes what HTML wants; ours are known to be both XML and HTML.
        """
        if self.replaced:
            return to_html_string(self.element(template, None, **context))
        return str(self.markup(template, **context))


class _WholeTemplates(PackageLoader):
    """The package's templates, each with what it includes written in: that renders faster."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        source, path, is_current = super().get_source(environment, template)
        whole = _INCLUDE.sub(lambda m: self.get_source(environment, m["name"])[0], source)
        return whole, path, is_current


def _put_aside(markup: str, stash: Stash) -> Iterator[ET.Element]:
    """Yield the paragraph that ``markup`` takes the place of, if there is any."""
    if markup and not markup.isspace():
        place = ET.Element("p")
        place.text = AtomicString(stash(markup.strip()))
        yield place


def _content(slots: Slots, name: str) -> Iterator[ET.Element]:
    """Yield what fills a slot that stands between elements, where text cannot be."""
    return (one for one in slots.get(name, []) if not isinstance(one, str))


def _heading(markup: str, slots: Slots, stash: Stash) -> ET.Element:
    """Return a heading; its links are addresses already, so that the host must not read them."""
    opening, _, inner = markup.removesuffix("</h2>").partition(">")
    attributes = {m["name"]: unescape(m["value"]) for m in _ATTRIBUTE.finditer(opening)}
    slot = _SLOT.fullmatch(inner)
    heading = ET.Element("h2", attributes)
    for content in slots.get(slot["slot"], []) if slot else ():
        _add(heading, len(heading), content)
    if slot is None:
        heading.text = AtomicString(stash(inner) if "<" in inner else inner)
    return heading


def _filled(element: ET.Element, slots: Slots | None) -> ET.Element:
    """Return ``element``, with all that it shows final, and with its slots filled."""
    _make_final(element)
    if slots:
        _fill(element, slots)
    return element


def _make_final(element: ET.Element) -> None:
    """Mark what ``element`` shows as final, so that no processor of Markdown reads it again."""
    for node in element.iter():
        if node.text:
            node.text = AtomicString(_literal(node.text))
        if node.tail:
            node.tail = AtomicString(_literal(node.tail))
        for name, value in node.items():
            if "&" in value:
                node.set(name, _literal(value))


def _literal(text: str) -> str:
    """Return ``text`` for Markdown's serializer, which leaves what looks like an entity alone."""
    return text.replace("&", "&amp;")


def _fill(element: ET.Element, slots: Slots) -> None:
    """Replace each ``<slot name="…"/>`` below ``element``."""
    found = [(parent, node) for parent in element.iter() for node in parent if node.tag == "slot"]
    for parent, slot in found:
        index = list(parent).index(slot)
        parent.remove(slot)
        for content in [*slots.get(slot.get("name", ""), []), slot.tail or ""]:
            _add(parent, index, content)
            index += not isinstance(content, str)


def _add(parent: ET.Element, index: int, content: ET.Element | str) -> None:
    """Add text or an element before the child at ``index``."""
    if not isinstance(content, str):
        parent.insert(index, content)
    elif index == 0:
        parent.text = AtomicString((parent.text or "") + content)
    else:
        before = parent[index - 1]
        before.tail = AtomicString((before.tail or "") + content)


def _not_well_formed(template: str, markup: str, error: ET.ParseError) -> str:
    line, column = error.position
    shown = markup.splitlines()[line - 1 : line] or [""]
    return (
        f"paperreview/{template}: the template's output is not well-formed XML: {error}\n"
        f"    {shown[0]}\n    {' ' * column}^\n"
        "Close every tag, write empty ones as <br/>, and quote every attribute."
    )
