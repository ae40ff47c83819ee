"""What a browser loads of ours: little, and only where it is needed."""

from __future__ import annotations

import gzip
import re

import pytest
import sites

ASSETS = sites.ROOT / "mkdocs_paperreview" / "assets"
LIMIT = 8 * 1024
"""Bytes of all scripts together, and of the style sheet, as a server sends them."""


@pytest.mark.parametrize("ending", ["css", "js"])
def test_assets_are_small(ending: str) -> None:
    """Style sheet and scripts stay below eight kibibytes each, compressed file by file."""
    files = sorted(ASSETS.glob(f"*.{ending}"))
    assert files
    assert sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files) <= LIMIT


@pytest.mark.parametrize("file", sorted(ASSETS.glob("*.js")), ids=lambda file: str(file.name))
def test_scripts_write_no_markup(file: object) -> None:
    """No script makes markup of text: names and titles come from many hands."""
    text = ASSETS.joinpath(str(file)).read_text(encoding="utf-8")
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", text)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("about", set()),
        ("2024_1st_quarter", {"paperreview.css", "cards.js", "math.js"}),
        ("papers/index", {"paperreview.css", "filter.js", "math.js"}),
        ("presenters/index", {"paperreview.css"}),
        ("papers/by-venue/index", {"paperreview.css"}),
    ],
)
def test_pages_load_what_they_need(example: sites.Built, path: str, names: set[str]) -> None:
    """A page asks for the files of ours that it needs, and for no others."""
    tags = example.html(path).all("script", "link")
    named = (tag.attributes.get("src") or tag.attributes.get("href", "") for tag in tags)
    found = {name.rpartition("/")[2] for name in named if "assets/paperreview/" in name}
    assert found == names
