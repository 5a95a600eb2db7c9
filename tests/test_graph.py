"""Facts → RDF: what is asserted, what is only reported, and that every fact leads back to its text."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg import iris
from kg.graph import canonical, to_jsonld, to_nquads, to_quads, to_turtle
from kg.graph.terms import PREFIXES, date, number, string, term, text
from kg.model import Article, Claim, Evidence, Mention, Reading, Value
from kg.resolve import resolve
from tests.knowledge import FIRST, KNOWLEDGE, QUADS, READINGS, SCHEMA, SECOND, at, clean, read, solved

BASE = iris.DEFAULT_BASE
PROLOGUE = "\n".join(f"PREFIX {name}: <{start}>" for name, start in PREFIXES.items())
TEXTS = {iris.text(BASE, article.id, article.text): article for article in (FIRST, SECOND)}


def ask(query: str, quads=QUADS) -> list[tuple]:
    """The rows of a SPARQL query over the union of all named graphs; literals as their text."""
    store = Store()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    rows = store.query(f"{PROLOGUE}\n{query}")
    return sorted(tuple(getattr(value, "value", None) for value in row) for row in rows)


def relation(name: str) -> NamedNode:
    return NamedNode(SCHEMA.relations[name].iri)


# ── What is asserted ────────────────────────────────────────────────────────────────────────────────────


def test_every_asserted_triple_has_a_fact_whose_quote_is_the_slice_of_the_original_text():
    relations = {relation(name) for name in SCHEMA.relations}
    asserted = {(q.subject.value, q.predicate.value, q.object.value) for q in QUADS if q.predicate in relations}
    evidence = ask("""SELECT ?s ?p ?o ?text ?start ?end ?exact ?prefix ?suffix WHERE {
        ?fact a kg:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:modality kg:Actual ; kg:evidence ?e .
        ?e oa:hasSource ?text ; oa:hasSelector [ oa:start ?start ; oa:end ?end ] ,
            [ oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix ] }""")
    assert len(asserted) == 11
    assert asserted == {row[:3] for row in evidence}
    for *_, source, start, end, exact, prefix, suffix in evidence:
        whole = TEXTS[source].text
        assert whole[int(start) : int(end)] == exact
        assert whole[: int(start)].endswith(prefix)
        assert whole[int(end) :].startswith(suffix)


@pytest.mark.parametrize(("name", "modality"), [("云企通", "Planned"), ("云税通", "Negated")])
def test_what_is_planned_or_negated_is_reported_but_not_asserted(name, modality):
    asked = f'SELECT ?m WHERE {{ ?fact rdf:object ?o ; kg:modality ?m . ?o rdfs:label "{name}"@zh-hans }}'
    assert ask(asked) == [(f"{PREFIXES['kg']}{modality}",)]
    assert ask(f'SELECT ?s WHERE {{ ?s kg:launched ?o . ?o rdfs:label "{name}"@zh-hans }}') == []


def test_what_is_actual_but_reported_is_asserted_with_its_source_on_the_fact():
    asked = """SELECT ?rank ?of ?source ?in WHERE { ?city kg:ranked ?rank .
        ?fact rdf:subject ?city ; rdf:predicate kg:ranked ; rdf:object ?rank ; kg:outOf ?of ;
            kg:attributedTo/rdfs:label ?source ; kg:in/rdfs:label ?in }"""
    assert ask(asked) == [("3", "100", "数字政府报告", "数字政府报告")]


def test_a_symmetric_fact_is_asserted_once():
    assert len([q for q in QUADS if q.predicate == relation("cooperatesWith")]) == 1


LONG = "甲" * 300 + "。" + "乙" * 100 + "丙" + "丁" * 100 + "！" + "戊" * 300


@pytest.mark.parametrize(
    ("text", "start", "end", "prefix", "suffix"),
    [(LONG, 401, 402, "乙" * 100, "丁" * 100 + "！"), (LONG, 100, 101, "甲" * 100, "甲" * 199 + "。"),
     (LONG, 250, 251, "甲" * 200, "甲" * 49 + "。"),
     (LONG, 305, 309, "甲" * 11 + "。乙乙乙乙", "乙" * 92 + "丙" + "丁" * 100 + "！"),
     ("甲乙。丙", 0, 2, "", "。丙")],
)
def test_evidence_is_quoted_with_the_rest_of_its_sentence(text, start, end, prefix, suffix):
    """Sixteen characters at least, two hundred at most, else to the ends of the sentence."""
    fact = replace(KNOWLEDGE.facts[0], evidence=(Evidence("long", start, end, text[start:end], "hand"),))
    quads = list(to_quads(replace(KNOWLEDGE, articles=(Article("long", text),), facts=(fact,)), SCHEMA))
    assert ask("SELECT ?p ?s WHERE { ?q oa:prefix ?p ; oa:suffix ?s }", quads) == [(prefix, suffix)]


# ── How values are written ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("iso", "datatype"),
    [("2019-03-01", "xsd:date"), ("2019-03", "xsd:gYearMonth"), ("2019", "xsd:gYear"), ("2016/2020", "edtf:EDTF"),
     ("2020-05-01/2020-05-03", "edtf:EDTF"), ("去年", "xsd:string"), ("2019-3-1", "xsd:string")],
)
def test_dates_keep_their_precision(iso, datatype):
    assert date(iso) == str(Literal(iso, datatype=NamedNode(term(datatype)[1:-1])))


@pytest.mark.parametrize(
    ("stated", "datatype", "lexical", "written"),
    [("44", "xsd:integer", "44", "xsd:integer"), ("44.0", "xsd:integer", "44", "xsd:integer"),
     ("100000000", "xsd:decimal", "100000000", "xsd:decimal"), ("1E+8", "xsd:decimal", "100000000", "xsd:decimal"),
     ("0.980", "xsd:decimal", "0.98", "xsd:decimal"), ("10.0", "xsd:decimal", "10", "xsd:decimal"),
     ("3.5", "xsd:integer", "3.5", "xsd:string"),
     ("NaN", "xsd:decimal", "NaN", "xsd:string"), ("八成", "xsd:decimal", "八成", "xsd:string")],
)
def test_numbers_have_no_exponent(stated, datatype, lexical, written):
    assert number(stated, datatype) == str(Literal(lexical, datatype=NamedNode(term(written)[1:-1])))


@pytest.mark.parametrize(("name", "tag"), [("数字政府", "zh-hans"), ("G2G平台", "zh-hans"), ("e-Government", "en")])
def test_names_are_tagged_by_their_script_in_lower_case(name, tag):
    assert text(name) == str(Literal(name, language=tag))


@pytest.mark.parametrize(
    ("prop", "earliest", "latest"),
    [("established", "2019-03-01", "2019-03-01"), ("heldOn", "2020-05-01", "2020-05-31"),
     ("cooperatesWith", "2020-01-01", "2020-12-31")],
)
def test_a_dated_fact_says_its_first_and_last_day(prop, earliest, latest):
    asked = f"SELECT ?a ?b WHERE {{ ?f rdf:predicate kg:{prop} ; kg:earliest ?a ; kg:latest ?b }}"
    assert ask(asked) == [(earliest, latest)]


def test_an_indicator_says_what_it_measures_in_what():
    asked = "SELECT ?n ?m ?u WHERE { ?f rdf:predicate kg:indicator ; rdf:object ?n ; kg:metric ?m ; kg:unit ?u }"
    assert ask(asked) == [("1200000", "用户", "人")]


def test_a_thing_has_its_kind_its_class_its_names_and_the_places_that_name_it():
    asked = """SELECT ?label ?alias (COUNT(DISTINCT ?m) AS ?n) WHERE {
        ?s a kg:Organization , kg:GovernmentAgency ; rdfs:label ?label ; skos:prefLabel ?label ; skos:altLabel ?alias ;
            kg:mention ?m } GROUP BY ?label ?alias"""
    assert ask(asked) == [("云州市数据资源管理局", "云州市数据局", "4")]
    assert ask("SELECT ?c ?n WHERE { ?s kg:code ?c ; skos:notation ?n }") == [("990100", "990100")]


# ── Named graphs, IRIs ──────────────────────────────────────────────────────────────────────────────────


def test_each_text_has_one_named_graph_and_the_run_has_another():
    graphs = {quad.graph_name.value for quad in QUADS}
    runs = graphs - set(TEXTS)
    assert set(TEXTS) < graphs
    assert len(runs) == 1
    assert runs.pop().startswith(f"{BASE}run/")
    for iri in TEXTS:
        own = Store()
        own.bulk_extend(quad for quad in QUADS if quad.graph_name.value == iri)
        sources = own.query(f"{PROLOGUE} SELECT DISTINCT ?t WHERE {{ GRAPH ?g {{ ?e oa:hasSource ?t }} }}")
        assert [row["t"].value for row in sources] == [iri]


def test_a_fact_of_two_texts_stands_in_both_graphs_with_the_evidence_of_each():
    store = Store()
    store.bulk_extend(QUADS)
    rows = store.query(f"""{PROLOGUE} SELECT ?g ?exact WHERE {{ GRAPH ?g {{
        ?f rdf:predicate kg:established ; kg:evidence/oa:hasSelector/oa:exact ?exact . }} }}""")
    endings = {(TEXTS[row["g"].value].id, row["exact"].value[-2:]) for row in rows}
    assert endings == {("a-001", "成立"), ("a-002", "成破")}


def test_a_source_text_says_who_issued_it_when_and_its_hash():
    asked = """SELECT ?id ?title ?by ?on ?hash WHERE { ?t a kg:SourceText ; dcterms:identifier ?id ;
        dcterms:title ?title ; dcterms:publisher ?by ; dcterms:issued ?on ; schema:sha256 ?hash }"""
    assert ask(asked) == [("a-001", "云州市数据局成立", "云州日报", "2019-03-02", iris.sha256(FIRST.text))]


def test_nothing_is_blank_and_every_iri_is_ascii():
    for quad in QUADS:
        for node in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert isinstance(node, NamedNode | Literal)
            if isinstance(node, NamedNode):
                iris.checked(node.value)


def test_the_run_tells_what_went_in_and_not_when():
    asked = "SELECT ?used WHERE { ?run a prov:Activity ; prov:used ?used }"
    assert {row[0] for row in ask(asked)} > {*TEXTS, "https://kg.example/ontology"}
    assert len(ask("SELECT ?f WHERE { ?f a kg:Fact ; prov:wasGeneratedBy ?run }")) == len(KNOWLEDGE.facts)
    other = tuple(to_quads(KNOWLEDGE, SCHEMA, configuration="[other]"))
    changed = {q.graph_name.value for q in set(other) ^ set(QUADS)}
    assert all(graph.startswith(f"{BASE}run/") for graph in changed)
    assert len(changed) == 2


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from([chr(c) for c in range(0x110)]))
def test_a_literal_is_spelt_as_the_canonical_form_has_it(content):
    assert string(content) == str(Literal(content))


def test_what_all_texts_together_call_a_thing_is_said_once_and_not_in_their_graphs():
    named = [q.graph_name.value for q in QUADS if q.predicate.value == f"{PREFIXES['rdfs']}label"]
    assert len({*named}) == 1
    assert named[0].startswith(f"{BASE}run/")
    more = replace(KNOWLEDGE, articles=(*KNOWLEDGE.articles, Article("z", "又一篇")))
    gone = {*QUADS} - {*to_quads(more, SCHEMA, configuration="[pipeline]")}
    assert gone == set(), "a further text takes nothing away"


HOSTILE = [
    'a"b', "换\n行", "回\r车", "\\", "javascript:alert(1)", "<script>alert(1)</script>", "> . <x> <y> <z",
    "\u202e倒", "'; DROP",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_literals(name):
    article = Article(name, f"{name}位于乙市", title=name, publisher=name)
    reading, end = clean(article), len(name)
    subject = Mention(0, end, name, "Organization", name=name, found_by=name)
    city = Mention(end + 2, end + 4, "乙市", "Place", name="乙市", found_by="hand")
    told = Evidence(article.id, 0, len(article.text), article.text, name)
    knowledge = resolve([Reading(reading, (), (Claim(subject, "locatedIn", city, told),))], schema=SCHEMA)
    quads = set(to_quads(knowledge, SCHEMA, configuration=name))
    assert canonical(quads) == to_nquads(knowledge, SCHEMA, configuration=name)
    assert set(pyoxigraph.parse(canonical(quads), format=RdfFormat.N_QUADS)) == quads
    assert set(pyoxigraph.parse(to_jsonld(quads), format=RdfFormat.JSON_LD)) == quads
    assert (name,) in ask("SELECT ?name WHERE { ?s a kg:Organization ; rdfs:label ?name }", quads)
    assert not any(name in node.value for q in quads for node in (q.subject, q.object) if isinstance(node, NamedNode))


# ── Bytes ───────────────────────────────────────────────────────────────────────────────────────────────


def test_canonical_is_sorted_and_lists_every_quad_once():
    lines = canonical([*QUADS, *QUADS]).splitlines()
    assert lines == sorted(set(lines))
    assert set(pyoxigraph.parse(canonical(QUADS), format=RdfFormat.N_QUADS)) == set(QUADS)
    assert canonical([]) == b""


def test_json_ld_and_turtle_hold_the_same_graph_for_another_reader():
    triples = {Quad(q.subject, q.predicate, q.object) for q in QUADS}
    assert {Quad(*t) for t in pyoxigraph.parse(to_turtle(QUADS), format=RdfFormat.TURTLE)} == triples
    assert len(rdflib.Graph().parse(data=to_turtle(QUADS), format="turtle")) == len(triples)
    assert len(rdflib.Dataset().parse(data=to_jsonld(QUADS), format="json-ld")) > 0
    assert set(pyoxigraph.parse(to_jsonld(QUADS), format=RdfFormat.JSON_LD)) == set(QUADS)


@pytest.mark.parametrize("form", [canonical, to_turtle, to_jsonld])
def test_the_order_of_quads_does_not_matter(form):
    quads = list(QUADS)
    random.Random(0).shuffle(quads)
    assert form(quads) == form(QUADS)


def test_bytes_do_not_depend_on_hash_seed_locale_or_time_zone():
    script = """import hashlib
from kg.graph import canonical, to_jsonld, to_turtle
from tests.knowledge import QUADS
print([hashlib.sha256(form(QUADS)).hexdigest() for form in (canonical, to_turtle, to_jsonld)])"""
    surroundings = [("0", "C", "UTC"), ("1", "C.UTF-8", "Asia/Shanghai"), ("4242", "POSIX", "America/New_York")]
    printed = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
        ).stdout
        for seed, locale, zone in surroundings
    }
    assert len(printed) == 1


def test_the_order_of_claims_does_not_matter():
    shuffled = [replace(r, claims=r.claims[::-1], mentions=r.mentions[::-1]) for r in READINGS[::-1]]
    again = to_quads(resolve(shuffled, schema=SCHEMA), SCHEMA, configuration="[pipeline]")
    assert canonical(again) == canonical(QUADS)


def test_a_value_that_is_no_date_is_written_for_validation_to_find():
    fact = replace(next(f for f in KNOWLEDGE.facts if f.property == "heldOn"), object=Value("2020-13", "date"))
    quads = list(to_quads(replace(KNOWLEDGE, facts=(fact,)), SCHEMA))
    assert ask("SELECT ?o WHERE { ?f rdf:object ?o FILTER NOT EXISTS { ?f kg:earliest ?d } }", quads) == [("2020-13",)]


def test_a_succession_is_a_change_event_of_org():
    text = "乙局 甲局"
    new, former = at(text, "乙局"), at(text, "甲局")
    (fact,) = (knowledge := solved(read(text, (new, "succeeds", former)))).facts
    told = {(q.subject.value, q.predicate.value.rpartition("#")[2]): q.object.value
            for q in to_quads(knowledge, SCHEMA) if q.predicate.value.startswith(PREFIXES["org"])}  # fmt: skip
    assert told == {
        (fact.iri, "originalOrganization"): fact.object, (fact.iri, "resultingOrganization"): fact.subject,
        (fact.subject, "resultedFrom"): fact.iri, (fact.object, "changedBy"): fact.iri,
    }  # fmt: skip


def test_a_renamed_division_is_another_place_linked_to_the_new_one_with_the_year():
    text = "甲局 襄樊市 襄阳市"
    agency = at(text, "甲局")
    places = [at(text, name, "Place", code="420600") for name in ("襄樊市", "襄阳市")]
    knowledge = solved(read(text, *((agency, "locatedIn", place) for place in places)))
    by_name = {entity.name: entity for entity in knowledge.entities}
    assert [by_name[name].code for name in ("襄樊市", "襄阳市")] == [None, "420600"]
    told = {(q.subject.value, q.predicate.value.rpartition("/")[2]): q.object.value
            for q in to_quads(knowledge, SCHEMA) if q.predicate.value.startswith(PREFIXES["dcterms"])}  # fmt: skip
    former, new = by_name["襄樊市"].iri, by_name["襄阳市"].iri
    assert told[former, "isReplacedBy"] == new
    assert told[new, "replaces"] == former
    assert told[former, "valid"] == "../2010"
