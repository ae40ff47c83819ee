"""The oldest supported version of every dependency: what the project says, and what is tested."""

from __future__ import annotations

import os
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]


def lower_bounds() -> dict[str, Version]:
    """Return dependency → the oldest version that the project says it works with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return dict(map(lower_bound, project["dependencies"]))


def lower_bound(dependency: str) -> tuple[str, Version]:
    """Return name and oldest version of a dependency, which must have one."""
    requirement = Requirement(dependency)
    (oldest,) = (one.version for one in requirement.specifier if one.operator == ">=")
    return requirement.name, Version(oldest)


def pinned() -> dict[str, Version]:
    """Return dependency → the version that ``tests/lowest.txt`` asks for."""
    lines = (ROOT / "tests" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    pins = (line.split("==") for line in lines if not line.startswith("#"))
    return {name: Version(number) for name, number in pins}


def test_the_oldest_versions_are_those_that_are_tested() -> None:
    """``tests/lowest.txt`` has each dependency in the version of its lower bound, and no other."""
    assert pinned() == lower_bounds()


@pytest.mark.skipif(
    "LOWEST" not in os.environ, reason="for scripts/test-versions, which sets LOWEST"
)
def test_the_oldest_versions_are_installed() -> None:
    """Where the oldest versions are tested, they are what is installed, each of them exactly."""
    bounds = lower_bounds()
    assert {name: Version(version(name)) for name in bounds} == bounds
