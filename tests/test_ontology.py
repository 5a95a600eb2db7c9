"""kg.ttl keeps the rules of OWL 2 DL that can be checked without a reasoner, and names everything twice."""

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD

from kg.schema import KG, VALUE_CLASSES, load, ontology_folder

GRAPH = rdflib.Graph().parse(ontology_folder() / "kg.ttl")
OURS = sorted({s for s in GRAPH.subjects() if isinstance(s, rdflib.URIRef) and s.startswith(KG)})
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
KINDS = (OWL.Class, OWL.NamedIndividual, RDFS.Datatype, *PROPERTIES)
DATATYPE_MAP = {XSD.string, XSD.integer, XSD.decimal, RDF.PlainLiteral, RDFS.Literal}
RESERVED = (str(RDF), str(RDFS), str(OWL), str(XSD))


@pytest.mark.parametrize("term", OURS, ids=lambda term: term.removeprefix(KG))
def test_a_term_is_labelled_and_defined_in_both_languages(term: rdflib.URIRef) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        assert {text.language for text in GRAPH.objects(term, predicate)} == {"zh-hans", "en"}


@pytest.mark.parametrize("term", OURS, ids=lambda term: term.removeprefix(KG))
def test_a_term_has_one_sort(term: rdflib.URIRef) -> None:
    assert len({kind for kind in GRAPH.objects(term, RDF.type) if kind in KINDS}) == 1


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual])
def test_no_reserved_word_is_declared(kind: rdflib.URIRef) -> None:
    assert [s for s in GRAPH.subjects(RDF.type, kind) if str(s).startswith(RESERVED)] == []


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range])
def test_what_is_referred_to_is_declared(predicate: rdflib.URIRef) -> None:
    for target in GRAPH.objects(None, predicate):
        if isinstance(target, rdflib.URIRef) and target not in DATATYPE_MAP | {XSD.date}:
            assert set(GRAPH.objects(target, RDF.type)) & set(KINDS), target


def test_ranges_of_data_are_in_the_datatype_map_or_defined() -> None:
    ranges = {o for p in GRAPH.subjects(RDF.type, OWL.DatatypeProperty) for o in GRAPH.objects(p, RDFS.range)}
    defined = {s for s in GRAPH.subjects(OWL.equivalentClass) if (s, RDF.type, RDFS.Datatype) in GRAPH}
    assert ranges <= DATATYPE_MAP | defined


def test_the_version_iri_carries_the_version() -> None:
    (ontology,) = GRAPH.subjects(RDF.type, OWL.Ontology)
    assert str(GRAPH.value(ontology, OWL.versionIRI)).endswith(f"/{GRAPH.value(ontology, OWL.versionInfo)}")


def test_the_twenty_relations_have_domain_and_range() -> None:
    relations = {name: relation for name, relation in load().relations.items() if not relation.group}
    assert len(relations) == 20
    for relation in relations.values():
        assert relation.domain <= set(load().classes)
        assert relation.range <= set(load().classes) | set(VALUE_CLASSES)
        assert relation.domain
        assert relation.range
