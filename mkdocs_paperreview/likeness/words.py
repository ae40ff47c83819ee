"""Find names that have the same letters or words, or some of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from mkdocs_paperreview.likeness import hangul

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from mkdocs_paperreview.likeness.names import Name

K = TypeVar("K")


def _firsts(
    names: Iterable[Name], trait: Callable[[Name], Hashable]
) -> Iterator[tuple[Name, Name]]:
    """Yield each name with the first that has the same trait; without one, it is left alone."""
    firsts: dict[Hashable, Name] = {}
    for name in names:
        shared = trait(name)
        first = firsts.setdefault(shared, name)
        if shared is not None and first is not name:
            yield first, name


def same_letters(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield the names that differ by no letter, each with the first of them."""
    return _firsts(names, lambda name: name.letters or None)


def same_words(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield the names whose words are in another order, each with the first of them."""
    return _firsts(names, lambda name: tuple(sorted(name.words)) if len(name.words) > 1 else None)


def initials(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield names with initials and the only one that they fit."""
    full = [name for name in names if len(name.words) > 1 and min(map(len, name.words)) > 1]
    fitting = _grouped((shared, name) for name in full for shared in _abbreviated(name.words))
    for name in names:
        short = [word for word in name.words if len(word) == 1 and word.isalpha()]
        long = [word for word in name.words if len(word) > 1]
        if short and long:
            yield from _only(fitting.get((short[0] if len(long) == 1 else "", *long), ()), name)


def _abbreviated(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what a full name is found by: initial and family, either first, and all of it."""
    yield words[0][0], words[-1]
    yield words[-1][0], words[0]
    yield "", *words


def parts(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield names of one word and the only one that it is a part of."""
    whole = [name for name in names if len(name.words) > 1]
    words = [(word, name) for name in whole for word in name.words]
    given = [(part, name) for name in names for _, part in hangul.parts(name.letters)]
    fitting = _grouped((part, name) for part, name in words + given if len(part) > 1)
    for name in names:
        if len(name.words) == 1:
            yield from _only(fitting.get(name.letters, ()), name)


def _grouped(pairs: Iterable[tuple[K, Name]]) -> Mapping[K, list[Name]]:
    found: defaultdict[K, list[Name]] = defaultdict(list)
    for shared, name in pairs:
        found[shared].append(name)
    return found


def _only(fitting: Sequence[Name], name: Name) -> Iterator[tuple[Name, Name]]:
    """Yield a name behind the one that it fits, if it fits one person."""
    if fitting and all(other.owner == fitting[0].owner for other in fitting):
        yield fitting[0], name
