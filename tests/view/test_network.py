"""What the network holds of a Knowledge."""

from __future__ import annotations

from typing import Any

import pytest

from kg.view.network import CONTEXT, context, statements
from tests.view import seedlike


def test_nodes_and_edges_are_entities_and_facts_between_them(graph: Any) -> None:
    assert list(graph.nodes) == [seedlike.iri(name) for _, name, _, _ in seedlike.ENTITIES]
    relations = [f"fact {n}" for n, row in enumerate(seedlike.FACTS) if isinstance(row[2], str)]
    assert {key for *_, key in graph.edges(keys=True)} == {seedlike.iri(name) for name in relations}
    assert len(statements(graph)) == len(seedlike.FACTS)


def test_a_node_has_class_kind_and_its_literal_facts(graph: Any) -> None:
    node = graph.nodes[seedlike.iri("海岭市数据局")]
    assert (node["cls"], node["kind"], node["kind_zh"]) == ("Organization", "GovernmentAgency", "政府部门")
    assert node["aliases"] == ["数据局"]
    assert [(fact["predicate"], fact["value"]) for fact in node["facts"]] == [("established", "2019-03")]


def test_an_edge_says_all_that_the_fact_says(graph: Any) -> None:
    fact = graph.edges[seedlike.iri("海岭市"), seedlike.iri("旧版应用"), seedlike.iri("fact 12")]
    assert (fact["zh"], fact["modality"], fact["attributed_to"], fact["score"]) == ("推出", "negated", "林晓", 0.9)
    (place,) = fact["evidence"]
    assert place["before"] + place["quote"] + place["after"] == seedlike.SENTENCES[4]
    assert seedlike.TEXT[place["start"] : place["end"]] == place["quote"]
    assert place["title"] == "海岭市的数据工作"


def test_qualifiers_are_text_and_entities_among_them_are_named(graph: Any) -> None:
    (rank,) = graph.nodes[seedlike.iri("海岭市")]["facts"]
    report = "2020年数据开放评估报告"
    assert [tuple(q.values()) for q in rank["qualifiers"]] == [
        ("in", report, seedlike.iri(report)),
        ("outOf", "40", ""),
    ]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("甲。乙丙丁。戊", "丙", ("乙", "丁。")),
        ("甲\n乙丙", "丙", ("乙", "")),
        ("他说:“乙丙。”后来", "乙", ("他说:“", "丙。”")),
        ("乙丙。丁", "乙丙。", ("", "")),
        ("丙", "丙", ("", "")),
        ("长" * 999 + "丙" + "长" * 999, "丙", ("长" * CONTEXT, "长" * CONTEXT)),
    ],
)
def test_context_is_the_rest_of_the_sentence(text: str, quote: str, expected: tuple[str, str]) -> None:
    start = text.index(quote)
    assert context(text, start, start + len(quote)) == expected


@pytest.mark.parametrize(
    ("fact", "date"),
    [("established", "2019-03"), ("ranked", "")],
)
def test_the_date_of_a_fact_is_its_qualifier_or_its_object(fact: str, date: str, graph: Any) -> None:
    (found,) = [statement for statement in statements(graph) if statement["predicate"] == fact]
    assert found["date"] == date
