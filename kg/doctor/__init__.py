"""Is this machine, this installation, this graph all right? Each check gives one finding, and a fault its remedy.

`examine` looks and changes nothing. What it needs of kg is imported by the check that needs it, so that a library that
is missing is a finding and not the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examine"]


def examine(folder: Path | None = None, *, inputs: Sequence[str] = ()) -> Iterator[Finding]:
    """What the machine and the installation are like, then the graph in `folder` if one is given.

    `inputs` are the documents that the graph was built from, to be held against it once more. Raises OutputError if
    `folder` holds no graph of kg, InputError if an input cannot be read at all.
    """
    from kg.doctor import machine, package

    yield from machine.examined(folder or Path())
    yield from package.examined()
    if folder is not None:
        from kg.doctor import graph

        yield from graph.examined(folder, inputs)
