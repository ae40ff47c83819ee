"""The place of a page's discussion, which giscus shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_paperreview.config import GISCUS_LANGUAGES
from mkdocs_paperreview.publish.build import asset

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_paperreview.config import CommentsOptions
    from mkdocs_paperreview.publish.build import Build


def comments(build: Build, options: CommentsOptions, page: MkDocsPage) -> str:
    """Return what stands below a page that has a discussion."""
    return build.extension.renderer.comments(
        src=asset("comments.js", page),
        data=_settings(options, build.extension.renderer.language),
        discussions=f"https://github.com/{options.repo}/discussions",
    )


def _settings(options: CommentsOptions, language: str) -> dict[str, str]:
    """Return giscus' settings by the names that they have in its ``data-…`` attributes."""
    settings = {
        "repo": options.repo,
        "repo-id": options.repo_id,
        "category": options.category,
        "category-id": options.category_id,
        "mapping": options.mapping,
        "strict": "1" if options.strict else "0",
        "reactions-enabled": "1" if options.reactions else "0",
        "emit-metadata": "0",
        "input-position": options.input_position,
        "lang": options.language or _language(language),
        "theme-light": options.theme_light,
        "theme-dark": options.theme_dark,
    }
    return settings | ({"term": options.term} if options.term else {})


def _language(language: str) -> str:
    """Return the language of giscus' that is nearest to the site's; English if there is none."""
    code, _, rest = language.replace("_", "-").partition("-")
    if code.lower() == "zh":
        traditional = {"hant", "tw", "hk", "mo"} & set(rest.lower().split("-"))
        return "zh-TW" if traditional else "zh-CN"
    return code.lower() if code.lower() in GISCUS_LANGUAGES else "en"
