"""A site without a host that tells of it: a docs folder and its options → library, views, files.

`host` is what a configuration says, `options` what that means, `folder` which files there are,
`reading` what they hold. `made` is what should stand in the folder, `manifest` what was written
into it, `writing` makes the one into the other.
"""

from mkdocs_paperreview.manifest import MANIFEST, digest, read_manifest
from mkdocs_paperreview.standalone.host import NAME, Host
from mkdocs_paperreview.standalone.made import wanted
from mkdocs_paperreview.standalone.options import Options
from mkdocs_paperreview.standalone.reading import Reading, read, reading_of
from mkdocs_paperreview.standalone.writing import Plan, apply, plan

__all__ = [
    "MANIFEST",
    "NAME",
    "Host",
    "Options",
    "Plan",
    "Reading",
    "apply",
    "digest",
    "plan",
    "read",
    "read_manifest",
    "reading_of",
    "wanted",
]
