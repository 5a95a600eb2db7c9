"""How many processors one process takes: work is spread over processes, and each of these is to take one."""

from __future__ import annotations

import os

_LIBRARIES = ("OPENBLAS", "MKL", "OMP")


def one_each() -> None:
    """Keep the linear algebra of numpy, which is yet to be imported, from starting a thread a processor.

    The products of the recogniser are too small to gain by it: with two threads it read no faster in half as much
    processor time again, taken from the other workers. A user who set a number keeps it.
    """
    for library in _LIBRARIES:
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
