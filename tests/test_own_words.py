"""A group's own labels and meanings, from ``mkdocs.yml`` to the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sites

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
---
title: 2021_1st_quarter
---

# Sparse Kernels
## Mina Okafor, Jun Seo
### Vorgetragen von: Lena Foss [[Plakat](https://example.org/poster.pdf)]

# Dense Kernels
### Vorgetragen von: noch offen
"""
LABELS = {
    "fields": {"presenter": ["Vorgetragen von"]},
    "links": {"poster": ["Plakat"]},
    "nobody": ["noch offen"],
}


def test_labels_of_a_site_are_read_and_shown(tmp_path: Path) -> None:
    """Words of a site make cards, tell the kinds of links, and stand for nobody."""
    site = sites.make(tmp_path, {"2021_1st_quarter.md": PAGE}, {"labels": LABELS})
    sparse, dense = site.build().cards("2021_1st_quarter")
    (button,) = sparse.all("a", cls="paperreview-link")
    assert (button.attributes["data-kind"], button.text) == ("poster", "Poster")
    assert "Lena Foss" in sparse.text
    assert "No presenter yet" in dense.text


def test_without_them_nothing_is_a_card(tmp_path: Path) -> None:
    """What a site does not add is no label."""
    assert sites.make(tmp_path, {"2021_1st_quarter.md": PAGE}).build().papers == []


AUTHORED = """\
---
title: 2021_1st_quarter
---

## Sparse Kernels
- Author: Lena Foss
- Presenter: Omar Haddad
- Paper: https://example.org/sparse.pdf
"""


@pytest.mark.parametrize(
    ("meaning", "presenters", "authors"),
    [
        (None, ["Omar Haddad"], []),
        ("authors", ["Omar Haddad"], ["Lena Foss"]),
        ("presenter", ["Lena Foss", "Omar Haddad"], []),
    ],
)
def test_author_means_what_the_option_says(
    tmp_path: Path, meaning: str | None, presenters: list[str], authors: list[str]
) -> None:
    """``Author`` is trusted for neither meaning unless the site says which."""
    options = {"author": meaning} if meaning else {}
    built = sites.make(tmp_path, {"2021_1st_quarter.md": AUTHORED}, options).build()
    (paper,) = built.papers
    assert [person["name"] for person in paper["presenters"]] == presenters
    assert paper["authors"] == authors
    told = [problem.rule for problem in built.problems if problem.rule == "author"]
    assert told == ([] if meaning else ["author"])
    assert ("Author: Lena Foss" in built.cards("2021_1st_quarter")[0].text) == (meaning is None)
