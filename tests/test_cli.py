"""The command ``paperreview``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sites
from commands import CliRunner

import mkdocs_paperreview
from mkdocs_paperreview.cli import main

if TYPE_CHECKING:
    from click.testing import Result

GOOD = sites.page(sites.review("Learning to Draw Maps", "김가람"), title="2020_3rd_quarter")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Write a docs folder with two pages of reviews and other files."""
    site = sites.make(
        tmp_path,
        {
            "2020_3rd_quarter.md": GOOD,
            "deep/later.markdown": sites.page(
                sites.review("Tiny Trees", "Mina Sorel", links=""), date="2021-01-01"
            ),
            ".hidden/a.md": GOOD,
            "notes.txt": GOOD,
            "index.md": "# Home\n",
        },
    )
    return site.docs


def export(*arguments: str) -> Result:
    """Run ``paperreview export json``."""
    return CliRunner().invoke(main, ["export", "json", *arguments])


def test_the_reviews_are_printed_as_data(docs: Path) -> None:
    """Standard output is the data alone, oldest review first; only pages count."""
    done = export(str(docs))
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    assert data["schema"] == 1
    assert [review["title"] for review in data["reviews"]] == [
        "Learning to Draw Maps",
        "Tiny Trees",
    ]
    assert [review["page"] for review in data["reviews"]] == [
        "2020_3rd_quarter.md",
        "deep/later.markdown",
    ]


def test_hangul_is_printed_as_it_is(docs: Path) -> None:
    """The data is UTF-8 that people can read."""
    assert "김가람" in export(str(docs)).stdout_bytes.decode("utf-8")


def test_problems_go_to_standard_error(docs: Path) -> None:
    """Problems are printed with file, line and remedy, and never among the data."""
    done = export(str(docs))
    (line,) = done.stderr.splitlines()
    assert line.startswith("deep/later.markdown:5: no-links: ")
    assert line.endswith(")")
    assert "no-links" not in done.stdout


@pytest.mark.parametrize(
    ("option", "address"),
    [
        ("--directory-urls", "2020_3rd_quarter/#learning-to-draw-maps"),
        ("--no-directory-urls", "2020_3rd_quarter.html#learning-to-draw-maps"),
    ],
)
def test_addresses_follow_the_site(docs: Path, option: str, address: str) -> None:
    """Addresses come in the form that the site has."""
    assert json.loads(export(option, str(docs)).stdout)["reviews"][0]["url"] == address


def test_an_empty_folder_gives_empty_data(tmp_path: Path) -> None:
    """A folder without reviews is no mistake."""
    done = export(str(tmp_path))
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"schema": 1, "reviews": []}


@pytest.mark.parametrize("arguments", [["nowhere"], [], [__file__]])
def test_a_wrong_folder_is_a_usage_error(tmp_path: Path, arguments: list[str]) -> None:
    """A folder that is missing, or none, ends the command with a message and no data."""
    given = [str(tmp_path / argument) for argument in arguments]
    done = export(*given)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "DOCS_DIR" in done.stderr


def test_a_bad_file_does_not_hide_the_others(docs: Path) -> None:
    """Undecodable bytes are a problem on standard error; all other pages are exported."""
    docs.joinpath("bad.md").write_bytes(b"# T\xff\n## A\n### Presenter: Ole Brandt\n")
    done = export(str(docs))
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)["reviews"]) == 3
    assert "bad.md:1: encoding: " in done.stderr


def config(folder: Path, options: str, more: str = "") -> str:
    """Write ``mkdocs.yml`` with options of the plugin; return its path."""
    file = folder / "mkdocs.yml"
    python = "markdown_extensions:\n  - x: {y: !!python/name:os.system }\nextra: {z: !ENV HOME}\n"
    plugins = f"plugins:\n  - search\n  - paperreview:\n{options}"
    file.write_text(f"site_name: Reading\n{python}{more}{plugins}", encoding="utf-8")
    return str(file)


def test_the_options_of_the_site_count(docs: Path) -> None:
    """With ``--config`` pages are read as the site reads them, by the people of its file."""
    options = "      period: semester\n      reviews: ['2020*']\n      people: who.yml\n"
    file = config(docs.parent, options, "use_directory_urls: false\n")
    docs.parent.joinpath("who.yml").write_text("- name: Garam\n  aliases: [김가람]\n", "utf-8")
    done = export("--config", file, str(docs))
    assert done.exit_code == 0, done.stderr
    (review,) = json.loads(done.stdout)["reviews"]
    assert [person["name"] for person in review["presenters"]] == ["Garam"]
    assert review["period"]["id"] == "2020-s2"
    assert review["url"].startswith("2020_3rd_quarter.html#")


def test_people_stand_beside_the_options(docs: Path) -> None:
    """``people.yml`` beside ``mkdocs.yml`` counts where no option names another file."""
    docs.parent.joinpath("people.yml").write_text("- name: Garam\n  aliases: [김가람]\n", "utf-8")
    file = config(docs.parent, "      language: ko\n")
    assert "Garam" in export("--config", file, str(docs)).stdout
    assert "Garam" not in export(str(docs)).stdout


@pytest.mark.parametrize(
    ("more", "options", "word"),
    [
        ("", "", "a member"),
        ("", "      language: ko\n", "회원"),
        ("theme: {name: material, language: ja}\n", "", "メンバー"),
        ("theme: {name: mkdocs, locale: zh_CN}\n", "", "成员"),
        ("theme: mkdocs\n", "      words: {hidden_member: someone}\n", "someone"),
    ],
)
def test_a_hidden_name_is_what_the_site_calls_it(
    docs: Path, more: str, options: str, word: str
) -> None:
    """A word stands in the place of a hidden name, in the language of the site or its own."""
    docs.joinpath("2021_1st_quarter.md").write_text(
        "# Ada Bo and the Kernels\n\nPresenter: Ada Bo\nPaper: https://arxiv.org/abs/1909.08174\n",
        encoding="utf-8",
    )
    docs.parent.joinpath("people.yml").write_text("- {name: Ada Bo, hidden: true}\n", "utf-8")
    site = config(docs.parent, f"      enabled: true\n{options}", more)
    data = export("--config", site, str(docs)).stdout
    assert f"{word} and the Kernels" in {review["title"] for review in json.loads(data)["reviews"]}
    assert "Ada Bo" not in data


@pytest.mark.parametrize(
    "more", ["plugins: [search]\n", "plugins:\n", "plugins: {paperreview: }\n", "- a\n"]
)
def test_a_site_without_options_is_no_mistake(docs: Path, more: str) -> None:
    """Without options of ours everything is read as without the file."""
    file = docs.parent / "mkdocs.yml"
    file.write_text(more, encoding="utf-8")
    assert export("--config", str(file), str(docs)).stdout == export(str(docs)).stdout


def test_all_mistakes_of_the_options_are_named(docs: Path) -> None:
    """Whatever is wrong in ``mkdocs.yml`` and ``people.yml`` is said at once."""
    docs.parent.joinpath("people.yml").write_text("- nam: Garam\n", "utf-8")
    options = "      period: week\n      author: me\n      reviews: []\n      terms: 3\n"
    done = export("--config", config(docs.parent, options), str(docs))
    assert done.exit_code == 2
    assert done.stdout == ""
    for word in ("period: 'week'", "author: 'me'", "reviews: ", "terms: ", "people.yml:1"):
        assert word in done.stderr


@pytest.mark.parametrize("text", [b"a: [", b"\xff", b"plugins: " + b"[" * 5000, b"a: !!int x"])
def test_a_file_that_is_no_configuration_is_a_usage_error(docs: Path, text: bytes) -> None:
    """What is no YAML ends the command with a message."""
    file = docs.parent / "mkdocs.yml"
    file.write_bytes(text)
    done = export("--config", str(file), str(docs))
    assert done.exit_code == 2
    assert "mkdocs.yml" in done.stderr


def test_drafts_are_not_exported(docs: Path) -> None:
    """The data has what the site has: no draft."""
    draft = sites.page(sites.review("Not Yet", "Ole Brandt"), draft=True)
    docs.joinpath("draft.md").write_text(draft, encoding="utf-8")
    assert "Not Yet" not in export(str(docs)).stdout


def test_the_command_is_installed() -> None:
    """``paperreview`` is a program that knows its version and explains itself."""
    program = Path(sys.executable).with_name("paperreview")
    done = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    assert mkdocs_paperreview.__version__ in done.stdout
    assert "export" in CliRunner().invoke(main, ["--help"]).stdout
    assert "DOCS_DIR" in CliRunner().invoke(main, ["export", "json", "-h"]).stdout
