"""Spare memory, and spare Python's garbage collector work.

What was read stays to the end of a build, and it is most of what the collector would look at each
time that it looks for circles of dead objects, of which Markdown leaves one for every page.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from mkdocs_paperreview.markdown import PageContext
from mkdocs_paperreview.publish.held import Held
from mkdocs_paperreview.site import Site
from mkdocs_paperreview.syntax import forget_parsed

if TYPE_CHECKING:
    from mkdocs_paperreview.publish.build import Build

MANY = 5000
"""Reviews whose memory is worth the time to look for it."""


def set_apart() -> None:
    """Let the collector pass over all that there is now."""
    gc.freeze()


def put_back() -> None:
    """Let the collector look at everything again."""
    gc.unfreeze()


def release(build: Build) -> None:
    """Forget what only the rendering of Markdown wants, where no other build will follow."""
    if build.memory is None:
        forget_parsed()
        build.extension.renderer.release()


def release_all(build: Build) -> None:
    """Forget what was read, where every page is written and no other build will follow.

    Indexes of searches are written then, which takes more memory than anything before. What is
    left of Markdown's last runs holds a site too, in circles that only the collector opens.
    """
    if build.ahead:
        build.ahead.close()
    if build.memory is None:
        many = len(build.site.library.reviews) >= MANY
        build.site, build.held = Site(), Held()
        build.pages, build.views, build.given, build.covers = {}, {}, {}, {}
        build.extension.renderer.release()
        build.extension.page = PageContext()
        if many:
            put_back()
            gc.collect()
