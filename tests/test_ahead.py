"""What a second process reads and renders is what would be rendered without it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from itertools import islice
from typing import TYPE_CHECKING

import pytest
import sites

from mkdocs_paperreview.publish import ahead, fork
from mkdocs_paperreview.publish.fork import Place, pickled
from mkdocs_paperreview.syntax import forget_parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from mkdocs_paperreview.publish.fork import Put

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux alone")

TAKES_RESULTS = """
import os, time
from types import MappingProxyType
from mkdocs_paperreview.publish.fork import Fork, can_fork, shared

def taken(fork, count):
    found, end = [], time.monotonic() + 60
    while len(found) < count and time.monotonic() < end:
        found += fork.results()
    return found

def failing(put):
    yield 1
    raise SystemExit("not shown")

def endless(put):
    while True:
        yield put("가".encode() * 10_000)

os.sched_getaffinity = lambda _: {0, 1}
assert can_fork()
large = Fork(lambda put: (MappingProxyType({"text": letter * 1_000_000}) for letter in "가나다"))
results = taken(large, 3)
assert [result["text"][0] for result in results] == ["가", "나", "다"]
assert {type(result) for result in results} == {MappingProxyType}
broken = Fork(failing)
assert taken(broken, 1) == [1]
time.sleep(0.1)
assert list(broken.results()) == []
running = Fork(endless)
place = taken(running, 2)[1]
running.end()
assert running.look_up(place).decode() == "가" * 10_000
for fork in (large, broken, running):
    fork.close()
    fork.close()
    assert list(fork.results()) == []
assert shared(str, range(1000)) == list(map(str, range(1000)))
assert shared(str, []) == []
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no process is left")
"""

FORKS_NOT = """
import os, tempfile, threading, time
from mkdocs_paperreview.publish import fork
from mkdocs_paperreview.publish.fork import can_fork, shared

os.sched_getaffinity = lambda _: {0}
assert not can_fork(), "there is one processor alone"
os.sched_getaffinity = lambda _: {0, 1}
wait = threading.Event()
thread = threading.Thread(target=wait.wait)
thread.start()
assert not can_fork(), "there is another thread"
wait.set()
thread.join()
end = time.monotonic() + 60
while not can_fork() and time.monotonic() < end:
    pass  # the system lets go of a thread a moment after Python does

def refused():
    raise BlockingIOError("no more processes")

assert can_fork()
os.fork, copies = refused, os.fork
assert fork.fork(lambda _: [1]) is None
assert shared(str, [1, 2]) == ["1", "2"]
os.fork = copies

def slowly(number):
    time.sleep(0.01)
    return str(number)

class Full:  # takes all but the last byte, as on a disk that is full
    def __init__(self, buffering):
        self.file = plain(buffering=buffering)

    def write(self, data):
        return self.file.write(data[:-1])

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

plain, fork.TemporaryFile = fork.TemporaryFile, Full
assert shared(slowly, range(50)) == list(map(str, range(50)))
print("forks not")
"""

BUILDS = """
import os
from mkdocs.__main__ import cli

forks, fork = [], os.fork

def counted():
    forks.append(fork())
    return forks[-1]

os.fork = counted
os.sched_getaffinity = lambda _: set(range({processors}))
cli(["-q", "build", "-f", {config!r}, "-d", {output!r}], standalone_mode=False)
print(len(forks))
"""


def told(program: str) -> str:
    """Run a program for which every warning is an error, and return what it prints."""
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    return done.stdout.strip() or done.stderr


@ON_LINUX
def test_a_fork_hands_over_what_it_makes() -> None:
    """Results come whole and in order; a failure and an end leave neither word nor process."""
    assert told(TAKES_RESULTS) == "no process is left"


@ON_LINUX
def test_a_process_is_copied_only_where_that_is_safe() -> None:
    """Not where a thread would be missed, nor where there is no processor for the copy."""
    assert told(FORKS_NOT) == "forks not"


class _Fork:
    """Makes results in this very process, and has some of them ready."""

    ready = 0.0
    """Which part of the results is there in time."""
    taken = 0

    def __init__(self, make: Callable[[Put], Iterable[object]]) -> None:
        self._stored: list[bytes] = []
        made = [pickled(result) for result in make(self._put)]
        self._results: Iterator[bytes] = islice(made, round(self.ready * len(made)))

    def _put(self, data: bytes) -> Place:
        self._stored.append(data)
        return Place(len(self._stored) - 1, len(data))

    def results(self) -> Iterator[object]:
        """Yield the results that are ready."""
        for result in self._results:
            _Fork.taken += 1
            yield pickle.loads(result)  # noqa: S301 (made right here)

    def look_up(self, place: Place) -> bytes:
        """Return what was put aside."""
        return self._stored[place.start]

    def end(self) -> None:
        """Have nothing to stop."""

    def close(self) -> None:
        """Let go of what was put aside."""
        self._stored.clear()


@pytest.mark.parametrize("ready", [1, 0.5, 0])
def test_no_page_depends_on_what_is_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ready: float
) -> None:
    """The example site is the same, byte for byte, however much was read and rendered ahead."""
    plain = sites.example(tmp_path / "plain").build(strict=True)
    forget_parsed()
    monkeypatch.setattr(ahead, "WORTH_IT", 1)
    monkeypatch.setattr(ahead, "MUCH", 1)
    monkeypatch.setattr(fork, "can_fork", lambda: True)
    monkeypatch.setattr(fork, "Fork", _Fork)
    monkeypatch.setattr(_Fork, "ready", ready)
    monkeypatch.setattr(_Fork, "taken", 0)
    assert sites.example(tmp_path / "ahead").build(strict=True).files == plain.files
    assert bool(_Fork.taken) is bool(ready)


@ON_LINUX
def test_a_large_site_is_rendered_by_two_processes(tmp_path: Path) -> None:
    """A site of some hundred reviews is the same from two processors and from one."""
    notes = "- A note that is written at some length, so that there is much to read.\n" * 30
    blocks = [sites.review(f"Maps {n}", f"Member {n % 20}", notes) for n in range(ahead.WORTH_IT)]
    years = range(2000, 2008)
    pages = {f"{y}_1st_quarter.md": sites.page(*blocks[y - 2000 :: 8], date=None) for y in years}
    site = sites.make(tmp_path, pages)
    config = str(site.config_file)
    assert told(BUILDS.format(processors=1, config=config, output=str(tmp_path / "one"))) == "0"
    assert told(BUILDS.format(processors=2, config=config, output=str(tmp_path / "two"))) == "2"
    assert sites.digests(tmp_path / "one") == sites.digests(tmp_path / "two")


SETS_DATA = """
from mkdocs.plugins import event_priority

@event_priority(-200)
def on_files(files, config):
    papers, found = map(files.get_file_from_path, ("papers.json", "assets/paperreview/filter.json"))
    papers.content_string = papers.content_string.replace("Maps", "Charts")
    found.content_bytes = b"{}"

"""


def test_another_plugin_reads_and_sets_data_files(tmp_path: Path) -> None:
    """A data file that is made when it is written can be read and replaced before, as any file."""
    pages = {"2020_3rd_quarter.md": sites.page(sites.review("Maps", "Mina Park"))}
    site = sites.make(tmp_path, pages, hooks=["hooks.py"])
    tmp_path.joinpath("hooks.py").write_text(SETS_DATA, encoding="utf-8")
    built = site.build(strict=True)
    assert [review["title"] for review in built.papers] == ["Charts"]
    assert built.source("assets/paperreview/filter.json") == "{}"
