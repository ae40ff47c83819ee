"""Which part of a site a build makes, where mkdocs-static-i18n builds it once for each language.

That plugin chooses the pages of one language, moves them into the folder of that language, and
builds again. So a library holds what a reader of one language sees, each review once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

_PLUGIN = "mkdocs_static_i18n.plugin"


@dataclass(frozen=True, slots=True)
class Part:
    """What one build makes of a site."""

    language: str = ""
    """The language whose pages are built; nothing where the site is built once."""
    folder: str = ""
    """What stands before the addresses of that language: ``ko/``, or nothing."""

    def within(self, address: str) -> str:
        """Return an address below that of the site as one below that of this part."""
        return address.removeprefix(self.folder)

    def take(self, file: File) -> None:
        """Put a generated file among those of this part."""
        if not self.language:
            return
        file.dest_uri = self.folder + file.dest_uri
        known = {"locale": self.language, "locale_alternate_of": self.language}
        for name, value in (known | {"alternates": {self.language: file}}).items():
            setattr(file, name, value)  # what that plugin asks every page for


def part_of(config: MkDocsConfig) -> Part:
    """Return which part of the site is built now."""
    for plugin in config.plugins.values():
        if type(plugin).__module__ == _PLUGIN:
            language, default = str(plugin.current_language), plugin.default_language
            return Part(language, "" if language == default else f"{language}/")
    return Part()
