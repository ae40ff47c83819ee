"""Text → reviews. The only part that knows what a review block looks like; it does no I/O."""

from mkdocs_paperreview.syntax.directives import Directive, parse_directive
from mkdocs_paperreview.syntax.formulas import Formula, formulas
from mkdocs_paperreview.syntax.grammar import GRAMMAR, Grammar
from mkdocs_paperreview.syntax.inline import pieces, plain
from mkdocs_paperreview.syntax.labels import link_kind
from mkdocs_paperreview.syntax.links import safe_url
from mkdocs_paperreview.syntax.pages import ReadPage, placed, read_page, shown_title
from mkdocs_paperreview.syntax.parser import ParsedPage, Place, parse

__all__ = [
    "GRAMMAR",
    "Directive",
    "Formula",
    "Grammar",
    "ParsedPage",
    "Place",
    "ReadPage",
    "formulas",
    "link_kind",
    "parse",
    "parse_directive",
    "pieces",
    "placed",
    "plain",
    "read_page",
    "safe_url",
    "shown_title",
]
