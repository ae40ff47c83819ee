"""Tell the people apart that one line names."""

from __future__ import annotations

import re

from mkdocs_paperreview.naming import clean

_BETWEEN = re.compile(r"\s*(?:[,，、;；·&]|\band\b|<br\s*/?>)\s*")
_AROUND = " \t[](（）:：|/"


def split_names(text: str) -> list[str]:
    """Return the names in ``text``; a blank alone never separates two people."""
    bare = text.rstrip(" \t[(（［<|/:：,，")
    names = (clean(_unwrapped(name)) for name in _BETWEEN.split(bare))
    return [name for name in names if name]


def _unwrapped(name: str) -> str:
    stripped = name.strip()
    balanced = stripped.count("(") == stripped.count(")")
    return stripped.strip("[] |/:：") if balanced else stripped.strip(_AROUND)
