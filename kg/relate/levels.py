"""Places by level: 省, 市, 县 … of their full names."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Mention
from kg.zh.gazetteer import gazetteer


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
