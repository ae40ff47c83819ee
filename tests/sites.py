"""Make small sites, build them, and look at what came out."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from documents import Node, read_html
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from mkdocs_paperreview.errors import PaperReviewError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "example-site"
SEED = ROOT.parent / "shared" / "seed" / "2020_3rd_quarter.md"
"""A group's own page, which is not part of the repository."""

needs_seed = pytest.mark.skipif(
    not SEED.is_file(),
    reason=f"{SEED.name} is not ours to keep; runs where shared/seed/ lies beside the repository",
)

PAPER = "https://arxiv.org/abs/1234.56789"
SLIDES = "https://slides.reading.example/a.pdf"
LINKS = f"[[paper link]({PAPER}), [slides]({SLIDES})]"

_PREFIX = "paperreview: "
_PROBLEM = re.compile(
    r"(?P<path>[^:]+)(?::(?P<line>\d+))?: (?P<rule>[a-z-]+): (?P<message>.+) \((?P<remedy>.+)\)",
)


def review(  # noqa: PLR0913 (each is a part of a block)
    title: str,
    presenter: str,
    notes: str = "- A note.",
    *,
    authors: str = "Ada Example, Ben Sample, ICLR 2020",
    links: str = LINKS,
    label: str = "발표자",
) -> str:
    """Return a review block in the heading form."""
    return f"# {title}\n## {authors}\n### {label}: {presenter} {links}\n\n{notes}\n\n***\n\n"


def page(*blocks: str, **front_matter: object) -> str:
    """Return a page of ``blocks`` under front matter; a date is given where none is."""
    data = {"date": "2020-07-02"} | front_matter
    given = {name: value for name, value in data.items() if value is not None}
    header = f"---\n{_yaml(given)}---\n\n" if given else ""
    return header + "".join(blocks)


@dataclass(frozen=True)
class Problem:
    """A problem that a build reported."""

    level: str
    """``INFO`` or ``WARNING``."""
    path: str
    line: int | None
    rule: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Built:
    """A site that was built."""

    output: Path
    log: tuple[tuple[str, str], ...]
    """Level and text of every message, ours without the prefix that names the plugin."""

    @property
    def messages(self) -> str:
        """Return the whole log as text."""
        return "\n".join(text for _, text in self.log)

    @property
    def problems(self) -> list[Problem]:
        """Return what was reported in the form ``path:line: rule: message (remedy)``."""
        return [
            Problem(
                level,
                match["path"],
                int(match["line"]) if match["line"] else None,
                match["rule"],
                match["message"],
                match["remedy"],
            )
            for level, text in self.log
            if (match := _PROBLEM.fullmatch(text))
        ]

    @property
    def files(self) -> dict[str, str]:
        """Return path → digest of every file of the site."""
        return digests(self.output)

    @property
    def papers(self) -> list[dict[str, Any]]:
        """Return the reviews in ``papers.json``."""
        data = json.loads(self.output.joinpath("papers.json").read_bytes())
        assert data["schema"] == 1
        assert isinstance(data["reviews"], list)
        return data["reviews"]

    def source(self, path: str) -> str:
        """Return the text of a file of the site, or of the page of that name."""
        file = self._file(path)
        assert file, f"the site has no page {path!r}: {sorted(self.files)}"
        return file.read_text(encoding="utf-8")

    def has(self, path: str) -> bool:
        """Return whether the site has a page of that name."""
        return self._file(path) is not None

    def html(self, path: str) -> Node:
        """Return the page at ``path``, such as ``presenters/index`` or ``quarters/2020-q3``."""
        return read_html(self.source(path))

    def content(self, path: str) -> Node:
        """Return what the theme shows as the page's content."""
        for node in self.html(path).walk():
            named = node.attributes.get("role") == "main"
            if named or "md-content__inner" in node.attributes.get("class", "").split():
                return node
        pytest.fail(f"{path} has no content")

    def cards(self, path: str) -> list[Node]:
        """Return the cards of a page."""
        return self.html(path).all("article", cls="paperreview-card")

    def items(self, path: str) -> list[str]:
        """Return the titles in the listings of a page."""
        return [node.text for node in self.html(path).all("p", cls="paperreview-item__title")]

    def _file(self, path: str) -> Path | None:
        tries = (
            path,
            f"{path}/index.html",
            f"{path}.html",
            f"{path.removesuffix('index')}index.html",
        )
        files = (self.output / name for name in tries)
        return next((file for file in files if file.is_file()), None)


@dataclass(frozen=True)
class Site:
    """The source of a site: a folder with ``mkdocs.yml`` and pages."""

    folder: Path
    output_name: str = "site"

    @property
    def docs(self) -> Path:
        """Return the folder of the pages."""
        return self.folder / "docs"

    @property
    def config_file(self) -> Path:
        """Return the path of ``mkdocs.yml``."""
        return self.folder / "mkdocs.yml"

    def write(self, path: str, content: str | bytes) -> None:
        """Write a page or another file below the docs folder."""
        file = self.docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def load(self, **overrides: Any) -> MkDocsConfig:  # noqa: ANN401 (options of every type)
        """Return the site's configuration, as the command line would load it."""
        output = str(self.folder / self.output_name)
        config: MkDocsConfig = load_config(
            str(self.config_file), **{"site_dir": output, **overrides}
        )
        return config

    def build(self, *, strict: bool = False, **overrides: Any) -> Built:  # noqa: ANN401 (as above)
        """Build the site, as ``mkdocs build`` does."""
        with recorded() as log:
            try:
                config = self.load(strict=strict, **overrides)
                build_site(config)
            except Abort as stopped:
                pytest.fail("\n".join([*(text for _, text in log), str(stopped)]), pytrace=False)
        return Built(Path(config.site_dir), tuple(log))

    def failing(self, *, strict: bool = False) -> str:
        """Return what is logged by a build that has to fail with a message."""
        with recorded() as log, pytest.raises((Abort, PaperReviewError)) as stopped:
            build_site(self.load(strict=strict))
        return "\n".join([*(text for _, text in log), str(stopped.value)])

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ``mkdocs`` in a process of its own, where every warning of Python is an error."""
        return subprocess.run(
            [*mkdocs_command(), *arguments],
            cwd=self.folder,
            env=os.environ | environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )


def mkdocs_command() -> list[str]:
    """Return the command that runs MkDocs with warnings as errors."""
    return [sys.executable, "-W", "error", "-m", "mkdocs"]


def make(
    folder: Path,
    pages: Mapping[str, str | bytes],
    options: Mapping[str, object] | None = None,
    **config: object,
) -> Site:
    """Write a site: ``pages`` by path, ``options`` of the plugin, and what else is configured."""
    site = Site(folder)
    plugins = ["search", {"paperreview": dict(options)} if options is not None else "paperreview"]
    data = {"site_name": "Reading", "theme": "mkdocs", "plugins": plugins} | config
    folder.mkdir(parents=True, exist_ok=True)
    site.config_file.write_text(_yaml(data), encoding="utf-8")
    for path, content in pages.items():
        site.write(path, content)
    return site


def example(folder: Path, options: Mapping[str, object] | None = None, **config: object) -> Site:
    """Return the example site with other settings; its pages are used where they are."""
    data = yaml.safe_load(EXAMPLE.joinpath("mkdocs.yml").read_text(encoding="utf-8"))
    data |= {"docs_dir": str(EXAMPLE / "docs")} | config
    if options is not None:
        data["plugins"] = ["search", {"paperreview": dict(options)}]
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("mkdocs.yml").write_text(_yaml(data), encoding="utf-8")
    shutil.copy(EXAMPLE / "people.yml", folder)
    return Site(folder)


def digests(folder: Path) -> dict[str, str]:
    """Return path → digest of every file below ``folder``."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def node_modules(path: str) -> Path:
    """Return a folder of the packages that npm installed; fail with the remedy if it is missing."""
    folder = ROOT / "tests" / "node_modules" / path
    if not folder.is_dir():
        pytest.fail(f"tests/node_modules/{path} is missing: run scripts/test, which installs it")
    return folder


@contextmanager
def recorded() -> Iterator[list[tuple[str, str]]]:
    """Collect level and text of what MkDocs and its plugins log."""
    log: list[tuple[str, str]] = []
    handler = _Recorder(log)
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield log
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Recorder(logging.Handler):
    def __init__(self, log: list[tuple[str, str]]) -> None:
        super().__init__(logging.INFO)
        self.log = log

    def emit(self, record: logging.LogRecord) -> None:
        self.log.append((record.levelname, record.getMessage().removeprefix(_PREFIX)))


def tops(toc: Node) -> Sequence[Node]:
    """Return the entries of the first level of Material's table of contents."""
    first = toc.all("ul", cls="md-nav__list")[0]
    return [
        next(a for a in child.all("a") if "md-nav__link" in a.attributes.get("class", ""))
        for child in first.children
        if isinstance(child, Node) and child.tag == "li"
    ]


def _yaml(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
