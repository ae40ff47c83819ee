"""The sections of a page are those that Material's own parser finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sites
from hypothesis import example, given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser

from mkdocs_paperreview.publish.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OPENING = (
    *("<p>", "<li>", "<ul>", "<ol>", "<code>", "<pre>", "<div>", "<article id='a'>", "<sup>"),
    *('<h1 id="a">', '<h2 id="b">', "<h2>", '<h3 id="c&amp;d" data-search-exclude>', "<h2 hidden>"),
    *(
        '<a class="headerlink" href="#a">',
        '<a href="b>c">',
        "<div data-search-exclude>",
        "<object>",
    ),
    *("<p data-search-exclude>", '<div title="data-search-exclude">', "<span>", "<SPAN>", "<svg>"),
)
WHOLE = (
    *("<br>", "<br/>", '<img src="a" alt>', "<rect/>", "<hr data-search-exclude>", "<p/>", "</br>"),
    *("<script src='a'></script>", '<script src="a"></script>', "<script>a</p></script>"),
    *("<!-- a -->", "<!--b-->", "<!-- <p> -->", "<![CDATA[a]]>", "<title>a</title>"),
    *("&amp;", "&lt;p&gt;", "&nbsp;", "&quot;", "&", "<", ">", "a < b", '"', "¶", "가"),
    *("\n", "  ", "\n\n", "a", "b c\nd", "\t"),
)
CLOSING = tuple(f"</{tag}>" for tag in ("p", "li", "ul", "code", "pre", "div", "h1", "h2", "a"))


def material(html: str) -> Any:  # noqa: ANN401 (Material has no types)
    """Return what Material's parser finds; None where it fails."""
    parser = Parser()
    try:
        parser.feed(html)
        parser.close()
    except ValueError:  # an end tag whose start tag stands in another section
        return None
    return parser.data


def told(found: Iterable[Any]) -> list[tuple[object, ...]]:
    """Return what the index takes from sections."""
    return [(one.id, "".join(one.title), "".join(one.text), one.is_excluded()) for one in found]


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return elements that end where they should."""

    def element(opening: str, content: list[str]) -> str:
        tag = opening.strip("<>").split()[0]
        return f"{opening}{''.join(content)}</{tag}>"

    return st.builds(element, st.sampled_from(OPENING), st.lists(inner, max_size=4))


PAGES = st.lists(st.recursive(st.sampled_from(WHOLE), nested, max_leaves=12), max_size=6)


@given(PAGES.map("".join) | st.lists(st.sampled_from(OPENING + WHOLE + CLOSING)).map("".join))
@example("<p>\n</p><h2 id='a'>b</h2>")
@example('<article><h2 id="a">b<a class="headerlink">¶</a></h2><p>c</p></article>\n<p>d</p>')
def test_sections_are_those_of_material(html: str) -> None:
    """Where sections are found at all, each one is the same to the last blank."""
    try:
        found = sections(html)
    except ValueError:
        assert material(html) is None
    else:
        assert found is None or told(found) == told(material(html))


def test_pages_of_a_site_are_regular(tmp_path: Path) -> None:
    """The content of every page of the example site is divided, and as Material does it."""
    built = sites.example(tmp_path).build()
    pages = [path for path in built.files if path.startswith("20") and path.endswith(".html")]
    assert pages
    for path in pages:
        html = built.source(path)
        content = html[html.index("<article") : html.rindex("</article>")]
        found = sections(content)
        assert found
        assert told(found) == told(material(content))


@pytest.mark.parametrize(
    "html", ["a < b", "<P>a</P>", "<style>p{}</style>", '<p class="linenodiv">']
)
def test_an_irregular_page_is_left_to_material(html: str) -> None:
    """Nothing is said of a page that a parser of HTML, or Material's, may read in another way."""
    assert sections(html) is None
