"""Facts and the places that state them, brought together: for all documents, or for some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Account, Evidence, Fact, Knowledge
from kg.resolve.merging import Facts

Places = defaultdict[str, set[Evidence]]


def attached(accounts: Sequence[Account], facts: Facts) -> Knowledge:
    """What `accounts`, in the order of their ids, say: their entities with the places that name them, in the order of
    the IRIs, and their facts with the places that state them, in the order of the text."""
    stated: Places = defaultdict(set)
    named: Places = defaultdict(set)
    known: dict[str, Fact] = {}
    for told in accounts:
        for statement, place in zip(told.outline.statements, told.evidence, strict=True):
            if fact := facts.fact(told.article.id, statement):
                known[fact.iri] = fact
                stated[fact.iri].add(place)
        for at, places in enumerate(told.mentions):
            named[facts.identities.iri(told.article.id, at)].update(places)
    entities = (replace(e, mentions=_ordered(named[iri])) for iri, e in facts.entities.items() if iri in named)
    complete = (replace(fact, evidence=_ordered(stated[iri])) for iri, fact in known.items())
    ordered = sorted(complete, key=lambda fact: (_position(fact.evidence[0]), fact.iri))
    return Knowledge(tuple(told.article for told in accounts), tuple(entities), tuple(ordered))


def _ordered(places: set[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(places, key=_position))


def _position(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.article_id, evidence.start, evidence.end, evidence.rule
