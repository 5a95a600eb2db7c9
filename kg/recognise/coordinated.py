"""Bodies that share their last words: 云岭省、松河省和青江省数据局联合印发 names three of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Mention
from kg.recognise import tables

_AND = ("、", "和", "与", "及")


def find(text: str, places: Sequence[Mention], bodies: Sequence[Mention]) -> Iterator[Mention]:
    """The bodies of the places before a body, where all are of one level and what follows says that several act."""
    starts, ends = {place.start: place for place in places}, {place.end: place for place in places}
    for body in bodies:
        own = starts.get(body.start) if body.cls == "Organization" else None
        if own and own.end < body.end and _together().match(text, body.end):
            for place in _before(text, own, ends):
                name = place.name + text[own.end : body.end]
                yield Mention(place.start, place.end, place.text, "Organization", 0.95, "coordinated", body.kind, name)


def _before(text: str, place: Mention, ends: dict[int, Mention]) -> Iterator[Mention]:
    """The places joined to `place` from the left, each with the same last character."""
    while text[place.start - 1 : place.start] in _AND and (other := ends.get(place.start - 1)):
        if other.text[-1] != place.text[-1] or place.text[-1] not in tables.word_list("levels"):
            return
        yield other
        place = other


@cache
def _together() -> re.Pattern[str]:
    return re.compile(tables.alternation(tables.word_list("together")))
