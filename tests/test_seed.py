"""The seed article end to end: every fact that a careful reader finds, no other, each with its exact words."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg import records, schema
from kg.result import Graph
from kg.schema import KG
from kg.score import score

GOLD = [json.loads(line) for line in (Path(__file__).parent / "gold/seed.jsonl").read_text("utf-8").splitlines()]
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def test_all_facts_of_the_gold_and_no_other(seed_graph: Graph) -> None:
    found = [{**record, "doc": "seed"} for record in records.facts(seed_graph.knowledge)]
    outcome = score(GOLD, found)
    assert (outcome.missed, outcome.wrong) == ((), ())
    assert {name: right for name, (right, of) in outcome.details.items() if right != of} == {}
    assert outcome.details["evidence"] == (34, 34)


def test_every_quotation_is_a_slice_of_the_text(seed_graph: Graph) -> None:
    [article] = seed_graph.knowledge.articles
    places = [place for fact in seed_graph.facts for place in fact.evidence]
    places += [place for entity in seed_graph.entities for place in entity.mentions]
    assert places
    assert all(place.quote == article.text[place.start : place.end] for place in places)


def test_every_plain_triple_has_a_fact_that_is_actual(seed_graph: Graph) -> None:
    relations = {relation.iri for relation in schema.load().relations.values()}
    plain = {(q.subject, q.predicate, q.object) for q in seed_graph.quads if q.predicate.value in relations}
    about: dict[object, dict[str, object]] = {}
    for quad in seed_graph.quads:
        about.setdefault(quad.subject, {})[quad.predicate.value] = quad.object
    stated = {
        (said[f"{RDF}subject"], said[f"{RDF}predicate"], said[f"{RDF}object"])
        for said in about.values()
        if said.get(f"{KG}modality") == NamedNode(f"{KG}Actual")
    }
    assert plain == stated
    assert any(not isinstance(target, Literal) for _, _, target in plain)


def test_nothing_breaks_the_shapes(seed_graph: Graph) -> None:
    assert seed_graph.validate() == ()


def test_a_planned_fact_is_told_but_not_asserted(seed_graph: Graph) -> None:
    assert seed_graph.query("planned")
    [plan] = [fact for fact in seed_graph.facts if fact.modality == "planned"]
    assert not any(q.predicate.value == KG + plan.property and q.object.value == plan.object for q in seed_graph.quads)


def test_two_spellings_of_one_report_are_one_thing(seed_graph: Graph) -> None:
    [report] = [thing for thing in seed_graph.entities if "国际数字政府评估排名" in thing.name]
    assert report.name.endswith("研究报告")
    assert any(alias.endswith("研讨讲演") for alias in report.aliases)
    about = [fact for fact in seed_graph.facts if report.iri in (fact.object, dict(fact.qualifiers).get("in"))]
    assert {fact.property for fact in about} == {"published", "ranked"}
