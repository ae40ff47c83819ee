"""A copy of this process that works beside it, where the system can make one safely."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SIZE = 8
"""Bytes that tell how large a result is."""


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

    Results are written to a file without a name, and their sizes to a pipe, which never gets full:
    so neither process ever waits for the other. A copy that fails says nothing, and just ends.
    """

    def __init__(self, make: Callable[[], Iterable[object]]) -> None:
        """Begin to make what ``make`` yields, all of which can be pickled."""
        self._results = TemporaryFile(buffering=0)  # noqa: SIM115 (closed by `end`)
        self._position = 0
        self._sizes, written = os.pipe()
        os.set_blocking(self._sizes, False)
        self._process: int | None = os.fork()
        if self._process == 0:
            self._work(make, written)
        os.close(written)

    def _work(self, make: Callable[[], Iterable[object]], sizes: int) -> None:
        """Make everything, in the copy, and leave without what else a process does at its end."""
        with suppress(BaseException):  # the first process makes it by itself, and tells what fails
            gc.disable()
            for result in make():
                data = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
                self._results.write(data)
                os.write(sizes, len(data).to_bytes(_SIZE, "big"))
        os._exit(0)

    def next(self) -> Any:  # noqa: ANN401 (whatever is made)
        """Return the next result; None where there is none yet, or none any more."""
        if self._process is None:
            return None
        try:
            told = os.read(self._sizes, _SIZE)
        except BlockingIOError:
            return None
        size = int.from_bytes(told, "big")
        data = os.pread(self._results.fileno(), size, self._position)
        self._position += size
        return pickle.loads(data) if data else None  # noqa: S301 (this very program wrote it)

    def end(self) -> None:
        """Stop the copy, wherever it is."""
        if self._process is not None:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            os.close(self._sizes)
            self._results.close()
            self._process = None
