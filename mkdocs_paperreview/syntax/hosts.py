"""Tell what a link leads to from its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# a document may be anything, wherever a group keeps its files
_DOCUMENT = re.compile(r"\.(?:pdf|pptx?|key|odp)\Z", re.IGNORECASE)
_STORES = frozenset(["code", "project"])


def _by_host(kinds: Mapping[str, list[str]]) -> dict[str, list[tuple[str, str]]]:
    """Return host → beginnings of paths with their kinds, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, addresses in kinds.items():
        for address in addresses:
            host, slash, path = address.partition("/")
            found.setdefault(host, []).append((slash + path, kind))
    return {host: sorted(paths, key=lambda p: -len(p[0])) for host, paths in found.items()}


_HOSTS = _by_host(table("labels")["hosts"])
_DEEPEST = max(host.count(".") for host in _HOSTS)


def host_kind(url: str) -> str | None:
    """Return the kind of link that the host of ``url`` stands for, or None."""
    try:
        parts = urlsplit(url.replace("\\", "/"))  # as browsers do
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    kind = next(_kinds(parts.hostname or "", parts.path), None)
    return None if kind in _STORES and _DOCUMENT.search(parts.path) else kind


def _kinds(host: str, path: str) -> Iterator[str]:
    """Yield the kinds of a host and of those above it, the nearest first."""
    labels = host.rstrip(".").rsplit(".", _DEEPEST + 1)
    for first in range(len(labels)):
        for beginning, kind in _HOSTS.get(".".join(labels[first:]), ()):
            if path == beginning or path.startswith(f"{beginning}/") or not beginning:
                yield kind
