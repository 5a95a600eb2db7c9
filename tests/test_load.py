"""A graph that was written comes back as it was."""

from __future__ import annotations

from dataclasses import replace

from kg import load, schema
from kg.model import Fact, Value
from kg.result import Graph


def exact(fact: Fact) -> Fact:
    """The fact without what the graph does not hold: whether a figure was approximate."""
    parts = tuple(sorted((name, rounded(part)) for name, part in fact.qualifiers))
    return replace(fact, object=rounded(fact.object), qualifiers=parts)


def rounded(part: str | Value) -> str | Value:
    return replace(part, approximate=False) if isinstance(part, Value) else part


def test_facts_and_entities_come_back(seed_graph: Graph) -> None:
    known = load.knowledge(seed_graph.quads, schema.load())
    assert [fact.iri for fact in known.facts] == sorted(fact.iri for fact in seed_graph.facts)
    assert {exact(fact) for fact in seed_graph.facts} == {exact(fact) for fact in known.facts}
    assert {replace(e, aliases=tuple(sorted(e.aliases))) for e in seed_graph.entities} == set(known.entities)


def test_articles_come_back_without_their_texts(seed_graph: Graph) -> None:
    [article] = load.knowledge(seed_graph.quads, schema.load()).articles
    assert article == replace(seed_graph.knowledge.articles[0], text="", source="")
