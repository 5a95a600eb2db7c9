"""/sparql over HTTP: forms of answers, and the status of each mistake."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import httpx
import pytest
import rdflib

from tests.serve.conftest import Server

SELECT, ASK = "SELECT (1 AS ?n) {}", "ASK {}"
DIRECT = {"content-type": "application/sparql-query"}
CONSTRUCT = "CONSTRUCT { <http://a.example/x> rdfs:label '佛山'@zh-hans } {}"


@pytest.mark.parametrize(
    ("query", "accept", "type_"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/*", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values, text/csv;q=0.9", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/html, application/xml;q=0.9, */*;q=0.8", "application/sparql-results+xml"),
        (SELECT, "application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        (ASK, "text/csv, */*;q=0.1", "application/sparql-results+json"),
        (CONSTRUCT, "", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_the_form_is_negotiated(query: str, accept: str, type_: str, reading: Server) -> None:
    answer = reading.ask(query, accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, type_)
    assert answer.headers["vary"] == "Accept"


def test_every_form_says_the_same(reading: Server) -> None:
    results = "application/sparql-results"
    forms = (f"{results}+json", f"{results}+xml", "text/csv", "text/tab-separated-values")
    query = "SELECT ?name { ?thing skos:prefLabel ?name } ORDER BY ?name LIMIT 3"
    as_json, as_xml, csv, tsv = (reading.ask(query, accept=form) for form in forms)
    names = [row["name"]["value"] for row in json.loads(as_json.content)["results"]["bindings"]]
    assert names == csv.text.split()[1:] == [line.split('"')[1] for line in tsv.text.splitlines()[1:]]
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert names == [literal.text for literal in ET.fromstring(as_xml.content).iter(f"{space}literal")]
    assert len(names) == 3


@pytest.mark.parametrize("form", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_triples_come_back_whole(form: str, reading: Server) -> None:
    answer = reading.ask("CONSTRUCT { ?f ?p ?o } { ?f a kg:Fact ; ?p ?o }", accept=form)
    read = rdflib.Graph().parse(data=answer.text, format=form)
    counted = reading.ask("SELECT (COUNT(*) AS ?n) { ?f a kg:Fact ; ?p ?o }", accept="text/csv").text
    assert len(read) == int(counted.split()[1]) > 300


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        ({"method": "GET", "params": {"query": "SELECT"}}, 400, "query:1:7: not SPARQL"),
        ({"method": "GET", "params": {"query": "ASK { SERVICE <http://a.example/> {} }"}}, 400, "SERVICE is refused"),
        ({"method": "GET", "params": {"query": "INSERT DATA { <a:b> <a:c> 1 }"}}, 400, "INSERT is refused"),
        ({"method": "GET", "params": {"query": "ASK FROM <file:///x> { ?s ?p ?o }"}}, 400, "FROM reads no files"),
        ({"method": "GET", "params": {"query": "ASK FROM NAMED <FILE:/x> { ?s ?p ?o }"}}, 400, "FROM reads no files"),
        ({"method": "GET", "params": {"query": "{" * 5000}}, 400, "nested deeper"),
        ({"method": "GET", "params": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400, "absolute IRI"),
        ({"method": "GET", "params": {"x": "1"}}, 400, "0 queries"),
        ({"method": "POST", "data": {"query": "ASK {}", "update": "CLEAR ALL"}}, 400, "exactly one"),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403, "--allow-update"),
        ({"method": "GET", "params": {"query": SELECT}, "headers": {"accept": "image/png"}}, 406, "text/csv"),
        ({"method": "DELETE"}, 405, "GET"),
        ({"method": "POST", "content": b"ASK {}"}, 415, "Content-Type"),
        ({"method": "POST", "content": b"\xff", "headers": DIRECT}, 400, "UTF-8"),
        ({"method": "POST", "content": b"#" * (1 << 20) + b"\nASK {}", "headers": DIRECT},
         413, "bytes"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_status_and_remedy(request_: dict, status: int, said: str, reading: Server) -> None:
    answer = reading.client.request(url="/sparql", **request_)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert said in answer.text


def test_errors_never_are_html(reading: Server) -> None:
    hostile = "<script>alert(1)</script>"
    for answer in (reading.ask(hostile), reading.client.get(f"/{hostile}"), reading.ask(SELECT, accept=hostile)):
        assert answer.status_code >= 400
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_default_graph_is_the_union_and_from_names_a_graph(reading: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) %s { ?f a kg:Fact }"
    assert reading.ask(count % "", accept="text/csv").text.split() == ["n", "34"]
    [graph] = reading.ask("SELECT ?g { ?g a kg:SourceText }", accept="text/csv").text.split()[1:]
    assert reading.ask(count % f"FROM <{graph}>", accept="text/csv").text.split() == ["n", "34"]
    assert reading.ask(count % "FROM <https://kg.example/none>", accept="text/csv").text.split() == ["n", "0"]


def test_a_browser_is_led_to_the_editor(reading: Server) -> None:
    answer = reading.client.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/query")
    assert "sparql-service-description" in httpx.get(f"{reading.url}/sparql", trust_env=False).text


def test_a_long_answer_comes_in_pieces(reading: Server) -> None:
    with reading.client.stream("GET", "/sparql", params={"query": "SELECT * { ?a ?b ?c }"}) as answer:
        assert answer.headers.get("transfer-encoding") == "chunked"
        rows = json.loads(b"".join(answer.iter_bytes()))["results"]["bindings"]
    assert len(rows) > 1000
