"""Register the processors with Python-Markdown."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown.extensions import Extension

from mkdocs_paperreview.errors import SettingsError, WordsError
from mkdocs_paperreview.markdown.blocks import Blocks
from mkdocs_paperreview.markdown.cards import Cards, Identifiers
from mkdocs_paperreview.markdown.formulas import Display, Formulas, Inline, Restore, Unused
from mkdocs_paperreview.markdown.state import PageContext, State
from mkdocs_paperreview.rendering import Renderer
from mkdocs_paperreview.rendering.finding import ELEMENT as FILTER_ELEMENT
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.syntax import SETTINGS, make_grammar, wrong_settings
from mkdocs_paperreview.words import DEFAULT, mistakes, words

if TYPE_CHECKING:
    from markdown import Markdown

    from mkdocs_paperreview.syntax import Grammar

_OTHERS = ("comments", "language", "math", "people", "portraits", "problems", "reviews")
"""Options of the plugin that say nothing of what a text means."""


_PROCESSORS = tuple(
    f"paperreview-{name}"
    for name in (
        *("arrival", "blocks", "formulas", "display", "inline", "unused"),
        *("cards", "identifiers", "departure", "restore", "tags"),
    )
)


@cache
def _renderer(language: str, replaced: tuple[tuple[str, str], ...]) -> Renderer:
    """Return the renderer of every extension that has none of its own: templates compile slowly."""
    return Renderer(language, words=words(language, dict(replaced)))


class PaperReviewExtension(Extension):
    """Show review blocks as cards, directives as listings, and formulas by kramdown's rule."""

    def __init__(self, renderer: Renderer | None = None, **options: object) -> None:
        self.config = {
            "words": [{}, "Words in the stead of ours: name → text"],
            "enabled": [True, "Whether the extension does anything"],
            "docs_dir": ["", "Folder of the pages; by default what the host tells"],
            **{name: ["", f"As the option {name} of the plugin"] for name in (*SETTINGS, *_OTHERS)},
        }
        super().__init__(**options)
        self.is_told = renderer is not None
        """Whether the host tells which page is rendered by setting :attr:`page`."""
        self.renderer = renderer or self._own_renderer()
        self.page = PageContext(site=Site(grammar=self._own_grammar()))
        """Set by the host before it makes the Markdown instance that renders a page."""

    def _own_renderer(self) -> Renderer:
        replaced = self.getConfig("words")
        wrong = mistakes(replaced)
        if wrong:
            raise WordsError(" ".join(wrong))
        return _renderer(self.getConfig("language") or DEFAULT, tuple(replaced.items()))

    def _own_grammar(self) -> Grammar:
        values = {name: self.getConfig(name) or None for name in SETTINGS}
        wrong = wrong_settings(values)
        if wrong:
            raise SettingsError("; ".join(f"{name}: {w}" for name in wrong for w in wrong[name]))
        return make_grammar(values)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors. Their priorities are documented in ``docs/architecture.md``."""
        _remove_earlier(md)
        if not self.getConfig("enabled"):
            return
        state = State(md, self.renderer, self.page)
        if not self.is_told:
            self._ask_the_host(state)
        md.preprocessors.register(Blocks(state), "paperreview-blocks", 29)
        if state.page.formulas:
            if "$" not in md.ESCAPED_CHARS:
                md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]
            md.preprocessors.register(Formulas(state), "paperreview-formulas", 24)
            md.parser.blockprocessors.register(Display(state), "paperreview-display", 75)
            md.inlinePatterns.register(Inline(state), "paperreview-inline", 65)
            md.treeprocessors.register(Unused(state), "paperreview-unused", 19)
            md.postprocessors.register(Restore(state), "paperreview-restore", 25)
        if FILTER_ELEMENT not in md.block_level_elements:
            md.block_level_elements.append(FILTER_ELEMENT)
        md.treeprocessors.register(Cards(state), "paperreview-cards", 6.5)
        md.treeprocessors.register(Identifiers(state), "paperreview-identifiers", 4)

    def _ask_the_host(self, state: State) -> None:
        """Register what finds out itself which page is rendered."""
        from mkdocs_paperreview.markdown.hosting import (  # noqa: PLC0415 (a plugin does without)
            Arrival,
            Departure,
            Tags,
        )

        md, arrival = state.md, Arrival(state, self.getConfigs())
        md.preprocessors.register(arrival, "paperreview-arrival", 29.5)
        md.treeprocessors.register(Departure(arrival), "paperreview-departure", -100)
        md.postprocessors.register(Tags(state, arrival), "paperreview-tags", -100)


def _remove_earlier(md: Markdown) -> None:
    """Take out what another of these extensions has registered: a site may name it twice."""
    registries = (
        md.preprocessors,
        md.parser.blockprocessors,
        md.treeprocessors,
        md.inlinePatterns,
        md.postprocessors,
    )
    for registry in registries:
        for name in _PROCESSORS:
            if name in registry:
                registry.deregister(name)
