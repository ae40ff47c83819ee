"""Sites whose pages are edited, one after another, and built again after each edit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count, product
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from building import PLAIN, PLUGIN, Source, write_corpus
from corpus import BETWEEN, further_review
from measuring import Ratio, in_turn, table, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from building import Size

ADDRESS = {"dev_addr": "127.0.0.1:0", "site_url": "http://127.0.0.1:0/"}
"""Any free port; pages are the same whether they are built or served."""

STEP = 7
"""Pages from one edit to the next."""

NEWCOMER = "Noa Winther"
"""Somebody who has not presented yet."""


class Rebuild(NamedTuple):
    """What it took until an edit was to be seen."""

    seconds: float
    processor: float
    """Seconds of the processor; not a number where the system does not tell."""

    def __str__(self) -> str:
        return "  ".join(self.cells())

    def cells(self) -> tuple[str, ...]:
        """Write each quantity with its unit."""
        return f"{self.seconds:.2f} s", f"{self.processor:.2f} s"


@dataclass(frozen=True)
class Site:
    """A site that is edited. Two of them see the same edits."""

    source: Source
    output: Path
    """Folder of what is built."""
    rebuild: Callable[[], Rebuild]
    """Builds the site again, or waits until it is built again."""
    turns: Iterator[int] = field(default_factory=count)

    def edit(self, addition: Callable[[int, int], str], presenters: int) -> Rebuild:
        """Add something to the next page; return what it took to build the site again."""
        number = next(self.turns)
        pages = sorted(self.source.docs.iterdir())
        with pages[number * STEP % len(pages)].open("a", encoding="utf-8") as page:
            page.write(addition(number, presenters))
        return self.rebuild()


def line(number: int, presenters: int) -> str:
    """Return one more line of the notes that stand last on a page."""
    del presenters
    return f"\n- One more line, number {number}.\n"


def review(number: int, presenters: int) -> str:
    """Return one more review, by one of the presenters."""
    return BETWEEN + further_review(number, presenters).text


def newcomer(number: int, presenters: int) -> str:
    """Return one more review, by somebody who has no page yet."""
    return BETWEEN + replace(further_review(number, presenters), presenter=NEWCOMER).text


EDITS = {"a line": line, "a review": review}
"""What is added to a page."""


def sources(root: Path, corpus: Size) -> dict[str, Source]:
    """Write a corpus for each side, below a folder of its own."""
    plugins = {"plain": PLAIN, "plugin": PLUGIN}
    return {side: written(root / side / "docs", corpus, of) for side, of in plugins.items()}


def written(docs: Path, corpus: Size, plugins: Sequence[object]) -> Source:
    """Write a corpus and return it as the source of a site.

    Its navigation names every page with its title: with `--dirty`, MkDocs does not know the titles
    of pages that it does not render.
    """
    write_corpus(docs, corpus)
    nav = [{page.stem: page.name} for page in sorted(docs.iterdir())]
    return Source(docs, plugins, {**ADDRESS, "nav": nav})


def measure(sites: Mapping[str, Site], corpus: Size, rounds: int, target: float | None) -> str:
    """Edit both sides in turn, and lay out the medians and the ratios."""

    def edited(case: tuple[str, str]) -> Rebuild:
        edit, side = case
        return sites[side].edit(EDITS[edit], corpus.presenters)

    taken = in_turn(product(EDITS, sites), rounds, edited)
    medians = {case: middle(rebuilds) for case, rebuilds in taken.items()}
    rows = {f"{edit}, {side}": medians[edit, side].cells() for edit, side in medians}
    ratios = [ratio for edit in EDITS for ratio in compare(edit, medians, target)]
    return f"{table(('time', 'processor'), rows)}\n\n{verdicts(ratios)}"


def middle(rebuilds: Sequence[Rebuild]) -> Rebuild:
    """Return the median of each quantity."""
    return Rebuild(*map(median, zip(*rebuilds, strict=True)))


def compare(
    edit: str, medians: Mapping[tuple[str, str], Rebuild], target: float | None
) -> Iterator[Ratio]:
    """Yield the ratios for one kind of edit."""
    plain, plugin = medians[edit, "plain"], medians[edit, "plugin"]
    what = f"after {edit}, plugin / plain"
    yield Ratio(f"time {what}", plugin.seconds / plain.seconds, target)
    yield Ratio(f"processor {what}", plugin.processor / plain.processor)
