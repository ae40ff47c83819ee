"""Between the core and MkDocs: files in, generated files and tags out.

The only room that touches MkDocs' ``File``, ``Files`` and ``Page``. `build` is what a build knows;
`reading` and `generating` deal with the site's files, `covers` with the pictures of periods, and
`pages` with one page after another.
"""

from mkdocs_paperreview.publish.build import Build, begin
from mkdocs_paperreview.publish.generating import generate
from mkdocs_paperreview.publish.pages import finish, prepare, repaired_source, with_head
from mkdocs_paperreview.publish.reading import read

__all__ = [
    "Build",
    "begin",
    "finish",
    "generate",
    "prepare",
    "read",
    "repaired_source",
    "with_head",
]
