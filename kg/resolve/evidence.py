"""Facts and the places that state them, brought together: for all documents, or for some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Account, Evidence, Knowledge, View

Places = defaultdict[str, set[Evidence]]


def attached(accounts: Sequence[Account], view: View) -> Knowledge:
    """What `accounts`, in the order of their ids, say: their entities with the places that name them, in the order of
    the IRIs, and their facts with the places that state them, in the order of the text. `view` is of these accounts."""
    named: Places = defaultdict(set)
    stated: Places = defaultdict(set)
    for told, things, statements in zip(accounts, view.things, view.statements, strict=True):
        for iri, places in zip(things, told.mentions, strict=True):
            named[iri].update(places)
        for iri, place in zip(statements, told.evidence, strict=True):
            stated[iri].add(place)
    entities = (replace(e, mentions=_ordered(named[e.iri])) for e in view.entities if e.iri in named)
    facts = (replace(fact, evidence=_ordered(stated[fact.iri])) for fact in view.facts)
    ordered = sorted(facts, key=lambda fact: (_position(fact.evidence[0]), fact.iri))
    return Knowledge(tuple(told.article for told in accounts), tuple(entities), tuple(ordered))


def _ordered(places: set[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(places, key=_position))


def _position(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.article_id, evidence.start, evidence.end, evidence.rule
