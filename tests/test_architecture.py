"""Who may import whom; the rooms of ``docs/architecture.md``."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mkdocs_paperreview"
NAME = PACKAGE.name

CORE = {"errors", "model", "naming", "period", "tables", "venues", "words"}
ALLOWED: dict[str, set[str]] = {
    "__init__": set(),
    "clock": set(),
    "errors": set(),
    "naming": set(),
    "period": {"naming", "tables"},
    "tables": set(),
    "venues": {"naming", "tables"},
    "words": {"tables"},
    "formats": {"period", "words"},
    "collation": {"naming", "tables", "words"},
    "images": {"model", "naming"},
    "math": set(),
    "model": {"period"},
    "syntax": CORE - {"words"},
    "people": {"errors", "naming"},
    "likeness": {"naming", "people", "tables"},
    "doubts": {"errors", "library", "likeness", "model", "people"},
    "editions": {"model", "naming"},
    "library": {"editions", "model", "naming", "people", "period"},
    "views": {"formats", "library", "model", "period", "syntax", "venues"},
    "rendering": (CORE - {"tables"}) | {"collation", "formats", "library", "syntax", "views"},
    "exports": {"library", "model", "naming", "period", "rendering", "venues", "views"},
    "sources": {"doubts", "errors", "library", "model", "people", "period", "syntax"},
    "markdown": CORE | {"images", "math", "rendering", "syntax", "views"},
    "config": {"errors", "formats", "math", "people", "sources", "syntax", "words"},
    "publish": CORE
    | {
        "clock",
        "config",
        "doubts",
        "exports",
        "formats",
        "library",
        "markdown",
        "math",
        "people",
        "rendering",
        "sources",
        "syntax",
        "views",
    },
    "plugin": {"config", "publish"},
    "cli": {"__init__", "clock", "errors", "exports", "people", "sources", "syntax", "venues"},
}
"""Room → the rooms that it may import."""

HOST = {"mkdocs"}
HOST_ROOMS = {"config", "plugin", "publish"}


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """Return the room that a module belongs to: its own name, or that of its folder."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """Return the full names of what a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_imported(path: Path) -> set[str]:
    """Return the rooms of the package that a module imports."""
    own = (name.split(".") for name in imported(path) if name.split(".")[0] == NAME)
    return {parts[1] if parts[1] in ALLOWED else "__init__" for parts in own} - {room(path)}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_house(path: Path) -> None:
    """A module imports only from the rooms that its own may know."""
    assert rooms_imported(path) <= ALLOWED[room(path)]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_edge_knows_the_host(path: Path) -> None:
    """MkDocs is imported by the plugin, its options and the publisher alone."""
    hosts = {name.split(".")[0] for name in imported(path)} & HOST
    assert not hosts or room(path) in HOST_ROOMS


def test_there_is_no_circle() -> None:
    """Rooms can be put in an order in which each imports only those before it."""
    left = {name: set(uses) for name, uses in ALLOWED.items()}
    while left:
        free = {name for name, uses in left.items() if not uses & left.keys()}
        assert free, f"a circle among {sorted(left)}"
        left = {name: uses for name, uses in left.items() if name not in free}


def test_every_room_is_listed() -> None:
    """A new module is given its place before it is used."""
    assert {room(path) for path in modules()} == ALLOWED.keys()
