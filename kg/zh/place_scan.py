"""The names of the gazetteer where they stand in a text, each with the chain that it begins (广东省佛山市)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.zh.gazetteer import FULL, SHIELD, SHORT, WEAK, Gazetteer, Place, words

_STREET = re.compile(words()["words"]["streets"])
_OF_TOWN = re.compile("场|[值容]|民(?![政族营办生兵主间用事宗])")
"""What makes 市 the beginning of a word (市场, 市民)."""
_IN_TOWN = ("市中区", "市南区", "市北区")
_FULL_ENDINGS = ("省", "市", "州", "盟", "地区", "县", "区", "旗")


@dataclass(slots=True)
class Hit:
    """[start, end) in characters of the text, where a name or a chain of names stands, and what it can mean."""

    start: int
    end: int
    meant: list[Place]
    strength: int


def scan(known: Gazetteer, text: str) -> Iterator[Hit]:
    """Longest matches from left to right, each extended to the chain that it begins."""
    at, last = 0, len(text) - 1
    heads = known.heads
    while at < last:
        of_head = heads.get(text[at : at + 2])
        name = next((name for name in of_head if text.startswith(name, at)), None) if of_head else None
        if name is None:
            at += 1
            continue
        if name.endswith("市") and name[:-1] in known.names and _OF_TOWN.match(text, at + len(name)):
            name = name[:-1]
        hit = _chain(known, text, at, name)
        at = hit.end
        if hit.strength != SHIELD and not (hit.strength != FULL and _STREET.match(text, at)):
            yield hit


def _chain(known: Gazetteer, text: str, start: int, name: str) -> Hit:
    """The name at `start` with the names of ever smaller places behind it."""
    hit = _hit(known, start, name)
    if text.startswith(_IN_TOWN, hit.end - 1) and name[:-1] in known.names:
        shorter = _hit(known, start, name[:-1])
        hit = _inner(known, text, shorter) or hit
    while hit.strength != SHIELD and (inner := _inner(known, text, hit)):
        hit = inner
    return hit


def _hit(known: Gazetteer, start: int, name: str) -> Hit:
    meant = known.names[name]
    strength = min((how for _, how in meant), default=SHIELD)
    places = [place for place, how in meant if how <= SHORT or strength == WEAK]
    return Hit(start, start + len(name), places, strength)


def _inner(known: Gazetteer, text: str, hit: Hit) -> Hit | None:
    """The chain with the next name, if that lies in what the chain means; behind a weak name it must be full."""
    outer = [place.code for place in hit.meant if place.code]
    for name in known.heads.get(text[hit.end : hit.end + 2], ()):
        if not text.startswith(name, hit.end):
            continue
        if not known.names[name]:
            return None
        end = hit.end + len(name)
        inside = [
            place
            for place, how in known.names[name]
            if any(known.lies_in(place, code) and (how <= SHORT or code != "CN") for code in outer)
        ]
        full = name.endswith(_FULL_ENDINGS)
        if inside and (full or (hit.strength != WEAK and not _STREET.match(text, end))):
            return Hit(hit.start, end, inside, FULL)
    return None
