"""Measure what the plugin adds to a build: time, memory, output.

    python benchmarks/build.py [--reviews 1000] [--rounds 3] [--presenters 60]

writes an invented corpus into a temporary folder and builds it with MkDocs and Material alone
(`plain`) and with the plugin as well (`plugin`), in turn, each build in a process and a folder of
its own. Both sides see the same machine in the same minutes, so compare the ratio; seconds from
different machines or days do not compare.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from corpus import pages

SIDES = {"plain": "[search]", "plugin": "[search, paperreview]"}
DISTRIBUTIONS = ("mkdocs", "mkdocs-material", "mkdocs-paperreview")
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Measurement:
    """What one build cost and gave."""

    seconds: float
    """Wall time of the whole process."""
    memory: float
    """Peak resident memory, in bytes."""
    output: float
    """Size of every file of the site, in bytes."""
    pages: float
    """Number of HTML files, without the page for status 404."""


def main() -> None:
    """Measure both sides and print their medians."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_corpus(root / "docs", options.reviews, options.presenters)
        measurements = measure_in_turn(root, options.rounds)
    print(describe_machine())
    print(f"{options.reviews} reviews, {options.presenters} presenters, {options.rounds} rounds\n")
    print(report({side: middle(of) for side, of in measurements.items()}))


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure what the plugin adds to a build.")
    parser.add_argument("--reviews", type=positive, default=1000, help="reviews of the corpus")
    parser.add_argument("--rounds", type=positive, default=3, help="builds of each side")
    parser.add_argument("--presenters", type=positive, default=60, help="presenters of the corpus")
    return parser.parse_args()


def positive(text: str) -> int:
    """Read a number above zero."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not above zero")
    return number


def write_corpus(docs: Path, reviews: int, presenters: int) -> None:
    """Write the corpus into a new folder."""
    docs.mkdir()
    for page in pages(reviews, presenters):
        (docs / page.name).write_text(page.text, encoding="utf-8")


def measure_in_turn(root: Path, rounds: int) -> dict[str, list[Measurement]]:
    """Build each side once a round, and give what every build measured."""
    measurements: dict[str, list[Measurement]] = {side: [] for side in SIDES}
    for number in range(1, rounds + 1):
        for side, taken in measurements.items():
            taken.append(measure(root, side))
            print(f"round {number}, {side}: {taken[-1].seconds:.2f} s", file=sys.stderr)
    return measurements


def measure(root: Path, side: str) -> Measurement:
    """Build one side in a new folder, so that no build finds another's cache or output."""
    with tempfile.TemporaryDirectory(dir=root) as folder:
        config = write_config(Path(folder), root / "docs", SIDES[side])
        seconds, memory = build(config)
        files = [path for path in Path(folder, "site").rglob("*") if path.is_file()]
        html = [path for path in files if path.suffix == ".html" and path.name != "404.html"]
        return Measurement(seconds, memory, sum(path.stat().st_size for path in files), len(html))


def write_config(folder: Path, docs: Path, plugins: str) -> Path:
    """Write a configuration that differs between the sides in its plugins alone."""
    settings = (
        "site_name: Benchmark",
        f"docs_dir: {docs}",
        "site_dir: site",
        "theme: {name: material, font: false}",
        f"plugins: {plugins}",
    )
    config = folder / "mkdocs.yml"
    config.write_text("\n".join(settings), encoding="utf-8")
    return config


def build(config: Path) -> tuple[float, int]:
    """Build a site in a process of its own; give its seconds and its peak memory in bytes."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config)]
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(output.read().decode() + f"\n{config} did not build")
    return seconds, usage.ru_maxrss * RSS_UNIT


def middle(measurements: list[Measurement]) -> Measurement:
    """Give the median of each quantity."""
    return Measurement(*map(median, zip(*map(astuple, measurements), strict=True)))


def describe_machine() -> str:
    """Name what the figures depend on."""
    packages = ", ".join(f"{name} {version(name)}" for name in DISTRIBUTIONS)
    return f"Python {platform.python_version()}, {packages}, {os.cpu_count()} cores"


def report(medians: dict[str, Measurement]) -> str:
    """Lay out the medians and, below them, the plugin's part of plain."""
    rows = {"": ["time", "memory", "output", "pages"]}
    rows |= {side: quantities(measured) for side, measured in medians.items()}
    rows["plugin / plain"] = ratios(medians["plugin"], medians["plain"])
    return "\n".join(f"{head:<14}" + "".join(map("{:>12}".format, rows[head])) for head in rows)


def quantities(measured: Measurement) -> list[str]:
    """Write each quantity with its unit."""
    return [
        f"{measured.seconds:.2f} s",
        f"{measured.memory / 1e6:.1f} MB",
        f"{measured.output / 1e6:.2f} MB",
        f"{measured.pages:g}",
    ]


def ratios(measured: Measurement, base: Measurement) -> list[str]:
    """Write each quantity as a multiple of the base's."""
    return [f"{a / b:.2f}" for a, b in zip(astuple(measured), astuple(base), strict=True)]


if __name__ == "__main__":
    main()
