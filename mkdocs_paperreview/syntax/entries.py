"""The maps of front matter → what each says of a review, as facts with their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from mkdocs_paperreview.naming import key
from mkdocs_paperreview.syntax.evidence import is_field
from mkdocs_paperreview.syntax.facts import Fact
from mkdocs_paperreview.syntax.keys import Meaning, bare, list_kind, meaning, words
from mkdocs_paperreview.syntax.labels import Field
from mkdocs_paperreview.syntax.nodes import (
    NULL,
    Nodes,
    Pair,
    as_flag,
    as_notes,
    as_text,
    is_empty,
    is_map,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_paperreview.syntax.frontmatter import FrontMatter
    from mkdocs_paperreview.syntax.grammar import Grammar

_PEOPLE = frozenset(["presenter", "authors", "author"])
_SCALARS = frozenset(["venue", "date", "year"])
_TEXTS = frozenset(["notes", "title"])
_OF_THEMES = frozenset(["new", "deprecated"])
"""What the theme calls the status of a page."""

LONGEST_SHOWN = 60
"""Characters of a value that a problem repeats."""

LOOKED_AT = 100
"""Items of a list among which one has to be a map, or it is none of reviews."""

INNERMOST = 2
"""A page lists sessions, a session lists papers, and a paper lists nothing."""

# arXiv:1909.08174v2, hep-th/9901001
_ARXIV = re.compile(
    r"(?:arxiv:\s*)?(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE
)
# 10.1145/3292500.3330701
_DOI = re.compile(r"(?:doi:\s*)?(?P<id>10\.\d{4,9}/\S+)", re.IGNORECASE)
_BY_KIND = {
    "arxiv": ((_ARXIV, "https://arxiv.org/abs/{}"),),
    "doi": ((_DOI, "https://doi.org/{}"),),
    "paper": ((_ARXIV, "https://arxiv.org/abs/{}"), (_DOI, "https://doi.org/{}")),
}
_BY_WORD = {
    "openreview": ((re.compile(r"(?P<id>[\w-]{6,})"), "https://openreview.net/forum?id={}"),),
    "pmid": ((re.compile(r"(?P<id>\d{4,9})"), "https://pubmed.ncbi.nlm.nih.gov/{}/"),),
}
# slides/a.pdf, ../a b.pdf, /files/a
_FILE = re.compile(r"(?:\.{0,2}/|#)\S.*|[^\s/:][^:]*\.[a-zA-Z][a-zA-Z0-9]{1,4}(?:[?#]\S*)?")
# javascript:alert(1), mailto:lena@example.org
_SCHEME = re.compile(
    r"[a-z][a-z0-9+.-]*:\S+|(?:java|vb)script\s*:.*|data:\S.*", re.IGNORECASE | re.DOTALL
)
# [Sparse Kernels](https://…)
_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\(\S+\)")
_ENDS_ADDRESS = re.compile(r"[\s()]")
_NO_BRACKETS = str.maketrans({"[": "(", "]": ")", "\\": "/"})
_LETTER = re.compile(r"[^\W\d_]")
_WEEK = re.compile(r"\d{1,2}")


class Entry(NamedTuple):
    """What one map says, or the text that stands in its place."""

    line: int
    """1-based line of the file."""
    title: str = ""
    """Markdown."""
    title_line: int = 0
    paper_title: str = ""
    """The title that is the paper's for certain."""
    facts: tuple[Fact, ...] = ()
    presents: bool = False
    """Whether a key names who presented."""
    sure: bool = False
    """Whether one does that ordinary pages do not have."""
    is_paper: bool = False
    """Whether it says something that is said of papers alone."""
    notes: str = ""
    lists: tuple[tuple[str, tuple[Entry, ...]], ...] = ()
    """Lists that may be reviews, each with its kind."""
    text: str = ""
    """What stands there in place of a map, on one line."""


class Entries:
    """Reads the maps of one page's front matter."""

    def __init__(self, front: FrontMatter, grammar: Grammar) -> None:
        self.front = front
        self.grammar = grammar
        self.labels = grammar.labels
        self.nodes = Nodes(front, grammar.labels)

    def page(self) -> Entry:
        """Return what the keys of the page say."""
        root = self.front.root()
        return self._entry(root, depth=0) if root else Entry(1)

    def _entry(self, node: yaml.Node, depth: int) -> Entry:
        """Return what a map says; lists in the papers of a session are none of reviews."""
        line = self.front.line(node)
        if not isinstance(node, yaml.MappingNode):
            return Entry(line, text=as_text(node))
        pairs = self.nodes.pairs(node)
        about = next((p for p in pairs if is_map(p) and bare(p.key) in words("paper")), None)
        paper = self._entry(about.node, INNERMOST) if about else Entry(line)
        presenting = [said for pair in pairs if (said := self._presenting(pair))]
        facts = tuple(fact for pair in pairs for fact in self._facts(pair))
        title, own_line = self._titled(pairs, certain=False)
        title = title or (self._linked_title(pairs) if depth else "")
        certain, paper_line = self._titled(pairs, certain=True)
        if paper.paper_title or paper.title:
            certain, paper_line = paper.paper_title or paper.title, paper.title_line
        return Entry(
            line=line,
            title=title,
            title_line=paper_line or own_line,
            paper_title=certain,
            facts=facts + paper.facts,
            presents=bool(presenting) or paper.presents,
            sure=any(not said.weak for said in presenting) or paper.sure,
            is_paper=bool(certain)
            or paper.is_paper
            or any(self._is_of_paper(fact, listed=depth > 0) for fact in facts),
            notes=next((as_notes(p.node) for p in pairs if self._said(p).name == "notes"), ""),
            lists=tuple(self._lists(pairs, depth + 1)) if depth < INNERMOST else (),
        )

    def _lists(self, pairs: Sequence[Pair], depth: int) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        for pair in pairs:
            if self._is_list(pair) or (depth == INNERMOST and self._is_titles(pair)):
                entries = tuple(self._entry(item, depth) for item in self.nodes.items(pair.node))
                if depth == INNERMOST:
                    entries = tuple(e._replace(title=e.title or e.text, text="") for e in entries)
                yield list_kind(pair.key) or "papers", entries

    def _is_list(self, pair: Pair) -> bool:
        """Return whether a value is a list that may be one of reviews."""
        listed = list_kind(pair.key) or bare(pair.key) in words("paper")
        items = pair.node.value[:LOOKED_AT] if isinstance(pair.node, yaml.SequenceNode) else ()
        return bool(listed) and any(isinstance(item, yaml.MappingNode) for item in items)

    def _is_titles(self, pair: Pair) -> bool:
        """Return whether a value is a list of titles: the papers of a session."""
        if list_kind(pair.key) != "papers" or not isinstance(pair.node, yaml.SequenceNode):
            return False
        texts = [as_text(item) for item in pair.node.value[:LOOKED_AT]]
        return bool(texts) and all(texts) and all(self._address(pair, t) is None for t in texts)

    def _titled(self, pairs: Sequence[Pair], *, certain: bool) -> tuple[str, int]:
        """Return the title that is the paper's for certain, or the one that may be the page's.

        With its line, which is 0 where there is none.
        """
        titles = (p for p in pairs if self._is_title(p) and certain is self._certain(p))
        return next(((as_text(p.node), p.line) for p in titles if as_text(p.node)), ("", 0))

    def _linked_title(self, pairs: Sequence[Pair]) -> str:
        """Return the title of a link to the paper, where nothing else is one."""
        papers = (as_text(pair.node) for pair in pairs if bare(pair.key) in words("paper"))
        found = (match["text"] for text in papers if (match := _LINK.fullmatch(text)))
        return next((text for text in found if self.labels.link_kind(text) is None), "")

    def _is_title(self, pair: Pair) -> bool:
        if self._said(pair).name == "title":
            return True
        text = as_text(pair.node) if _is_paper(pair) else ""
        return bool(text) and self._address(pair, text) is None

    def _certain(self, pair: Pair) -> bool:
        said = self._said(pair)
        return said.name != "title" or not said.weak

    def _said(self, pair: Pair) -> Meaning:
        return meaning(pair.key, self.labels)

    def _presenting(self, pair: Pair) -> Meaning | None:
        """Return what a key means that names who presented, where its value may be a person."""
        said = self._said(pair)
        if said.name != "presenter" and not (
            said.name == "author" and self.grammar.author == "presenter"
        ):
            return None
        if isinstance(pair.node, yaml.ScalarNode):
            text = as_text(pair.node)
            field = Field("presenter", pair.key, text, weak=True)
            fits = as_flag(pair.node) is None and is_field(field, self.grammar, is_heading=False)
            return said if fits else None
        people = (fact.value for fact in self._people("presenter", pair) if fact.name != "unused")
        return said if any(people) else None

    def _facts(self, pair: Pair) -> Iterator[Fact]:
        """Yield what a key says."""
        name = self._said(pair).name
        if self._is_list(pair):
            return
        if name in _PEOPLE:
            yield from self._people(name, pair)
        elif name == "tags":
            yield from self._tags(pair)
        elif name == "link":
            yield from self._links(pair, pair.key, pair.node)
        elif name in _SCALARS:
            yield from self._scalar(name, pair)
        elif name not in _TEXTS:
            yield from self._status(pair)
        elif not isinstance(pair.node, yaml.ScalarNode):
            yield self._unused(pair, pair.node)

    def _people(self, name: str, pair: Pair) -> Iterator[Fact]:
        """Yield the people of a text, or of a list in which each item is one.

        Where a map has a link, that is the person's and not the paper's: ``people.yml`` has those.
        """
        if isinstance(pair.node, yaml.ScalarNode):
            if as_flag(pair.node) is None:
                yield Fact(name, pair.key, as_text(pair.node), pair.line)
            else:
                yield self._unused(pair, pair.node)
            return
        is_map = isinstance(pair.node, yaml.MappingNode)
        for item in [pair.node] if is_map else self.nodes.items(pair.node):
            person = self._person(item)
            if person:
                yield Fact(name, pair.key, person, self.front.line(item), whole=True)
            elif item.tag != NULL:
                yield self._unused(pair, item)

    def _person(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return as_text(node)
        about = {bare(pair.key): as_text(pair.node) for pair in self.nodes.pairs(node)}
        name = next((about[word] for word in about if word in words("people", "name")), "")
        of = next((about[word] for word in about if word in words("people", "affiliation")), "")
        return f"{name} ({of})" if name and of else name

    def _tags(self, pair: Pair) -> Iterator[Fact]:
        is_list = isinstance(pair.node, yaml.SequenceNode)
        for item in self.nodes.items(pair.node) if is_list else [pair.node]:
            if as_text(item):
                yield Fact("tags", pair.key, as_text(item), self.front.line(item), whole=is_list)
            elif not is_empty(item):
                yield self._unused(pair, item)

    def _scalar(self, name: str, pair: Pair) -> Iterator[Fact]:
        if name == "date" and _is_of_post(pair.node):
            return  # it is that of the page
        text = as_text(pair.node)
        is_switch = bare(pair.key) in words("draft", "no")  # published: true
        if not text and not is_switch and not is_empty(pair.node):
            yield self._unused(pair, pair.node)
        if name == "date" and _WEEK.fullmatch(text):
            return  # the number of a week, or of a session
        if name == "year" and _LETTER.search(text):
            name = "venue"  # SIGMOD 1992
        if text:
            yield Fact(name, pair.key, text, pair.line)

    def _status(self, pair: Pair) -> Iterator[Fact]:
        flag, word = as_flag(pair.node), bare(pair.key)
        if flag is not None:
            drafted = word in words("draft", "yes" if flag else "no")
            status = "draft" if drafted else self.labels.status(word) if flag else None
            if status:
                yield Fact("status", pair.key, status, pair.line)
        elif self._said(pair).name == "status" and not is_empty(pair.node):
            if not as_text(pair.node):
                yield self._unused(pair, pair.node)
            elif key(as_text(pair.node)) not in _OF_THEMES:
                yield Fact("status", pair.key, as_text(pair.node), pair.line)

    def _links(self, pair: Pair, label: str, node: yaml.Node) -> Iterator[Fact]:
        """Yield the links of a value: an address, Markdown, a map, or a list of these."""
        if isinstance(node, yaml.SequenceNode):
            for item in self.nodes.items(node):
                if isinstance(item, yaml.SequenceNode):
                    yield self._unused(pair, item)
                else:
                    yield from self._links(pair, label, item)
        elif isinstance(node, yaml.MappingNode):
            yield from self._mapped(pair, label, node)
        elif "](" in as_text(node):
            yield Fact("link", self._shown(label), as_text(node), self.front.line(node))
        else:
            address = self._address(pair._replace(key=label), as_text(node))
            if address:
                link = _markdown(self._shown(label), address)
                yield Fact("link", self._shown(label), link, self.front.line(node))
            elif not is_empty(node) and not self._is_other(pair, node):
                yield self._unused(pair, node)

    def _is_other(self, pair: Pair, node: yaml.Node) -> bool:
        """Return whether a value that is no address is a title, or said by a key of anybody's."""
        said = self._said(pair)
        weak = said.weak and bare(pair.key) not in words("links")
        return (
            weak
            or said.kind == "project"
            or self._is_titles(pair)
            or (node is pair.node and self._is_title(pair))
        )

    def _shown(self, label: str) -> str:
        """Return a key as a word: nothing where it only says that there are links."""
        if bare(label) in words("links"):
            return ""
        spaced = label.replace("_", " ")
        known = spaced.replace("-", " ")
        return known if self.labels.link_kind(known) else spaced

    def _mapped(self, pair: Pair, label: str, node: yaml.Node) -> Iterator[Fact]:
        """Yield the links of a map: of one link, or of label → address."""
        inner = self.nodes.pairs(node)
        if node is pair.node and _is_paper(pair):
            return  # read as what is said of the paper
        named = next((p for p in inner if bare(p.key) in words("links", "label")), None)
        address = next((p for p in inner if bare(p.key) in words("links", "address")), None)
        if address and (named or len(inner) == 1):
            text = as_text(named.node) if named else ""
            yield from self._links(pair, text or label, address.node)
            return
        for one in inner:
            if isinstance(one.node, yaml.ScalarNode):
                yield from self._links(pair, one.key, one.node)
            else:
                yield self._unused(pair, one.node)

    def _unused(self, pair: Pair, node: yaml.Node) -> Fact:
        """Return a value that a key cannot use, so that it can be said."""
        return Fact("unused", pair.key, self._shown_value(node), self.front.line(node))

    def _shown_value(self, node: yaml.Node) -> str:
        """Return the beginning of a value as it is written, on one line."""
        first, end = node.start_mark.index, node.end_mark.index
        written = self.front.text[first : min(end, first + LONGEST_SHOWN)]
        return " ".join(written.split())

    def _address(self, pair: Pair, text: str) -> str | None:
        """Return where a value leads, as written where nobody knows yet; None where it is none."""
        said = self._said(pair)
        forms = _BY_WORD.get(bare(pair.key)) or _BY_KIND.get(said.kind or "paper", ())
        for form, address in forms:
            match = form.fullmatch(text)
            if match:
                return address.format(match["id"])
        if not text or "://" in text or "](" in text or _SCHEME.fullmatch(text):
            return text or None
        local = not said.weak and (_FILE.fullmatch(text) or self.labels.is_pending(text))
        return text if local else None

    def _is_of_paper(self, fact: Fact, *, listed: bool) -> bool:
        """Return whether a fact is said of papers alone; pages of any kind have a `link`."""
        if fact.name != "link":
            return fact.name == "authors"
        kind = (self.labels.link_kind if listed else self.labels.links.get)(bare(fact.label))
        return kind in {"paper", "arxiv", "doi"}


def _is_paper(pair: Pair) -> bool:
    return bare(pair.key) in words("paper")


def _is_of_post(node: yaml.Node) -> bool:
    """Return whether a date is written as a blog wants it: a map with a day that is `created`."""
    return isinstance(node, yaml.MappingNode) and "created" in (as_text(k) for k, _ in node.value)


def _markdown(label: str, address: str) -> str:
    """Return a link; an address is not ended by what it holds."""
    text = label.translate(_NO_BRACKETS)
    bare = address.replace("<", "%3C").replace(">", "%3E")
    return f"[{text}](<{bare}>)" if _ENDS_ADDRESS.search(bare) else f"[{text}]({bare})"
