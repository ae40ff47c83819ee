"""Spare memory, and spare Python's garbage collector work.

What was read stays to the end of a build, and it is most of what the collector would look at each
time that it looks for circles of dead objects, of which Markdown leaves one for every page.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from mkdocs_paperreview.syntax import forget_parsed

if TYPE_CHECKING:
    from mkdocs_paperreview.publish.build import Build


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
