"""Pictures: where they are, how large they are, and which of them stands for a review."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
import sites
from mkdocs.structure.files import get_files

from mkdocs_paperreview.model import Image, Paper, Review, Span
from mkdocs_paperreview.publish.pictures import pictures as pictures_of
from mkdocs_paperreview.rendering.pictures import Thumbnail, docs_path, thumbnail
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mkdocs_paperreview.images import Pictures

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="1" height="2"/></svg>'
GIF = b"GIF89a" + struct.pack("<HH", 30, 20) + b"\0" * 20


def png(width: int, height: int) -> bytes:
    """Return the beginning of a PNG file of that size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + chunk + struct.pack(">I", zlib.crc32(chunk))


def pictures(folder: Path, files: dict[str, str | bytes]) -> Pictures:
    """Return the pictures of a site with such files."""
    site = sites.make(folder, {"index.md": "# Reading\n"} | files)
    return pictures_of(get_files(site.load()))


def review(*sources: Image | str, page: str = "notes/2020_q1.md") -> Review:
    """Return a review with such images; a text is one in Markdown."""
    images = tuple(Image(image) if isinstance(image, str) else image for image in sources)
    span = Span(0, 0)
    return Review(
        paper=Paper("T"), images=images, anchor="t", line=1, span=span, notes=span, page=page
    )


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="560" height="268" viewBox="0 0 1 1"', (560, 268)),
        ("width='5.6px' height=' 2.5 '", (6, 2)),
        ('width="1in" height="72pt"', (96, 96)),
        ('viewBox="0 0 300 150"', (1200, 600)),
        ('viewBox="0 0 3000 150"', (3000, 150)),
        ('viewBox="-5,-5, 30.5,15"', (1200, 590)),
        ('width="100%" height="100%" viewBox="0 0 300 150"', (1200, 600)),
        ('width="60" viewBox="0 0 300 150"', (60, 30)),
        ('height="60" viewBox="0 0 300 150"', (120, 60)),
        ('stroke-width="9" data-height="9" viewBox="0 0 3 1"', (1200, 400)),
        ("", None),
        ('width="100%"', None),
        ('width="10"', None),
        ('width="0" height="5"', None),
        ('viewBox="0 0 0 5"', None),
        ('viewBox="0 0 nan inf"', None),
        ('viewBox="0 0 9e9 9e9"', None),
        (f'width="{"9" * 400}" height="1"', None),
    ],
)
def test_size_of_a_drawing(tmp_path: Path, attributes: str, size: tuple[int, int] | None) -> None:
    """An SVG file has the size that its root says; what it leaves out comes from its view box."""
    assert pictures(tmp_path, {"a.svg": SVG.format(attributes)})["a.svg"] == size


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg width="3" height="2"/>',
        '<svg:svg xmlns:svg="x" width="3" height="2">'.encode("utf-16"),
        b'<!-- <svg -->\xff<svg\nid="a>b"\nheight="2" width="3">',
    ],
)
def test_drawings_of_every_kind(tmp_path: Path, content: bytes) -> None:
    """A drawing may begin with a declaration, a comment, or in another encoding."""
    assert pictures(tmp_path, {"a.svg": content})["a.svg"] == (3, 2)


def test_size_of_bitmaps(tmp_path: Path) -> None:
    """Bitmaps have the size that their file says, whatever the case of its ending."""
    found = pictures(tmp_path, {"a/b.PNG": png(640, 480), "c.gif": GIF, "d.txt": "x"})
    assert dict(found) == {"a/b.PNG": (640, 480), "c.gif": (30, 20)}


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.svg", "a.avif"])
@pytest.mark.parametrize("content", [b"", b"no picture", png(1, 1)[:20], b"\xff\xd8\xff\xe0\0"])
def test_size_of_a_broken_picture(tmp_path: Path, name: str, content: bytes) -> None:
    """What is no picture, or only the beginning of one, has no size and breaks nothing."""
    assert pictures(tmp_path, {name: content})[name] is None


def test_pictures_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    """A picture that nobody asks about is not opened; one that is, is opened once."""
    found = pictures(tmp_path, {"a.png": png(3, 2), "b.png": png(3, 2)})
    tmp_path.joinpath("docs/b.png").unlink()
    assert "b.png" in found
    assert len(found) == 2
    assert found["a.png"] == (3, 2)
    tmp_path.joinpath("docs/a.png").unlink()
    assert found["a.png"] == (3, 2)
    assert found["b.png"] is None
    with pytest.raises(KeyError):
        found["c.png"]


@pytest.mark.parametrize(
    ("source", "page", "path"),
    [
        ("fig/a.png", "a/b.md", "a/fig/a.png"),
        ("../a%20b.png?raw=1#x", "a/b.md", "a b.png"),
        (" a&amp;b.png ", "c.md", "a&b.png"),
        ("./x/../a.png", "a/index.md", "a/a.png"),
        ("../a.png", "b.md", None),
        ("..", "a/b.md", None),
        ("/a.png", "b.md", None),
        ("//x.example/a.png", "b.md", None),
        ("\\a.png", "b.md", None),
        ("https://x.example/a.png", "b.md", None),
        ("data:image/png;base64,AAAA", "b.md", None),
        ("#a", "b.md", None),
        ("", "b.md", None),
    ],
)
def test_place_of_an_image_in_markdown(source: str, page: str, path: str | None) -> None:
    """An image in Markdown starts from its file's folder; what is not below docs has no place."""
    assert docs_path(Image(source), page, directory_urls=True) == path
    assert docs_path(Image(source), page, directory_urls=False) == path


@pytest.mark.parametrize(
    ("source", "page", "in_folders", "in_files"),
    [
        ("a.png", "b.md", "b/a.png", "a.png"),
        ("../a.png", "b.md", "a.png", None),
        ("../a.png", "n/b.md", "n/a.png", "a.png"),
        ("a.png", "n/index.md", "n/a.png", "n/a.png"),
        ("a.png", "README.md", "a.png", "a.png"),
    ],
)
def test_place_of_an_image_in_html(
    source: str, page: str, in_folders: str | None, in_files: str | None
) -> None:
    """An image in HTML starts from the address of its page."""
    image = Image(source, html=True)
    assert docs_path(image, page, directory_urls=True) == in_folders
    assert docs_path(image, page, directory_urls=False) == in_files


SITE = Site(pictures={"notes/a.png": (6, 4), "notes/한 글.svg": None})


@pytest.mark.parametrize(
    ("images", "found"),
    [
        (["a.png"], Thumbnail("../notes/a.png", 6, 4)),
        ([Image("../a.png", html=True)], Thumbnail("../notes/a.png", 6, 4)),
        (["한 글.svg"], Thumbnail("../notes/%ED%95%9C%20%EA%B8%80.svg")),
        (["missing.png", "https://x.example/a b.png"], Thumbnail("https://x.example/a%20b.png")),
        (["HTTP://x.example/?a=1&amp;b"], Thumbnail("HTTP://x.example/?a=1&b")),
        (["https://x.example/a.png", "a.png"], Thumbnail("https://x.example/a.png")),
        (["data:image/svg+xml,<svg/>", "javascript:x", "/a.png", "ftp://x.example/a.png"], None),
        (["java&#115;cript:x", "https:a.png", "x" * 5000], None),
        ([], None),
    ],
)
def test_thumbnail(images: Sequence[Image | str], found: Thumbnail | None) -> None:
    """The first image that is on the web or a picture of the site stands for a review."""
    assert thumbnail(review(*images), Setting("presenters/a.md", SITE)) == found


def test_a_site_tells_its_pictures(tmp_path: Path) -> None:
    """A built page has the size of a local picture, and a list shows it, linked from its folder."""
    notes = "![a](fig/a.png)\n\n<p><img src='../fig/a.png'></p>"
    files: dict[str, str | bytes] = {
        "2020_q1.md": sites.page(sites.review("T", "Lena Foss", notes)),
        "fig/a.png": png(600, 400),
    }
    built = sites.make(tmp_path, files).build(strict=True)
    (card,) = built.cards("2020_q1")
    for image in card.all("img"):
        assert (image.attributes["width"], image.attributes["height"]) == ("600", "400")
        assert image.attributes["src"] == "../fig/a.png"
    for path in ("presenters/lena-foss", "papers/index"):
        sources = [image.attributes["src"] for image in built.html(path).all("img")]
        assert sources == ["../" * (path.count("/") + (path != "papers/index")) + "fig/a.png"]
