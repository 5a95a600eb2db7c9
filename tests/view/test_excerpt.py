"""What a page holds of a graph that is too large for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity, Evidence, Fact, Knowledge, Value
from kg.view.excerpt import excerpt

PLACE = Evidence("x", 0, 1, "甲", "r")


def star(leaves: int) -> Knowledge:
    """A hub with so many leaves, and a pair apart."""
    entities = tuple(Entity(f"urn:{n:03}", "Place", f"地方{n}") for n in range(leaves + 3))
    facts = tuple(Fact(f"urn:f{n:03}", "urn:000", "comprises", f"urn:{n:03}", (PLACE,)) for n in range(1, leaves + 1))
    pair = Fact("urn:pair", f"urn:{leaves + 1:03}", "comprises", f"urn:{leaves + 2:03}", (PLACE,))
    return Knowledge((), entities, (*facts, pair))


def test_a_graph_that_fits_stays_as_it_is() -> None:
    graph = star(5)
    assert excerpt(graph) == (graph, (0, 0))


def test_the_hub_stays_and_what_is_left_out_is_counted() -> None:
    kept, left = excerpt(star(10), things=4, facts=100)
    assert "urn:000" in {entity.iri for entity in kept.entities}
    assert (len(kept.entities), len(kept.facts)) == (4, 3)
    assert left == (9, 8)


def test_facts_with_more_evidence_stay() -> None:
    facts = tuple(
        Fact(f"urn:f{n}", "urn:a", "established", Value(str(2000 + n), "date"), (PLACE,) * n, score=0.5)
        for n in range(1, 5)
    )
    kept, _ = excerpt(Knowledge((), (Entity("urn:a", "Organization", "甲"),), facts), facts=2)
    assert [fact.iri for fact in kept.facts] == ["urn:f3", "urn:f4"]


@given(st.integers(0, 12), st.integers(1, 20), st.integers(1, 20))
def test_every_end_of_a_fact_is_there_and_the_numbers_add_up(leaves: int, things: int, facts: int) -> None:
    graph = star(leaves)
    kept, left = excerpt(graph, things=things, facts=facts)
    known = {entity.iri for entity in kept.entities}
    assert all({fact.subject, fact.object} <= known for fact in kept.facts)
    assert (len(kept.entities) + left[0], len(kept.facts) + left[1]) == (len(graph.entities), len(graph.facts))
    assert len(kept.entities) <= things or left == (0, 0)
