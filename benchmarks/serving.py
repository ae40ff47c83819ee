"""A site that is served while its pages are edited: `mkdocs serve` in a process of its own.

The time of a rebuild is taken from MkDocs' own messages: it begins with "Building documentation"
and ends with "Reloading browsers". What MkDocs waits until it notices an edit is no part of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from building import write_config
from editing import Rebuild, Site
from measuring import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building import Source

BEGIN, END, FAILED = "Building documentation...", "Reloading browsers", "error happened during the"
READY = "Serving on "


@dataclass(frozen=True)
class Server:
    """A site that is served."""

    process: subprocess.Popen[str]

    def rebuild(self) -> Rebuild:
        """Wait until an edit is to be seen."""
        self.wait_for(BEGIN)
        start, used = time.perf_counter(), processor(self.process.pid)
        self.wait_for(END)
        return Rebuild(time.perf_counter() - start, processor(self.process.pid) - used)

    def wait_for(self, message: str) -> None:
        """Read what MkDocs says until it says that, or end with what it says."""
        assert self.process.stderr is not None  # noqa: S101 (it is a pipe)
        said = []
        for line in self.process.stderr:
            said.append(line)
            if message in line:
                return
            if FAILED in line:
                break
        sys.exit(f"{''.join(said)}\nthe site that is served did not build")


def processor(process: int) -> float:
    """Return the seconds that a process has used of the processor, where the system tells."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return float("nan")
    user, system = status.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path, source: Source, *flags: str) -> Iterator[Site]:
    """Serve a site until the block ends; when it begins, the site is built."""
    config = str(write_config(folder, source))
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-f", config, *flags]
    environment = ENVIRONMENT | {"TMPDIR": str(folder)}  # where MkDocs puts the site
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            server = Server(process)
            server.wait_for(READY)
            yield Site(source, next(folder.glob("mkdocs_*")), server.rebuild)
        finally:
            process.terminate()
