"""What one build knows, and how it begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import get_relative_url

from mkdocs_paperreview.errors import TemplateError
from mkdocs_paperreview.exports.files import ASSETS
from mkdocs_paperreview.markdown import PaperReviewExtension
from mkdocs_paperreview.math import ENGINES, Engine, own_setup
from mkdocs_paperreview.publish.held import Held
from mkdocs_paperreview.rendering import Renderer
from mkdocs_paperreview.rendering.setting import Setting
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.config import PaperReviewOptions
    from mkdocs_paperreview.model import Page
    from mkdocs_paperreview.publish.ahead import Ahead
    from mkdocs_paperreview.publish.memory import Memory
    from mkdocs_paperreview.syntax import Given
    from mkdocs_paperreview.views import View

log = get_plugin_logger("paperreview")


class _TemplatePluginError(TemplateError, PluginError):
    """A wrong template, as MkDocs wants to be told: it stops with the message alone."""


@dataclass(slots=True)
class Build:
    """What one build knows. A build begins with :func:`begin`; nothing outlives it."""

    options: PaperReviewOptions
    engine: Engine | None
    """What typesets formulas; None where the site's own set-up does, or nothing."""
    extension: PaperReviewExtension
    site: Site = field(default_factory=Site)
    pages: Mapping[str, Page] = field(default_factory=dict)
    """Path → page, for the pages that hold reviews."""
    views: Mapping[str, View] = field(default_factory=dict)
    """Path → view of the generated pages."""
    repaired: Mapping[str, str] = field(default_factory=dict)
    """Path → text of the files that cannot be decoded."""
    given: Mapping[str, tuple[Given, ...]] = field(default_factory=dict)
    """Path → what front matter tells of, as the parser wants it."""
    unread: frozenset[str] = frozenset()
    """Paths of the pages in which no review is looked for."""
    covers: Mapping[str, Page] = field(default_factory=dict)
    """Path of a page → the source page whose cover stands for it."""
    memory: Memory | None = None
    """What earlier builds have left, while the site is served."""
    made: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """Path → what makes the content of a file that is made from the library."""
    ahead: Ahead | None = None
    """What a second process renders."""
    held: Held = field(default_factory=Held)
    """Items of generated pages."""
    typeset: set[str] = field(default_factory=set)
    """Paths of the pages that load the engine."""
    styled: set[str] = field(default_factory=set)
    """Paths of the pages that show cards or listings."""

    @property
    def setting(self) -> Setting:
        """Return the site as its root shows it."""
        renderer = self.extension.renderer
        return Setting("", self.site, renderer.language, renderer.words)


def asset(path: str, page: MkDocsPage) -> str:
    """Return the address, on ``page``, of a file or a folder (``…/``) of ours."""
    relative = get_relative_url(f"{ASSETS}/{path}", page.url)
    return f"{relative}/" if path.endswith("/") and not relative.endswith("/") else relative


def begin(options: PaperReviewOptions, config: MkDocsConfig, memory: Memory | None = None) -> Build:
    """Return a new build, with its extension added to the site's Markdown.

    Reviews that are drafts are a part of it only where the site is served, and so has a memory.
    """
    language = options.language or _theme_language(config)
    folders = [config.theme.custom_dir] if config.theme.custom_dir else []
    grammar = options.grammar
    shown = words(language, options.words or {}, grammar.calendar.unit)
    renderer = Renderer(
        language,
        folders,
        _TemplatePluginError,
        shown,
        memory.rendering if memory else None,
    )
    extension = PaperReviewExtension(renderer)
    _register(extension, config.markdown_extensions)
    site = Site(grammar=grammar, drafts=memory is not None)
    if options.people_file:
        config.watch.append(options.people_file)
    return Build(options, _engine(options, config), extension, site, memory=memory)


def _register(extension: PaperReviewExtension, extensions: list[Any]) -> None:
    """Put the extension in the place of that of an earlier build with the same configuration."""
    extensions[:] = [e for e in extensions if not isinstance(e, PaperReviewExtension)]
    extensions.append(extension)


def _theme_language(config: MkDocsConfig) -> str:
    """Return the language of the theme: Material's option, or the locale of the others."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en")


def _engine(options: PaperReviewOptions, config: MkDocsConfig) -> Engine | None:
    own = _own_math(config)
    if own and options.math.engine != "none":
        log.info("formulas are left to the site's own set-up: %s", own)
    return None if own else ENGINES.get(options.math.engine)


def _own_math(config: MkDocsConfig) -> str | None:
    """Return the part of the site's configuration that already typesets formulas, if any."""
    modules = (_module(extension) for extension in config.markdown_extensions)
    scripts = (str(script) for script in config.extra_javascript)
    return own_setup(modules, scripts)


def _module(extension: object) -> str:
    """Return the module of a Markdown extension, which stands there by name or as an object."""
    if isinstance(extension, str):
        return extension.partition(":")[0]
    return type(extension).__module__
