"""Decisions in a build: what each does to the graph, and what a rebuild, another text or a mistake does to them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg import load, schema
from kg.errors import InputError
from kg.model import Fact, Review, Value
from kg.result import Graph
from kg.review import Decision, Replay, append, with_decisions
from tests.conftest import Ran

TEXT = (
    "2019年3月1日，云州市人民政府与华夏数科有限公司签署战略合作协议。"
    "2018年5月，云州市大数据局揭牌成立。云州市隶属于海岭省。"
)
IRI = "https://kg.example/id/fact/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("texts")
    (made / "a.txt").write_text(TEXT, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def plain(folder: Path) -> Graph:
    return kg.build([folder])


def fact(graph: Graph, property_: str) -> Fact:
    return next(fact for fact in graph.facts if fact.property == property_)


def rebuilt(folder: Path, *decisions: Decision) -> Graph:
    return kg.build([folder], revise=Replay(decisions, schema.load()))


def test_a_rejected_fact_leaves_the_graph(folder: Path, plain: Graph) -> None:
    wrong = fact(plain, "established")
    graph = rebuilt(folder, Decision("reject", wrong.iri))
    assert [f.iri for f in graph.facts] == [f.iri for f in plain.facts if f != wrong]
    assert wrong.iri.encode() not in graph.nquads


def test_an_accepted_fact_says_who_accepted_it_when_and_why(folder: Path, plain: Graph) -> None:
    right = fact(plain, "established")
    graph = rebuilt(folder, Decision("accept", right.iri, "李某", "2026-01-02", "与原文一致"))
    assert fact(graph, "established").review == Review("accepted", "李某", "2026-01-02", "与原文一致")
    told = "kg:verdict ?v ; kg:reviewer ?w ; kg:reviewed ?d ; kg:reason ?r"
    rows = graph.query(f"SELECT ?v ?w ?d ?r {{ <{right.iri}> {told} }}").rows
    assert rows == (("https://kg.example/ontology#Accepted", "李某", "2026-01-02", "与原文一致"),)
    assert not graph.validate()
    assert (
        fact(Graph(load.knowledge(graph.quads, schema.load())), "established").review
        == fact(graph, "established").review
    )


def test_a_corrected_fact_stands_in_the_place_of_the_one_that_was_read(folder: Path, plain: Graph) -> None:
    read = fact(plain, "established")
    graph = rebuilt(folder, Decision("correct", read.iri, "李某", to_object="2018-06", to_modality="planned"))
    new = fact(graph, "established")
    assert (new.object, new.modality) == (Value("2018-06", "date"), "planned")
    assert new.iri != read.iri
    assert new.evidence == read.evidence
    assert new.review == Review("corrected", "李某", revises=read.iri)
    assert not graph.validate()


def test_a_thing_is_named_by_any_of_its_names_or_by_its_iri(folder: Path, plain: Graph) -> None:
    read = fact(plain, "cooperatesWith")
    office = next(entity for entity in plain.entities if entity.name == "云州市大数据局")
    for named in (office.name, office.iri):
        graph = rebuilt(folder, Decision("correct", read.iri, to_subject=named))
        assert office.iri in (fact(graph, "cooperatesWith").subject, fact(graph, "cooperatesWith").object)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"to_subject": "无此机构"}, "no text names 无此机构"),
        ({"to_predicate": "likes"}, "likes is no relation; write cooperatesWith, "),
        ({"to_modality": "maybe"}, "maybe is no modality; write actual, planned, negated"),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_named(change: dict[str, str], said: str, folder: Path, plain: Graph) -> None:
    with pytest.raises(InputError) as error:
        rebuilt(folder, Decision("correct", fact(plain, "cooperatesWith").iri, **change))
    assert said.split("; write ")[0] in str(error.value)


def test_the_last_decision_holds_and_withdraw_takes_it_back(folder: Path, plain: Graph) -> None:
    iri = fact(plain, "established").iri
    assert len(rebuilt(folder, Decision("accept", iri), Decision("reject", iri)).facts) == len(plain.facts) - 1
    withdrawn = rebuilt(folder, Decision("reject", iri), Decision("withdraw", iri))
    assert withdrawn.nquads == plain.nquads


def test_decisions_hold_where_other_words_state_the_fact(folder: Path, plain: Graph, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("另讯。" + TEXT, encoding="utf-8")
    wrong = fact(plain, "established")
    assert (
        len(kg.build([tmp_path], revise=Replay([Decision("reject", wrong.iri)], schema.load())).facts)
        == len(plain.facts) - 1
    )


def test_kg_build_reads_the_file_beside_the_texts(plain: Graph, tmp_path: Path, run: Callable[..., Ran]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    iri = fact(plain, "established").iri
    append(tmp_path / "in" / "decisions.csv", [Decision("reject", iri)])
    append(tmp_path / "more.csv", [Decision("accept", f"{IRI}0000000000000000")])
    ran = run("build", tmp_path / "in", "-o", tmp_path / "out", "--decisions", tmp_path / "more.csv")
    assert ran.code == 0
    assert f"1 decisions meet no fact, such as that about {IRI}0000000000000000" in ran.err
    assert iri not in (tmp_path / "out" / "graph.nq").read_text("utf-8")


def test_decisions_are_gold() -> None:
    passage = {
        "doc": "a",
        "text": TEXT,
        "facts": [{"subject": ["云州市", "云州"], "predicate": "partOf", "object": "海岭省"}],
    }
    said = {"predicate": "partOf", "doc": "a"}
    decisions = [
        Decision("reject", f"{IRI}1", subject="云州", object="海岭省", **said),
        Decision("accept", f"{IRI}2", subject="云州市", object="海岭地区", **said),
        Decision("accept", f"{IRI}3", subject="云州市", object="海岭地区", **said),
        Decision("correct", f"{IRI}4", subject="甲", object="乙", to_object="丙", start="0", end="9", **said),
        Decision("accept", f"{IRI}5", subject="丁", object="戊", predicate="partOf", doc="another"),
    ]
    [changed], added, removed = with_decisions([passage], decisions)
    assert (added, removed) == (2, 1)
    assert [(f["subject"], f["object"]) for f in changed["facts"]] == [("云州市", "海岭地区"), ("甲", "丙")]
    assert changed["facts"][1]["evidence"] == TEXT[:9]
    assert len(passage["facts"]) == 1


def test_kg_score_tells_decisions_as_gold(tmp_path: Path, run: Callable[..., Ran]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"doc": "a", "date": None, "text": TEXT, "facts": []}) + "\n", encoding="utf-8")
    append(
        tmp_path / "d.csv",
        [Decision("accept", f"{IRI}1", subject="云州市大数据局", predicate="established", object="2018-05", doc="a")],
    )
    ran = run("score", gold, "--decisions", tmp_path / "d.csv")
    assert ran.code == 0
    assert "decisions: 1 facts more in the gold, 0 fewer" in ran.err
    assert "1 gold)" in ran.out.splitlines()[0]
    assert "R 1.000" in ran.out.splitlines()[0]
