"""Measure the parser: how quickly it reads, and whether twice the text takes twice as long.

    python benchmarks/parser.py [PAGE] [--megabytes 15] [--rounds 5] [--size 400000] [--only NAME]

reads the text of a page over and over, until it is so many megabytes, and prints how many of them
are read in a second; without PAGE the text is a page of the invented corpus. Then it reads hostile
texts, those that the tests have as well, of so many characters and of twice as many, in turn, and
prints the ratio of the two times, the median of several rounds. Above 2.5 it is marked. Times are
those of the processor and of one core; compare the ratios, not the seconds of different machines.
"""

from __future__ import annotations

import argparse
import gc
import time
from pathlib import Path
from runpy import run_path
from statistics import median
from typing import TYPE_CHECKING

from corpus import REVIEWS_A_PAGE, pages
from measuring import describe_machine, positive

from mkdocs_paperreview.sources import decode
from mkdocs_paperreview.syntax import forget_parsed, formulas, parse, read_page
from mkdocs_paperreview.syntax.frontmatter import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOSTILE = Path(__file__).parent.parent / "tests" / "hostile.py"
"""The module that holds the hostile texts."""

MOST = 2.5
"""What the time for twice the text may be, in times of that for the text."""

SHORTEST = 0.005
"""Seconds below which a clock says nothing about a ratio."""


def main() -> None:
    """Measure speed and ratios, and print them."""
    options = parse_arguments()
    print(describe_machine())
    print(f"{speed(options.page, options.megabytes * 1_000_000, options.rounds):.1f} MB/s\n")
    texts: dict[str, Callable[[int], str]] = run_path(str(HOSTILE))["TEXTS"]
    chosen = {name: make for name, make in texts.items() if options.only in name}
    if not chosen:
        raise SystemExit(f"no hostile text has {options.only!r} in its name")
    print(f"{'ratio':>6}{'seconds':>9}  hostile text of {2 * options.size:,} characters")
    worst = max(report(name, make, options) for name, make in chosen.items())
    print(f"\nworst ratio {worst:.2f}")


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure the parser.")
    parser.add_argument("page", nargs="?", type=Path, help="a Markdown file with reviews")
    parser.add_argument("--megabytes", type=positive, default=15, help="size of the repeated text")
    parser.add_argument("--rounds", type=positive, default=5, help="how often all is read")
    parser.add_argument(
        "--size", type=positive, default=400_000, help="characters of hostile texts"
    )
    parser.add_argument("--only", default="", help="hostile texts whose names hold this")
    return parser.parse_args()


def speed(page: Path | None, size: int, rounds: int) -> float:
    """Return the megabytes of a page's text, over and over, that are read in a second."""
    source = decode(page.read_bytes()).text if page else next(pages(REVIEWS_A_PAGE)).text
    body = split(source).body.strip("\n") + "\n"
    text = body * -(-size // len(body.encode()))
    times = [seconds(parse, text) for _ in range(rounds)]
    return len(text.encode()) / 1_000_000 / median(times)


def report(name: str, make: Callable[[int], str], options: argparse.Namespace) -> float:
    """Print and return the median ratio of the times for twice a hostile text and for the text."""
    taken = list(in_turn(make(options.size), make(2 * options.size), options.rounds))
    ratio = median(twice / max(once, SHORTEST) for once, twice in taken)
    mark = "  <- more than twice as long" if ratio > MOST else ""
    print(f"{ratio:6.2f}{median(twice for _, twice in taken):9.3f}  {name}{mark}", flush=True)
    return ratio


def in_turn(text: str, twice: str, rounds: int) -> Iterator[tuple[float, float]]:
    """Yield the seconds for two texts, read in turn, so that both see the same machine."""
    for _ in range(rounds):
        yield seconds(read, text), seconds(read, twice)


def read(text: str) -> None:
    """Read a text in every way that a build does, with a formula so that all of it is looked at."""
    read_page("2020_3rd_quarter.md", text)
    formulas(f"{text}\n\n$x$\n")


def seconds(function: Callable[[str], object], text: str) -> float:
    """Return the processor's time that a function takes for a text that it has not seen."""
    forget_parsed()
    gc.collect()
    start = time.process_time()
    function(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
