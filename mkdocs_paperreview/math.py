"""Formulas → markup, and the engines that typeset them in the browser.

Which text is a formula is decided by :mod:`mkdocs_paperreview.syntax.formulas`, because it also
decides what is a heading.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import AtomicString
from pymdownx.arithmatex import ArithmatexExtension

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from markdown import Markdown


class Style(NamedTuple):
    """How formulas are marked up; by default in Arithmatex' generic form."""

    inline: tuple[str, str] = ("\\(", "\\)")
    """What stands before and behind an inline formula."""
    display: tuple[str, str] = ("\\[", "\\]")
    inline_tag: str = "span"
    display_tag: str = "div"
    script: bool = False
    """Whether formulas stand in ``<script type="math/tex">``, as MathJax 2 reads them."""


_SCRIPT = re.compile(r"mathjax|katex|tex-(?:mml|chtml|svg)", re.IGNORECASE)
_EXTENSIONS = frozenset(
    ["pymdownx.arithmatex", "mdx_math", "markdown_katex", "python_markdown_math"]
)


def own_setup(extensions: Iterable[str], scripts: Iterable[str]) -> str | None:
    """Return the part of a site's configuration that already typesets formulas, if any.

    Args:
        extensions: Names of the Markdown extensions.
        scripts: Addresses of the site's own scripts.
    """
    return next(
        chain(
            (name for name in extensions if name in _EXTENSIONS),
            (script for script in scripts if _SCRIPT.search(script)),
        ),
        None,
    )


def style_of(md: Markdown) -> Style:
    """Return the style that the site's own Arithmatex has, else the generic one."""
    for extension in md.registeredExtensions:
        if isinstance(extension, ArithmatexExtension):
            config = extension.getConfigs()
            return Style(
                tuple(config["tex_inline_wrap"]),
                tuple(config["tex_block_wrap"]),
                config["inline_tag"],
                config["block_tag"],
                script=not config["generic"],
            )
    return Style()


def element(tex: str, style: Style, *, display: bool, block: bool) -> Element:
    """Return the element that shows a formula.

    Args:
        tex: The formula without delimiters.
        style: How it is marked up.
        display: Whether it is set on a line of its own.
        block: Whether the element may be a block; a display formula amid text may not.
    """
    result = Element(style.display_tag if block else style.inline_tag, {"class": "arithmatex"})
    if style.script:
        script = Element("script", {"type": "math/tex" + ("; mode=display" if display else "")})
        script.text = AtomicString(tex)
        result.append(script)
    else:
        before, behind = style.display if display else style.inline
        result.text = AtomicString(f"{before}{tex}{behind}".replace("&", "&amp;"))
    return result


class Asset(NamedTuple):
    """A file that a browser loads for an engine."""

    path: str
    """Below the engine's folder."""
    integrity: str
    """Subresource Integrity digest of the file as it is published."""


class Engine(NamedTuple):
    """A program that typesets formulas in the browser."""

    name: str
    version: str
    base: str
    """Where a public CDN serves the engine's folder, with a slash at the end."""
    script: Asset
    style: Asset | None = None
    fonts: tuple[str, ...] = ()
    """Paths of the fonts that nearly every formula uses."""

    @property
    def files(self) -> tuple[str, ...]:
        """Return the paths of the files that a page names."""
        return tuple(asset.path for asset in self.parts.values())

    def missing_in(self, folder: Path) -> str:
        """Return what is wrong with a folder that should hold the engine; nothing if it does."""
        missing = [path for path in self.files if not (folder / path).is_file()]
        if not missing:
            return ""
        return (
            f"{folder} holds no {' and no '.join(missing)}. "
            f"Name the folder of {self.name} {self.version} that does."
        )

    @property
    def parts(self) -> dict[str, Asset]:
        """Return ``script`` or ``style`` → the file that a page names."""
        found = {"script": self.script, "style": self.style}
        return {kind: asset for kind, asset in found.items() if asset}


ENGINES = {
    engine.name: engine
    for engine in (
        Engine(
            "katex",
            "0.19.1",
            "https://cdn.jsdelivr.net/npm/katex@0.19.1/dist/",
            Asset(
                "katex.min.js",
                "sha384-a1WQdjRj162i159OYq041X6I4K8NenkrI09LlPmiHg0YOb7CR+wJOraXwK9abpnE",
            ),
            Asset(
                "katex.min.css",
                "sha384-WwGtaC6ywCHxA5cstpj/3+xIZvTez8dq2IcBQaXRkenHZ7FVVq1ZROtURwfbtTlG",
            ),
            ("fonts/KaTeX_Main-Regular.woff2", "fonts/KaTeX_Math-Italic.woff2"),
        ),
        Engine(
            "mathjax",
            "3.2.2",
            "https://cdn.jsdelivr.net/npm/mathjax@3.2.2/es5/",
            Asset(
                "tex-chtml.js",
                "sha384-AHAnt9ZhGeHIrydA1Kp1L7FN+2UosbF7RQg6C+9Is/a7kDpQ1684C2iH2VWil6r4",
            ),
        ),
    )
}
"""The engines by name. The digests are those of the packages' own files."""
