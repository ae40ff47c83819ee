"""Read the package's own tables of words: labels, venues, languages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table ``name``, a file below ``data/``."""
    text = files("mkdocs_paperreview").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
