"""Facts and mentions as flat records: one JSON object a line, names instead of IRIs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model import Entity, Evidence, Fact, Knowledge, Reading, Value

TYPES = {"date": "Date", "quantity": "Quantity"}


def facts(knowledge: Knowledge, others: Iterable[Entity] = ()) -> Iterator[dict[str, Any]]:
    """One record a fact and document, as `record` makes it, in the order of the documents and of their texts; `others`
    are things that facts name where `knowledge` is a part of a graph."""
    entities = {entity.iri: entity for entity in (*others, *knowledge.entities)}
    return (record(fact, place, entities) for fact, place in stated(knowledge))


def lines(knowledge: Knowledge, others: Iterable[Entity] = ()) -> Iterator[bytes]:
    """The same as lines of JSON."""
    encode = json.JSONEncoder(ensure_ascii=False).encode  # made once, where json.dumps makes one a record
    return (f"{encode(told)}\n".encode() for told in facts(knowledge, others))


def stated(knowledge: Knowledge) -> Iterator[tuple[Fact, Evidence]]:
    """Each fact with the first place of each document that states it, in the order of the documents and their texts."""
    places: dict[str, dict[str, tuple[Fact, Evidence]]] = {article.id: {} for article in knowledge.articles}
    for fact in knowledge.facts:
        for place in fact.evidence:
            places[place.article_id].setdefault(fact.iri, (fact, place))
    for found in places.values():
        yield from sorted(found.values(), key=_position)


def mentions(reading: Reading) -> Iterator[dict[str, Any]]:
    """One record a mention: doc, original offsets, text, type, kind, canonical name or value, score, what found it."""
    clean = reading.clean
    for mention in reading.mentions:
        start, end = clean.locate(mention.start, mention.end)
        yield {
            "doc": clean.article.id,
            "start": start,
            "end": end,
            "text": clean.article.text[start:end],
            "type": mention.cls,
            "kind": mention.kind,
            "name": mention.name,
            "value": mention.value.lexical if mention.value else None,
            "unit": mention.value.unit if mention.value else None,
            "code": mention.code,
            "score": mention.score,
            "found_by": mention.found_by,
        }


def _position(pair: tuple[Fact, Evidence]) -> tuple[int, int, str, str]:
    fact, place = pair
    return place.start, place.end, fact.property, fact.iri


def record(fact: Fact, evidence: Evidence, entities: Mapping[str, Entity]) -> dict[str, Any]:
    """doc, subject, subject_type, predicate, object, object_type, qualifiers, modality, attributed_to, evidence, start,
    end (original offsets), aliases, score, rule and the IRI of the fact. `entities` holds all that the fact names."""
    subject = entities[fact.subject]
    source = entities[fact.attributed_to] if fact.attributed_to else None
    thing = entities[fact.object] if isinstance(fact.object, str) else None
    value = fact.object.lexical if isinstance(fact.object, Value) else ""
    kind = TYPES.get(fact.object.datatype, subject.cls) if isinstance(fact.object, Value) else ""
    return {
        "doc": evidence.article_id,
        "subject": subject.name,
        "subject_type": subject.cls,
        "predicate": fact.property,
        "object": thing.name if thing else value,
        "object_type": thing.cls if thing else kind,
        "qualifiers": {key: entities[v].name if isinstance(v, str) else v.lexical for key, v in fact.qualifiers},
        "modality": fact.modality,
        "attributed_to": source.name if source else None,
        "evidence": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "score": fact.score,
        "rule": evidence.rule,
        "aliases": {"subject": list(subject.aliases), "object": list(thing.aliases) if thing else []},
        "fact": fact.iri,
    }
