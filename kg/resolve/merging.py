"""Which statements say the same fact.

Statements with the same subject, property, object, modality and source are one fact, if the qualifiers of one are among
those of the other; the fact keeps the best score. Of what is said of one subject nothing depends on what is said of
others, but for what a person revised.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from kg import iris
from kg.model import Entity, Fact, View
from kg.resolve.conflicts import Support, disagreeing, link
from kg.resolve.identity import Identities
from kg.resolve.said import Known, Part, Qualifiers, Said, Telling
from kg.schema import Schema

Revise = Callable[[Fact, Callable[[str], tuple[str, ...]], Callable[[Fact], str]], Fact | None]
"""What people decided: a fact, the things of a name, and what mints an IRI → the fact to put in its place, or none."""
Decide = Callable[[Fact], Fact | None]
_Key = tuple[Said, Qualifiers]


class _Numbers:
    """What was said, numbered, with the best score of each."""

    def __init__(self) -> None:
        self.of: dict[_Key, int] = {}
        self.scores = array("d")

    def add(self, key: _Key, score: float) -> int:
        number = self.of.setdefault(key, len(self.scores))
        if number == len(self.scores):
            self.scores.append(score)
        self.scores[number] = max(self.scores[number], score)
        return number

    def by_said(self) -> Iterable[tuple[Said, dict[Qualifiers, float]]]:
        """With each statement the scores of all qualifiers that it is made with."""
        found: defaultdict[Said, dict[Qualifiers, float]] = defaultdict(dict)
        for (said, qualifiers), number in self.of.items():
            found[said][qualifiers] = self.scores[number]
        return found.items()


class Told(NamedTuple):
    """What one document states: by its statements the number of what it says (-1: nothing), and where it begins."""

    published: str | None
    numbers: array[int]
    starts: array[int]


class Facts:
    """The facts that a set of documents states, without their evidence, and the way from a statement to its fact.

    `facts` are those by the number of what is said; what is kept beside them is two numbers a statement.
    """

    def __init__(self, facts: Mapping[int, Fact], told: Mapping[str, Told], identities: Identities) -> None:
        self._facts, self._told, self.identities = facts, told, identities

    def stated(self, article_id: str) -> tuple[Fact | None, ...]:
        """By the statements of one of the documents the facts that they state, where they state any."""
        return tuple(map(self._facts.get, self._told[article_id].numbers))

    @cached_property
    def all(self) -> tuple[Fact, ...]:
        """Every fact, in the order of the IRIs."""
        return tuple(sorted({fact.iri: fact for fact in self._facts.values()}.values(), key=lambda fact: fact.iri))

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """By IRI, what a fact names as subject, object, source or qualifier."""
        named = {iri for fact in self.all for iri in named_in(fact)}
        return {iri: self.identities.entity(iri) for iri in sorted(named)}

    def view(self, article_ids: Iterable[str]) -> View:
        """What became of the things and statements of some of the documents."""
        ids = tuple(article_ids)
        things = tuple(
            tuple(iri if iri in self.entities else "" for iri in self.identities.iris(article_id)) for article_id in ids
        )
        stated = [self.stated(article_id) for article_id in ids]
        facts = {fact.iri: fact for row in stated for fact in row if fact}
        named = {iri for row in things for iri in row} | {iri for fact in facts.values() for iri in named_in(fact)}
        statements = tuple(tuple(fact.iri if fact else "" for fact in row) for row in stated)
        entities = tuple(self.entities[iri] for iri in sorted(named - {""}))
        return View(things, statements, entities, tuple(facts[iri] for iri in sorted(facts)))


def merged(
    tellings: Iterable[Telling], identities: Identities, *, schema: Schema, base: str, revise: Revise | None = None
) -> Facts:
    """The facts that documents state together, as `revise` leaves them. `tellings` is walked through once."""
    decide = decided_by(revise, identities, base)
    return Facts(*merge(tellings, identities, schema=schema, base=base, decide=decide), identities)


def decided_by(revise: Revise | None, identities: Identities, base: str) -> Decide | None:
    """What `revise` makes of a fact among these things."""
    return (lambda fact: revise(fact, identities.named, partial(_iri, base=base))) if revise else None


def merge(
    tellings: Iterable[Telling], known: Known, *, schema: Schema, base: str, decide: Decide | None = None
) -> tuple[dict[int, Fact], dict[str, Told]]:
    """The facts by the number of what is said, and what each document says.

    Without `decide`, what is told of some subjects makes the same facts of them whatever is told of others.
    """
    numbers = _Numbers()
    told = {telling.article_id: _noted(telling, numbers) for telling in tellings}
    each = ((numbers.of[s, q], fact) for s, scores in numbers.by_said() for q, fact in _merged(s, scores, base))
    if decide:
        each = ((key, fact) for key, found in each if (fact := decide(found)))
    facts = dict(each)
    _link(facts, told, known, schema)
    return facts, told


def _noted(telling: Telling, numbers: _Numbers) -> Told:
    """What a document states, added to what others do."""
    told, starts = array("q"), array("q")
    for made in telling.made:
        told.append(numbers.add((made.said, made.qualifiers), made.score) if made.said else -1)
        starts.append(made.start)
    return Told(telling.published, told, starts)


def _link(facts: dict[int, Fact], told: Mapping[str, Told], known: Known, schema: Schema) -> None:
    """Tell the facts that cannot all be true of each other."""
    by_iri = {fact.iri: fact for fact in facts.values()}
    pairs = list(disagreeing(by_iri.values(), schema.relations, known.code, known.written))
    linked = link(pairs, _support({fact.iri for pair in pairs for fact in pair}, facts, told))
    for key, fact in facts.items() if linked else ():
        if fact.iri in linked:
            facts[key] = replace(fact, conflicts=linked[fact.iri].others, support=linked[fact.iri].rank)


def _support(wanted: set[str], facts: Mapping[int, Fact], told: Mapping[str, Told]) -> dict[str, Support]:
    found = {iri: Support() for iri in wanted}
    for article_id, each in told.items() if wanted else ():
        for number, start in zip(each.numbers, each.starts, strict=True):
            fact = facts.get(number)
            if fact and fact.iri in found:
                found[fact.iri].add(article_id, start, each.published)
    return found


def _merged(said: Said, scores: dict[Qualifiers, float], base: str) -> Iterator[tuple[Qualifiers, Fact]]:
    """For each of the qualifiers the fact; the vaguer join the first of the fullest that say all that they say."""
    order = sorted(scores, key=lambda qualifiers: (-len(qualifiers), _identity(qualifiers)))
    joined: dict[Qualifiers, list[Qualifiers]] = {}
    for qualifiers in order:
        fuller = next((other for other in joined if qualifiers < other), qualifiers)
        joined.setdefault(fuller, []).append(qualifiers)
    for fullest, members in joined.items():
        fact = _fact(said, fullest, max(scores[member] for member in members), base)
        yield from ((member, fact) for member in members)


def _fact(said: Said, qualifiers: Qualifiers, score: float, base: str) -> Fact:
    ordered = tuple(sorted(qualifiers, key=lambda q: (q[0], _plain(q[1]))))
    told = said.subject, said.property, said.object, (), ordered, said.modality, said.attributed_to, score
    return Fact(_iri(Fact("", *told), base=base), *told)


def _iri(fact: Fact, *, base: str) -> str:
    """By what the fact says, and not by where: other rules may find other places for it."""
    told = fact.subject, fact.property, _plain(fact.object), fact.modality, fact.attributed_to
    return iris.fact(base, *told, _identity(frozenset(fact.qualifiers)))


def _identity(qualifiers: Qualifiers) -> list[tuple[str, list[str]]]:
    return sorted((name, _plain(part)) for name, part in qualifiers)


def _plain(part: Part) -> list[str]:
    """A thing or value as JSON knows it, and so that any two can be put in order."""
    return [part] if isinstance(part, str) else ["", part.lexical, part.datatype, part.unit or ""]


def named_in(fact: Fact) -> Iterator[str]:
    yield fact.subject
    for part in (fact.object, fact.attributed_to, *(value for _, value in fact.qualifiers)):
        if isinstance(part, str):
            yield part
