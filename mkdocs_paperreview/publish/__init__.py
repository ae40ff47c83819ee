"""Between the core and MkDocs: files in, generated files and tags out.

The only room that touches MkDocs' ``File``, ``Files`` and ``Page``. `build` is what a build knows;
`reading` and `generating` deal with the site's files, `covers` with the pictures of periods,
`pages`, `tags`, `heads` and `comments` with one page after another, and `searching` with the index
of MkDocs' own search.
"""

from mkdocs_paperreview.publish.ahead import forget_ahead, render_ahead, stop_rendering_ahead
from mkdocs_paperreview.publish.build import Build, begin
from mkdocs_paperreview.publish.feeds import keep_out_of_feeds
from mkdocs_paperreview.publish.generating import generate
from mkdocs_paperreview.publish.heads import with_head
from mkdocs_paperreview.publish.heap import put_back, release, set_apart
from mkdocs_paperreview.publish.languages import part_of
from mkdocs_paperreview.publish.lightbox import keep_out_of_light_box
from mkdocs_paperreview.publish.memory import Memory
from mkdocs_paperreview.publish.navigation import share_navigation
from mkdocs_paperreview.publish.pages import finish, prepare, repaired_source
from mkdocs_paperreview.publish.progress import (
    tell_rendering,
    tell_what_was_read,
    tell_writing,
)
from mkdocs_paperreview.publish.reading import read
from mkdocs_paperreview.publish.searching import begin_index
from mkdocs_paperreview.publish.tags import hand_over_tags

__all__ = [
    "Build",
    "Memory",
    "begin",
    "begin_index",
    "finish",
    "forget_ahead",
    "generate",
    "hand_over_tags",
    "keep_out_of_feeds",
    "keep_out_of_light_box",
    "part_of",
    "prepare",
    "put_back",
    "read",
    "release",
    "render_ahead",
    "repaired_source",
    "set_apart",
    "share_navigation",
    "stop_rendering_ahead",
    "tell_rendering",
    "tell_what_was_read",
    "tell_writing",
    "with_head",
]
