"""Somebody who is hidden: the name stands nowhere in the site, whatever it is written in."""

from __future__ import annotations

import gzip
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
import sites

from mkdocs_paperreview.naming import key

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = """\
- name: 허수아
  aliases: [Sua Heo, Heo Su-a]
  hidden: true
- name: 한서윤
"""
SPELLINGS = ("허수아", "Sua Heo", "Heo Su-a", "sua-heo", "heo-su-a")
LINKS = f"[[paper](https://example.org/{quote('허수아')}.pdf), [slides by Sua Heo](???)]"
PAGES = {
    "index.md": "# Members\n\n- 허수아 (founder)\n- 한서윤\n\n<!-- paperreview: presenters -->\n",
    "2021_1st_quarter.md": sites.page(
        sites.review("Sparse Kernels", "허수아", links=LINKS),
        sites.review("Sparse Kernels", "Sua Heo, 한서윤", notes="허수아가 말했다. SUA HEO agreed."),
        sites.review("Dense Kernels", unicodedata.normalize("NFD", "허수아"), notes="- Sua\nHeo"),
        sites.review("Heo Su-a and the Kernels", "한서윤 (with Sua  Heo)"),
        title="2021_1st_quarter",
        author="Sua Heo",
    ),
    "2021-05-04-kernels.md": (
        "---\ntitle: Kernels of Sua Heo\npresenter: [Heo Su-a]\nauthors: Mina Okafor\n"
        "tags: [허수아]\ndescription: by 허수아\n---\nNotes of **Sua Heo**.\n"
    ),
}


def texts(built: sites.Built) -> dict[str, str]:
    """Return path → all that a file of the site holds, as a reader could find it."""
    found = {}
    for path in built.files:
        data = built.output.joinpath(path).read_bytes()
        data = gzip.decompress(data) if path.endswith(".gz") else data
        text = data.decode("utf-8", "replace")
        found[path] = key(f"{unquote(path)}\n{text}\n{unquote(text)}")
    return found


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    """A site with a hidden person in every place where a name can stand."""
    folder = tmp_path_factory.mktemp("hidden")
    site = sites.make(folder, PAGES, theme=request.param, markdown_extensions=["toc"])
    folder.joinpath("people.yml").write_text(PEOPLE, encoding="utf-8")
    return site.build()


def test_the_name_stands_nowhere(built: sites.Built) -> None:
    """No file of the site, its data and its search index hold a spelling, and no path does."""
    found = texts(built)
    assert any(path.endswith("search_index.json") for path in found)
    for path, text in found.items():
        for spelling in SPELLINGS:
            assert key(spelling) not in text, (path, spelling)


def test_everything_else_stays(built: sites.Built) -> None:
    """The reviews are all there, and a word stands in the place of the name."""
    assert len(built.papers) == 5
    assert "a member" in built.content("2021_1st_quarter").text
    assert [paper["presenters"] for paper in built.papers if paper["title"] == "Dense Kernels"] == [
        []
    ]
    assert not built.has("presenters/a-member")
    assert "no-presenter" not in {problem.rule for problem in built.problems}


@pytest.mark.parametrize("word", [None, "someone", "(…)"])
@pytest.mark.parametrize(
    "header",
    [
        "A. Bee, C. Dee, NeurIPS 2017\nPresenter: {name}\n",
        "A. Bee, {name}, NeurIPS 2017\nPresenter: {name}, 한서윤\n",
        "\n- **Presenter:** {name}\n- **Authors:** A. Bee, C. Dee\n",
        '\n!!! info "Session"\n    - **Presenter:** {name}\n    - **Tags:** graphs\n',
        "### Presenter: {name}\n",
    ],
)
def test_whoever_is_hidden_still_makes_a_card(
    tmp_path: Path, header: str, word: str | None
) -> None:
    """In every form of a header the review stays, whatever word stands for the name."""
    options = {"words": {"hidden_member": word}} if word else None
    text = f"## Sparse Kernels\n{header.format(name='Sua Heo')}\nNotes.\n"
    site = sites.make(tmp_path / "forms", {"2021_1st_quarter.md": text}, options)
    site.folder.joinpath("people.yml").write_text(PEOPLE, encoding="utf-8")
    (paper,) = site.build().papers
    assert "Heo" not in str(paper)
    assert {person["name"] for person in paper["presenters"]} <= {"한서윤"}


def test_a_page_is_as_it_was_without_hidden_people(tmp_path: Path) -> None:
    """Where nobody is hidden, not a byte of the text changes."""
    folder = tmp_path / "open"
    site = sites.make(folder, PAGES)
    folder.joinpath("people.yml").write_text(PEOPLE.replace("  hidden: true\n", ""), "utf-8")
    assert "허수아가 말했다. SUA HEO agreed." in site.build().source("2021_1st_quarter")


def test_a_file_with_the_name_is_told(tmp_path: Path) -> None:
    """A path that holds the name is a problem that does not repeat it."""
    folder = tmp_path / "files"
    site = sites.make(folder, PAGES | {"허수아/a.png": b"", "notes-sua-heo.md": "# Notes\n"})
    folder.joinpath("people.yml").write_text(PEOPLE, encoding="utf-8")
    told = [problem for problem in site.build().problems if problem.rule == "hidden-name"]
    assert {problem.path for problem in told} == {"허수아/a.png", "notes-sua-heo.md"}
    assert not [p for p in told for name in SPELLINGS if name in p.message + p.remedy]
