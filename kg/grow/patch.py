"""The lines that a build takes away and brings → the files of the last one, changed there and nowhere else."""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.grow.merge import first_at

_BLOCK = 1 << 24  # large, since after each a thread waits its turn to run Python


@dataclass(frozen=True, slots=True)
class Difference:
    """Sorted lines: those that go, and those that come."""

    gone: list[bytes]
    new: list[bytes]


def difference(before: Sequence[str], after: Sequence[str]) -> Difference:
    """What changes if the runs `after` take the place of the runs `before`."""
    old, new = ({line for run in runs for line in _lines(run)} for runs in (before, after))
    return Difference(sorted(old - new), sorted(new - old))


def _lines(run: str) -> list[bytes]:
    return Path(run).read_bytes().splitlines(keepends=True)


def patched(source: Path, change: Difference, target: Path) -> str:
    """Write the sorted lines of `source` into `target`, as `change` leaves them, and say its SHA-256; what goes must be
    there."""
    edits = sorted([*((line, False) for line in change.gone), *((line, True) for line in change.new)])
    digest = hashlib.sha256()
    with _mapped(source) as content, source.open("rb") as file, target.open("wb") as out:

        def write(part: bytes) -> None:
            digest.update(part)
            out.write(part)

        done = 0
        for line, is_new in edits:
            at = first_at(content, line)
            _each(file, done, at, write)
            write(line if is_new else b"")
            done = at if is_new else at + len(line)
        _each(file, done, len(content), write)
        out.flush()
        os.fsync(out.fileno())  # here, while others compute: at the end they would wait for it
    return digest.hexdigest()


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield content


def _each(file: BinaryIO, start: int, end: int, write: Callable[[bytes], None]) -> None:
    """Write a part of a file. It is read, not mapped: pages that are mapped count as memory of the process."""
    file.seek(start)
    for at in range(start, end, _BLOCK):
        write(file.read(min(end - at, _BLOCK)))
