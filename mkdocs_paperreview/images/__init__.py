"""Make the images of notes calm: they load late, and nothing jumps when they do.

`attributes` decides what an image gets, `raw` writes it into HTML, `tree` into elements; `sizes`
reads how large a picture is.
"""

from mkdocs_paperreview.images.attributes import Extent
from mkdocs_paperreview.images.sizes import Pictures, is_picture
from mkdocs_paperreview.images.tree import calm

__all__ = ["Extent", "Pictures", "calm", "is_picture"]
