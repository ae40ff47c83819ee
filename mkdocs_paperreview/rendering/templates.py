"""Templates → markup.

A template gives well-formed XML that is parsed at once, so that what people wrote can never become
markup; ``<slot name="…"/>`` marks where elements are put that Markdown made.
"""

from __future__ import annotations

import posixpath
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
    from collections.abc import Sequence

Slots = dict[str, list[ET.Element | str]]
"""What to put in place of each slot: text and elements in order."""


class Templates:
    """The package's templates, or those of a site in their stead."""

    def __init__(
        self,
        overrides: Sequence[str] = (),
        failure: type[TemplateError] = TemplateError,
        **names: object,
    ) -> None:
        """Prepare the templates.

        Args:
            overrides: Folders whose ``paperreview/`` holds templates that replace ours.
            failure: What is raised for a wrong template; a host has an exception of its own.
            names: What every template knows.
        """
        self._failure = failure
        folders = [posixpath.join(folder, "paperreview") for folder in overrides]
        self._own = any(map(isdir, folders))
        self._environment = Environment(
            autoescape=True,
            auto_reload=False,  # a build has templates of its own
            undefined=StrictUndefined,
            finalize=printable,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=ChoiceLoader(
                [
                    *map(FileSystemLoader, folders),
                    PackageLoader("mkdocs_paperreview"),
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
        _make_final(element)
        if slots:
            _fill(element, slots)
        return element

    def html(self, template: str, **context: object) -> str:
        """Return what ``template`` gives as HTML.

        What a site's own templates give is read as XML first, so that mistakes are told and an
        empty ``<span/>`` becomes what HTML wants; ours are known to be both XML and HTML.
        """
        if self._own:
            return to_html_string(self.element(template, None, **context))
        return self.markup(template, **context)


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
            if isinstance(content, str):
                _add_text(parent, index, content)
            else:
                parent.insert(index, content)
                index += 1


def _add_text(parent: ET.Element, index: int, text: str) -> None:
    """Add ``text`` before the child at ``index``."""
    if index == 0:
        parent.text = AtomicString((parent.text or "") + text)
    else:
        before = parent[index - 1]
        before.tail = AtomicString((before.tail or "") + text)


def _not_well_formed(template: str, markup: str, error: ET.ParseError) -> str:
    line, column = error.position
    shown = markup.splitlines()[line - 1 : line] or [""]
    return (
        f"paperreview/{template}: the template's output is not well-formed XML: {error}\n"
        f"    {shown[0]}\n    {' ' * column}^\n"
        "Close every tag, write empty ones as <br/>, and quote every attribute."
    )
