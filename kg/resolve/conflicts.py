"""Facts that cannot all be true, and how well each is supported.

The ontology says which relations have one value, and for what: `kg:functionalBy` lists the qualifiers that must be
stated and equal (a rank in one list at one date). Two values conflict if they are of different days, different numbers,
or different places of one level; a fact also conflicts with its own denial. What a text states in one breath
(由8个增至12个) does not. All facts stay; people judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import NamedTuple

from kg.errors import InputError
from kg.model import ACTUAL, NEGATED, Fact, Value
from kg.schema import Property
from kg.zh.calendar import bounds
from kg.zh.gazetteer import gazetteer

MOST = 30
"""A block of more facts than this is no disagreement, but a name of many things (指标, 总量)."""
Days = tuple[date, date]
Codes = Callable[[str], str | None]


@dataclass(slots=True)
class Support:
    """Who states a fact: the documents with the offsets, and the latest date of publication."""

    places: set[tuple[str, int]] = field(default_factory=set)
    latest: str = ""

    def add(self, article_id: str, start: int, published: str | None) -> None:
        self.places.add((article_id, start))
        self.latest = max(self.latest, published or "")

    @property
    def documents(self) -> int:
        return len({article for article, _ in self.places})


def disagreeing(facts: Iterable[Fact], relations: Mapping[str, Property], code: Codes) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts that cannot both be true, by what they say alone. `code` gives that of a place, by its IRI."""
    values: defaultdict[Hashable, list[Fact]] = defaultdict(list)
    denials: defaultdict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.modality in (ACTUAL, NEGATED):
            denials[fact.subject, fact.property, fact.object].append(fact)
        if fact.modality == ACTUAL and (key := _functional(fact, relations[fact.property].functional_by)) is not None:
            values[fact.subject, fact.property, key].append(fact)
    for block in _small(values):
        yield from (pair for pair in combinations(block, 2) if _differ(pair[0].object, pair[1].object, code))
    for block in _small(denials):
        yield from (p for p in combinations(block, 2) if p[0].modality != p[1].modality and not _of_other_days(*p))


def _small(blocks: Mapping[Hashable, list[Fact]]) -> Iterator[list[Fact]]:
    return (sorted(block, key=lambda fact: fact.iri) for block in blocks.values() if 1 < len(block) <= MOST)


def _functional(fact: Fact, needed: tuple[str, ...] | None) -> Hashable | None:
    """The qualifiers for which the relation has one value; None if it may have many, or they are not all stated."""
    stated = dict(fact.qualifiers)
    if needed is None or not set(needed) <= set(stated):
        return None
    unit = stated.get("unit") or (fact.object.unit if isinstance(fact.object, Value) else None)
    return tuple(stated[name] for name in needed), unit


def _differ(one: str | Value, other: str | Value, code: Codes) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str) and _apart(code(one), code(other))
    if one.datatype == "date" == other.datatype:
        return _disjoint(one.lexical, other.lexical)
    if one.datatype == "quantity" == other.datatype:
        return _number(one.lexical) != _number(other.lexical)
    return one.lexical != other.lexical


def _apart(one: str | None, other: str | None) -> bool:
    """Are the two known places, of one level?"""
    places = [gazetteer().places.get(code or "") for code in (one, other)]
    first, second = places
    return first is not None and second is not None and first.level == second.level and first != second


def _of_other_days(one: Fact, other: Fact) -> bool:
    days = [value for f in (one, other) for name, value in f.qualifiers if name == "date" and isinstance(value, Value)]
    return len(days) == 2 and _disjoint(days[0].lexical, days[1].lexical)


def _disjoint(one: str, other: str) -> bool:
    first, second = _days(one), _days(other)
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])


def _days(lexical: str) -> Days | None:
    try:
        return bounds(lexical)
    except InputError:
        return None


def _number(lexical: str) -> Decimal | str:
    try:
        return Decimal(lexical)
    except InvalidOperation:
        return lexical


class Linked(NamedTuple):
    """What a fact conflicts with, the best supported first, and its own place in that order, from 1."""

    others: tuple[str, ...]
    rank: int


def link(pairs: Iterable[tuple[Fact, Fact]], support: Mapping[str, Support]) -> dict[str, Linked]:
    """By the IRI of a fact what it conflicts with, but for pairs that a text states in one breath.

    Better supported is what more documents state, then what is more precise, then the higher score, then the later
    statement.
    """
    known: dict[str, Fact] = {}
    against: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if not support[one.iri].places & support[other.iri].places:
            known |= {one.iri: one, other.iri: other}
            against[one.iri].add(other.iri)
            against[other.iri].add(one.iri)
    order = {iri: at for at, iri in enumerate(sorted(known, key=lambda iri: _strength(known[iri], support[iri])))}
    rank = {iri: 1 + sum(order[other] < order[iri] for other in others) for iri, others in against.items()}
    return {
        iri: Linked(tuple(sorted(others, key=lambda other: (rank[other], other))), rank[iri])
        for iri, others in against.items()
    }


def _strength(fact: Fact, support: Support) -> tuple[int, int, float, int, str]:
    """Less is better supported."""
    latest = int(support.latest[:10].replace("-", "").ljust(8, "0") or 0) if support.latest[:4].isdigit() else 0
    return -support.documents, _span(fact.object), -fact.score, -latest, fact.iri


def _span(value: str | Value) -> int:
    """In how many days a date lies; for a number how few digits it has."""
    if not isinstance(value, Value):
        return 0
    if value.datatype == "date":
        days = _days(value.lexical)
        return (days[1] - days[0]).days if days else 0
    return -len(value.lexical.strip("0.-"))
