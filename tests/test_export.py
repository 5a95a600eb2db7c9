"""Every format can be read back, holds what the network holds, and is the same on every run."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import networkx as nx
import pytest

from kg import schema
from kg.errors import InputError
from kg.export import FORMATS, export
from kg.model import Entity, Evidence, Fact, Knowledge
from kg.view.network import network, statements
from tests.view import seedlike

HOSTILE = 'a"b,c\r\nd\\e<&>;\u202e\u0000末'


@pytest.fixture(scope="module")
def graph() -> Any:
    return network(seedlike.knowledge(), schema.load())


@pytest.fixture(scope="module")
def hostile() -> Any:
    entities = (Entity("urn:a", "Person", HOSTILE, aliases=(HOSTILE, "别名")), Entity("urn:b", "Position", "局长"))
    facts = (Fact("urn:f", "urn:a", "holdsPosition", "urn:b", (Evidence("x", 0, 1, HOSTILE, "r"),)),)
    return network(Knowledge((), entities, facts), schema.load())


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("format", FORMATS)
def test_bytes_do_not_depend_on_the_run(format: str, graph: Any) -> None:
    again = network(seedlike.knowledge(), schema.load())
    assert export(graph, format) == export(again, format)
    assert b"20" + b"26-" not in export(graph, format), "a clock time"


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
@pytest.mark.parametrize("source", ["graph", "hostile"])
def test_xml_reads_back(format: str, read: Any, source: str, request: pytest.FixtureRequest) -> None:
    wrote = request.getfixturevalue(source)
    found = read(io.BytesIO(export(wrote, format)))
    assert set(found.nodes) == set(wrote.nodes)
    assert found.number_of_edges() == wrote.number_of_edges()
    predicates = sorted(fact["predicate"] for *_, fact in found.edges(data=True))
    assert predicates == sorted(fact["predicate"] for *_, fact in wrote.edges(data=True))


def test_graphml_keeps_evidence_and_lists_as_text(graph: Any) -> None:
    found = nx.read_graphml(io.BytesIO(export(graph, "graphml")), force_multigraph=True)
    fact = found.edges[seedlike.iri("周明远"), seedlike.iri("数据开放论坛"), seedlike.iri("fact 5")]
    assert fact["quote"] == "周明远市长在数据开放论坛上提出"
    assert seedlike.TEXT[fact["start"] : fact["end"]] == fact["quote"]
    assert fact["qualifiers"] == "role=speaker"
    assert found.nodes[seedlike.iri("岭上云")]["aliases"] == "岭上云平台"


def test_json_is_the_network_itself(graph: Any) -> None:
    found = nx.node_link_graph(json.loads(export(graph, "json")), edges="edges")
    assert dict(found.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(found.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_csv_lists_every_fact_with_literals(graph: Any) -> None:
    found = rows(export(graph, "csv"))
    assert len(found) == len(statements(graph)) == len(seedlike.FACTS)
    rank = next(row for row in found if row["predicate"] == "ranked")
    assert (rank["subject_label"], rank["object"], rank["object_label"]) == ("海岭市", "", "7")
    assert rank["qualifiers"] == "in=2020年数据开放评估报告；outOf=40"
    assert rank["attributed_to"] == "远山大学"


def test_csv_quotes_what_rfc_4180_asks_for(hostile: Any) -> None:
    (fact,) = rows(export(hostile, "csv"))
    assert fact["subject_label"] == fact["quote"] == HOSTILE
    first, second = rows(export(hostile, "csv-nodes"))
    assert (first["label"], first["aliases"], second["label"]) == (HOSTILE, f"{HOSTILE}；别名", "局长")
    assert export(hostile, "csv-nodes").startswith(b"iri,label,cls,kind,aliases,code,facts\r\n")


def test_dot_quotes_labels(hostile: Any) -> None:
    assert '[label="a\\"b,c\r\\nd\\\\e<&>;' in export(hostile, "dot").decode()


def test_an_unknown_format_names_the_known_ones(graph: Any) -> None:
    with pytest.raises(InputError, match=r"'xlsx'; the formats are graphml, gexf, json, csv, csv-nodes, dot"):
        export(graph, "xlsx")
