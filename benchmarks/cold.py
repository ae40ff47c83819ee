"""Measure what the plugin adds to a build from nothing: time, memory, output, and how they grow.

    python benchmarks/cold.py [--reviews 1000/60 10000/300] [--rounds 3]

writes invented corpora of so many reviews by so many presenters, and builds each with MkDocs and
Material alone (`plain`), with the plugin as well (`plugin`), and as a `control` with MkDocs and
Material alone once more, on as many pages as the plugin ends up with, the additional ones empty.
The builds take turns, each in a process and a folder of its own. A third number, as in 1000/60/7,
has the reviews be of so few papers, so that many reviews are of the same one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from building import (
    HEAD,
    PLAIN,
    PLUGIN,
    Measurement,
    Size,
    Source,
    build,
    build_anew,
    middle,
    size,
    write_config,
    write_corpus,
)
from measuring import Ratio, describe_machine, in_turn, positive, table, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Medians = Mapping[str, Measurement]

SIZES = (Size(1000, 60), Size(10_000, 300))
TO_PLAIN = {SIZES[0]: 1.6, SIZES[1]: 1.7}
"""What the time may be, in times of plain's."""
TO_CONTROL = {SIZES[0]: 1.2, SIZES[1]: 1.2}
"""What the time may be, in times of the control's."""
MEMORY = {SIZES[1]: 1.4}
"""What the peak may be, in times of plain's."""
GROWTH = {SIZES: 11.0}
"""What the plugin's own time may be for the larger corpus, in times of that for the smaller."""


def main() -> None:
    """Measure every side of every size and print medians and ratios."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        sources = {
            (corpus, side): source
            for number, corpus in enumerate(options.reviews)
            for side, source in sides(Path(folder, str(number)), corpus).items()
        }
        taken = in_turn(sources, options.rounds, lambda side: build_anew(sources[side]))
    print(f"{describe_machine()}\nmedians of {options.rounds}")
    medians: dict[Size, dict[str, Measurement]] = {corpus: {} for corpus in options.reviews}
    for (corpus, side), measurements in taken.items():
        medians[corpus][side] = middle(measurements)
    print(report(medians))


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure what the plugin adds to a build.")
    parser.add_argument(
        "--reviews",
        type=size,
        nargs="+",
        default=SIZES,
        metavar="REVIEWS/PRESENTERS",
        help="sizes of the corpora",
    )
    parser.add_argument("--rounds", type=positive, default=3, help="builds of each side")
    return parser.parse_args()


def sides(root: Path, corpus: Size) -> dict[str, Source]:
    """Write a corpus and its control, and return what each side is built from."""
    docs, control = root / "docs", root / "control"
    write_corpus(docs, corpus)
    plain, plugin = Source(docs, PLAIN), Source(docs, PLUGIN)
    shutil.copytree(docs, control)
    for folder in html_folders(root / "plugin", plugin) - html_folders(root / "plain", plain):
        write_empty(control / folder)
    return {
        "plain": plain,
        "control": Source(control, PLAIN, {"not_in_nav": "/*/"}),
        "plugin": plugin,
    }


def html_folders(root: Path, source: Source) -> set[Path]:
    """Build a site; return the folders of its pages."""
    root.mkdir()
    build(write_config(root, source))
    site = root / "site"
    return {page.parent.relative_to(site) for page in site.rglob("index.html")}


def write_empty(folder: Path) -> None:
    """Write a page that has a title and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    title = json.dumps(folder.name, ensure_ascii=False)
    folder.joinpath("index.md").write_text(f"---\ntitle: {title}\n---\n", encoding="utf-8")


def report(medians: Mapping[Size, Medians]) -> str:
    """Lay out the medians of every size, and the ratios."""
    parts = []
    for corpus, measured in medians.items():
        rows = {side: measurement.cells() for side, measurement in measured.items()}
        parts += [f"\n{corpus}\n", table(HEAD, rows), "", verdicts(ratios(corpus, measured))]
    if growths := [*growth(medians)]:
        parts += ["", verdicts(growths)]
    return "\n".join(parts)


def ratios(corpus: Size, measured: Medians) -> Sequence[Ratio]:
    """Compare the sides of one size."""
    plain, control, plugin = (measured[side] for side in ("plain", "control", "plugin"))
    return (
        Ratio("time, plugin / plain", plugin.seconds / plain.seconds, TO_PLAIN.get(corpus)),
        Ratio("time, plugin / control", plugin.seconds / control.seconds, TO_CONTROL.get(corpus)),
        Ratio("processor, plugin / plain", plugin.processor / plain.processor),
        Ratio("processor, plugin / control", plugin.processor / control.processor),
        Ratio("memory, plugin / plain", plugin.memory / plain.memory, MEMORY.get(corpus)),
        Ratio("output, plugin / plain", plugin.output / plain.output),
    )


def growth(medians: Mapping[Size, Medians]) -> Iterator[Ratio]:
    """Compare the plugin's own time, that of plain taken off, for one size and the next."""
    for small, large in pairwise(medians):
        what = f"plugin - plain, {large.reviews:,} / {small.reviews:,} reviews"
        yield Ratio(what, own(medians[large]) / own(medians[small]), GROWTH.get((small, large)))


def own(measured: Medians) -> float:
    """Return the seconds that the plugin adds."""
    return measured["plugin"].seconds - measured["plain"].seconds


if __name__ == "__main__":
    main()
