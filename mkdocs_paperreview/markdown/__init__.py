"""The Python-Markdown extension: cards, listings and formulas, wherever Markdown is rendered.

Three things happen while a page is rendered. Before Markdown reads the text, review blocks lose
their header lines but for the title, and formulas are set aside. After it has made elements, those
between the marks of a block become its card, and directives become listings. What is set aside and
not used comes back as it was written.
"""

from mkdocs_paperreview.markdown.cards import TITLE_SUFFIX
from mkdocs_paperreview.markdown.extension import PaperReviewExtension
from mkdocs_paperreview.markdown.state import PageContext

__all__ = ["TITLE_SUFFIX", "PageContext", "PaperReviewExtension"]
