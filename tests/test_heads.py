"""What stands in the head of a page: descriptions, and previews of generated pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sites

if TYPE_CHECKING:
    from pathlib import Path

SITE_URL = "https://reading.example/notes/"
PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "a.md": sites.page(
        sites.review('Maps "of" <b>R&D</b>', 'Ada "A" <b>'),
        title="2020_3rd_quarter",
        image_url="figures/a.png",
    ),
    "figures/a.png": b"",
}
GENERATED = ("papers/index", "presenters/index", "quarters/index", "quarters/2020-q3")
THEMES = ("material", "mkdocs", "readthedocs")


def tags(built: sites.Built, path: str) -> dict[str, str]:
    """Return name → content of what the head says of a page; each name stands there once."""
    found = [node.attributes for node in built.html(path).one("head").all("meta")]
    pairs = [(tag.get("property") or tag.get("name"), tag.get("content")) for tag in found]
    named = [(str(name), str(text)) for name, text in pairs if name and text is not None]
    assert len(dict(named)) == len(named), named
    return dict(named)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", GENERATED)
def test_a_generated_page_has_a_preview_of_its_own(tmp_path: Path, theme: str, path: str) -> None:
    """Under every theme a generated page says its title, what it shows, its site and address."""
    site = sites.make(tmp_path, PAGES, theme=theme, site_url=SITE_URL, site_name='R & "D"')
    built = site.build(strict=True)
    said = tags(built, path)
    assert said["og:title"] == built.content(path).one("h1").text.removesuffix("¶")
    assert said["og:description"] == said["description"] != ""
    assert said["og:site_name"] == 'R & "D"'
    assert said["og:type"] == "website"
    assert said["og:url"] == f"{SITE_URL}{path.removesuffix('index').rstrip('/')}/"


def test_generated_pages_differ_in_what_they_say(tmp_path: Path) -> None:
    """No two generated pages have the same description or the same title."""
    built = sites.make(tmp_path, PAGES, site_url=SITE_URL).build(strict=True)
    for name in ("description", "og:title"):
        assert len({tags(built, path)[name] for path in GENERATED}) == len(GENERATED)


def test_what_people_wrote_is_text(tmp_path: Path) -> None:
    """Quotes, tags and ampersands of a title come out as they were written."""
    built = sites.make(tmp_path, PAGES, theme="mkdocs").build(strict=True)
    assert 'Maps "of" <b>R&D</b>' in tags(built, "quarters/2020-q3")["og:description"]
    (person,) = (path for path in built.files if path.startswith("presenters/ada"))
    assert tags(built, person)["og:title"] == 'Ada "A" <b>'


def test_the_cover_of_a_period_is_its_picture(tmp_path: Path) -> None:
    """A period's page and the page of its reviews show the cover; other pages show none."""
    built = sites.make(tmp_path, PAGES, site_url=SITE_URL).build(strict=True)
    period = tags(built, "quarters/2020-q3")
    assert period["og:image"] == tags(built, "a")["og:image"] == f"{SITE_URL}figures/a.png"
    assert period["twitter:card"] == "summary_large_image"
    papers = tags(built, "papers/index")
    assert "og:image" not in papers
    assert papers["twitter:card"] == "summary"


def test_an_address_needs_that_of_the_site(tmp_path: Path) -> None:
    """Without ``site_url`` nothing names an address that would be wrong."""
    said = tags(sites.make(tmp_path, PAGES).build(strict=True), "quarters/2020-q3")
    assert not {"og:url", "og:image"} & said.keys()
    assert said["og:title"] == "2020 Q3"


def test_pages_of_the_writers_are_left_alone(tmp_path: Path) -> None:
    """A page that is not generated gets no preview, also where it stands in for one that is."""
    pages = PAGES | {"papers/index.md": "# All\n\n<!-- paperreview: reviews -->\n"}
    built = sites.make(tmp_path, pages, site_url=SITE_URL).build(strict=True)
    for path in ("index", "a", "papers/index"):
        assert not {"og:title", "og:url", "twitter:card"} & tags(built, path).keys()


def test_a_preview_of_the_sites_own_wins(tmp_path: Path) -> None:
    """Where the theme writes Open Graph entries itself, nothing is added to them."""
    head = (
        '{% extends "base.html" %}{% block extrahead %}'
        '<meta property="og:title" content="Own">{% endblock %}'
    )
    tmp_path.joinpath("own").mkdir()
    tmp_path.joinpath("own", "main.html").write_text(head, encoding="utf-8")
    theme = {"name": "material", "custom_dir": "own"}
    built = sites.make(tmp_path, PAGES, theme=theme, site_url=SITE_URL).build(strict=True)
    said = tags(built, "quarters/2020-q3")
    assert [name for name in said if name.startswith(("og:", "twitter:"))] == ["og:title"]
    assert said["og:title"] == "Own"
    assert tags(built, "a")["og:image"] == f"{SITE_URL}figures/a.png"
