"""Sites whose host tells extensions which page they render, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sites
from documents import read_html
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from mkdocs_paperreview.errors import SettingsError
from mkdocs_paperreview.standalone import Host, Options, apply, plan, read, reading_of, wanted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGE = "2020_3rd_quarter.md"
GOOD = sites.review("Learning to Draw Maps", "김가람", "- Why? $$N_k$$")


class Page:
    """A page as Zensical hands it to extensions."""

    def __init__(self, path: str, meta: dict[str, Any]) -> None:
        self.path = path
        self.meta = meta
        self.title: str | None = None
        self.title_override: str | None = None


class Passing(Preprocessor):
    """Changes nothing; what the host tells is a part of it."""

    page: Page
    config: Mapping[str, Any]

    def run(self, lines: list[str]) -> list[str]:
        """Return the text as it is."""
        return lines


class Context(Extension):
    """Hands page and configuration to extensions, as Zensical does."""

    def __init__(self, page: Page, config: Mapping[str, Any]) -> None:
        super().__init__()
        self.page = page
        self.settings = config

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the preprocessor that tells."""
        known = Passing(md)
        known.page, known.config = self.page, self.settings
        md.preprocessors.register(known, "rendering_context", 0)


def configuration(site: sites.Site, **config: object) -> dict[str, Any]:
    """Return what a host knows of a site."""
    return {"docs_dir": "docs", "root_dir": str(site.folder), "theme": {"language": "en"}} | config


def show(
    site: sites.Site,
    page: Page | str,
    options: Mapping[str, object] | None = None,
    **config: object,
) -> str:
    """Return the content of a page as such a host renders it."""
    return rendered(site, page, options, **config)[1]


def rendered(
    site: sites.Site,
    page: Page | str,
    options: Mapping[str, object] | None = None,
    **config: object,
) -> tuple[Markdown, str]:
    """Return what rendered a page, and its content."""
    page = Page(page, {}) if isinstance(page, str) else page
    text = (site.docs / page.path).read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    md = Markdown(
        extensions=[Context(page, configuration(site, **config)), "toc", "paperreview"],
        extension_configs={"paperreview": dict(options or {})},
    )
    return md, md.convert(body)


def generate(site: sites.Site, **options: object) -> None:
    """Write the generated files of a site into its docs folder."""
    reading = read(Host.of(configuration(site), str(site.folder), options))
    apply(plan(reading.folder, wanted(reading)))


@pytest.fixture
def site(tmp_path: Path) -> sites.Site:
    """Write a site with a page of reviews, and one that lists them."""
    pages: dict[str, str | bytes] = {
        PAGE: sites.page(GOOD),
        "index.md": "# Home\n\n<!-- paperreview: reviews -->\n",
    }
    return sites.make(tmp_path, pages)


def links(html: str) -> dict[str, str]:
    """Return text → address of the links of a page."""
    return read_html(html).links


def scripts(html: str) -> list[str]:
    """Return the addresses of the scripts of a page."""
    return [node.attributes["src"] for node in read_html(html).all("script")]


def test_cards_link_to_the_pages_that_are_there(site: sites.Site) -> None:
    """Before anything is generated a card has no links to pages of the site; then it has."""
    assert "김가람" not in links(show(site, PAGE))
    generate(site)
    assert links(show(site, PAGE))["김가람"] == "presenters/%EA%B9%80%EA%B0%80%EB%9E%8C/"


def test_listings_need_no_generated_page(site: sites.Site) -> None:
    """A directive on a page of the user's shows its listing at once."""
    assert links(show(site, "index.md"))["Learning to Draw Maps"].startswith("2020_3rd_quarter/#")


@pytest.mark.parametrize(
    ("directories", "address"),
    [(True, "../2020_3rd_quarter/"), (False, "../2020_3rd_quarter.html")],
)
def test_links_start_from_the_file(site: sites.Site, directories: bool, address: str) -> None:  # noqa: FBT001 (a case)
    """Such a host rewrites links in HTML as well, so that none is written for the address."""
    generate(site)
    html = show(site, "quarters/2020-q3.md", use_directory_urls=directories)
    assert links(html)["Learning to Draw Maps"] == f"{address}#learning-to-draw-maps"


def test_generated_pages_have_their_title(site: sites.Site) -> None:
    """A generated page begins with its title as a heading."""
    generate(site)
    page = Page("presenters/김가람.md", {"title": "김가람 &amp; Co"})
    assert read_html(show(site, page)).one("h1").text == "김가람 & Co"


def test_the_title_of_a_page_is_handed_on(site: sites.Site) -> None:
    """The name of the file becomes a title that the host shows; a title in its menu stays."""
    page = Page(PAGE, {})
    assert read_html(show(site, page)).one("h1").text == "2020 Q3"
    assert page.title == "2020 Q3"
    named = Page(PAGE, {"title": "2020_3rd_quarter"})
    show(site, named)
    assert named.meta["title"] == "2020 Q3"


def test_scripts_stand_in_the_content(site: sites.Site) -> None:
    """A page loads the scripts that it needs, once, and only those that are there."""
    assert scripts(show(site, PAGE)) == []
    generate(site)
    assert [src.rpartition("/")[2] for src in scripts(show(site, PAGE))] == ["cards.js", "math.js"]
    assert scripts(show(site, "index.md")) == []


def test_scripts_stand_in_no_menu(site: sites.Site) -> None:
    """The table of contents lets headings run through Markdown by themselves; they load nothing."""
    generate(site)
    md, html = rendered(site, Page(PAGE, {"mathjax": True}))
    assert len(scripts(html)) == 2
    assert "<script" not in str(vars(md)["toc_tokens"])


def test_the_engine_can_be_a_part_of_the_site(site: sites.Site) -> None:
    """What a script reads from its tag is an address, which no host rewrites."""
    for name in ("katex.min.js", "katex.min.css"):
        (site.folder / "katex").mkdir(exist_ok=True)
        (site.folder / "katex" / name).write_text("/* */")
    options = {"math": {"source": "katex"}}
    generate(site, **options)
    html = show(site, PAGE, options)
    (tag,) = [n for n in read_html(html).all("script") if n.attributes["src"].endswith("math.js")]
    assert tag.attributes["data-base"] == "../assets/paperreview/katex/"
    assert tag.attributes["src"] == "assets/paperreview/math.js"


def test_formulas_are_left_to_a_set_up_of_the_sites_own(site: sites.Site) -> None:
    """Where a script of the site typesets formulas, ours is not loaded."""
    generate(site)
    html = show(site, PAGE, extra_javascript=[{"path": "javascripts/katex.js"}])
    assert [src.rpartition("/")[2] for src in scripts(html)] == ["cards.js"]


def test_a_page_without_formulas_keeps_its_dollars(site: sites.Site) -> None:
    """`mathjax: false` in front matter holds here as well."""
    assert "$$N_k$$" in show(site, Page(PAGE, {"mathjax": False}))


def test_the_style_sheet_comes_once(site: sites.Site) -> None:
    """It stands in the content where the site's configuration does not name it."""
    generate(site)
    assert show(site, PAGE).count("paperreview.css") == 1
    named = show(site, PAGE, extra_css=["assets/paperreview/paperreview.css"])
    assert "paperreview.css" not in named


def test_images_in_html_are_found_either_way(site: sites.Site) -> None:
    """An image may be written for the page's file or for its address; the host gets the file's."""
    site.write("files/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="56" height="26"/>')
    for source in ("files/a.svg", "../files/a.svg"):
        site.write(PAGE, sites.page(sites.review("T", "김가람", f'<p><img src="{source}"></p>\n')))
        (image,) = read_html(show(site, PAGE)).all("img")
        assert image.attributes["src"] == "files/a.svg"
        assert image.attributes["width"] == "56"


def test_hidden_people_are_seen_nowhere(site: sites.Site) -> None:
    """Their names are taken out of text and front matter before anything reads them."""
    site.folder.joinpath("people.yml").write_text("- name: 김가람\n  hidden: true\n", "utf-8")
    page = Page(PAGE, {"title": "By 김가람", "description": "김가람 reads"})
    assert "김가람" not in show(site, page)
    assert "김가람" not in f"{page.meta}{page.title}"


def test_drafts_stay_out(site: sites.Site) -> None:
    """Such a host does not say whether it serves writers or readers."""
    site.write(PAGE, sites.page(GOOD, sites.review("Secret", "김가람"), draft=True))
    assert "Secret" not in show(site, PAGE)
    assert "Secret" not in show(site, "index.md")


def test_a_site_is_read_again_when_a_page_changes(site: sites.Site) -> None:
    """A reading is kept until a page that is rendered is not the one that was read."""
    host = Host.of(configuration(site), str(site.folder), {})
    first = reading_of(host, PAGE)
    assert reading_of(host, "index.md") is first
    site.write(PAGE, sites.page(GOOD, sites.review("Tiny Trees", "김가람")))
    again = reading_of(host, PAGE)
    assert [r.paper.title for r in again.site.library.reviews] == [
        "Learning to Draw Maps",
        "Tiny Trees",
    ]
    assert reading_of(host, PAGE) is again
    assert "Tiny Trees" in show(site, "index.md")


def test_a_site_is_read_again_when_people_change(site: sites.Site) -> None:
    """So it is when the file of people is another."""
    host = Host.of(configuration(site), str(site.folder), {})
    first = reading_of(host, PAGE)
    site.folder.joinpath("people.yml").write_text("- name: Garam\n  aliases: [김가람]\n", "utf-8")
    assert reading_of(host, PAGE) is not first
    assert "Garam" in show(site, PAGE)


def test_what_a_host_excludes_is_not_read(site: sites.Site) -> None:
    """Patterns of the configuration hold for reviews as well."""
    assert "Draw Maps" not in show(site, "index.md", exclude_docs="/2020*\n")


def test_without_a_docs_folder_there_are_cards_alone(site: sites.Site) -> None:
    """A folder that is not there makes no listing, and no mistake."""
    html = show(site, PAGE, docs_dir="nowhere")
    assert 'class="paperreview-card"' in html
    assert links(html).keys().isdisjoint(["김가람", "2020 Q3"])


def test_an_extension_beside_the_plugin_changes_nothing(tmp_path: Path) -> None:
    """A configuration for two hosts may name the plugin and the extension."""
    page = sites.page(GOOD, mathjax=False)
    alone = sites.make(tmp_path / "a", {PAGE: page}).build()
    both = sites.make(tmp_path / "b", {PAGE: page}, markdown_extensions=["paperreview"]).build()
    assert both.files == alone.files


def test_wrong_options_are_named_all_at_once(tmp_path: Path) -> None:
    """Each mistake has its line, with the option's name."""
    wrong: dict[str, object] = {
        "period": "week",
        "reviews": 3,
        "words": {"nope": "x"},
        "language": "xx",
        "portraits": {"Mina": 3},
        "problems": {"no-links": "loud"},
        "math": {"engine": "abacus"},
        "people": "nobody.yml",
    }
    with pytest.raises(SettingsError) as error:
        Options.of(Host(folder=str(tmp_path), options=wrong))
    lines = str(error.value).splitlines()
    assert len(lines) == len(wrong)
    assert all(any(line.startswith(f"{name}: ") for line in lines) for name in [*wrong][:-1])


@pytest.mark.parametrize(
    ("config", "field", "value"),
    [
        ({"theme": {"locale": "ko"}}, "language", "ko"),
        ({"theme": "material"}, "language", ""),
        ({"use_directory_urls": False}, "directory_urls", False),
        ({"plugins": ["offline"]}, "directory_urls", False),
        ({"plugins": [{"offline": {"enabled": False}}]}, "directory_urls", True),
        ({"plugins": {"offline": {"config": {"enabled": False}}}}, "directory_urls", True),
        ({"exclude_docs": "a/\n*.b"}, "excluded", ("a/", "*.b")),
        ({"markdown_extensions": ["pymdownx.arithmatex"]}, "own_math", "pymdownx.arithmatex"),
        (
            {"markdown_extensions": {"pymdownx": {"arithmatex": {}}}},
            "own_math",
            "pymdownx.arithmatex",
        ),
        ({"extra_css": ["a.css", {"path": "b.css"}]}, "styles", ("a.css", "b.css")),
        ({"theme": 3, "plugins": 4, "markdown_extensions": {5: 6}, "extra_css": 7}, "language", ""),
    ],
)
def test_what_a_configuration_says(config: dict[str, Any], field: str, value: object) -> None:
    """The same names mean the same in every host's configuration, whatever form they have."""
    host = Host.of(config, ".", {})
    assert getattr(host, field) == value
    assert Host.from_key(host.key) == host


def test_a_file_that_cannot_be_read_is_left_out(site: sites.Site) -> None:
    """A broken link in the docs folder stops nothing."""
    (site.docs / "broken.md").symlink_to("nowhere.md")
    assert "Draw Maps" in show(site, "index.md")
