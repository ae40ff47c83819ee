"""Which scripts of ours a page needs, and what each reads from its tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_paperreview.exports.finding import has_formulas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_paperreview.math import Engine
    from mkdocs_paperreview.rendering.setting import Setting

MATH = "math.js"
"""The script that loads the engine."""

_CARD = 'class="paperreview-card"'
_FORMULA = 'class="arithmatex"'
_FILTER = "<paperreview-filter "
_UNTIL = " data-until="
_WORDS = {"copy": "copy", "copied": "copied", "failed": "copy_failed"}


SIGNS = (_FORMULA, _UNTIL)
"""What an item of a listing may have for which a page needs a script."""


class Script(NamedTuple):
    """A script that a page loads."""

    name: str
    """Of its file among the assets."""
    data: Mapping[str, str]
    """Name → text, what it reads from its tag."""


class Typesetting(NamedTuple):
    """What typesets formulas, and where it is loaded from."""

    engine: Engine
    folder: str | None = None
    """Address of the folder with its files, where the site serves them itself."""

    @property
    def base(self) -> str:
        """Return the address of the engine's folder, which may be that of a public CDN."""
        return self.folder or self.engine.base

    @property
    def script(self) -> Script:
        """Return the script that loads the engine."""
        data = {"engine": self.engine.name, "base": self.base}
        for kind, file in self.engine.parts.items():
            data |= {kind: file.path}
            if self.folder is None:
                data |= {f"{kind}-integrity": file.integrity}
        return Script(MATH, data)


def needed_scripts(
    html: str, at: Setting, typesetting: Typesetting | None, mathjax: object = None
) -> Iterator[Script]:
    """Yield the scripts of a page with the content ``html``.

    Args:
        html: The content.
        at: The site, and its words.
        typesetting: What typesets formulas, if anything of ours does.
        mathjax: What the page's front matter says of formulas: true, false, or nothing.
    """
    if _CARD in html:
        yield Script("cards.js", {name: at.words[word] for name, word in _WORDS.items()})
    if typesetting and mathjax is not False and (mathjax is True or _has_formulas(html, at)):
        yield typesetting.script
    if _UNTIL in html:
        yield Script("status.js", {})
    if _FILTER in html:
        yield Script("filter.js", {})


def _has_formulas(html: str, at: Setting) -> bool:
    """Return whether a page shows formulas, or its filter may."""
    return _FORMULA in html or (_FILTER in html and has_formulas(at))
