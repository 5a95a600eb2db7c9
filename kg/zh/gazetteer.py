"""The places that are known: divisions of China with GB/T 2260 codes, countries, large cities and regions.

Data: divisions.csv, renamed.csv, world.csv, places.toml. Everything is loaded once, on first use.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.zh.calendar import DATA

FULL, SHORT, WEAK, SHIELD = 0, 1, 2, 3
"""How a name stands for a place: by itself, as a short name, as a short name that needs support, not at all."""

LEVELS = ("region", "country", "province", "city", "county", "town")


@dataclass(frozen=True, slots=True)
class Place:
    """`code` is GB/T 2260 (six digits), ISO 3166, or "" for what has none; `parent` the code of the place around it."""

    code: str
    name: str
    short: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`names`: what each name can mean, with how; `heads`: names by their first two characters, the longest first."""

    places: dict[str, Place]
    names: dict[str, tuple[tuple[Place, int], ...]]
    heads: dict[str, tuple[str, ...]]
    letters: dict[str, str]

    def around(self, place: Place) -> Iterator[Place]:
        """The places in which `place` lies, the nearest first."""
        while place.parent and (outer := self.places.get(place.parent)):
            yield outer
            place = outer

    def lies_in(self, place: Place, code: str) -> bool:
        return any(outer.code == code for outer in self.around(place))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the data folder."""
    extra = words()
    divisions = list(_divisions())
    places = {place.code: place for place in divisions}
    foreign = list(_world())
    places |= {place.code: place for place, _ in foreign if place.code}
    names: dict[str, dict[Place, int]] = defaultdict(dict)
    for place in divisions:
        _enter(names, place.name, place, _strength_of_name(place, extra))
        if place.short:
            _enter(names, place.short, place, _strength_of_short(place, extra))
        if place.short and "自治" in place.name and place.level != "province":
            _enter(names, place.short + place.name[-1], place, FULL)
    for place, formal in foreign:
        _enter(names, place.name, place, WEAK if place.name in extra["words"]["weak"] else FULL)
        if formal:
            _enter(names, formal, place, FULL)
    _enter_further_names(names, places, extra)
    for shield in extra["words"]["shields"]:
        names[shield] = {}
    return Gazetteer(places, _frozen(names), _heads(names), dict(extra["letters"]))


@cache
def former() -> dict[str, tuple[str, int]]:
    """Names of divisions that are no more → the code of the one that took their place, and the year.

    >>> former()["襄樊市"], "襄阳市" in former()
    (('420600', 2010), False)
    """
    current = {place.name for place in _divisions()}
    return {row["name"]: (row["code"], int(row["until"])) for row in _rows("renamed.csv") if row["name"] not in current}


@cache
def words() -> dict[str, Any]:
    """The tables of data/places.toml."""
    return tomllib.loads((DATA / "places.toml").read_text(encoding="utf-8"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _divisions() -> Iterator[Place]:
    for row in _rows("divisions.csv"):
        yield Place(row["code"], row["name"], row["short"], row["level"], row["parent"])


def _world() -> Iterator[tuple[Place, str]]:
    for row in _rows("world.csv"):
        yield Place(row["code"], row["name"], "", row["level"], row["parent"]), row["formal"]


def _enter(names: dict[str, dict[Place, int]], name: str, place: Place, strength: int) -> None:
    names[name][place] = min(strength, names[name].get(place, SHIELD))


def _strength_of_name(place: Place, extra: dict[str, Any]) -> int:
    generic = place.name in extra["words"]["generic"]
    return WEAK if generic or (place.level == "county" and len(place.name) == 2) else FULL


def _strength_of_short(place: Place, extra: dict[str, Any]) -> int:
    """Short names of districts and counties, and those that are words, need support."""
    district = place.level == "county" and not place.name.endswith("市")
    return WEAK if district or place.short in extra["words"]["weak"] else SHORT


def _enter_further_names(names: dict[str, dict[Place, int]], places: dict[str, Place], extra: dict[str, Any]) -> None:
    for row in _rows("renamed.csv"):
        place = places[row["code"]]
        _enter(names, row["name"], place, WEAK if len(row["name"]) == 2 else FULL)
        if row["name"].endswith("市") and len(row["name"]) > 2:
            _enter(names, row["name"][:-1], place, WEAK)
    for alias, code in extra["aliases"].items():
        _enter(names, alias, places[code], SHORT)
    for region in extra["regions"]:
        place = Place("", region, "", "region", "")
        _enter(names, region, place, WEAK if region in extra["words"]["weak"] else FULL)
    for zone, code in extra["zones"].items():
        _enter(names, zone, Place("", zone, "", "region", code), FULL)


def _frozen(names: dict[str, dict[Place, int]]) -> dict[str, tuple[tuple[Place, int], ...]]:
    order = {level: place for place, level in enumerate(LEVELS)}
    return {
        name: tuple(sorted(meant.items(), key=lambda item: (order[item[0].level], item[0].code)))
        for name, meant in sorted(names.items())
    }


def _heads(names: dict[str, dict[Place, int]]) -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        heads[name[:2]].append(name)
    return {head: tuple(of_head) for head, of_head in heads.items()}
