"""Who may import whom; the rooms of ``docs/architecture.md``."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mkdocs_paperreview"
NAME = PACKAGE.name

DOCUMENT = Path(__file__).parent.parent / "docs" / "architecture.md"


def allowed() -> dict[str, set[str]]:
    """Return room → the rooms that it imports, as the table of the document says."""
    table = DOCUMENT.read_text(encoding="utf-8").partition("### Who may import whom")[2]
    rows = (
        line.split("|")[1:3]
        for line in table.partition("\n## ")[0].splitlines()
        if "`" in line and line.startswith("|")
    )
    return {room: names(uses) for rooms, uses in rows for room in names(rooms)}


def names(cell: str) -> set[str]:
    """Return the names in a cell of a table."""
    return set(re.findall("`(\\w+)`", cell))


ALLOWED = allowed()

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


@pytest.mark.parametrize("name", ALLOWED)
def test_imports_follow_the_house(name: str) -> None:
    """The modules of a room import from those rooms that the document names, and use them all."""
    used = (rooms_imported(path) for path in modules() if room(path) == name)
    assert set().union(*used) == ALLOWED[name]


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
