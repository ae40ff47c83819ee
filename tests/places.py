"""Where every type of page is found, on the example site and on the site of extremes."""

from __future__ import annotations

from dataclasses import dataclass

import extremes


@dataclass(frozen=True)
class Place:
    """A page that stands for its type."""

    site: str
    """``example`` or ``extreme``."""
    kind: str
    path: str

    def __str__(self) -> str:
        """Return how a test names it."""
        return f"{self.site}-{self.kind}"


_EVERYWHERE = {
    "home": "",
    "presenters": "presenters/",
    "presenters-by-count": "presenters/by-count/",
    "presenters-by-latest": "presenters/by-latest/",
    "quarters": "quarters/",
    "papers": "papers/",
    "papers-by-venue": "papers/by-venue/",
}
_EXAMPLE = {
    "source": "2024_1st_quarter/",
    "presenter": "presenters/한여름/",
    "quarter": "quarters/2023-q2/",
}
_EXTREME = {
    "source": f"{extremes.SOURCE}/",
    "presenter": "presenters/x/",
    "quarter": "quarters/2024-q4/",
    "undated": "quarters/undated/",
    "papers-2": "papers/2/",
    "plans": f"{extremes.PLANS}/",
    "plans-quarter": "quarters/2099-q1/",
    "planner": "presenters/ada-example/",
    "tags": "tags/",
    "tag": "tags/graphs/",
}

EXAMPLE = [Place("example", *pair) for pair in (_EVERYWHERE | _EXAMPLE).items()]
EXTREME = [Place("extreme", *pair) for pair in (_EVERYWHERE | _EXTREME).items()]
PLACES = EXAMPLE + EXTREME
