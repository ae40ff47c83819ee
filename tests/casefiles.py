"""Read case files: one behaviour each, kept as data.

A case is a TOML file whose name is the claim; a name that ends in ``-nope`` claims that something
does not happen. Where ``each`` lists texts, the case holds for every one of them, put in place of
``{each}`` in the input.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown
import pytest

from mkdocs_paperreview.markdown import PageContext, PaperReviewExtension
from mkdocs_paperreview.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
"""One folder for each kind of case."""

COMMON = frozenset(["comment", "each", "input", "trap"])
"""Fields that a case of any kind may have."""

PLACE = "{each}"
"""What stands in the input for one of the texts in ``each``."""


@dataclass(frozen=True)
class Case:
    """One input with what is expected of it."""

    name: str
    """The claim, with the number of the text where there are several."""
    input: str
    data: dict[str, Any]
    """All fields, as the file has them."""


def parameters(folder: str, *fields: str) -> list[Any]:
    """Return every case in ``folder`` as a parameter; ``fields`` are those its kind may have."""
    known = COMMON.union(fields)
    files = sorted(CASES.joinpath(folder).glob("*.toml"))
    assert files, f"no cases in {folder}"
    return [pytest.param(case, id=case.name) for file in files for case in _read(file, known)]


def _read(file: Path, known: frozenset[str]) -> Iterator[Case]:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    unknown = data.keys() - known
    assert not unknown, f"{file.name}: unknown fields {sorted(unknown)}"
    texts: list[str] = data.get("each", [])
    assert (PLACE in data["input"]) == bool(texts), f"{file.name}: `each` and {PLACE} go together"
    if not texts:
        yield Case(file.stem, data["input"], data)
    for number, text in enumerate(texts, 1):
        yield Case(f"{file.stem}-{number}", data["input"].replace(PLACE, text), data)


def rendered(case: Case) -> str:
    """Return what Markdown makes of a case with our extension and those that the case names."""
    return markdown.markdown(
        case.input,
        extensions=[*case.data.get("extensions", []), _extension(case)],
        extension_configs=case.data.get("configs", {}),
    )


def _extension(case: Case) -> PaperReviewExtension | str:
    """Return our extension, which knows the site's pictures where the case has some."""
    if "pictures" not in case.data:
        return "paperreview"
    pictures = {path: tuple(size) or None for path, size in case.data["pictures"].items()}
    extension = PaperReviewExtension()
    site = Site(pictures=pictures, directory_urls=case.data.get("directory_urls", True))
    extension.page = PageContext(path=case.data.get("page", "index.md"), site=site)
    return extension
