"""Measure rebuilds with `--dirty`, and whether the site is right after them.

    python benchmarks/dirty.py [--reviews 10000/300] [--rounds 5] [--command serve|build]

edits an invented corpus as `serve.py` does, but MkDocs renders only the pages that have changed:
while it serves the site, or, with `--command build`, each time in a process of its own. A last edit
adds somebody who has not presented yet. Then both sites are compared, byte for byte, with ones that
are built from nothing. What the plugin generates must be the same; if it is not, the exit status is
1. Of the other files, those are named that differ: MkDocs by itself leaves some behind, such as the
search index.
"""

from __future__ import annotations

import argparse
import filecmp
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from building import Size, build, size, write_config
from editing import Rebuild, Site, measure, newcomer, sources
from measuring import describe_machine, positive
from serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from building import Source

SIZE = Size(10_000, 300)
TARGET = 2.0
"""What the time may be, in times of plain's."""
NAMED = 8
"""How many of the files that differ are named."""


@dataclass(frozen=True)
class Comparison:
    """How a site differs from one that is built from nothing."""

    files: frozenset[str]
    """Every file of the two."""
    wrong: frozenset[str]
    """Those that differ, or that only one of the two has."""


def main() -> None:
    """Edit both sides; print medians and ratios, and what differs."""
    options = parse_arguments()
    corpus, host = options.reviews, {"serve": served, "build": built}[options.command]
    target = TARGET if corpus == SIZE else None
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        sites = {
            side: stack.enter_context(host(root / side, source, "--dirty"))
            for side, source in sources(root, corpus).items()
        }
        report = measure(sites, corpus, options.rounds, target)
        for site in sites.values():
            site.edit(newcomer, corpus.presenters)
        compared = {side: compare(root / f"{side}-anew", site) for side, site in sites.items()}
    print(f"{describe_machine()}\n{corpus}, medians of {options.rounds}, {options.command}\n")
    print(report)
    sys.exit(not judge(compared))


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure rebuilds with --dirty.")
    parser.add_argument(
        "--reviews", type=size, default=SIZE, metavar="REVIEWS/PRESENTERS", help="its size"
    )
    parser.add_argument("--rounds", type=positive, default=5, help="edits of each kind and side")
    parser.add_argument(
        "--command", choices=("serve", "build"), default="serve", help="command of MkDocs"
    )
    return parser.parse_args()


@contextmanager
def built(folder: Path, source: Source, *flags: str) -> Iterator[Site]:
    """Build a site, and later build it again, each time in a process of its own."""
    config = write_config(folder, source)

    def rebuild() -> Rebuild:
        measured = build(config, *flags)
        return Rebuild(measured.seconds, measured.processor)

    build(config)
    yield Site(source, folder / "site", rebuild)


def compare(folder: Path, site: Site) -> Comparison:
    """Build a site from nothing, from the same pages, and compare."""
    folder.mkdir()
    build(write_config(folder, site.source))
    anew = folder / "site"
    files = file_names(site.output) | file_names(anew)
    return Comparison(files, frozenset(name for name in files if differs(site.output, anew, name)))


def file_names(folder: Path) -> frozenset[str]:
    """Return the path of every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return frozenset(path.relative_to(folder).as_posix() for path in files)


def differs(one: Path, other: Path, name: str) -> bool:
    """Tell whether a file differs between two folders, or one of them has none."""
    both = one / name, other / name
    return not all(path.is_file() for path in both) or not filecmp.cmp(*both, shallow=False)


def judge(compared: Mapping[str, Comparison]) -> bool:
    """Print what differs; return whether everything that the plugin generates is right."""
    plain, plugin = compared["plain"], compared["plugin"]
    generated = plugin.files - plain.files
    show("files that the plugin generates", generated, plugin.wrong)
    show("other files, with the plugin", plugin.files & plain.files, plugin.wrong)
    show("other files, plain", plain.files, plain.wrong)
    return not generated & plugin.wrong


def show(what: str, files: frozenset[str], wrong: frozenset[str]) -> None:
    """Print how many files differ from those built from nothing, and name the first."""
    named = sorted(files & wrong)
    print(f"\n{what}: {len(files)}, of which {len(named)} differ from those of a clean build")
    print("".join(f"  {name}\n" for name in named[:NAMED]), end="")


if __name__ == "__main__":
    main()
