"""Facts that cannot all be true, and how well each is supported.

The ontology says which relations have one value, and for what: `kg:functionalBy` lists the qualifiers that must be
stated and equal (a rank in one list at one date). Two values conflict if they are of different days, different numbers
(as far as both are precise), or different places of one level; a fact also conflicts with its own denial.

No conflict is what a text states in one breath (由8个增至12个), a figure whose words say only how it moved
(比上年增长) or stand in one text for two figures, a count that was told before its time was over, the days of one
event, an event that comes again and again, and a post that someone no longer holds. All facts stay; people judge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import NamedTuple

from kg.errors import InputError
from kg.model import ACTUAL, NEGATED, Fact, Value
from kg.schema import Property
from kg.zh.calendar import bounds
from kg.zh.commonplace import names_measure
from kg.zh.gazetteer import gazetteer

MOST = 30
"""A block of more facts than this is no disagreement, but a name of many things (指标, 总量)."""
_ENDING = frozenset({"holdsPosition"})
"""Properties whose denial often says that they held before (不再担任)."""
_LASTING = frozenset({"heldOn"})
"""Properties of what goes on for days."""
_EVENT = timedelta(days=31)
"""Dates of one event that lie no further apart are its days."""
_NUMBERED = re.compile(r"第[一二三四五六七八九十百\d]+[届次]|(?:19|20)\d\d|[一二三四五六七八九十]大|中全会")
"""In the name of an event that is held once."""
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
    def articles(self) -> set[str]:
        return {article for article, _ in self.places}


def disagreeing(
    facts: Iterable[Fact], relations: Mapping[str, Property], code: Codes, name: Callable[[str], str]
) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts that cannot both be true, by what they say alone.

    By the IRI of a thing `code` gives that of a place and `name` what it is called.
    """
    values: defaultdict[Hashable, list[Fact]] = defaultdict(list)
    denials: defaultdict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        key = _functional(fact, relations[fact.property].functional_by)
        if fact.modality in (ACTUAL, NEGATED) and (key is not None or isinstance(fact.object, str)):
            denials[fact.subject, fact.property, fact.object, key].append(fact)
        if fact.modality == ACTUAL and key is not None:
            values[fact.subject, fact.property, key].append(fact)
    for block in _small(values):
        differing = (p for p in combinations(block, 2) if _differ(p[0].object, p[1].object, code))
        yield from (pair for pair in differing if not (pair[0].property in _LASTING and _goes_on(*pair, name)))
    for block in _small(denials):
        yield from (p for p in combinations(block, 2) if p[0].modality != p[1].modality and _denies(*p))


def _small(blocks: Mapping[Hashable, list[Fact]]) -> Iterator[list[Fact]]:
    return (sorted(block, key=lambda fact: fact.iri) for block in blocks.values() if 1 < len(block) <= MOST)


def _functional(fact: Fact, needed: tuple[str, ...] | None) -> Hashable | None:
    """The qualifiers for which the relation has one value; None if it may have many, or they are not all stated."""
    stated = dict(fact.qualifiers)
    if needed is None or not set(needed) <= set(stated):
        return None
    metric = stated.get("metric")
    if isinstance(metric, Value) and not names_measure(metric.lexical):
        return None
    unit = stated.get("unit") or (fact.object.unit if isinstance(fact.object, Value) else None)
    return tuple(stated[name] for name in needed), unit


def _differ(one: str | Value, other: str | Value, code: Codes) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str) and _apart(code(one), code(other))
    if one.datatype == "date" == other.datatype:
        return _disjoint(one.lexical, other.lexical)
    if one.datatype == "quantity" == other.datatype:
        return not _rounded(_number(one.lexical), _number(other.lexical))
    return one.lexical != other.lexical


def _apart(one: str | None, other: str | None) -> bool:
    """Are the two known places, of one level?"""
    places = [gazetteer().places.get(code or "") for code in (one, other)]
    first, second = places
    return first is not None and second is not None and first.level == second.level and first != second


def _denies(one: Fact, other: Fact) -> bool:
    """Is one the denial of the other? Not on another day; who holds a post no longer has held it."""
    days = [value for f in (one, other) for name, value in f.qualifiers if name == "date" and isinstance(value, Value)]
    if len(days) == 2:
        return not _disjoint(days[0].lexical, days[1].lexical)
    return one.property not in _ENDING


def _goes_on(one: Fact, other: Fact, name: Callable[[str], str]) -> bool:
    """Are the dates days of one event, its opening and close, or those of an event that comes again and again?"""
    days = [_days(fact.object.lexical) for fact in (one, other) if isinstance(fact.object, Value)]
    known = [each for each in days if each is not None]
    apart = max(first for first, _ in known) - min(last for _, last in known) if len(known) == 2 else _EVENT
    return apart <= _EVENT or not _NUMBERED.search(name(one.subject))


def _disjoint(one: str, other: str) -> bool:
    first, second = _days(one), _days(other)
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])


def _days(lexical: str) -> Days | None:
    try:
        return bounds(lexical)
    except InputError:
        return None


def _rounded(one: Decimal | str, other: Decimal | str) -> bool:
    """Are two numbers one, as far as both are precise (3.8万 and 37814, 66.2 and 66.16)?"""
    if isinstance(one, str) or isinstance(other, str) or not (one.is_finite() and other.is_finite()):
        return one == other
    coarser = max(int(number.normalize().as_tuple().exponent) for number in (one, other))
    return abs(one - other) < Decimal(10) ** coarser


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
    told = list(pairs)
    loose = _loose(told, support)
    for one, other in told:
        if _subject_matter(one) in loose or _runs_on(one, other, support):
            continue
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


def _subject_matter(fact: Fact) -> Hashable:
    """What a figure or rank is of; None for a fact that is neither, or a denial."""
    figure = fact.qualifiers and fact.modality == ACTUAL and isinstance(fact.object, Value)
    return (fact.subject, fact.property, fact.qualifiers) if figure else None


def _loose(pairs: Iterable[tuple[Fact, Fact]], support: Mapping[str, Support]) -> set[Hashable]:
    """Of what one text itself gives two figures: its words for it name more than one thing (总投资, 参保)."""
    same = (one for one, other in pairs if support[one.iri].articles & support[other.iri].articles)
    return {_subject_matter(one) for one in same} - {None}


def _runs_on(one: Fact, other: Fact, support: Mapping[str, Support]) -> bool:
    """Was the time that a figure is of not over when it was told, so that it went on growing?"""
    if _subject_matter(one) is None:
        return False
    dates = (value for name, value in one.qualifiers if name == "date" and isinstance(value, Value))
    days = next((_days(date.lexical) for date in dates), None)
    told = [_days(support[fact.iri].latest[:10]) for fact in (one, other)]
    return days is not None and any(each is not None and each[0] <= days[1] for each in told)


def _strength(fact: Fact, support: Support) -> tuple[int, int, float, int, str]:
    """Less is better supported."""
    latest = int(support.latest[:10].replace("-", "").ljust(8, "0") or 0) if support.latest[:4].isdigit() else 0
    return -len(support.articles), _span(fact.object), -fact.score, -latest, fact.iri


def _span(value: str | Value) -> int:
    """In how many days a date lies; for a number how few digits it has."""
    if not isinstance(value, Value):
        return 0
    if value.datatype == "date":
        days = _days(value.lexical)
        return (days[1] - days[0]).days if days else 0
    return -len(value.lexical.strip("0.-"))
