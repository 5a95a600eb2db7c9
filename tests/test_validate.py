"""Shapes: the graph of the fixture keeps all of them, and each of them fires on what breaks it."""

from __future__ import annotations

import shutil

import pyoxigraph
import pyshacl
import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, Store
from rdflib.namespace import RDF, SH

from kg import schema
from kg.errors import OntologyError
from kg.graph.terms import PREFIXES
from kg.validate import validate
from kg.validate.constraints import Shapes
from tests.knowledge import QUADS

PROLOGUE = "\n".join(f"PREFIX {name}: <{start}>" for name, start in PREFIXES.items())
SHAPES = schema.ontology_folder() / "shapes.ttl"
ESTABLISHED = "?f rdf:predicate kg:established"

# A SPARQL update that breaks the fixture's graph, and a word of the message that it must bring about.
BREAKS = [
    (f"DELETE {{ ?f rdf:subject ?s }} WHERE {{ {ESTABLISHED} ; rdf:subject ?s }}", "exactly one subject"),
    (f"INSERT {{ ?f rdf:subject kg:Fact }} WHERE {{ {ESTABLISHED} }}", "exactly one subject"),
    (f"DELETE {{ ?f rdf:predicate ?p }} WHERE {{ {ESTABLISHED} ; rdf:predicate ?p }}", "exactly one predicate"),
    (f"INSERT {{ ?f rdf:predicate kg:heldOn }} WHERE {{ {ESTABLISHED} }}", "exactly one predicate"),
    (f"DELETE {{ ?f rdf:object ?o }} WHERE {{ {ESTABLISHED} ; rdf:object ?o }}", "exactly one object"),
    (f"INSERT {{ ?f rdf:object '2019'^^xsd:gYear }} WHERE {{ {ESTABLISHED} }}", "exactly one object"),
    (f"DELETE {{ ?f kg:modality ?m }} WHERE {{ {ESTABLISHED} ; kg:modality ?m }}", "one of actual"),
    (f"INSERT {{ ?f kg:modality kg:Perhaps }} WHERE {{ {ESTABLISHED} }}", "one of actual"),
    (f"DELETE {{ ?f kg:evidence ?e }} WHERE {{ {ESTABLISHED} ; kg:evidence ?e }}", "at least one piece of evidence"),
    (f"INSERT {{ ?f kg:evidence ?f }} WHERE {{ {ESTABLISHED} }}", "at least one piece of evidence"),
    (f"INSERT {{ ?f kg:score 1.5 }} WHERE {{ {ESTABLISHED} }}", "between nought and one"),
    (f"DELETE {{ ?f kg:score ?x }} INSERT {{ ?f kg:score -0.1 }} WHERE {{ {ESTABLISHED} ; kg:score ?x }}", "nought"),
    (f"DELETE {{ ?f kg:score ?x }} INSERT {{ ?f kg:score '1' }} WHERE {{ {ESTABLISHED} ; kg:score ?x }}", "decimal"),
    (f"INSERT {{ ?f kg:attributedTo ?f }} WHERE {{ {ESTABLISHED} }}", "attributed to at most one"),
    (f"INSERT {{ ?f kg:role 'guest' }} WHERE {{ {ESTABLISHED} }}", "chair, speaker, attendee"),
    (f"INSERT {{ ?f kg:outOf 0 }} WHERE {{ {ESTABLISHED} }}", "number ranked"),
    (f"INSERT {{ ?f kg:date '2019-13'^^xsd:gYearMonth }} WHERE {{ {ESTABLISHED} }}", "well formed"),
    (f"INSERT {{ ?f kg:date '19-1-1'^^xsd:date }} WHERE {{ {ESTABLISHED} }}", "well formed"),
    (f"INSERT {{ ?f kg:date '2016-2020'^^edtf:EDTF }} WHERE {{ {ESTABLISHED} }}", "well formed"),
    (f"INSERT {{ ?f kg:date '2019' }} WHERE {{ {ESTABLISHED} }}", "well formed"),
    (f"DELETE {{ ?f kg:earliest ?d }} WHERE {{ {ESTABLISHED} ; kg:earliest ?d }}", "earliest and latest day beside"),
    (f"DELETE {{ ?f kg:latest ?d }} WHERE {{ {ESTABLISHED} ; kg:latest ?d }}", "earliest and latest day beside"),
    (f"DELETE {{ ?f kg:latest ?d }} INSERT {{ ?f kg:latest '2018-01-01'^^xsd:date }} "
     f"WHERE {{ {ESTABLISHED} ; kg:latest ?d }}", "no later than the latest"),
    (f"INSERT {{ ?f kg:latest '2019'^^xsd:gYear }} WHERE {{ {ESTABLISHED} }}", "latest date is a date"),
    ("DELETE { ?s a ?c } WHERE { ?s a ?c, kg:Platform }", "outside the range of the predicate"),
    ("DELETE { ?s a ?c } WHERE { ?s a ?c, kg:Person }", "outside the domain of the predicate"),
    ("DELETE { ?s a ?c } INSERT { ?s a kg:Concept } WHERE { ?s a ?c, kg:Organization }", "outside the domain"),
    ("DELETE { ?f rdf:object ?o } INSERT { ?f rdf:object 'x' } "
     "WHERE { ?f rdf:predicate kg:ranked ; rdf:object ?o }", "outside the range"),
    ("DELETE { ?f rdf:object ?o } INSERT { ?f rdf:object '2019年' } "
     "WHERE { ?f rdf:predicate kg:heldOn ; rdf:object ?o }", "outside the range"),
    ("INSERT { ?s ?p ?o } WHERE { ?f kg:modality kg:Planned ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }",
     "never asserted as a plain triple"),
    ("INSERT { ?s ?p ?o } WHERE { ?f kg:modality kg:Negated ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }",
     "never asserted as a plain triple"),
    ("INSERT { ?s kg:partOf ?s } WHERE { ?s a kg:Company }", "every asserted triple has a fact node"),
    ("INSERT { ?s kg:heldOn '2021'^^xsd:gYear } WHERE { ?s a kg:Event }", "every asserted triple has a fact node"),
    ("DELETE { ?s rdfs:label ?l } WHERE { ?s a kg:Person ; rdfs:label ?l }", "has a label"),
    ("DELETE { ?s rdfs:label ?l } INSERT { ?s rdfs:label 'Lin' } WHERE { ?s a kg:Person ; rdfs:label ?l }",
     "has a label"),
    ("INSERT { ?s skos:prefLabel '别名'@zh-hans } WHERE { ?s a kg:Person }", "exactly one preferred label"),
    ("INSERT { ?s kg:code '99' } WHERE { ?s a kg:Place }", "division code"),
    ("INSERT { ?s kg:ranked 0 } WHERE { ?s a kg:Place }", "positive integer"),
    ("DELETE { ?e oa:hasSource ?t } WHERE { ?e oa:hasSource ?t }", "exactly one source text"),
    ("DELETE { ?e kg:rule ?r } WHERE { ?e kg:rule ?r }", "names the rule"),
    ("DELETE { ?e oa:hasSelector ?x } WHERE { ?e oa:hasSelector ?x . ?x oa:start ?n }", "by position and by quotation"),
    ("DELETE { ?x oa:end ?n } INSERT { ?x oa:end 0 } WHERE { ?x oa:end ?n }", "start comes before end"),
    ("DELETE { ?x oa:exact ?q } INSERT { ?x oa:exact '短' } WHERE { ?x oa:exact ?q FILTER(strlen(?q) > 1) }",
     "as long as the run"),
    (f"INSERT {{ ?f a kg:Conflict }} WHERE {{ {ESTABLISHED} }}", "between two facts"),
    (f"INSERT {{ ?f a kg:Conflict ; kg:between ?f }} WHERE {{ {ESTABLISHED} }}", "texts disagree"),
]


def broken(update: str) -> list[Quad]:
    """The fixture's graph, named graphs put together, after a SPARQL update."""
    store = Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in QUADS)
    store.update(f"{PROLOGUE}\n{update}")
    return list(store)


def test_the_fixture_keeps_every_shape():
    assert validate(QUADS) == ()


@pytest.mark.parametrize(("update", "message"), BREAKS, ids=[f"{m[:24]}-{i}" for i, (_, m) in enumerate(BREAKS)])
def test_each_shape_fires_on_what_breaks_it(update, message):
    found = validate(broken(update))
    assert [v for v in found if message in v.message], [v.message for v in found]
    assert list(found) == sorted(found, key=lambda v: (v.focus, v.path or "", v.value or "", v.message))


def test_every_shape_has_a_case_that_breaks_it_and_a_message_in_both_languages():
    shapes = rdflib.Graph().parse(SHAPES)
    said = set(shapes.subjects(SH.message))
    assert said == {node for p in (SH.property, SH.sparql) for node in shapes.objects(None, p)}
    for node in said:
        messages = {m.language: str(m) for m in shapes.objects(node, SH.message)}
        assert messages.keys() == {"zh-hans", "en"}
        assert any(part in messages["en"] for _, part in BREAKS), messages["en"]


SPARQL = ("domain", "range", "well formed", "never asserted", "every asserted", "as long as", "start comes", "disagree")


@pytest.mark.parametrize("sparql", [True, False], ids=["SPARQL", "core"])
def test_pyshacl_alone_finds_the_same(sparql):
    """The constraints are asked of pyoxigraph; pySHACL, which is slower, must agree on all of them."""
    chosen = [(update, said) for update, said in BREAKS if any(word in said for word in SPARQL) == sparql]
    quads = broken(";\n".join(update for update, _ in chosen))
    triples = pyoxigraph.serialize([q.triple for q in quads], format=RdfFormat.N_TRIPLES)
    _, report, _ = pyshacl.validate(
        rdflib.Graph().parse(data=triples, format="nt"), shacl_graph=rdflib.Graph().parse(SHAPES),
        ont_graph=rdflib.Graph().parse(SHAPES.with_name("kg.ttl")), inference="none",
    )
    theirs = {
        (str(report.value(r, SH.focusNode)), str(m))
        for r in report.subjects(RDF.type, SH.ValidationResult)
        for m in report.objects(r, SH.resultMessage) if m.isascii()  # pySHACL drops the language tags of some
    }
    assert theirs == {(v.focus, v.message.split(" | ")[1]) for v in validate(quads)}
    fired = {said for _, said in chosen if any(said in message for _, message in theirs)}
    assert len(fired) >= 7


def test_the_shapes_that_are_shipped_are_all_queries():
    """pySHACL would take longer than all the rest of a build."""
    assert Shapes.load(SHAPES.parent).others is None


def test_what_is_no_query_of_ours_is_asked_of_pyshacl(tmp_path):
    shutil.copy(SHAPES.with_name("kg.ttl"), tmp_path)
    (tmp_path / "shapes.ttl").write_text("""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://kg.example/ontology#> .
        <urn:s> a sh:NodeShape ; sh:targetClass kg:Person ; sh:not [ sh:class kg:Person ] ; sh:message "nobody"@en .
    """, encoding="utf-8")
    assert {v.message for v in validate(QUADS, folder=tmp_path)} == {"nobody"}


def test_rdflib_graphs_are_validated_too():
    quads = broken(BREAKS[0][0])
    triples = pyoxigraph.serialize([q.triple for q in quads], format=RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=triples, format="nt")
    dataset = rdflib.Dataset()
    dataset.graph("https://kg.example/id/text/1").parse(data=triples, format="nt")
    assert validate(graph) == validate(dataset) == validate(quads) != ()


@pytest.mark.parametrize(
    ("shapes", "message"),
    [("<a> <b>", r"shapes\.ttl: line 1"), (None, "not found"),
     ("@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; "
      "sh:sparql [ sh:select 'SELECT nonsense' ] .", "no SPARQL"),
     ("@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass "
      "<https://kg.example/ontology#Fact> ; sh:property [ sh:minCount 1 ] .", "shapes.ttl")],
)
def test_shapes_that_are_no_shapes_are_refused(tmp_path, shapes, message):
    shutil.copy(SHAPES.with_name("kg.ttl"), tmp_path)
    if shapes:
        (tmp_path / "shapes.ttl").write_text(shapes, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        validate(QUADS, folder=tmp_path)
