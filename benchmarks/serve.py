"""Measure how long an edit takes to be seen while a site is served.

    python benchmarks/serve.py [--reviews 1000/60] [--rounds 5]

writes an invented corpus twice, serves one with MkDocs and Material alone (`plain`) and one with
the plugin as well (`plugin`), and edits their pages in turn: one edit adds a line to a page,
another a review. MkDocs builds the whole site anew after each. For `--dirty` see `dirty.py`.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path

from building import Size, size
from editing import measure, sources
from measuring import describe_machine, positive
from serving import served

SIZE = Size(1000, 60)
TARGET = 1.4
"""What the time may be, in times of plain's."""


def main() -> None:
    """Serve both sides, edit them, and print medians and ratios."""
    options = parse_arguments()
    corpus = options.reviews
    target = TARGET if corpus == SIZE else None
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        sites = {
            side: stack.enter_context(served(root / side, source))
            for side, source in sources(root, corpus).items()
        }
        report = measure(sites, corpus, options.rounds, target)
    print(f"{describe_machine()}\n{corpus}, medians of {options.rounds}\n\n{report}")


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure rebuilds while a site is served.")
    parser.add_argument(
        "--reviews", type=size, default=SIZE, metavar="REVIEWS/PRESENTERS", help="its size"
    )
    parser.add_argument("--rounds", type=positive, default=5, help="edits of each kind and side")
    return parser.parse_args()


if __name__ == "__main__":
    main()
