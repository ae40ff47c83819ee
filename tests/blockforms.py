"""Write reviews in every form that groups use, with the traps of real pages around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from mkdocs_paperreview.model import Review


@dataclass(frozen=True)
class Written:
    """What a block says, whatever form it is written in."""

    title: str
    presenters: tuple[str, ...]
    authors: tuple[str, ...] = ()
    venue: str = ""
    year: int = 0
    date: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Label and address."""


@dataclass(frozen=True)
class Form:
    """A way to write a header."""

    name: str
    level: int = 1
    """Of the title."""
    labels: dict[str, str] = field(default_factory=dict)
    """Field → its label in the language of the page."""


ENGLISH = {
    "presenter": "Presenter",
    "authors": "Authors",
    "venue": "Venue",
    "date": "Date",
    "tags": "Tags",
}
KOREAN = {
    "presenter": "발표자",
    "authors": "저자",
    "venue": "학회",
    "date": "날짜",
    "tags": "키워드",
}
JAPANESE = {
    "presenter": "発表者",
    "authors": "著者",
    "venue": "出典",
    "date": "日付",
    "tags": "タグ",
}
CHINESE = {
    "presenter": "分享人",
    "authors": "作者",
    "venue": "会议",
    "date": "日期",
    "tags": "标签",
}
LANGUAGES = (ENGLISH, KOREAN, JAPANESE, CHINESE)

PREFIXES = {
    "plain": ("{label}: {value}", "\n"),
    "bold": ("**{label}:** {value}", "\n\n"),
    "bold glued": ("**{label}**: {value}", "\n"),
    "list": ("- {label}: {value}", "\n"),
    "bold list": ("* **{label}:** {value}", "\n"),
    "headings": ("#### {label}: {value}", "\n"),
    "full width": ("{label}：{value}", "\n"),
}
"""Form → how a field is written, and what stands between two."""

CONTAINERS = {
    "admonition": ('!!! info "Session"\n', "    - **{label}:** {value}", "\n"),
    "fence": ("```{{admonition}} Session\n", "- **{label}**: {value}", "\n```\n"),
}
"""Form → its beginning, a field, and its end."""

FORMS = (*PREFIXES, *CONTAINERS, "fence above", "admonition above")


def canonical(said: Written) -> str:
    """Return a header as the first groups wrote it: three headings."""
    lines = [f"# {said.title}"]
    about = ", ".join(filter(None, (*said.authors, _appeared(said))))
    lines += [f"## {about}"] if about else []
    links = ", ".join(f"[{label}]({url})" for label, url in said.links)
    lines += [f"### Presenter: {', '.join(said.presenters)}" + (f" [{links}]" if links else "")]
    lines += [f"### Date: {said.date}"] if said.date else []
    lines += [f"### Tags: {', '.join(said.tags)}"] if said.tags else []
    return "\n".join(lines)


def header(said: Written, form: Form) -> str:
    """Return a header in ``form``."""
    title = f"{'#' * form.level} {said.title}"
    if form.name.endswith(" above"):
        return f"{_contained(said, form, form.name.removesuffix(' above'))}\n{title}"
    if form.name in CONTAINERS:
        return f"{title}\n\n{_contained(said, form, form.name)}"
    pattern, between = PREFIXES[form.name]
    lines = (pattern.format(label=label, value=value) for label, value in _fields(said, form))
    return f"{title}\n" + ("\n" if between == "\n\n" else "") + between.join(lines)


def _contained(said: Written, form: Form, name: str) -> str:
    start, pattern, end = CONTAINERS[name]
    lines = (pattern.format(label=label, value=value) for label, value in _fields(said, form))
    return start.replace("{{", "{").replace("}}", "}") + "\n".join(lines) + end


def _fields(said: Written, form: Form) -> list[tuple[str, str]]:
    values = {
        "authors": ", ".join(said.authors),
        "venue": _appeared(said),
        "date": said.date,
        "tags": ", ".join(said.tags),
        "presenter": ", ".join(said.presenters),
    }
    fields = [(form.labels[name], value) for name, value in values.items() if value]
    return [*fields, *((label, f"[{label}]({url})") for label, url in said.links)]


def _appeared(said: Written) -> str:
    return f"{said.venue} {said.year or ''}".strip()


def read_back(review: Review) -> Written:
    """Return what a parsed review says."""
    return Written(
        title=review.paper.title,
        presenters=review.presenters,
        authors=review.paper.authors,
        venue=review.paper.venue or "",
        year=review.paper.year or 0,
        date=review.date.isoformat() if review.date else "",
        tags=review.tags,
        links=tuple((link.label, link.url or "") for link in review.links),
    )


TITLES = (
    "Sparse Kernels",
    "SinGAN： Learning from One Image",
    "A Net: 2.0",
    "On $$x_1$$ and $y$",
    "희소 커널을 위한 손실",
    "Is C# All You Need?",
    "Postponed Updates, Cancelled Jobs",
    "Titles & their <tags>",
)
NAMES = (
    "한서윤",
    "오지호",
    "Lena Foss",
    "Omar Haddad",
    "Ida van der Berg",
    "佐藤花",
    "魏家一",
    "Charles",
)
AUTHORS = ("Mina Okafor", "Jun Seo", "A. B. Lee", "Zoë Åström", "Sam O'Neil", "Q. V. Le")
VENUES = ("NeurIPS", "ICML", "CVPR", "SOSP")
TAGS = ("pruning", "가지치기", "graph networks", "NLP")
LINKS = (
    ("Paper", "https://example.org/a(b)_c.pdf"),
    ("Slides", "https://example.org/슬라이드.pdf"),
    ("Code", "https://code.example/x?y=1&z=2"),
    ("Video", "https://video.example/w"),
)

OFF = "<!-- paperreview: off -->"

NOTES = (
    "- a note\n- another",
    "Text.\n\n***\n\nMore text.",
    "```\n# Code\n### Presenter: Nobody Real\n```",
    "````\n```\n# https://example.org\n```\n````",
    "~~~\n# Tilde\n~~~",
    "$$\nx\n=\ny\n$$",
    '<p align="center">\n<img src="a.png">\n</p>',
    "# A heading of the notes\nText.",
    "Underlined\n---\n\nText.",
    "<!--\n# Hidden\n### Presenter: Nobody Real\n-->",
    "- Ana: with a score function, what changes?\n- Omar: the variance.",
    "<style>\np { color: red }\n</style>",
    "<br/>\n\nText",
    "\u200b",
    "Text.\n\n    # indented\n    Presenter: Nobody Real",
    "> Presenter: Nobody Real",
    "| Presenter: | Nobody Real |\n|---|---|",
    "Code: we ran it ourselves.",
    "Leader: the node that was elected",
    f"{OFF}\n# Sparse Kernels\nPresenter: Nobody Real\n<!-- paperreview: on -->",
    "Text with tabs\tin it\t",
    "",
)
"""What stands below a header; none of it is a block."""

BETWEEN = ("\n\n", "\n\n***\n\n", "\n\n---\n\n", "\n\n___\n\n", "\n\n\n\n")

said = st.builds(
    Written,
    title=st.sampled_from(TITLES),
    presenters=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(tuple),
    authors=st.lists(st.sampled_from(AUTHORS), min_size=2, max_size=4, unique=True).map(tuple),
    venue=st.sampled_from(VENUES),
    year=st.integers(2000, 2026),
    date=st.dates().map(lambda day: f"20{day.year % 100:02}-{day.month:02}-{min(day.day, 28):02}"),
    tags=st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
    links=st.lists(st.sampled_from(LINKS), min_size=1, max_size=3, unique=True).map(tuple),
)
forms = st.builds(
    Form,
    name=st.sampled_from(FORMS),
    level=st.integers(1, 3),
    labels=st.sampled_from(LANGUAGES),
)
blocks = st.tuples(said, forms, st.sampled_from(NOTES))
