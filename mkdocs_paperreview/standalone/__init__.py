"""A site without a host that tells of it: a docs folder and its options → library, views, files.

`host` is what a configuration says, `options` what that means, `folder` which files there are,
`reading` what they hold. `made` is what should stand in the folder, the manifest what was written
into it, `writing` makes the one into the other.
"""

from mkdocs_paperreview.standalone.host import NAME, Host
from mkdocs_paperreview.standalone.made import wanted
from mkdocs_paperreview.standalone.options import Options
from mkdocs_paperreview.standalone.reading import Reading, read, reading_of
from mkdocs_paperreview.standalone.writing import Plan, apply, plan

__all__ = [
    "NAME",
    "Host",
    "Options",
    "Plan",
    "Reading",
    "apply",
    "plan",
    "read",
    "reading_of",
    "wanted",
]
