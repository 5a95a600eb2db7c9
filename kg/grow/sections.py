"""A file of a work folder in sections, of which each is read by another worker without the rest."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import BinaryIO, TypeVar

from kg.errors import OutputError
from kg.grow.codec import decode, encode
from kg.grow.kept import keep
from kg.grow.places import opened

T = TypeVar("T")
_COUNT, _PLACE = struct.Struct("<q"), struct.Struct("<qqq8s")  # how many; number, place, length and digest


def write(path: str, sections: Mapping[int, object]) -> None:
    """Write what belongs to each number, whole or not at all: a line of JSON each, after a table of where they lie."""
    lines = [(number, encode(content)) for number, content in sorted(sections.items())]
    places, start = [_COUNT.pack(len(lines))], _COUNT.size + len(lines) * _PLACE.size
    for number, line in lines:
        places.append(_PLACE.pack(number, start, len(line), hashlib.sha256(line).digest()[:8]))
        start += len(line)
    keep(path, (*places, *(line for _, line in lines)))


def read(path: str, number: int, cls: type[T]) -> T | None:
    """What belongs to the number, if anything does."""
    content = raw(path, number)
    with whole(path):
        return None if content is None else decode(content, cls)


def raw(path: str, number: int) -> bytes | None:
    """The same as it is written."""
    with whole(path), opened(path) as file:
        (count,) = _COUNT.unpack(file.read(_COUNT.size))
        at = bisect_left(range(count), number, key=lambda place: _place(file, place)[0])
        found, start, length, digest = _place(file, at) if at < count else (None, 0, 0, b"")
        if found != number:
            return None
        file.seek(start)
        content = file.read(length)
        if hashlib.sha256(content).digest()[:8] != digest:
            raise ValueError("another digest than was noted")
        return content


@contextmanager
def whole(path: str) -> Iterator[None]:
    """Whatever says that the file is damaged, as OutputError."""
    try:
        yield
    except (ValueError, TypeError, LookupError, struct.error, sqlite3.DatabaseError) as error:
        raise OutputError(
            f"{path}: what was kept of an earlier build is damaged ({error}); remove it, and it is made again"
        ) from None


class Table:
    """Where the sections of a file lie, as it is written: of many files of many sections dicts would be a hundred times
    as long."""

    def __init__(self, path: str) -> None:
        with whole(path), opened(path) as file:
            (self._count,) = _COUNT.unpack(file.read(_COUNT.size))
            self._rows = file.read(self._count * _PLACE.size)
            if len(self._rows) < self._count * _PLACE.size:
                raise ValueError("the table breaks off")

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """The numbers of the sections, in their order, and what tells each from others: eight bytes of the SHA-256 of
        what is written."""
        return ((number, digest) for number, _, _, digest in _PLACE.iter_unpack(self._rows))

    def digest(self, number: int) -> bytes | None:
        """What tells the section of that number from others; None if there is none."""
        at = bisect_left(range(self._count), number, key=lambda row: self._row(row)[0])
        found, _, _, digest = self._row(at) if at < self._count else (None, 0, 0, b"")
        return digest if found == number else None

    def _row(self, at: int) -> tuple[int, int, int, bytes]:
        number, start, length, digest = _PLACE.unpack_from(self._rows, at * _PLACE.size)
        return number, start, length, digest


def digest(path: str, number: int) -> bytes | None:
    """What tells the section of that number from others; None if there is none."""
    return table(path).digest(number)


table = lru_cache(maxsize=64)(Table)
"""The table of a file."""


def _place(file: BinaryIO, at: int) -> tuple[int, int, int, bytes]:
    """A row of the table; it is looked through where it lies, for it may be longer than what one asks for."""
    file.seek(_COUNT.size + at * _PLACE.size)
    number, start, length, digest = _PLACE.unpack(file.read(_PLACE.size))
    return number, start, length, digest
