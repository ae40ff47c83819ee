"""The MkDocs plugin: it translates events, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from mkdocs_paperreview import publish
from mkdocs_paperreview.config import PaperReviewOptions

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


class PaperReviewPlugin(BasePlugin[PaperReviewOptions]):
    """Turn review blocks into cards, and collect them into generated pages."""

    build: publish.Build | None = None
    """What the current build knows; None while the plugin is disabled."""

    memory: publish.Memory | None = None
    """What builds tell the next one; None where there is but one."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether the site is served for its writers, and not built for its readers."""
        self.memory = publish.Memory(dirty=dirty) if command == "serve" else None

    @event_priority(-150)
    def on_config(self, config: MkDocsConfig) -> None:
        """Begin a build: everything that is derived from content is made anew.

        Last, because a plugin may choose the language of a build (-100).
        """
        enabled = self.config.enabled
        if self.build:
            publish.forget_ahead(self.build)  # one build may begin at the end of another
        publish.set_apart()
        self.build = publish.begin(self.config, config, self.memory) if enabled else None
        if enabled:
            publish.keep_out_of_light_box(config)

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin the index of MkDocs' own search, which that plugin has just made."""
        if self.build:
            publish.begin_index(self.build, config)

    @event_priority(-60)
    def _on_files_of_one_language(self, files: Files, *, config: MkDocsConfig) -> None:
        """Read the site and generate its views.

        Late, to see the pages that other plugins add, such as a blog's (-50); before those that
        arrange the navigation (-100).
        """
        if self.build and not publish.part_of(config).language:
            publish.read(self.build, files, config)
            publish.tell_what_was_read(self.build)
            publish.generate(self.build, files, config)

    @event_priority(-150)
    def _on_files_of_each_language(self, files: Files, *, config: MkDocsConfig) -> None:
        """Do the same behind a plugin that chooses the pages of one language (-100)."""
        if self.build and publish.part_of(config).language:
            publish.read(self.build, files, config)
            publish.tell_what_was_read(self.build)
            publish.generate(self.build, files, config)

    on_files = CombinedEvent(_on_files_of_one_language, _on_files_of_each_language)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Stand in for files that cannot be decoded."""
        del config
        return publish.repaired_source(self.build, page) if self.build else None

    @event_priority(50)
    def _on_page_markdown_first(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Tell the plugins that collect pages or tags what this page has for them."""
        del markdown, files
        if self.build:
            publish.hand_over_tags(self.build, page, config)
            publish.keep_out_of_feeds(self.build, page, config)

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

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Begin the long part of a build, in which pages are rendered.

        Last: from now on every page keeps its address.
        """
        del nav, config
        if self.build:
            publish.set_apart()
            publish.render_ahead(self.build)
            publish.tell_rendering(self.build, files)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """End it."""
        del config
        publish.put_back()
        if self.build:
            publish.forget_ahead(self.build)

    def on_build_error(self, error: Exception) -> None:
        """End it, where it did not come to its end; nobody knows then which pages were written."""
        del error
        publish.put_back()
        if self.build:
            publish.forget_ahead(self.build)
        if self.memory:
            self.memory = publish.Memory(dirty=self.memory.dirty)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Let go of what pages were read with, and spare the theme work that is done already."""
        if self.build:
            publish.tell_writing(self.build, files)
            publish.stop_rendering_ahead(self.build)
            publish.release(self.build)
            publish.share_navigation(self.build, env, config)
        if self.memory and env.bytecode_cache is None:
            env.bytecode_cache = self.memory.rendering.bytecode

    @event_priority(100)
    def _on_post_page_first(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Make a page whole, before any plugin looks at it."""
        del page, config
        return self.build.held.filled(output) if self.build else None

    def _on_post_page_then(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Add what belongs into the head."""
        return publish.with_head(self.build, output, page, config) if self.build else None

    on_post_page = CombinedEvent(_on_post_page_first, _on_post_page_then)
