"""Python's search for cycles, less often: a join makes millions of objects and no cycle, and is searched anyway."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 200_000  # made since the last search; Python's own measure is 700


@contextmanager
def seldom() -> Iterator[None]:
    """Search after so many new objects, and as before afterwards."""
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    gc.set_threshold(max(_OBJECTS, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not frozen:  # by others, for good
            gc.unfreeze()
