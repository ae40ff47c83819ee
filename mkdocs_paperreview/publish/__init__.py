"""Between the core and MkDocs: files in, generated files and tags out.

The only room that touches MkDocs' ``File``, ``Files`` and ``Page``. `build` is what a build knows;
`reading` and `generating` deal with the site's files, `covers` with the pictures of periods,
`pages`, `tags`, `heads` and `comments` with one page after another, and `searching` with the index
of MkDocs' own search.
"""

from mkdocs_paperreview.publish.build import Build, begin
from mkdocs_paperreview.publish.generating import generate
from mkdocs_paperreview.publish.heads import with_head
from mkdocs_paperreview.publish.pages import finish, prepare, repaired_source
from mkdocs_paperreview.publish.reading import read
from mkdocs_paperreview.publish.searching import begin_index
from mkdocs_paperreview.publish.tags import hand_over_tags

__all__ = [
    "Build",
    "begin",
    "begin_index",
    "finish",
    "generate",
    "hand_over_tags",
    "prepare",
    "read",
    "repaired_source",
    "with_head",
]
