"""A file of a work folder in sections, of which each is read by another worker without the rest."""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from typing import BinaryIO, TypeVar

from kg.grow.codec import decode, encode
from kg.grow.places import opened, written

T = TypeVar("T")
_COUNT, _PLACE = struct.Struct("<q"), struct.Struct("<qqq8s")  # how many; number, place, length and digest


def write(path: str, sections: Mapping[int, object]) -> None:
    """Write what belongs to each number, whole or not at all: a line of JSON each, after a table of where they lie."""
    lines = [(number, encode(content)) for number, content in sorted(sections.items())]
    places, start = [_COUNT.pack(len(lines))], _COUNT.size + len(lines) * _PLACE.size
    for number, line in lines:
        places.append(_PLACE.pack(number, start, len(line), hashlib.sha256(line).digest()[:8]))
        start += len(line)
    written(path, (*places, *(line for _, line in lines)))


def read(path: str, number: int, cls: type[T]) -> T | None:
    """What belongs to the number, if anything does."""
    content = raw(path, number)
    return None if content is None else decode(content, cls)


def raw(path: str, number: int) -> bytes | None:
    """The same as it is written."""
    with opened(path) as file:
        (count,) = _COUNT.unpack(file.read(_COUNT.size))
        at = bisect_left(range(count), number, key=lambda place: _place(file, place)[0])
        found, start, length = _place(file, at) if at < count else (None, 0, 0)
        if found != number:
            return None
        file.seek(start)
        return file.read(length)


def digest(path: str, number: int) -> bytes | None:
    """What tells the section of that number from others; None if there is none."""
    return digests(path).get(number)


@lru_cache(maxsize=256)
def digests(path: str) -> dict[int, bytes]:
    """By its number what tells a section from others: eight bytes of the SHA-256 of what is written."""
    with opened(path) as file:
        (count,) = _COUNT.unpack(file.read(_COUNT.size))
        return {number: digest for number, _, _, digest in _PLACE.iter_unpack(file.read(count * _PLACE.size))}


def _place(file: BinaryIO, at: int) -> tuple[int, int, int]:
    """A row of the table; it is looked through where it lies, for it may be longer than what one asks for."""
    file.seek(_COUNT.size + at * _PLACE.size)
    number, start, length, _ = _PLACE.unpack(file.read(_PLACE.size))
    return number, start, length
