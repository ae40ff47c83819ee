"""Build sites with a host's own command, each in a process of its own, and read what came out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import sites

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST = "Learning to Draw Maps"
SECOND = "Tiny Trees & Big Forests"
THIRD = "지도 없이 길 찾기"

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="560" height="268"/>'
REMOTE = "https://pictures.reading.example/a.png"


def _review(number: int, title: str, presenter: str, notes: str, **details: str) -> str:
    """Return a review of a paper of its own."""
    links = sites.LINKS.replace("1234.56789", f"2007.0000{number}")
    return sites.review(title, presenter, notes, links=links, **details)


PAGES: dict[str, str | bytes] = {
    "index.md": "# Welcome\n\n<!-- paperreview: reviews latest=2 layout=cards -->\n",
    "about.md": "# About\n\nSome words and $$x_1$$.\n",
    "files/a.svg": DRAWING,
    "2020_3rd_quarter.md": sites.page(
        _review(1, FIRST, "김가람", "- Why? $$N_k$$\n\n![A map](files/a.svg)\n"),
        _review(2, SECOND, "Mina Sorel", f"![Far]({REMOTE})\n", authors="Ada Example, CVPR 2020"),
        title="2020_3rd_quarter",
    ),
    "notes/2020_4th_quarter.md": sites.page(
        _review(3, THIRD, "김가람, Mina Sorel", "- So. [About](../about.md)"),
        title="2020_4th_quarter",
        date="2020-10-01",
    ),
}
"""A small site: three reviews by two people on two pages, pictures of its own and of others."""

REVIEWS = {"2020_3rd_quarter": [FIRST, SECOND], "notes/2020_4th_quarter": [THIRD]}
"""Page → the titles of its cards."""

_CARD = re.compile(r'<article[^<>]*\bclass="?paperreview-card\b.*?</article>', re.DOTALL)
_LOGGED = re.compile(
    r"(?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL) +- +(?:\[[\d:]+\] )?(?P<text>.*)"
)


def command(host: str) -> list[str]:
    """Return the command of a host that builds with modules: ``mkdocs`` or ``properdocs``."""
    return [sys.executable, "-m", host]


def build(
    site: sites.Site, host: str = "mkdocs", environment: Mapping[str, str] | None = None
) -> sites.Built:
    """Build a site strictly with the command of a host; fail with what it says if it fails."""
    output = site.folder / site.output_name
    done = subprocess.run(
        [*command(host), "build", "--strict", "-f", str(site.config_file), "-d", str(output)],
        cwd=site.folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000", **(environment or {})},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode:
        pytest.fail(f"{host} fails:\n{done.stderr[-6000:]}", pytrace=False)
    return sites.Built(output, tuple(logged(done.stderr)))


def logged(text: str) -> list[tuple[str, str]]:
    """Return level and text of what a host has logged."""
    return [(m["level"], m["text"]) for m in map(_LOGGED.match, text.splitlines()) if m]


def warnings(built: sites.Built) -> list[str]:
    """Return the warnings and errors of a build."""
    return [text for level, text in built.log if level not in {"DEBUG", "INFO"}]


def cards(built: sites.Built) -> dict[str, list[str]]:
    """Return page → source of its cards, for every page of a site that has some."""
    found = {
        file.relative_to(built.output).as_posix(): _CARD.findall(file.read_text(encoding="utf-8"))
        for file in sorted(built.output.rglob("*.html"))
    }
    return {path: sources for path, sources in found.items() if sources}
