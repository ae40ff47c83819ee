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
from mkdocs_paperreview.syntax import SETTINGS, make_grammar, wrong_settings
from mkdocs_paperreview.views import Site
from mkdocs_paperreview.words import mistakes, words

if TYPE_CHECKING:
    from markdown import Markdown

    from mkdocs_paperreview.syntax import Grammar


@cache
def _renderer(language: str, replaced: tuple[tuple[str, str], ...]) -> Renderer:
    """Return the renderer of every extension that has none of its own: templates compile slowly."""
    return Renderer(language, words=words(language, dict(replaced)))


class PaperReviewExtension(Extension):
    """Show review blocks as cards, directives as listings, and formulas by kramdown's rule."""

    def __init__(self, renderer: Renderer | None = None, **options: object) -> None:
        self.config = {
            "language": ["en", "Language of the words that are shown: en, ko, ja or zh"],
            "words": [{}, "Words in the stead of ours: name → text"],
            **{name: ["", f"As the option {name} of the plugin"] for name in SETTINGS},
        }
        super().__init__(**options)
        self.renderer = renderer or self._own_renderer()
        self.page = PageContext(site=Site(grammar=self._own_grammar()))
        """Set by the host before it makes the Markdown instance that renders a page."""

    def _own_renderer(self) -> Renderer:
        replaced = self.getConfig("words")
        wrong = mistakes(replaced)
        if wrong:
            raise WordsError(" ".join(wrong))
        return _renderer(self.getConfig("language"), tuple(replaced.items()))

    def _own_grammar(self) -> Grammar:
        values = {name: self.getConfig(name) or None for name in SETTINGS}
        wrong = wrong_settings(values)
        if wrong:
            raise SettingsError("; ".join(f"{name}: {w}" for name in wrong for w in wrong[name]))
        return make_grammar(values)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors. Their priorities are documented in ``docs/architecture.md``."""
        state = State(md, self.renderer, self.page)
        md.preprocessors.register(Blocks(state), "paperreview-blocks", 29)
        if self.page.formulas:
            if "$" not in md.ESCAPED_CHARS:
                md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]
            md.preprocessors.register(Formulas(state), "paperreview-formulas", 24)
            md.parser.blockprocessors.register(Display(state), "paperreview-display", 75)
            md.inlinePatterns.register(Inline(state), "paperreview-inline", 65)
            md.treeprocessors.register(Unused(state), "paperreview-unused", 19)
            md.postprocessors.register(Restore(state), "paperreview-restore", 25)
        md.treeprocessors.register(Cards(state), "paperreview-cards", 6.5)
        md.treeprocessors.register(Identifiers(state), "paperreview-identifiers", 4)
