"""Draw the navigation once for all generated pages of one place.

Material draws it anew on each page, which takes the longer the more pages it names: with some
hundreds it is most of what a page costs. Pages that are not in it all show the same, and the way
to its pages is the same from all of one folder, or of one depth where no folder is shared.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, FunctionLoader, pass_context
from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from mkdocs_paperreview.publish.build import Build

PARTIAL = "partials/nav.html"
"""Material's template of the navigation, one of those that a site may replace."""

_OURS = "paperreview-" + PARTIAL
"""What Material's own is called where ours stands in its place."""


def share_navigation(build: Build, env: Environment, config: MkDocsConfig) -> None:
    """Let the theme draw the navigation once for generated pages, where it is Material's own."""
    loader = env.loader
    if loader is None or config.theme.name != "material" or not _is_plain(config):
        return
    shared = _Shared(build, env)
    env.globals["paperreview_navigation"] = shared.drawn
    source = "{{ paperreview_navigation() }}", _OURS, None  # others want the name of a file
    ours = FunctionLoader({PARTIAL: source}.get)
    plain = FunctionLoader(lambda name: _source(loader, env) if name == _OURS else None)
    env.loader = ChoiceLoader([ours, plain, loader])


def _is_plain(config: MkDocsConfig) -> bool:
    """Return whether the site replaces nothing that the navigation is drawn by."""
    folder = config.theme.custom_dir
    names = (PARTIAL, "partials/nav-item.html")
    return not folder or not any(Path(folder, name).is_file() for name in names)


def _source(loader: BaseLoader, env: Environment) -> Any:  # noqa: ANN401 (as Jinja says it)
    return loader.get_source(env, PARTIAL)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What has been drawn for the generated pages of each place."""

    build: Build
    env: Environment
    _drawn: dict[tuple[int, str | int], tuple[Any, str]] = field(default_factory=dict)
    """Navigation and place → that navigation, which must not go away, and how it is drawn."""
    _folders: dict[int, frozenset[str]] = field(default_factory=dict)
    """Navigation → the folders in which its pages stand, with those above."""

    @pass_context
    def drawn(self, context: Context) -> Markup:
        """Return the navigation of the page that is drawn now."""
        nav, page = context.get("nav"), context.get("page")
        if not self._is_outside(page, nav):
            return self._draw(context)
        name = (id(nav), self._place(page, nav))
        if name not in self._drawn:
            self._drawn[name] = (nav, self._draw(context))
        return Markup(self._drawn[name][1])  # noqa: S704 (the theme's own markup)

    def _place(self, page: Page, nav: Any) -> str | int:  # noqa: ANN401 (what plugins may replace)
        """Return what decides how a page writes the way to those in ``nav``.

        That is its folder where one of them may stand in it as well; else how deep it stands.
        """
        top = page.url.partition("/")[0]
        folder = posixpath.dirname(page.url.rstrip("/"))
        return folder if top in self._folders[id(nav)] else page.url.count("/")

    def _draw(self, context: Context) -> Markup:
        return Markup(self.env.get_template(_OURS).render(context.get_all()))  # noqa: S704 (the theme's own markup)

    def _is_outside(self, page: Page | None, nav: Any) -> bool:  # noqa: ANN401 (what plugins may replace)
        """Return whether a page is generated, and neither it nor what is below is in ``nav``."""
        if page is None or page.file.src_uri not in self.build.views:
            return False
        if id(nav) not in self._folders:
            urls = [other.url for other in getattr(nav, "pages", [])]
            self._folders[id(nav)] = frozenset(above for url in urls for above in _above(url))
        return page.url.rstrip("/") not in self._folders[id(nav)]


def _above(url: str) -> list[str]:
    """Return an address, and those of the folders above it, without slashes at their ends."""
    parts = url.rstrip("/").split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
