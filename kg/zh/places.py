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

from kg.zh import place_choice
from kg.zh.gazetteer import LEVELS, Gazetteer, Place, gazetteer, words
from kg.zh.place_scan import Hit, scan
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


_LETTER = re.compile("(?<={})[{}](?={})".format(*words()["words"]["letter_frame"]))


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
    hits = place_choice.supported(known, text, list(scan(known, text)))
    told = place_choice.named(known, hits)
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
    hits = list(scan(known, name))
    return hits[0].meant if len(hits) == 1 and (hits[0].start, hits[0].end) == (0, len(name)) else []



def _mention(known: Gazetteer, text: str, hit: Hit, told: Counter[str]) -> PlaceMention:
    places = place_choice.meant(known, hit.meant, told)
    start, end, place = hit.start, hit.end, places[0]
    if len(places) > 1:
        return PlaceMention(start, end, text[start:end], None, place.level, "gazetteer", None, tuple(places))
    return PlaceMention(start, end, place.name, place.code or None, place.level, "gazetteer", place.parent or None)




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
