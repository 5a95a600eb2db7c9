"""Which claims say the same fact.

Claims with the same subject, property, object, modality and source are one fact, if the qualifiers of one are among
those of the other; the fact keeps all the evidence and the best score. A claim that would relate a thing to itself, or
rename it to what it is called already, says nothing and is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg import iris
from kg.errors import OntologyError
from kg.model import Claim, Evidence, Fact, Mention, Reading, Value
from kg.resolve.identity import Identities
from kg.schema import VALUE_CLASSES, Property, Schema
from kg.zh.script import fold

Part = str | Value
Qualifiers = frozenset[tuple[str, Part]]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A claim about things instead of mentions, without its qualifiers, evidence and score."""

    subject: str
    property: str
    object: Part
    modality: str
    attributed_to: str | None


def merged(readings: Iterable[Reading], identities: Identities, *, schema: Schema, base: str) -> tuple[Fact, ...]:
    """The facts that the readings' claims state, in the order in which the articles state them."""
    claims: defaultdict[_Statement, defaultdict[Qualifiers, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        for claim in reading.claims:
            statement = _statement(claim, reading.clean.article.id, identities, schema)
            if statement:
                claims[statement][_qualifiers(claim, reading.clean.article.id, identities, schema)].append(claim)
    facts = [_fact(s, q, c, base) for s, stated in claims.items() for q, c in _absorbed(stated).items()]
    return tuple(sorted(facts, key=lambda fact: (_position(fact.evidence[0]), fact.iri)))


def _statement(claim: Claim, article_id: str, identities: Identities, schema: Schema) -> _Statement | None:
    prop = _property(claim.property, schema.relations)
    subject = identities.iri(claim.subject, article_id)
    if prop.range == {"Text"}:
        value: Part | None = _other_name(claim, identities.written(subject))
    else:
        value = _part(claim.object, prop, article_id, identities)
    if prop.symmetric and isinstance(value, str):
        subject, value = sorted((subject, value))
    if value == subject or value is None:
        return None
    source = identities.iri(claim.attributed_to, article_id) if claim.attributed_to else None
    return _Statement(subject, prop.name, value, claim.modality, source)


def _other_name(claim: Claim, name: str) -> Value | None:
    """The name that an alias claim adds to `name`: it has no direction, so either side may be the new one."""
    sides = (claim.object.name or claim.object.text, claim.subject.name or claim.subject.text)
    return next((Value(side, "text") for side in sides if fold(side) != fold(name)), None)


def _qualifiers(claim: Claim, article_id: str, identities: Identities, schema: Schema) -> Qualifiers:
    parts = ((n, v, _property(n, schema.qualifiers)) for n, v in claim.qualifiers)
    return frozenset((n, _part(v, prop, article_id, identities)) for n, v, prop in parts)


def _property(name: str, declared: dict[str, Property]) -> Property:
    if name not in declared:
        raise OntologyError(f"a claim uses {name}; kg.ttl declares {', '.join(declared)}: add it there or rename it")
    return declared[name]


def _part(part: Value | Mention, prop: Property, article_id: str, identities: Identities) -> Part:
    """The thing or value that stands for `part` in the graph; `approximate` tells no two values apart."""
    if isinstance(part, Mention):
        if prop.range and prop.range.isdisjoint(VALUE_CLASSES):
            return identities.iri(part, article_id)
        part = part.value or Value(part.name or part.text, "text")
    return Value(part.lexical, part.datatype, part.unit)


def _absorbed(stated: dict[Qualifiers, list[Claim]]) -> dict[Qualifiers, list[Claim]]:
    """Claims by qualifiers, where the vaguer have joined the first of the fullest that say all that they say."""
    order = sorted(stated, key=lambda qualifiers: (-len(qualifiers), _identity(qualifiers)))
    kept: dict[Qualifiers, list[Claim]] = {}
    for qualifiers in order:
        fuller = next((other for other in kept if qualifiers < other), qualifiers)
        kept.setdefault(fuller, []).extend(stated[qualifiers])
    return kept


def _fact(statement: _Statement, qualifiers: Qualifiers, claims: list[Claim], base: str) -> Fact:
    s, evidence = statement, tuple(sorted({claim.evidence for claim in claims}, key=_position))
    iri = iris.fact(base, s.subject, s.property, _plain(s.object), s.modality, s.attributed_to, _identity(qualifiers))
    ordered = tuple(sorted(qualifiers, key=lambda q: (q[0], _plain(q[1]))))
    score = max(claim.score for claim in claims)
    return Fact(iri, s.subject, s.property, s.object, evidence, ordered, s.modality, s.attributed_to, score)


def _identity(qualifiers: Qualifiers) -> list[tuple[str, list[str]]]:
    return sorted((name, _plain(part)) for name, part in qualifiers)


def _plain(part: Part) -> list[str]:
    """A thing or value as JSON knows it, and so that any two can be put in order."""
    return [part] if isinstance(part, str) else ["", part.lexical, part.datatype, part.unit or ""]


def _position(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.article_id, evidence.start, evidence.end, evidence.rule
