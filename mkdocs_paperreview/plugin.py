"""The MkDocs plugin: it translates events, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from mkdocs_paperreview import publish
from mkdocs_paperreview.config import PaperReviewOptions

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


class PaperReviewPlugin(BasePlugin[PaperReviewOptions]):
    """Turn review blocks into cards, and collect them into generated pages."""

    build: publish.Build | None = None
    """What the current build knows; None while the plugin is disabled."""

    serving: bool = False
    """Whether the site is served for its writers, and not built for its readers."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether drafts are shown."""
        del dirty
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Begin a build: everything that is derived from content is made anew."""
        enabled, drafts = self.config.enabled, self.serving
        self.build = publish.begin(self.config, config, drafts=drafts) if enabled else None

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin the index of MkDocs' own search, which that plugin has just made."""
        if self.build:
            publish.begin_index(self.build, config)

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Read the site and generate its views.

        Late, to see the pages that other plugins add; before those that arrange the navigation.
        """
        if self.build:
            publish.read(self.build, files)
            publish.generate(self.build, files, config)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Stand in for files that cannot be decoded."""
        del config
        return publish.repaired_source(self.build, page) if self.build else None

    @event_priority(50)
    def _on_page_markdown_first(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Give the page its tags, before the plugins that collect them."""
        del markdown, files
        if self.build:
            publish.hand_over_tags(self.build, page, config)

    @event_priority(-100)
    def _on_page_markdown_last(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Say which page is rendered next."""
        del config, files
        return publish.prepare(self.build, page, markdown) if self.build else None

    on_page_markdown = CombinedEvent(_on_page_markdown_first, _on_page_markdown_last)

    @event_priority(100)
    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Add what stands below the page's content, and the scripts that it needs."""
        del config, files
        return publish.finish(self.build, html, page) if self.build else None

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Add what belongs into the head."""
        return publish.with_head(self.build, output, page, config) if self.build else None
