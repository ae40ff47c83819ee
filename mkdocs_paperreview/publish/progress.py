"""Say what a long build is doing, so that nobody takes it for stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_paperreview.publish.build import log

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

    from mkdocs_paperreview.publish.build import Build

LONG = 1000
"""Reviews with which a build takes some seconds."""


def tell_what_was_read(build: Build) -> None:
    """Tell how much there is."""
    library = build.site.library
    counts = (len(library.reviews), len(library.pages), len(library.presenters))
    _tell(build, "read %d reviews on %d pages, by %d presenters", *counts)


def tell_rendering(build: Build, all_files: Files) -> None:
    """Tell that Markdown is going to be rendered."""
    pages = len(all_files.documentation_pages())
    _tell(build, "rendering %d pages, %d of them generated", pages, len(build.views))


def tell_writing(build: Build, all_files: Files) -> None:
    """Tell that pages are going to be put into the theme, and written."""
    _tell(build, "writing %d pages", len(all_files.documentation_pages()))


def _tell(build: Build, message: str, *counts: int) -> None:
    if len(build.site.library.reviews) >= LONG:
        log.info(message, *counts)
