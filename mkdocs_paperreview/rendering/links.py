"""Links from one page to another, as they stand in Markdown: the host resolves and checks them."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote

# https://…, /from/the/root, #here, ?query
_NOT_RELATIVE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#?]")


def relative_link(page: str, target: str, anchor: str = "") -> str:
    """Return the link from the page at one path to the page at another."""
    return to_root(page) + _quoted(target) + (f"#{anchor}" if anchor else "")


def to_root(page: str) -> str:
    """Return the way from a page to the docs folder: nothing, or one ``../`` for each folder."""
    return "../" * page.count("/")


def rebased(url: str, source: str, page: str) -> str:
    """Return ``url``, written on the page at ``source``, as a link from the page at ``page``."""
    if source == page or _NOT_RELATIVE.match(url):
        return url
    return to_root(page) + posixpath.normpath(posixpath.join(posixpath.dirname(source), url))


@lru_cache(maxsize=4096)
def _quoted(path: str) -> str:
    return quote(path)
