"""Run commands in this process."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import click.testing
from packaging.version import Version


class CliRunner(click.testing.CliRunner):
    """Click's runner, with output and errors apart in every version of Click."""

    def __init__(self) -> None:
        """Ask for it where it does not go without saying."""
        before = Version(version("click")) < Version("8.2")
        options: dict[str, Any] = {"mix_stderr": False} if before else {}
        super().__init__(**options)
