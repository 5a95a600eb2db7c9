"""A file of a work folder in sections, of which each is read by another worker without the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar

from kg.grow.codec import decode, encode
from kg.grow.places import opened, written

T = TypeVar("T")


def write(path: str, sections: Mapping[int, object]) -> None:
    """Write what belongs to each number, whole or not at all: a line of JSON each, after one of where they lie."""
    lines = [(number, encode(content)) for number, content in sorted(sections.items())]
    places, start = {}, 0
    for number, line in lines:
        places[number] = (start, len(line))
        start += len(line)
    written(path, (json.dumps(places).encode() + b"\n", *(line for _, line in lines)))


def read(path: str, number: int, cls: type[T]) -> T | None:
    """What belongs to the number, if anything does."""
    with opened(path) as file:
        head = file.readline()
        place = json.loads(head).get(str(number))
        if place is None:
            return None
        file.seek(len(head) + place[0])
        return decode(file.read(place[1]), cls)
