"""The lines that a build takes away and brings → the files of the last one, changed there and nowhere else."""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from kg.grow.merge import first_at

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Difference:
    """Sorted lines: those that go, and those that come."""

    gone: list[bytes]
    new: list[bytes]


@dataclass(frozen=True, slots=True)
class Patching:
    """The task to write the graph `source` into `target`, without what the runs `gone` hold and with what the runs
    `new` do."""

    source: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    target: str


def difference(before: Sequence[str], after: Sequence[str]) -> Difference:
    """What changes if the runs `after` take the place of the runs `before`."""
    old, new = ({line for run in runs for line in _lines(run)} for runs in (before, after))
    return Difference(sorted(old - new), sorted(new - old))


def _lines(run: str) -> list[bytes]:
    return Path(run).read_bytes().splitlines(keepends=True)


def patch(task: Patching) -> str:
    """Write the lines of a graph as some runs leave them; the SHA-256 of what is written."""
    return patched(Path(task.source), difference(task.gone, task.new), Path(task.target))


def patched(source: Path, change: Difference, target: Path) -> str:
    """Write the sorted lines of `source` into `target`, as `change` leaves them, and say its SHA-256; what goes must be
    there. It is hashed and flushed to disk while it is written."""
    digest = hashlib.sha256()
    with source.open("rb") as file, target.open("wb", buffering=0) as out, ThreadPoolExecutor(1) as thread:
        hashed = thread.submit(digest.update, b"")
        for block in _blocks(file, change):
            hashed.result()
            hashed = thread.submit(digest.update, block)
            _write(out, block)
        hashed.result()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _write(out: FileIO, block: bytes) -> None:
    """Write a block, and have the system begin to bring it to disk: at the end there is less to wait for."""
    start, left = out.tell(), memoryview(block)
    while left:
        left = left[out.write(left) :]
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(out.fileno(), start, len(block), os.POSIX_FADV_DONTNEED)


def _blocks(file: BinaryIO, change: Difference) -> Iterator[bytes]:
    """The lines of the file, as `change` leaves them, in blocks."""
    pieces: list[bytes] = []
    size = 0
    for piece in _pieces(file, change):
        pieces.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield b"".join(pieces)
            pieces, size = [], 0
    yield b"".join(pieces)


def _pieces(file: BinaryIO, change: Difference) -> Iterator[bytes]:
    edits = sorted([*((line, False) for line in change.gone), *((line, True) for line in change.new)])
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        done = 0
        for line, is_new in edits:
            at = first_at(content, line)
            yield from _part(file, done, at)
            yield line if is_new else b""
            done = at if is_new else at + len(line)
        yield from _part(file, done, len(content))


def _part(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """A part of a file. It is read, not mapped: pages that are mapped count as memory of the process."""
    file.seek(start)
    for at in range(start, end, _BLOCK):
        yield file.read(min(end - at, _BLOCK))
