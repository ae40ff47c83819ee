"""What a page loads for its formulas: the script in its content, hints in its head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_paperreview.exports.finding import has_formulas
from mkdocs_paperreview.publish.build import asset

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.math import Asset, Engine
    from mkdocs_paperreview.publish.build import Build

FILTER = "<paperreview-filter "
"""What a page holds that has the filter, which may show formulas."""


@dataclass(frozen=True, slots=True)
class Preload:
    """A file that a browser should ask for at once."""

    kind: str
    """``script``, ``style`` or ``font``."""
    href: str
    integrity: str | None
    remote: bool
    """Whether it is asked for without credentials, as fonts always are."""


def wants_formulas(build: Build, html: str, page: MkDocsPage) -> bool:
    """Return whether an engine has to typeset something on a page with the content ``html``."""
    wanted = page.meta.get("mathjax")
    if build.engine is None or wanted is False:
        return False
    return bool(
        wanted is True
        or 'class="arithmatex"' in html
        or (FILTER in html and has_formulas(build.setting))
    )


def math_script(build: Build, engine: Engine, page: MkDocsPage) -> str:
    """Return the tag of the script that loads the engine, for the page's content."""
    data = {"engine": engine.name, "base": _base(build, engine, page)}
    for kind, file in _files(engine).items():
        data |= {kind: file.path}
        if not _is_local(build):
            data |= {f"{kind}-integrity": file.integrity}
    return build.extension.renderer.script(src=asset("math.js", page), data=data)


def preloads(build: Build, page: MkDocsPage) -> list[Preload]:
    """Return the engine's files: asked for early, they move less of what is read already."""
    if build.engine is None or page.file.src_uri not in build.typeset:
        return []
    engine, local = build.engine, _is_local(build)
    base = _base(build, engine, page)
    return [
        *(
            Preload(kind, base + file.path, None if local else file.integrity, remote=not local)
            for kind, file in _files(engine).items()
        ),
        *(Preload("font", base + path, None, remote=True) for path in engine.fonts),
    ]


def _files(engine: Engine) -> dict[str, Asset]:
    files = {"script": engine.script, "style": engine.style}
    return {kind: file for kind, file in files.items() if file}


def _base(build: Build, engine: Engine, page: MkDocsPage) -> str:
    return asset(f"{engine.name}/", page) if _is_local(build) else engine.base


def _is_local(build: Build) -> bool:
    return build.options.math.source is not None
