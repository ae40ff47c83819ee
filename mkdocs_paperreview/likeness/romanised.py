"""Find one name in Hangul and in Latin letters, or in two ways in the latter."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from mkdocs_paperreview.likeness import hangul

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.likeness.names import Name


_CROWD = 32
"""Names in Hangul with one skeleton that a name in Latin letters is read along."""

# Jisoo and Jisu, Jinku and Jingu, Hyeon and Hyun
_CUSTOMS = tuple(
    (re.compile(custom), rule)
    for custom, rule in (
        ("sh(?=[iyw])", "s"),
        ("k", "g"),
        ("l", "r"),
        ("w?oo|ou", "u"),
        ("ee|ie", "i"),
        ("ai", "ae"),
        ("eo(?=n|[gmrpb](?![aeiouwy]))", "u"),
    )
)


def romanised(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield names in Hangul with those in Latin letters, and the latter in two spellings."""
    skeletons: defaultdict[tuple[str, str], list[tuple[str, str, Name]]] = defaultdict(list)
    for name in names:
        for family, given in hangul.parts(name.letters):
            for shared in hangul.family_keys(family):
                skeletons[shared, hangul.skeleton(given)].append((family, given, name))
    for name in names:
        for family, given in _divided(name):
            for shared in hangul.family_keys(family):
                for korean in skeletons.get((shared, hangul.skeleton(given)), ())[:_CROWD]:
                    if _is_read(korean[:2], family, given):
                        yield korean[2], name
    yield from _in_two_ways(names)


def _divided(name: Name) -> Iterator[tuple[str, str]]:
    """Yield how a name in Latin letters may divide into family and given name."""
    if name.is_latin:
        yield name.words[-1], "".join(name.words[:-1])
        yield name.words[0], "".join(name.words[1:])


def _is_read(korean: tuple[str, str], family: str, given: str) -> bool:
    by_custom = korean[0] in hangul.families(family)
    return (by_custom or hangul.reads(korean[0], family)) and hangul.reads(korean[1], given)


def _in_two_ways(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    firsts: dict[tuple[str, str], Name] = {}
    for name in names:
        for family, given in _divided(name):
            for korean in hangul.families(family):
                first = firsts.setdefault((korean, _by_rule(given)), name)
                if first is not name:
                    yield first, name


def _by_rule(given: str) -> str:
    """Return a given name in Latin letters with what is custom as it is by rule, or nearly."""
    for custom, rule in _CUSTOMS:
        given = custom.sub(rule, given)
    return given
