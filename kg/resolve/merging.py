"""Which statements say the same fact.

Statements with the same subject, property, object, modality and source are one fact, if the qualifiers of one are among
those of the other; the fact keeps the best score. A statement that would relate a thing to itself, or rename it to what
it is called already, says nothing and is dropped.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from kg import iris
from kg.model import Entity, Fact, Outline, Statement, Value, View
from kg.resolve.conflicts import Support, disagreeing, link
from kg.resolve.identity import Identities
from kg.schema import Schema
from kg.zh.script import fold

Part = str | Value
Qualifiers = frozenset[tuple[str, Part]]


class _Said(NamedTuple):
    """A statement about entities, without its qualifiers and score."""

    subject: str
    property: str
    object: Part
    modality: str
    attributed_to: str | None


Revise = Callable[[Fact, Callable[[str], tuple[str, ...]], Callable[[Fact], str]], Fact | None]
"""What people decided: a fact, the things of a name, and what mints an IRI → the fact to put in its place, or none."""


_Key = tuple[_Said, Qualifiers]


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

    def by_said(self) -> Iterable[tuple[_Said, dict[Qualifiers, float]]]:
        """With each statement the scores of all qualifiers that it is made with."""
        found: defaultdict[_Said, dict[Qualifiers, float]] = defaultdict(dict)
        for (said, qualifiers), number in self.of.items():
            found[said][qualifiers] = self.scores[number]
        return found.items()


class _Told(NamedTuple):
    """What one document states: by its statements the number of what it says (-1: nothing), and where it begins."""

    published: str | None
    numbers: array[int]
    starts: array[int]


class Facts:
    """The facts that a set of documents states, without their evidence, and the way from a statement to its fact.

    `outlines` is walked through once; what is kept is the facts, as `revise` leaves them, and two numbers a statement.
    """

    def __init__(
        self, outlines: Iterable[Outline], identities: Identities, *, schema: Schema, base: str, revise: Revise | None
    ) -> None:
        self.identities, self._schema = identities, schema
        numbers = _Numbers()
        self._told = {outline.article_id: self._noted(outline, numbers) for outline in outlines}
        merged = ((numbers.of[s, q], fact) for s, known in numbers.by_said() for q, fact in _merged(s, known, base))
        if revise:
            revised = ((key, revise(fact, identities.named, partial(_iri, base=base))) for key, fact in merged)
            merged = ((key, fact) for key, fact in revised if fact)
        self._facts = dict(merged)
        self._link_conflicts()

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

    def _noted(self, outline: Outline, numbers: _Numbers) -> _Told:
        """What a document states, added to what others do."""
        told, starts = array("q"), array("q")
        for statement in outline.statements:
            said = self._said(outline.article_id, statement)
            key = (said, self._qualifiers(outline.article_id, statement)) if said else None
            told.append(numbers.add(key, statement.score) if key else -1)
            starts.append(statement.start)
        return _Told(outline.published, told, starts)

    def _link_conflicts(self) -> None:
        """Tell the facts that cannot all be true of each other."""
        known = {fact.iri: fact for fact in self._facts.values()}
        pairs = list(disagreeing(known.values(), self._schema.relations, self.identities.code, self.identities.written))
        linked = link(pairs, self._support({fact.iri for pair in pairs for fact in pair}))
        for key, fact in self._facts.items() if linked else ():
            if fact.iri in linked:
                self._facts[key] = replace(fact, conflicts=linked[fact.iri].others, support=linked[fact.iri].rank)

    def _support(self, wanted: set[str]) -> dict[str, Support]:
        found = {iri: Support() for iri in wanted}
        for article_id, told in self._told.items() if wanted else ():
            for fact, start in zip(self.stated(article_id), told.starts, strict=True):
                if fact and fact.iri in found:
                    found[fact.iri].add(article_id, start, told.published)
        return found

    def _said(self, article_id: str, statement: Statement) -> _Said | None:
        prop = self._schema.relations[statement.property]
        subject = self.identities.iri(article_id, statement.subject)
        value: Part | None = self._part(article_id, statement.object)
        if statement.named:
            value = _other_name(statement, self.identities.written(subject))
        if prop.symmetric and isinstance(value, str):
            subject, value = sorted((subject, value))
        if value == subject or value is None:
            return None
        source = statement.attributed_to
        party = None if source is None else self.identities.iri(article_id, source)
        return _Said(subject, prop.name, value, statement.modality, party)

    def _qualifiers(self, article_id: str, statement: Statement) -> Qualifiers:
        return frozenset((name, self._part(article_id, part)) for name, part in statement.qualifiers)

    def _part(self, article_id: str, part: int | Value) -> Part:
        return self.identities.iri(article_id, part) if isinstance(part, int) else part


def _other_name(statement: Statement, name: str) -> Value | None:
    """The name that an alias adds to `name`."""
    sides = (statement.object.lexical if isinstance(statement.object, Value) else "", statement.named)
    return next((Value(side, "text") for side in sides if fold(side) != fold(name)), None)


def _merged(said: _Said, scores: dict[Qualifiers, float], base: str) -> Iterator[tuple[Qualifiers, Fact]]:
    """For each of the qualifiers the fact; the vaguer join the first of the fullest that say all that they say."""
    order = sorted(scores, key=lambda qualifiers: (-len(qualifiers), _identity(qualifiers)))
    joined: dict[Qualifiers, list[Qualifiers]] = {}
    for qualifiers in order:
        fuller = next((other for other in joined if qualifiers < other), qualifiers)
        joined.setdefault(fuller, []).append(qualifiers)
    for fullest, members in joined.items():
        fact = _fact(said, fullest, max(scores[member] for member in members), base)
        yield from ((member, fact) for member in members)


def _fact(said: _Said, qualifiers: Qualifiers, score: float, base: str) -> Fact:
    ordered = tuple(sorted(qualifiers, key=lambda q: (q[0], _plain(q[1]))))
    fact = Fact("", said.subject, said.property, said.object, (), ordered, said.modality, said.attributed_to, score)
    return replace(fact, iri=_iri(fact, base=base))


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
