"""Facts and mentions as flat records: one JSON object a line, names instead of IRIs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.model import Entity, Fact, Knowledge, Reading, Value

TYPES = {"date": "Date", "quantity": "Quantity"}


def facts(knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """One record a fact and document: doc, subject, subject_type, predicate, object, object_type, qualifiers, modality,
    attributed_to, evidence, start, end (original offsets), aliases, score, rule and the IRI of the fact."""
    entities = {entity.iri: entity for entity in knowledge.entities}
    stated: dict[str, list[Fact]] = {}
    for fact in knowledge.facts:
        for article_id in {evidence.article_id for evidence in fact.evidence}:
            stated.setdefault(article_id, []).append(fact)
    for article in knowledge.articles:
        for fact in sorted(stated.get(article.id, ()), key=lambda fact: _place(fact, article.id)):
            yield _record(fact, article.id, entities)


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


def _place(fact: Fact, article_id: str) -> tuple[int, int, str, str]:
    first = next(e for e in fact.evidence if e.article_id == article_id)
    return first.start, first.end, fact.property, fact.iri


def _record(fact: Fact, article_id: str, entities: dict[str, Entity]) -> dict[str, Any]:
    evidence = next(e for e in fact.evidence if e.article_id == article_id)
    subject = entities[fact.subject]
    source = entities[fact.attributed_to] if fact.attributed_to else None
    thing = entities[fact.object] if isinstance(fact.object, str) else None
    value = fact.object.lexical if isinstance(fact.object, Value) else ""
    kind = TYPES.get(fact.object.datatype, subject.cls) if isinstance(fact.object, Value) else ""
    return {
        "doc": article_id,
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
