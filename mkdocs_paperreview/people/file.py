"""Read ``people.yml``, and say all that is wrong with it at once, each with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from mkdocs_paperreview.errors import PeopleError
from mkdocs_paperreview.naming import clean, key
from mkdocs_paperreview.people.persons import People, Person, spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

PEOPLE_FILE = "people.yml"
"""What the file is called where a site does not say; it stands beside ``mkdocs.yml``."""

_LETTER = re.compile(r"[^\W\d_]")
_WEB = r"https?://[^\s\"'<>\\]+"
_PATH = r"(?!//)[^\t-\r\"'<>\\:&]+"
_LINK = re.compile(rf"{_WEB}|mailto:[^\s\"'<>\\:&]+|{_PATH}", re.IGNORECASE)
_PICTURE = re.compile(rf"{_WEB}|{_PATH}", re.IGNORECASE)
_SHORT = 2
"""Letters of a word that is found in other people's texts as well: Bo, An."""
_FIRST_OF_EAST = "\u1100"
_TAG = "tag:yaml.org,2002:"
_TEXT, _TRUTH, _NULL = f"{_TAG}str", f"{_TAG}bool", f"{_TAG}null"
_TRUE = ("true", "yes", "on")


def read_people(content: str | bytes, path: str) -> People:
    """Return the people of ``people.yml``, which stands at ``path``.

    Raises:
        PeopleError: it has mistakes, all of which are named.
    """
    text = content if isinstance(content, str) else _decoded(content, path)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise PeopleError(f"{path}:{_line_of(error)}: it is not YAML: {_reason(error)}") from error
    reader = _Reader()
    entries = reader.entries(root)
    mistakes = {*reader.mistakes, *_disputed(entries), *_contradictions(entries)}
    if mistakes:
        raise PeopleError("\n".join(f"{path}:{line}: {what}" for line, what in sorted(mistakes)))
    return People(tuple(entry.person for entry in entries))


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PeopleError(f"{path}:{line}: it is not UTF-8 (save it as UTF-8 text)") from error


def _line_of(error: Exception) -> int:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return mark.line + 1 if mark else 1


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply (write a list of people)"
    problem = isinstance(error, yaml.MarkedYAMLError) and (error.problem or error.context)
    said = str(problem or " ".join(str(error).split()))
    remedy = "write blanks, no tabs" if "\\t" in said else "quote what holds a colon or a #"
    return f"{said} ({remedy})"


class _Mistake(NamedTuple):
    line: int
    what: str


class _WrongError(Exception):
    """What cannot be used, and why."""

    def __init__(self, node: yaml.Node, what: str) -> None:
        super().__init__(what)
        self.mistake = _Mistake(_line(node), what)


class _Written(NamedTuple):
    """A name, and the line that it stands on."""

    line: int
    text: str


class _Entry(NamedTuple):
    """A person, and on which line each spelling stands."""

    person: Person
    lines: Mapping[str, int]


class _Reader:
    """Read a tree of YAML; what cannot be used is left out and noted."""

    def __init__(self) -> None:
        self.mistakes: list[_Mistake] = []
        self._fields: Mapping[str, Callable[[yaml.Node, str], object]] = {
            "name": _name,
            "aliases": self._names,
            "never_merge": self._names,
            "link": _link,
            "picture": _picture,
            "active": _truth,
            "hidden": _truth,
        }

    def entries(self, root: yaml.Node | None) -> list[_Entry]:
        """Return everyone who has a name."""
        described: list[Mapping[str, Any]] = []
        if isinstance(root, yaml.SequenceNode):
            described = [self._listed(node) for node in root.value]
        elif isinstance(root, yaml.MappingNode):
            described = [self._named(name, about) for name, about in root.value]
        elif root is not None and root.tag != _NULL:
            self._note(_WrongError(root, "this is no list of people (write `- name: …` for each)"))
        return [_entry(about) for about in described if "name" in about]

    def _listed(self, node: yaml.Node) -> Mapping[str, Any]:
        """Return what an item of a list says of a person."""
        if not isinstance(node, yaml.MappingNode):
            self._note(_WrongError(node, "this is no person (write `- name: …`)"))
            return {}
        if not any(field.value == "name" for field, _ in node.value):
            self._note(_WrongError(node, "a person has no name (add `name: …`)"))
        return self._about(node)

    def _named(self, name: yaml.Node, node: yaml.Node) -> Mapping[str, Any]:
        """Return what is said of a person whose name stands before the colon."""
        field = clean(str(name.value))
        if field in self._fields:
            what = f"`{field}` is said of nobody (begin a person with `- name: …`)"
            self._note(_WrongError(name, what))
            return {}
        known = self._read(_name, name, "name")
        if isinstance(node, yaml.MappingNode):
            return {**self._about(node), **known}
        if node.tag != _NULL:
            what = "this says nothing of a person (write `aliases: […]` or the like)"
            self._note(_WrongError(node, what))
        return known

    def _about(self, node: yaml.MappingNode) -> Mapping[str, Any]:
        """Return field → value for what a map says."""
        about: dict[str, Any] = {}
        written: set[str] = set()
        for field, value in node.value:
            name = clean(field.value) if isinstance(field, yaml.ScalarNode) else "?"
            if name not in self._fields:
                self._note(_WrongError(field, f"there is no `{name}` ({self._nearest(name)})"))
            elif name in written:
                self._note(_WrongError(field, f"`{name}` is there twice (leave one)"))
            elif value.tag != _NULL or name == "name":
                about |= self._read(self._fields[name], value, name)
            written.add(name)
        return about

    def _names(self, node: yaml.Node, field: str) -> tuple[_Written, ...]:
        if not isinstance(node, yaml.SequenceNode):
            what = f"`{field}` is no list (write `{field}: [One Name, Another]`)"
            raise _WrongError(node, what)
        found: Iterable[Any] = (self._read(_name, item, field).get(field) for item in node.value)
        return tuple(name for name in found if name)

    def _read(
        self, read: Callable[[yaml.Node, str], object], node: yaml.Node, field: str
    ) -> dict[str, Any]:
        """Return field → what ``read`` makes of it, or nothing where it cannot be used."""
        try:
            return {field: read(node, field)}
        except _WrongError as error:
            self._note(error)
            return {}

    def _nearest(self, name: str) -> str:
        import difflib  # noqa: PLC0415 (mistakes are rare)

        close = difflib.get_close_matches(name[:40], self._fields, n=1)
        return f"did you mean `{close[0]}`?" if close else f"only {', '.join(self._fields)}"

    def _note(self, error: _WrongError) -> None:
        self.mistakes.append(error.mistake)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _name(node: yaml.Node, field: str) -> _Written:
    text = _text(node, field)
    if not _LETTER.search(text):
        raise _WrongError(node, f"{text!r} holds no letter (write a name)")
    return _Written(_line(node), text)


def _text(node: yaml.Node, field: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _WrongError(node, f"`{field}` holds more than text (write one text)")
    if node.tag != _TEXT:
        what = f"`{field}`: {node.value!r} is no text for YAML"
        raise _WrongError(node, f'{what} (write it between quotation marks: "{clean(node.value)}")')
    return clean(node.value)


def _link(node: yaml.Node, field: str) -> str:
    return _address(node, field, _LINK)


def _picture(node: yaml.Node, field: str) -> str:
    return _address(node, field, _PICTURE)


def _address(node: yaml.Node, field: str, safe: re.Pattern[str]) -> str:
    text = _text(node, field)
    if not safe.fullmatch(text):
        what = f"`{field}`: {text!r} is no address that may be followed"
        remedy = "begin it with https://, or write a path below the docs folder"
        raise _WrongError(node, f"{what} ({remedy})")
    return text


def _truth(node: yaml.Node, field: str) -> bool:
    if node.tag != _TRUTH:
        raise _WrongError(node, f"`{field}` is neither true nor false (write one of them)")
    return str(node.value).lower() in _TRUE


def _entry(about: Mapping[str, Any]) -> _Entry:
    written = (about["name"], *about.get("aliases", ()))
    values: dict[str, Any] = {field: _bare(value) for field, value in about.items()}
    return _Entry(Person(**values), {name.text: name.line for name in reversed(written)})


def _bare(value: object) -> object:
    """Return the value of a field without lines."""
    if isinstance(value, _Written):
        return value.text
    return tuple(name.text for name in value) if isinstance(value, tuple) else value


def _disputed(entries: Iterable[_Entry]) -> Iterator[_Mistake]:
    """Yield the spellings that two persons claim."""
    owners: dict[str, _Entry] = {}
    for entry in entries:
        for text, line in entry.lines.items():
            owner = owners.setdefault(spelling(text), entry)
            if owner is not entry:
                yield _Mistake(
                    line,
                    f"{text!r} is also a name of {owner.person.name!r} (make them one person, or "
                    f"tell them apart by what they belong to: `{text} (…)`)",
                )


def _contradictions(entries: Iterable[_Entry]) -> Iterator[_Mistake]:
    """Yield the spellings that somebody must not have, or that cannot be hidden."""
    for person, lines in entries:
        others = set(map(spelling, person.never_merge))
        for text, line in lines.items():
            if spelling(text) in others:
                what = f"{text!r} is a name of {person.name!r} and in its `never_merge`"
                yield _Mistake(line, f"{what} (leave it in one place)")
            if person.hidden and _is_everywhere(text):
                what = f"{text!r} is too short to be hidden: it is part of other words or one"
                yield _Mistake(line, f"{what} (write it in full, here and on the pages)")


def _is_everywhere(name: str) -> bool:
    """Return whether ``name`` is found in texts that do not mean a person: 강, An."""
    letters = _LETTER.findall(key(name))
    return len(letters) < _SHORT or (len(letters) == _SHORT and letters[0] < _FIRST_OF_EAST)
