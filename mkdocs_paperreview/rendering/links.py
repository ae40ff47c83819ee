"""Links from one page to another, as they stand in Markdown: the host resolves and checks them."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Callable

# a/b.md#c, a/b?c
_PATH = re.compile(r"(?P<path>[^?#]*)(?P<behind>.*)", re.DOTALL)
# https://…, /from/the/root, #here, ?query
_NOT_RELATIVE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#?]")


def relative_link(page: str, target: str, anchor: str = "") -> str:
    """Return the link from the page at one path to the page at another."""
    return to_root(page) + quoted(target) + (f"#{anchor}" if anchor else "")


def to_root(page: str) -> str:
    """Return the way from a page to the docs folder: nothing, or one ``../`` for each folder."""
    return "../" * page.count("/")


def rebased(url: str, source: str, page: str) -> str:
    """Return ``url``, written on the page at ``source``, as a link from the page at ``page``."""
    if source == page or _NOT_RELATIVE.match(url):
        return url
    return to_root(page) + posixpath.normpath(posixpath.join(posixpath.dirname(source), url))


def at_address(root: str, address: str, fragment: str = "") -> str:
    """Return the link to an address below the site's, from a page that is ``root`` below it."""
    return (root + address + (f"#{fragment}" if fragment else "")) or "./"


def readdressed(url: str, source: str, root: str, address: Callable[[str], str | None]) -> str:
    """Return ``url``, written on the page at ``source``, as an address.

    Args:
        url: What was written.
        source: Path of the page.
        root: The way to the site's address from where the link stands.
        address: Path of a file → its address below that of the site, where there is such a file.
    """
    if _NOT_RELATIVE.match(url):
        return url
    parts = _PATH.match(url)
    assert parts is not None  # noqa: S101 (it matches everything)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts["path"])))
    found = address(path)
    return at_address(root, (quoted(path) if found is None else found) + parts["behind"])


@lru_cache(maxsize=4096)
def quoted(path: str) -> str:
    """Return a path as an address."""
    return quote(path)
