"""What is shown of tags: all of them, with the number of reviews that each has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.collation import sort_key
from mkdocs_paperreview.rendering.entries import Anchor, index_anchors, tag_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_paperreview.model import Tag
    from mkdocs_paperreview.rendering.setting import Setting


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag in the index of tags."""

    place: Anchor
    count: int
    """Its reviews that took place."""


def all_tags(_: Mapping[str, str], at: Setting, __: object) -> dict[str, Any]:
    """Return every tag, by name."""
    library = at.site.library
    tags = [
        Entry(tag_anchor(tag, at), sum(map(library.is_held, library.by_tag[tag.id])))
        for tag in tags_by_name(at)
    ]
    return {"tags": tags, "indexes": index_anchors(at)}


def tags_by_name(at: Setting) -> list[Tag]:
    """Return every tag, by name, as the language sorts names."""
    return sorted(at.site.library.tags, key=lambda tag: (sort_key(tag.name, at.language), tag.id))
