"""Of a graph that is too large for one page: the part with the most connections, and how much is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Entity, Fact, Knowledge

THINGS, FACTS = 20_000, 30_000
"""How many things and facts a page holds at most: some 40 MB, which a browser opens within seconds."""


def excerpt(knowledge: Knowledge, *, things: int = THINGS, facts: int = FACTS) -> tuple[Knowledge, tuple[int, int]]:
    """The best connected `things` of a graph with at most so many `facts` between them, and how many of both are left
    out. Facts with the most evidence stay, then those with the highest score; the order is that of the graph.
    """
    if len(knowledge.entities) <= things and len(knowledge.facts) <= facts:
        return knowledge, (0, 0)
    kept = _connected(knowledge, things)
    inside = [fact for fact in knowledge.facts if all(end in kept for end in ends(fact))]
    best = {fact.iri for fact in sorted(inside, key=lambda fact: weight(fact, len(fact.evidence)))[:facts]}
    chosen = tuple(fact for fact in knowledge.facts if fact.iri in best)
    entities = tuple(entity for entity in knowledge.entities if entity.iri in kept)
    left = len(knowledge.entities) - len(entities), len(knowledge.facts) - len(chosen)
    return replace(knowledge, entities=entities, facts=chosen), left


def _connected(knowledge: Knowledge, most: int) -> set[str]:
    degree = Counter(end for fact in knowledge.facts for end in ends(fact))

    def weight(entity: Entity) -> tuple[int, int, str]:
        return -degree[entity.iri], -len(entity.mentions), entity.iri

    return {entity.iri for entity in sorted(knowledge.entities, key=weight)[:most]}


def ends(fact: Fact) -> Iterable[str]:
    """The IRIs of the things that a fact is between."""
    return (fact.subject, fact.object) if isinstance(fact.object, str) else (fact.subject,)


def weight(fact: Fact, places: int) -> tuple[int, float, str]:
    """Less for a fact that is rather to stay; so many `places` state it."""
    return -places, -fact.score, fact.iri
