"""Find names that are likely one person's, for somebody to say whether they are."""

from mkdocs_paperreview.likeness.duplicates import REASONS, Likeness, likely_duplicates, remedy

__all__ = ["REASONS", "Likeness", "likely_duplicates", "remedy"]
