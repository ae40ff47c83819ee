"""Measure the plugin against Material's own plugin for blogs, on the same reviews.

    python benchmarks/blog.py [--reviews 1000/60] [--rounds 3]

writes an invented corpus twice: as quarter pages, which the plugin reads, and as a blog with a post
for each review, where presenters are authors with profiles and the archive goes by quarter. A post
shows its authors line in lists and its notes on a page of its own. The builds take turns, each in a
process and a folder of its own.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from building import (
    HEAD,
    PLUGIN,
    Measurement,
    Size,
    Source,
    build_anew,
    middle,
    size,
    write_corpus,
)
from corpus import pages
from measuring import Ratio, describe_machine, in_turn, positive, table, verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus import Review

SIZE = Size(1000, 60)
TIME, OUTPUT = 0.15, 0.25
"""What time and output may be, in times of the blog's."""

BLOG = {
    "authors_profiles": True,
    "archive_date_format": "yyyy 'Q'Q",
    "archive_url_date_format": "yyyy/'q'Q",
}


def main() -> None:
    """Measure both sides and print their medians and ratios."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        sources = sides(Path(folder), options.reviews)
        taken = in_turn(sources, options.rounds, lambda side: build_anew(sources[side]))
    medians = {side: middle(measurements) for side, measurements in taken.items()}
    print(f"{describe_machine()}\n{options.reviews}, medians of {options.rounds}\n")
    print(table(HEAD, {side: measured.cells() for side, measured in medians.items()}))
    print(f"\n{verdicts(ratios(medians, promised=options.reviews == SIZE))}")


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure the plugin against Material's blog.")
    parser.add_argument(
        "--reviews", type=size, default=SIZE, metavar="REVIEWS/PRESENTERS", help="its size"
    )
    parser.add_argument("--rounds", type=positive, default=3, help="builds of each side")
    return parser.parse_args()


def sides(root: Path, corpus: Size) -> dict[str, Source]:
    """Write the corpus in both forms, and return what each side is built from."""
    quarters, blog = root / "quarters", root / "blog"
    write_corpus(quarters, corpus)
    write_blog(blog / "blog", corpus)
    return {"blog": Source(blog, ["search", {"blog": BLOG}]), "plugin": Source(quarters, PLUGIN)}


def write_blog(folder: Path, corpus: Size) -> None:
    """Write a post for each review, and the file of their authors."""
    posts = folder / "posts"
    posts.mkdir(parents=True)
    authors: dict[str, object] = {}
    for page in pages(*corpus):
        for number, review in enumerate(page.reviews, 1):
            authors.setdefault(review.presenter, author(review.presenter))
            text = post(page.date, review)
            posts.joinpath(f"{page.title}_{number}.md").write_text(text, encoding="utf-8")
    everybody = json.dumps({"authors": authors})  # JSON is YAML
    folder.joinpath(".authors.yml").write_text(everybody, encoding="utf-8")


def author(name: str) -> dict[str, str]:
    """Return what the blog must know of an author."""
    picture = "https://images.example.org/somebody.png"
    return {"name": name, "description": "Presenter", "avatar": picture}


def post(date: str, review: Review) -> str:
    """Write a review as a post; what stands below the mark is left out in lists."""
    front = f"date: {date}\nauthors: [{review.presenter}]"
    header = f"# {review.title}\n\n{review.authors} {review.links}"
    return f"---\n{front}\n---\n\n{header}\n\n<!-- more -->\n\n{review.notes}"


def ratios(medians: Mapping[str, Measurement], *, promised: bool) -> Sequence[Ratio]:
    """Compare the sides; what is promised holds for one size."""
    blog, plugin = medians["blog"], medians["plugin"]
    return (
        Ratio("time, plugin / blog", plugin.seconds / blog.seconds, TIME if promised else None),
        Ratio("processor, plugin / blog", plugin.processor / blog.processor),
        Ratio("memory, plugin / blog", plugin.memory / blog.memory),
        Ratio("output, plugin / blog", plugin.output / blog.output, OUTPUT if promised else None),
    )


if __name__ == "__main__":
    main()
