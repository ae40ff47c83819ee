"""Reviews and listings → elements, through templates that a site can override.

`links` goes from page to page and `entries` says what is shown of a review. `listings` knows which
function answers which directive; those stand in `reviews`, `people`, `periods`, `summaries` and
`finding`. `templates` makes markup of it all.
"""

from mkdocs_paperreview.rendering.renderer import Hold, Listing, Renderer, asked, joined
from mkdocs_paperreview.rendering.reviews import select
from mkdocs_paperreview.rendering.templates import Slots

__all__ = ["Hold", "Listing", "Renderer", "Slots", "asked", "joined", "select"]
