"""Nothing of a dependency is used that it calls private: its next version may not have it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "mkdocs_paperreview"
MODULES = sorted(PACKAGE.rglob("*.py"))

OF_TUPLES = {"_asdict", "_fields", "_make", "_replace"}
"""What named tuples offer everybody, under names that cannot be those of fields."""
OF_MODULES = {"_exit"}
"""What the standard library documents under a name that begins so."""
INNARDS = {"__class__", "__dict__", "__slots__"}
"""What shows an object's attributes past what its class says of them."""
BY_NAME = {"delattr", "getattr", "hasattr", "setattr"}


def is_private(name: str) -> bool:
    """Return whether a name, or a part of a dotted one, begins with one underscore."""
    return any(part.startswith("_") and not part.startswith("__") for part in name.split("."))


def own_names(tree: ast.AST) -> set[str]:
    """Return the private names that a module gives to functions, classes, values and fields."""
    found = OF_TUPLES | OF_MODULES
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found |= {node.attr} if is_own(node.value) else set()
    return found


def is_own(node: ast.expr) -> bool:
    """Return whether a value is the object that a method belongs to."""
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


def trespasses(tree: ast.AST) -> Iterator[str]:
    """Yield, with its line, each use of what is private to somebody else."""
    own = own_names(tree)
    for node in ast.walk(tree):
        for name in used(node):
            if name in INNARDS or (is_private(name) and name not in own):
                yield f"{getattr(node, 'lineno', 0)}: {name}"


def used(node: ast.AST) -> Iterator[str]:
    """Yield the names of what a node takes from another object or module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "vars":
            yield "__dict__"
        if node.func.id in BY_NAME and len(node.args) > 1:
            name = node.args[1]
            yield from (str(name.value),) if isinstance(name, ast.Constant) else ()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_what_is_public_is_used(path: Path) -> None:
    """A module uses private names that it defines itself, and no others."""
    assert list(trespasses(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from mkdocs._private import x", "1: mkdocs._private.x"),
        ("from mkdocs.pages import _Tree", "1: mkdocs.pages._Tree"),
        ("import yaml._yaml", "1: yaml._yaml"),
        ("page._title", "1: _title"),
        ("page._title = 1", "1: _title"),
        ("class A(B):\n    def f(self):\n        return self._entries", "3: _entries"),
        ("page.__class__ = A", "1: __class__"),
        ("vars(page)['title']", "1: __dict__"),
        ("getattr(page, '_title')", "1: _title"),
        ("class A:\n    _x: int\n    def f(self, a):\n        return a._x", None),
        ("class A:\n    def f(self):\n        self._x = 1\n        return self._x", None),
        ("fact._replace(line=1)", None),
        ("from __future__ import annotations", None),
    ],
)
def test_what_is_private_is_seen(source: str, found: str | None) -> None:
    """Imports, attributes, and what goes past a class by name are all noticed."""
    assert list(trespasses(ast.parse(source))) == ([found] if found else [])
