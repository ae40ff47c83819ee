"""Regular expressions that are compiled when a text first needs them.

Large ones take milliseconds, which a site that never needs them should not spend.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return ``pattern`` as an expression; the first call compiles it."""
    return re.compile(pattern, flags)
