"""Places in a text: the longest names of the gazetteer, chains (广东省佛山市) as one, and unknown divisions by shape.

Which of several places of one name is meant is decided by the chain it stands in, then by the places that the text
names most, then by rank. Short names that are also words (东方, 朝阳) count only behind the place around them, beside
another place of a list, or if the text also gives the full name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.zh.gazetteer import FULL, LEVELS, SHIELD, SHORT, WEAK, Gazetteer, Place, gazetteer, words
from kg.zh.place_shapes import shapes

__all__ = ["Place", "PlaceMention", "find", "lookup", "normal"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """[start, end) in characters of the text. A chain is one mention that means its last, most specific place.

    `name` is the full name of the place meant (佛山市 for 佛山), or its characters in the text if it is unknown or
    one of several `candidates`; then `code` is None. `parent` is the code of the place around it. `found_by` is
    "gazetteer" or "shape". `level` is region, country, province, city, county or town.
    """

    start: int
    end: int
    name: str
    code: str | None
    level: str
    found_by: str
    parent: str | None = None
    candidates: tuple[Place, ...] = ()


@dataclass(slots=True)
class _Hit:
    start: int
    end: int
    meant: list[Place]
    strength: int


_STREET = re.compile(words()["words"]["streets"])
_IN_TOWN = ("市中区", "市南区", "市北区")
_FULL_ENDINGS = ("省", "市", "州", "盟", "地区", "县", "区", "旗")
_LETTER = re.compile("(?<={})[{}](?={})".format(*words()["words"]["letter_frame"]))
_LIST_GAP = re.compile("[、和与及，,]$")


def lookup(name: str, *, within: str | None = None) -> tuple[Place, ...]:
    """The places that `name` can mean, the larger first; `within` is the code of a place around them.

    Takes full, short and former names, one-character names of provinces (粤) and chains (广东省佛山市).

    >>> [place.code for place in lookup("朝阳区", within="110000")], [place.name for place in lookup("粤")]
    (['110105'], ['广东省'])
    """
    known = gazetteer()
    if name in known.letters:
        found = [known.places[known.letters[name]]]
    else:
        found = [place for place, _ in known.names.get(name, ())] or _lookup_chain(known, name)
    return tuple(place for place in found if within is None or place.code == within or known.lies_in(place, within))


def normal(name: str) -> str:
    """The full official name (佛山 is 佛山市), or `name` itself if it is unknown or means several places of one level.

    >>> normal("贵州"), normal("朝阳区"), normal("江川省")
    ('贵州省', '朝阳区', '江川省')
    """
    places = lookup(name)
    highest = [place for place in places if place.level == places[0].level]
    return highest[0].name if len(highest) == 1 else name


def find(text: str) -> list[PlaceMention]:
    """All places of `text`, in order, without overlap.

    >>> [(m.name, m.code) for m in find("广东省佛山市与昆山市签约，江川省澜江市列席")]
    [('佛山市', '440600'), ('昆山市', '320583'), ('澜江市', None)]
    """
    known = gazetteer()
    hits = _supported(known, text, list(_scan(known, text)))
    told = _told(known, hits)
    mentions = [_mention(known, text, hit, told) for hit in hits]
    found = [(mention.start, mention.end) for mention in mentions]
    for start, end, level in shapes(text, found):
        mentions.append(PlaceMention(start, end, text[start:end], None, level, "shape"))
    mentions += _letters(known, text)
    return _merged(mentions)


def _letters(known: Gazetteer, text: str) -> Iterator[PlaceMention]:
    """Provinces by one character: 在京召开, 赴沪考察."""
    for match in _LETTER.finditer(text):
        place = known.places[known.letters[match[0]]]
        yield PlaceMention(*match.span(), place.name, place.code, place.level, "gazetteer", place.parent)


def _lookup_chain(known: Gazetteer, name: str) -> list[Place]:
    hits = list(_scan(known, name))
    return hits[0].meant if len(hits) == 1 and (hits[0].start, hits[0].end) == (0, len(name)) else []


def _scan(known: Gazetteer, text: str) -> Iterator[_Hit]:
    """Longest matches from left to right, each extended to the chain that it begins."""
    at, last = 0, len(text) - 1
    heads = known.heads
    while at < last:
        of_head = heads.get(text[at : at + 2])
        name = next((name for name in of_head if text.startswith(name, at)), None) if of_head else None
        if name is None:
            at += 1
            continue
        if name.endswith("市") and name[:-1] in known.names and text.startswith("场", at + len(name)):
            name = name[:-1]
        hit = _chain(known, text, at, name)
        at = hit.end
        if hit.strength != SHIELD and not (hit.strength != FULL and _STREET.match(text, at)):
            yield hit


def _chain(known: Gazetteer, text: str, start: int, name: str) -> _Hit:
    """The name at `start` with the names of ever smaller places behind it."""
    hit = _hit(known, start, name)
    if text.startswith(_IN_TOWN, hit.end - 1) and name[:-1] in known.names:
        shorter = _hit(known, start, name[:-1])
        hit = _inner(known, text, shorter) or hit
    while hit.strength != SHIELD and (inner := _inner(known, text, hit)):
        hit = inner
    return hit


def _hit(known: Gazetteer, start: int, name: str) -> _Hit:
    meant = known.names[name]
    strength = min((how for _, how in meant), default=SHIELD)
    places = [place for place, how in meant if how <= SHORT or strength == WEAK]
    return _Hit(start, start + len(name), places, strength)


def _inner(known: Gazetteer, text: str, hit: _Hit) -> _Hit | None:
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
            return _Hit(hit.start, end, inside, FULL)
    return None


def _supported(known: Gazetteer, text: str, hits: list[_Hit]) -> list[_Hit]:
    """Without the weak hits that neither a list of places nor the full name elsewhere in the text supports."""
    named = {place.code for hit in hits if hit.strength <= SHORT for place in hit.meant}
    kept: list[_Hit] = []
    for position, hit in enumerate(hits):
        if hit.strength == WEAK:
            supported = [place for place in hit.meant if _is_told(place, named)]
            beside = _beside(text, kept[-1:], hit) or _beside(text, [hit], *hits[position + 1 : position + 2])
            listed = [place for place in hit.meant if _of_a_kind(place, beside)]
            if not supported and not listed:
                continue
            hit.meant = supported or listed
        kept.append(hit)
    return kept


def _is_told(place: Place, named: set[str]) -> bool:
    """Whether the text names the place in full or, of a city abroad, its country."""
    return place.code in named if place.code else place.level == "city" and place.parent in named


def _of_a_kind(place: Place, beside: str) -> bool:
    """Whether `place` may stand in a list beside one of that level: countries with countries, a city with any."""
    if place.level in ("country", "region"):
        return beside == place.level
    return place.name.endswith(("市", "州")) and beside in ("province", "city", "county")


def _beside(text: str, before: list[_Hit], after: _Hit | None = None) -> str:
    """The level of the certain place that stands beside the weak one in a list, or ""."""
    if not before or after is None or not 0 < after.start - before[0].end <= 1:
        return ""
    other = before[0] if after.strength == WEAK else after
    listed = other.strength <= SHORT and _LIST_GAP.match(text[before[0].end : after.start])
    return other.meant[0].level if listed else ""


def _told(known: Gazetteer, hits: list[_Hit]) -> Counter[str]:
    """How often the text names each place, directly or by what lies in it, counting only what is certain."""
    told: Counter[str] = Counter()
    for hit in hits:
        if len(hit.meant) == 1:
            told[hit.meant[0].code] += 2
            for outer in known.around(hit.meant[0]):
                told[outer.code] += 1
    return told


def _mention(known: Gazetteer, text: str, hit: _Hit, told: Counter[str]) -> PlaceMention:
    places = _meant(known, hit.meant, told)
    start, end, place = hit.start, hit.end, places[0]
    if len(places) > 1:
        return PlaceMention(start, end, text[start:end], None, place.level, "gazetteer", None, tuple(places))
    return PlaceMention(start, end, place.name, place.code or None, place.level, "gazetteer", place.parent or None)


def _meant(known: Gazetteer, places: list[Place], told: Counter[str]) -> list[Place]:
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
    yield place, 9
    for outer in known.around(place):
        if outer.level in ("province", "city"):
            yield outer, 3 if outer.level == "city" else 1


def _merged(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """In order; an unknown division right behind a larger place, or a shape behind a shape, joins it as a chain."""
    merged: list[PlaceMention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        before = merged[-1] if merged else None
        if before and mention.start < before.end:
            continue
        larger = before and LEVELS.index(before.level) < LEVELS.index(mention.level) and before.level != "country"
        if before and larger and before.end == mention.start and mention.found_by == "shape":
            merged[-1] = replace(mention, start=before.start, parent=before.code)
        else:
            merged.append(mention)
    return merged
