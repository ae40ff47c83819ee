"""Make the images of notes load when they come into view, and say where one has no words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# <img src="a.png" alt="a > b">
_IMAGE = re.compile(
    r"""<img(?P<attributes>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*/?>""",
    re.IGNORECASE,
)
_NAME = re.compile(r"""(?:^|\s)(?P<name>[^\s"'<>/=]+)(?=\s*=|\s|$)""")
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")

DEFAULTS = {"loading": "lazy", "alt": ""}
"""What an image gets where its writer did not say otherwise."""


def lazy(image: Element) -> None:
    """Give an ``img`` element the attributes that it lacks."""
    for name, value in DEFAULTS.items():
        if image.get(name) is None:
            image.set(name, value)


def lazy_html(raw: str) -> str:
    """Give every ``<img>`` of raw HTML the attributes that it lacks; all else stays as it was."""
    return _IMAGE.sub(_completed, raw) if "<img" in raw.lower() else raw


def _completed(match: re.Match[str]) -> str:
    bare = _VALUE.sub('""', match["attributes"])
    present = {name["name"].lower() for name in _NAME.finditer(bare)}
    missing = (f' {name}="{value}"' for name, value in DEFAULTS.items() if name not in present)
    end = match.end("attributes") - match.start()
    return match[0][:end] + "".join(missing) + match[0][end:]
