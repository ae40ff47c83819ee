"""Small pieces of markup that many templates print; everything in them is escaped here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_paperreview.model import Part
    from mkdocs_paperreview.rendering.entries import Anchor

_NOT_XML = re.compile("[\0-\x08\v\f\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(value: Any) -> Any:  # noqa: ANN401 (Jinja hands over whatever a template prints)
    """Take out what XML cannot hold, wherever it comes from."""
    if isinstance(value, str) and not value.isprintable() and not isinstance(value, Markup):
        return _NOT_XML.sub("", value)
    return value


@lru_cache(maxsize=16_384)
def link(anchor: Anchor) -> Markup:
    """Return a link, or its text where there is no such page."""
    text = escape(printable(anchor.text))
    if not anchor.href:
        return text
    return Markup(f'<a href="{escape(anchor.href)}">{text}</a>')  # noqa: S704 (escaped)


def people(anchors: Iterable[Anchor], *, notes: bool = False) -> Markup:
    """Return links with commas between them, each with the note behind it where that is wanted."""
    return Markup(", ").join(
        link(anchor) + (_NOTE.format(printable(anchor.note)) if notes and anchor.note else "")
        for anchor in anchors
    )


def parts(line: Iterable[Part]) -> Markup:
    """Return a title or an excerpt: text, code and formulas."""
    return Markup().join(
        Markup(_FORMS.get(part.kind, "{}").format(escape(printable(part.text))))  # noqa: S704 (escaped)
        for part in line
    )


_NOTE = Markup(' <span class="paperreview-card__affiliation">({})</span>')
_FORMS = {"code": "<code>{}</code>", "formula": '<span class="arithmatex">\\({}\\)</span>'}
