"""Which place a name means: by the list it stands in, by what the text names most, then by rank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.zh.gazetteer import LEVELS, SHORT, WEAK, Gazetteer, Place
from kg.zh.place_scan import Hit

_LIST_GAP = re.compile("[、和与及，,]$")


def supported(known: Gazetteer, text: str, hits: list[Hit]) -> list[Hit]:
    """Without the weak hits that neither a list of places nor the full name elsewhere in the text supports."""
    certain = {place.code for hit in hits if hit.strength <= SHORT for place in hit.meant}
    kept: list[Hit] = []
    for position, hit in enumerate(hits):
        if hit.strength == WEAK:
            told = [place for place in hit.meant if _is_told(place, certain)]
            beside = _beside(text, kept[-1:], hit) or _beside(text, [hit], *hits[position + 1 : position + 2])
            listed = _of_a_kind(hit.meant, beside) if beside else []
            if not told and not listed:
                continue
            hit.meant = told or listed
        kept.append(hit)
    return kept


def _is_told(place: Place, certain: set[str]) -> bool:
    """Whether the text names the place in full or, of a city abroad, its country."""
    return place.code in certain if place.code else place.level == "city" and place.parent in certain


def _of_a_kind(places: list[Place], beside: Place) -> list[Place]:
    """Those that may stand in a list beside that place: districts of one city, countries with countries, any city."""
    if beside.level in ("country", "region"):
        return [place for place in places if place.level == beside.level]
    siblings = [place for place in places if place.level == beside.level and place.parent == beside.parent]
    return siblings or [place for place in places if place.name.endswith(("市", "州"))]


def _beside(text: str, before: list[Hit], after: Hit | None = None) -> Place | None:
    """The certain place that stands beside the weak one in a list."""
    if not before or after is None or not 0 < after.start - before[0].end <= 1:
        return None
    other = before[0] if after.strength == WEAK else after
    listed = other.strength <= SHORT and _LIST_GAP.match(text[before[0].end : after.start])
    return other.meant[0] if listed else None


def named(known: Gazetteer, hits: list[Hit]) -> Counter[str]:
    """How often the text names each code, the place itself or what lies in it, counting only what is certain."""
    told: Counter[str] = Counter()
    for hit in hits:
        if len(hit.meant) == 1:
            told[hit.meant[0].code] += 2
            for outer in known.around(hit.meant[0]):
                told[outer.code] += 1
    return told


def meant(known: Gazetteer, places: list[Place], told: Counter[str]) -> list[Place]:
    """Those of the places of one name that are meant, given how often the text names each: one, or all in doubt."""
    if len(places) == 1:
        return places
    rank = min(LEVELS.index(place.level) for place in places)
    highest = [place for place in places if LEVELS.index(place.level) == rank]
    if len(highest) == 1:
        return highest
    scores = [max((told[p.code] * weight for p, weight in _weighted(known, place)), default=0) for place in places]
    best = max(scores)
    chosen = [place for place, score in zip(places, scores, strict=True) if score == best] if best else places
    cities = [place for place in chosen if place.name.endswith("市")]
    same = len({(place.short, place.parent) for place in chosen}) == 1  # 伊宁 is 伊宁市 rather than 伊宁县
    return cities if same and len(cities) == 1 else chosen


def _weighted(known: Gazetteer, place: Place) -> Iterator[tuple[Place, int]]:
    """`place` itself and those around it below the country; a city says more than its province."""
    if place.code:
        yield place, 9
    for outer in known.around(place):
        if outer.level in ("province", "city"):
            yield outer, 3 if outer.level == "city" else 1
