"""A copy of this process that works beside it, where the system can make one safely."""

from __future__ import annotations

import copyreg
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from struct import Struct
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from mkdocs_paperreview.garbage import garbage_left

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")


class Place(NamedTuple):
    """Where something stands in the file of a fork, in bytes."""

    start: int
    size: int


Put = Callable[[bytes], Place]
"""Puts bytes into the file, for the first process to look up when it needs them."""

_TOLD = Struct("qq")
"""What tells of a result: its place."""


def fork(make: Callable[[Put], Iterable[object]]) -> Fork | None:
    """Return a copy that makes what ``make`` yields; None where the system has no room for one."""
    with suppress(OSError):
        return Fork(make) if can_fork() else None
    return None


def can_fork() -> bool:
    """Return whether a copy can be made, and has a processor to itself.

    Only of a process with one thread: a copy has no other, and would wait for its locks for ever.
    """
    threads = Path("/proc/self/task")
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threads.is_dir()
        and len(list(threads.iterdir())) == 1
    )


class Fork:
    """A copy of this process that makes results, one after another.

    Results are written to a file without a name, and their places to a pipe, which has room for
    thousands: so neither process waits for the other. A copy that fails says nothing, and ends.
    """

    def __init__(self, make: Callable[[Put], Iterable[object]]) -> None:
        """Begin to make what ``make`` yields, all of which can be pickled."""
        self._written = 0
        with ExitStack() as undo:
            self._file = undo.enter_context(TemporaryFile(buffering=0))
            self._places, places = os.pipe()
            undo.callback(os.close, self._places)
            undo.callback(os.close, places)
            os.set_blocking(self._places, False)
            self._process: int | None = os.fork()
            if self._process == 0:
                self._work(make, places)
            undo.pop_all()
        os.close(places)

    def _work(self, make: Callable[[Put], Iterable[object]], places: int) -> None:
        """Make everything, in the copy, and leave without what else a process does at its end."""
        with suppress(BaseException):  # the first process makes it by itself, and tells what fails
            gc.disable()
            for result in make(self._put):
                os.write(places, _TOLD.pack(*self._put(pickled(result))))
        os._exit(0)

    def _put(self, data: bytes) -> Place:
        place = Place(self._written, len(data))
        self._written += self._file.write(data)
        if self._written != place.start + place.size:
            raise OSError(ENOSPC, "no room for all of it")
        return place

    def results(self) -> Iterator[Any]:
        """Yield the results that are there by now, and were not taken before."""
        while self._process is not None:
            try:
                told = os.read(self._places, _TOLD.size)
            except BlockingIOError:
                return
            if not told:
                return
            yield pickle.loads(self.look_up(Place(*_TOLD.unpack(told))))  # noqa: S301 (this very program wrote it)

    def look_up(self, place: Place) -> bytes:
        """Return what the copy has put at ``place``."""
        return os.pread(self._file.fileno(), place.size, place.start)

    def end(self) -> None:
        """Stop the copy, wherever it is. What it has put aside stays."""
        if self._process is not None:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            os.close(self._places)
            self._process = None

    def close(self) -> None:
        """Stop the copy, and let go of what it has put aside."""
        self.end()
        self._file.close()


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that a fork has put aside, looked up whenever they are gone through."""

    fork: Fork
    place: Place

    def __iter__(self) -> Iterator[bytes]:
        """Yield them, all at once."""
        yield self.fork.look_up(self.place)


def shared(make: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Return what ``make`` gives for each item; a copy of the process begins from the end."""
    copy = fork(lambda _: map(make, reversed(items)))
    if copy is None:
        return list(map(make, items))
    found: dict[int, Result] = {}
    first, end = 0, len(items)
    with closing(copy), garbage_left():
        while first < end:
            for result in copy.results():
                end -= 1
                found[end] = result
            if first < end:
                found[first] = make(items[first])
                first += 1
    return [found[number] for number in range(len(items))]


def pickled(result: object) -> bytes:
    """Return ``result`` pickled; views of mappings, which cannot be, are made again."""
    stream = BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(result)
    return stream.getvalue()


def _reduced(view: MappingProxyType[Any, Any]) -> tuple[object, ...]:
    return _view, (dict(view),)


def _view(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


_TABLE: dict[type, Any] = {**copyreg.dispatch_table, MappingProxyType: _reduced}
