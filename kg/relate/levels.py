"""Places by level: 省, 市, 县 … of their full names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from kg.model import Mention
from kg.zh.gazetteer import gazetteer

_AT_HOME = 6
"""How often a text names the place that it speaks of all along (全省, 我市); rarer ones cannot claim to be it."""
_AWAY = 4
"""What is named this many times less often than the place at home is only passed through."""


class Levels:
    """The places of one text, in its order, by level."""

    def __init__(self, places: Sequence[Mention]) -> None:
        self._places = places
        self._levels: dict[str, list[Mention]] = {}
        self._only: dict[str, Mention | None] = {}

    def nearest(self, level: str, before: int) -> Mention | None:
        """The last place of the level that begins before an offset, else the only one that the text names."""
        placed = self._placed(level)
        if at := bisect_left(placed, before, key=lambda place: place.start):
            return placed[at - 1]
        if level not in self._only:
            self._only[level] = only(placed)
        return self._only[level]

    def _placed(self, level: str) -> list[Mention]:
        """The places of a level in their order, without those that the text only passes through."""
        if level not in self._levels:
            found = [place for place in self._places if at_level(place, level)]
            counts = Counter(full_name(place) for place in found)
            most = max(counts.values(), default=0)
            least = most / _AWAY if most >= _AT_HOME else 0
            self._levels[level] = [place for place in found if counts[full_name(place)] >= least]
        return self._levels[level]


def at_level(place: Mention, level: str) -> bool:
    """Is it a 省, 市, 县 …? A city below a city must say so: its short name is too often something else."""
    stated = place.text.endswith(level) or place.kind != "County" or level != "市"
    return stated and full_name(place).endswith(level)


def full_name(place: Mention) -> str:
    """佛山市 for 佛山: the level of a place is the end of its full name."""
    known = gazetteer().places.get(place.code or "")
    return known.name if known else place.text


def only(placed: Sequence[Mention]) -> Mention | None:
    """The place that a text names after 我市, if it names no other of the level (as in the line of its source)."""
    names = {full_name(place) for place in placed}
    return max(placed, key=lambda place: (place.text in names, -place.start)) if len(names) == 1 else None
