"""What the measurements share: processes with what they cost, medians, tables.

Both sides of a ratio are measured in one run and in turn, so that both see the same machine in the
same minutes. Seconds from different machines or days do not compare.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DISTRIBUTIONS = ("mkdocs", "mkdocs-material", "mkdocs-paperreview")
RSS_UNIT = 1 if sys.platform == "darwin" else 1024

_INHERITED = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
ENVIRONMENT = _INHERITED | {"SOURCE_DATE_EPOCH": str(int(time.time()))}
"""What every process of a run sees.

One time of the build, so that sites can be compared; and modules that are compiled once, as an
installed package has them.
"""

Side = TypeVar("Side")
Taken = TypeVar("Taken")


class Cost(NamedTuple):
    """What a process took."""

    seconds: float
    """Wall time of the whole process."""
    processor: float
    """Seconds of the processor, those of the system included."""
    memory: float
    """Peak resident memory, in bytes."""


@dataclass(frozen=True)
class Ratio:
    """One row of what is promised."""

    what: str
    figure: float
    target: float | None = None
    """What the figure may be; None where nothing is promised."""


def positive(text: str) -> int:
    """Read a number above zero."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not above zero")
    return number


def run(command: Sequence[str]) -> Cost:
    """Run a command in a process of its own, or end with what it says.

    This process should be small: the peak of a new one begins with that of the old one.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=ENVIRONMENT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{output.read().decode()}\n{shlex.join(command)} failed")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT)


def in_turn(
    sides: Iterable[Side], rounds: int, measure: Callable[[Side], Taken]
) -> dict[Side, list[Taken]]:
    """Measure each side once a round; give what was taken, by side."""
    taken: dict[Side, list[Taken]] = {side: [] for side in sides}
    for number in range(1, rounds + 1):
        for side, values in taken.items():
            values.append(measure(side))
            label = ", ".join(map(str, side)) if isinstance(side, tuple) else side
            print(f"round {number}, {label}: {values[-1]}", file=sys.stderr)
    return taken


def describe_machine() -> str:
    """Name what the figures depend on."""
    packages = ", ".join(f"{name} {version(name)}" for name in DISTRIBUTIONS)
    return f"Python {platform.python_version()}, {packages}, {os.cpu_count()} cores"


def table(head: Sequence[str], rows: Mapping[str, Sequence[str]]) -> str:
    """Lay out rows under their head."""
    width = max(map(len, rows)) + 2
    lines = {"": head, **rows}
    return "\n".join(
        f"{name:<{width}}{''.join(f'{cell:>11}' for cell in cells)}".rstrip()
        for name, cells in lines.items()
    )


def verdicts(ratios: Iterable[Ratio]) -> str:
    """Lay out ratios beside their targets."""
    return table(
        ("ratio", "target", ""),
        {ratio.what: (f"{ratio.figure:.2f}", *_judged(ratio)) for ratio in ratios},
    )


def _judged(ratio: Ratio) -> tuple[str, str]:
    if ratio.target is None:
        return "", ""
    return f"{ratio.target:g}", "met" if ratio.figure <= ratio.target else "missed"
