"""What one build of a site that is served tells the next one.

It is all derived from content, and compared with it: to lose it costs time, and never changes what
is built. Under ``--dirty`` it tells as well which generated pages need not be made again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from os.path import isfile
from typing import TYPE_CHECKING, Any

from mkdocs_paperreview.exports.rows import DataMemory
from mkdocs_paperreview.library import Library
from mkdocs_paperreview.period import name_of
from mkdocs_paperreview.rendering.entries import index_anchors
from mkdocs_paperreview.rendering.memory import RenderingMemory, shows_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from mkdocs_paperreview.model import Page, Review
    from mkdocs_paperreview.publish.build import Build
    from mkdocs_paperreview.sources import Known
    from mkdocs_paperreview.views import View

Subject = tuple[str, str]
"""What a generated page is about: somebody, a period or a tag, by its name in paths."""


@dataclass(slots=True)
class Memory:
    """What is known of the builds before."""

    dirty: bool = False
    """Whether pages that did not change are left as they are."""
    rendering: RenderingMemory = field(default_factory=RenderingMemory)
    data: DataMemory = field(default_factory=DataMemory)
    _files: Known = field(default_factory=dict)
    _read_by: tuple[Any, ...] = ()
    _around: tuple[Any, ...] = ()
    _is_same: bool = False
    """Whether all that pages depend on beside the reviews is as in the build before."""
    _library: Library = field(default_factory=Library)
    _views: Mapping[str, View] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note what pages show where that is wanted."""
        self.rendering.shown = {} if self.dirty else None

    def files(self, *read_by: object) -> Known:
        """Return the files that were read before by the same grammar and with the same people."""
        if read_by != self._read_by:
            self._files.clear()
            self._read_by = read_by
        return self._files

    def note(self, build: Build, config: MkDocsConfig) -> None:
        """Note what the pages of a build depend on beside the reviews."""
        self.rendering.begin(build.setting)
        around = (self.rendering.surroundings, *_around(build, config))
        self._is_same = around == self._around
        self._around = around
        self.data.papers.begin(around)

    def unchanged(self, build: Build, files: Mapping[str, File]) -> frozenset[str]:
        """Return the paths of the generated pages that need not be made again, and note the build.

        Args:
            build: What is built now.
            files: Path of a generated page → its file.
        """
        if not self.dirty:
            return frozenset()
        library = build.site.library
        changed = set(_changed_subjects(self._library, library))
        found = frozenset(
            path
            for path, view in build.views.items()
            if view == self._views.get(path)
            and isfile(files[path].abs_dest_path)  # noqa: PTH113 (hundreds of times in a rebuild)
            and (self._is_untouched(view, changed) or self._shows_same(build, path))
        )
        self._library, self._views = library, build.views
        return found

    def forget(self, path: str) -> None:
        """Forget what a page shows, since it is made anew."""
        if self.rendering.shown:
            self.rendering.shown.pop(path, None)

    def _is_untouched(self, view: View, changed: AbstractSet[Subject]) -> bool:
        """Return whether a page tells of nothing that changed, in surroundings that did not."""
        return self._is_same and (view.about not in changed if view.about else not changed)

    def _shows_same(self, build: Build, path: str) -> bool:
        """Return whether the listings of a page show what they did."""
        before = (self.rendering.shown or {}).get(path)
        if before is None:
            return False
        contexts = build.extension.renderer.contexts(build.views[path], build.site)
        return all(one == other for one, other in zip(before, contexts, strict=True))


def _around(build: Build, config: MkDocsConfig) -> tuple[Any, ...]:
    """Return what generated pages depend on beside reviews, and beside what items depend on."""
    library = build.site.library
    return (
        index_anchors(build.setting),
        dict(build.options),
        config.site_name,
        config.site_url,
        build.engine,
        build.site.portraits,
        library.periods,
        library.timeline,
        {path: page.cover for path, page in build.covers.items()},
    )


def _changed_subjects(before: Library, now: Library) -> Iterator[Subject]:
    """Yield what is told of by reviews that are new, changed or gone."""
    pages = {page.path: page for page in before.pages}
    for page in now.pages:
        other = pages.pop(page.path, None)
        if page is not other:
            for review in _changed(other, page):
                yield from _subjects(review, now)
            for review in _changed(page, other) if other else ():
                yield from _subjects(review, before)
    for page in pages.values():
        for review in page.reviews:
            yield from _subjects(review, before)


def _changed(before: Page | None, now: Page) -> Iterator[Review]:
    """Yield the reviews of a page that do not show what they did, where they did."""
    known = {review.anchor: review for review in (before.reviews if before else ())}
    order = [review.anchor for review in now.reviews if review.anchor in known]
    both = set(order)
    if order != [anchor for anchor in known if anchor in both]:
        known = {}
    for review in now.reviews:
        other = known.get(review.anchor)
        if other is None or not shows_same(other, review):
            yield review


def _subjects(review: Review, library: Library) -> Iterator[Subject]:
    yield "period", name_of(review.period)
    for person in library.presenters_of(review):
        yield "presenter", person.id
    for tag in library.tags_of(review):
        yield "tag", tag.id
