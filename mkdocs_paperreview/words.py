"""The words that the package shows, by language; a site may put others in their stead."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_paperreview.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEFAULT = "en"
"""The language of whoever has none of ours."""

UNIT = "quarter"
"""What a period is called where nothing else is said; ``period`` and the like are its words."""

_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})
_PLACE = re.compile(r"\{(\w+)\}")


def languages() -> tuple[str, ...]:
    """Return the languages that there are words for, as ISO 639-1 codes."""
    return tuple(table("words"))


def language_of(tag: str) -> str:
    """Return which of :func:`languages` ``zh-Hans`` or ``en_GB`` belongs to; else English."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    return code if code in table("words") else DEFAULT


def words(
    language: str, replaced: Mapping[str, str] = _AS_THEY_ARE, unit: str = UNIT
) -> Mapping[str, str]:
    """Return name → word in ``language``; of ``replaced``, those that :func:`mistakes` accepts.

    Where the periods of a site are of another ``unit``, the words of that name say ``period``.
    """
    own: Mapping[str, str] = table("words")[language_of(language)]
    accepted = {name: word for name, word in replaced.items() if not any(_mistakes(name, word))}
    return MappingProxyType({**own, **_of_periods({**own, **accepted}, unit), **accepted})


def _of_periods(named: Mapping[str, str], unit: str) -> Mapping[str, str]:
    """Return the words for periods that are of a ``unit``."""
    if unit == UNIT:
        return _AS_THEY_ARE
    forms = {"period": unit, "periods": f"{unit}s"}
    forms |= {f"periods_{number}": f"{unit}s_{number}" for number in ("one", "many")}
    return {name: named[form] for name, form in forms.items()}


def mistakes(replaced: object) -> list[str]:
    """Return what is wrong with words that a site puts in the stead of ours, all of it."""
    if not isinstance(replaced, dict):
        return ["expected words, one a line: `presented_by: Read by`"]
    return [mistake for name, word in replaced.items() for mistake in _mistakes(name, word)]


def _mistakes(name: object, word: object) -> Iterator[str]:
    """Yield what is wrong with ``word`` as the word ``name``."""
    known: Mapping[str, str] = table("words")[DEFAULT]
    if name not in known:
        import difflib  # noqa: PLC0415 (mistakes are rare)

        close = difflib.get_close_matches(str(name)[:40], known, n=1)
        yield f"there is no word {name!r}." + (f" Did you mean {close[0]!r}?" if close else "")
    elif not isinstance(word, str):
        yield f"{name}: {word!r} is no text. Write it between quotation marks."
    else:
        yield from _wrong_places(str(name), word, set(_PLACE.findall(known[str(name)])))


def _wrong_places(name: str, word: str, places: set[str]) -> Iterator[str]:
    """Yield what is wrong with the braces of ``word``, which may hold ``places``."""
    accepted = " and ".join(f"{{{place}}}" for place in sorted(places)) or "no place"
    others = set(_PLACE.findall(word)) - places
    if others or re.search("[{}]", _PLACE.sub("", word)):
        yield f"{name}: {word!r} may hold {accepted}, and no other braces."
