"""Turn a reading group's Markdown notes into cards, presenter pages and quarter pages."""

__version__ = "0.1.0"
