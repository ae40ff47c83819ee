"""Text → reviews. The only part that knows what a review block looks like; it does no I/O."""

from mkdocs_paperreview.syntax.directives import Directive, parse_directive
from mkdocs_paperreview.syntax.facts import Given
from mkdocs_paperreview.syntax.formulas import Formula, formulas
from mkdocs_paperreview.syntax.grammar import GRAMMAR, Grammar
from mkdocs_paperreview.syntax.inline import pieces, plain
from mkdocs_paperreview.syntax.links import safe_url
from mkdocs_paperreview.syntax.pages import ReadPage, placed, read_page
from mkdocs_paperreview.syntax.parser import ParsedPage, Place, forget_parsed, keep_parsed, parse
from mkdocs_paperreview.syntax.settings import SETTINGS, make_grammar, wrong_settings

__all__ = [
    "GRAMMAR",
    "SETTINGS",
    "Directive",
    "Formula",
    "Given",
    "Grammar",
    "ParsedPage",
    "Place",
    "ReadPage",
    "forget_parsed",
    "formulas",
    "keep_parsed",
    "make_grammar",
    "parse",
    "parse_directive",
    "pieces",
    "placed",
    "plain",
    "read_page",
    "safe_url",
    "wrong_settings",
]
