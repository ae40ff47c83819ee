"""Read every page of a site, and report what is wrong."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from mkdocs_paperreview.clock import today
from mkdocs_paperreview.doubts import revealing
from mkdocs_paperreview.errors import RULES, Problem
from mkdocs_paperreview.illustrations import wrong_cover
from mkdocs_paperreview.publish.ahead import read_by_two
from mkdocs_paperreview.publish.build import log
from mkdocs_paperreview.publish.generating import set_aside
from mkdocs_paperreview.publish.portraits import portraits
from mkdocs_paperreview.publish.posts import posts
from mkdocs_paperreview.sources import Scope, collect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from mkdocs_paperreview.model import Page
    from mkdocs_paperreview.publish.build import Build


def read(build: Build, all_files: Files, config: MkDocsConfig) -> None:
    """Read every page of the site, and report what is wrong."""
    set_aside(all_files)
    files = chain(all_files.documentation_pages(), posts(all_files, config))
    readable = filter(_readable, files)
    sources = ((file.src_uri, file.content_bytes) for file in readable)
    scope, grammar = _scope(build), build.site.grammar
    known = build.memory.files(grammar, scope.people) if build.memory else None
    collected = collect(sources, grammar, scope, known, partial(read_by_two, grammar))
    if not build.site.drafts:
        _keep_back(collected.drafts, all_files)
    pages = [_with_known_cover(page, all_files) for page in collected.library.pages]
    library = replace(collected.library, pages=tuple(page for page, _ in pages))
    build.site = replace(build.site, library=library)
    build.site = replace(build.site, portraits=portraits(build, all_files))
    build.pages = {page.path: page for page, _ in pages}
    build.repaired = collected.repaired
    build.given = collected.given
    build.unread = collected.unread
    shown = (file.src_uri for file in all_files if not file.inclusion.is_excluded())
    problems = [*collected.problems, *(problem for _, problem in pages if problem)]
    for problem in (*problems, *revealing(shown, collected.library.people)):
        _report(problem, build.options.problems)


def _scope(build: Build) -> Scope:
    options = build.options
    veil = build.extension.renderer.words["hidden_member"]
    return Scope(
        reviews=tuple(options.reviews or ()),
        people=replace(options.known_people, veil=veil),
        people_file=options.people_name,
        today=today(),
        drafts=build.site.drafts,
    )


def _keep_back(paths: Iterable[str], all_files: Files) -> None:
    """Keep pages out of the site, as MkDocs does with its ``draft_docs``."""
    for path in paths:
        file = all_files.get_file_from_path(path)
        if file:
            file.inclusion = InclusionLevel.DRAFT


def _readable(file: File) -> bool:
    """Return whether the file can be opened; MkDocs says so itself where it cannot."""
    return file.abs_src_path is None or os.access(file.abs_src_path, os.R_OK)


def _with_known_cover(page: Page, all_files: Files) -> tuple[Page, Problem | None]:
    """Return the page, without a cover that is no file of the site, and the problem if it had."""

    def is_picture(path: str) -> bool:
        file = all_files.get_file_from_path(path)
        return file is not None and not file.is_documentation_page()

    problem = wrong_cover(page, is_picture)
    return (replace(page, cover=None) if problem else page), problem


def _report(problem: Problem, levels: Mapping[str, str]) -> None:
    level = levels.get(problem.rule, RULES[problem.rule])
    if level != "off":
        (log.warning if level == "warn" else log.info)(str(problem))
