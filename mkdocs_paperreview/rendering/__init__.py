"""Reviews and listings → elements, through templates that a site can override.

`links` goes from page to page, `entries` says what is shown of a review, `listings` what each
directive shows, `templates` makes markup of it all.
"""

from mkdocs_paperreview.rendering.listings import select
from mkdocs_paperreview.rendering.renderer import Renderer
from mkdocs_paperreview.rendering.templates import Slots

__all__ = ["Renderer", "Slots", "select"]
