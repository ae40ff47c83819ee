"""Spare Python's garbage collector work that finds nothing."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def garbage_left() -> Iterator[None]:
    """Let Python look for circles of dead objects later: reading texts makes none.

    It would go through all that is read again and again, which takes a seventh of the time that a
    text of megabytes needs.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
