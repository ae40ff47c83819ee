"""The site goes where it is published."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import sites

if TYPE_CHECKING:
    from pathlib import Path

PAGE = sites.page(sites.review("Learning to Draw Maps", "김가람"), title="2020_3rd_quarter")


@pytest.fixture
def identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give git a name and no settings of this machine."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Reading Group")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "group@reading.example")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))


def git(folder: Path, *arguments: str) -> bytes:
    """Run git in ``folder`` and return what it prints."""
    program = shutil.which("git")
    assert program, "git is missing: install it"
    return subprocess.run(
        [program, *arguments], cwd=folder, check=True, capture_output=True, timeout=60
    ).stdout


@pytest.mark.usefixtures("identity")
def test_a_site_is_deployed_to_its_branch(tmp_path: Path) -> None:
    """``mkdocs gh-deploy`` puts the site, its data and its generated pages on ``gh-pages``."""
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    site = sites.make(tmp_path / "work", {"index.md": "# Home\n", "2020_3rd_quarter.md": PAGE})
    git(site.folder, "init", "--quiet", "--initial-branch", "main")
    git(site.folder, "add", "mkdocs.yml", "docs")
    git(site.folder, "commit", "--quiet", "--message", "Write the first quarter")
    git(site.folder, "remote", "add", "origin", str(remote))

    done = site.run("gh-deploy", "--strict", "--no-history")

    assert done.returncode == 0, done.stderr
    listed = git(remote, "ls-tree", "-r", "-z", "--name-only", "gh-pages").decode().split("\0")
    assert {"papers.json", "presenters/김가람/index.html", "quarters/2020-q3/index.html"} <= {
        *listed
    }
    data = json.loads(git(remote, "show", "gh-pages:papers.json"))
    assert [paper["title"] for paper in data["reviews"]] == ["Learning to Draw Maps"]
    page = git(remote, "show", "gh-pages:2020_3rd_quarter/index.html").decode()
    assert "paperreview-card" in page
    assert git(site.folder, "status", "--porcelain", "docs", "mkdocs.yml") == b""
