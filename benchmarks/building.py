"""Sites to measure: a corpus in a folder, a configuration, a build in a process of its own."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from corpus import pages
from measuring import positive, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLAIN: list[object] = ["search"]
PLUGIN: list[object] = ["search", "paperreview"]

HEAD = ("time", "processor", "memory", "output", "pages")


class Size(NamedTuple):
    """How large a corpus is."""

    reviews: int
    presenters: int
    papers: int = 0
    """How many papers they are of; 0 where each is of one of its own."""

    def __str__(self) -> str:
        papers = f" of {self.papers} papers" if self.papers else ""
        return f"{self.reviews:,} reviews by {self.presenters} presenters{papers}"


class Measurement(NamedTuple):
    """What one build cost and gave; see :class:`measuring.Cost` for the first three."""

    seconds: float
    processor: float
    memory: float
    output: float
    """Size of every file of the site, in bytes."""
    pages: float
    """Number of HTML files, without the page for status 404."""

    def __str__(self) -> str:
        return "  ".join(self.cells())

    def cells(self) -> tuple[str, ...]:
        """Write each quantity with its unit."""
        return (
            f"{self.seconds:.2f} s",
            f"{self.processor:.2f} s",
            f"{self.memory / 1e6:.1f} MB",
            f"{self.output / 1e6:.2f} MB",
            f"{self.pages:g}",
        )


@dataclass(frozen=True)
class Source:
    """What a site is built from."""

    docs: Path
    plugins: Sequence[object]
    settings: Mapping[str, object] = field(default_factory=dict)
    """What its configuration says besides."""


def size(text: str) -> Size:
    """Read `REVIEWS`, `REVIEWS/PRESENTERS` or `REVIEWS/PRESENTERS/PAPERS`."""
    reviews, *others = text.split("/")
    try:
        return Size(*map(positive, (reviews, *(others or ("60",)))))
    except (TypeError, ValueError):
        raise argparse.ArgumentTypeError(f"{text} is not such as 1000/60") from None


def write_corpus(docs: Path, corpus: Size) -> None:
    """Write a corpus into a new folder."""
    docs.mkdir(parents=True)
    for page in pages(*corpus):
        (docs / page.name).write_text(page.text, encoding="utf-8")


def write_config(folder: Path, source: Source) -> Path:
    """Write a configuration; sides differ in their plugins, and in what the source says."""
    settings = {
        "site_name": "Benchmark",
        "docs_dir": str(source.docs),
        "site_dir": "site",
        "theme": {"name": "material", "font": False},
        "plugins": source.plugins,
        **source.settings,
    }
    config = folder / "mkdocs.yml"
    config.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    return config


def build(config: Path, *flags: str) -> Measurement:
    """Build the site of a configuration, into the folder `site` beside it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config), *flags]
    cost = run(command)
    files = [path for path in config.with_name("site").rglob("*") if path.is_file()]
    output = sum(path.stat().st_size for path in files)
    html = sum(path.suffix == ".html" and path.name != "404.html" for path in files)
    return Measurement(*cost, output, html)


def build_anew(source: Source) -> Measurement:
    """Build in a new folder, so that no build finds another's cache or output."""
    with tempfile.TemporaryDirectory() as folder:
        return build(write_config(Path(folder), source))


def middle(measurements: Sequence[Measurement]) -> Measurement:
    """Return the median of each quantity."""
    return Measurement(*map(median, zip(*measurements, strict=True)))
