"""Links from one page to another, as they stand in Markdown: the host resolves and checks them."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Callable

# a/b.md#c, a/b?c
_PARTS = re.compile(r"(?P<path>[^?#]*)(?P<behind>.*)", re.DOTALL)
# https://…, mailto:…, //host/path, /from/the/root
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]")


class Target(NamedTuple):
    """Where an address leads that starts from the page on which it is written."""

    path: str
    """The way from the docs folder, as addresses are written; that to a folder ends in a slash."""

    behind: str
    """Query and fragment."""


def target_of(url: str, source: str) -> Target | None:
    """Return where ``url``, written on the page at ``source``, leads below the docs folder.

    None for an address that says by itself where it leads. One without a path leads to the page.
    """
    if _ELSEWHERE.match(url):
        return None
    parts = _PARTS.match(url)
    assert parts is not None  # noqa: S101 (it matches everything)
    path, behind = parts.group("path", "behind")
    if not path:
        return Target(quoted(source), behind)
    folder = posixpath.dirname(quoted(source))
    joined = posixpath.normpath(posixpath.join(folder, path))
    if path.rpartition("/")[2] in {"", ".", ".."}:
        joined += "/"
    is_scheme = _ELSEWHERE.match(joined) is not None
    return Target(f"./{joined}" if is_scheme else joined, behind)


def from_docs(url: str, source: str) -> str:
    """Return ``url``, written on the page at ``source``, as a file of the docs folder has it."""
    target = target_of(url, source)
    return "".join(target) if target else url


def relative_link(page: str, target: str, anchor: str = "") -> str:
    """Return the link from the page at one path to the page at another."""
    return to_root(page) + quoted(target) + (f"#{anchor}" if anchor else "")


def to_root(page: str) -> str:
    """Return the way from a page's path, or address, to the root: one ``../`` for each folder."""
    return "../" * page.count("/")


def rebased(url: str, source: str, page: str) -> str:
    """Return ``url``, written on the page at ``source``, as a link from the page at ``page``."""
    target = None if source == page else target_of(url, source)
    return to_root(page) + "".join(target) if target else url


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
    target = target_of(url, source)
    if target is None:
        return url
    path = unquote(target.path.removeprefix("./"))
    found = address(path)
    return at_address(root, (quoted(path) if found is None else found) + target.behind)


@lru_cache(maxsize=4096)
def quoted(path: str) -> str:
    """Return a path as an address."""
    return quote(path)
