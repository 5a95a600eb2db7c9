"""Decisions over HTTP: who may take them, what lands in the file, and what the next build makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import schema
from kg.review import Replay, read
from tests.serve.conftest import ROOT, Server, Starter

JSON = {"content-type": "application/json"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.csv"


@pytest.fixture
def reviewing(start: Starter, seed_folder: Path, file: Path) -> Server:
    return start(seed_folder, "--workers", 1, "--review", file)


def a_fact(server: Server) -> str:
    query = "SELECT ?f { ?f a kg:Fact ; rdf:predicate kg:established } LIMIT 1"
    return server.ask(query, accept="text/csv").text.split()[1]


def test_a_decision_lands_in_the_file_with_what_the_graph_says(reviewing: Server, file: Path) -> None:
    fact = a_fact(reviewing)
    sent = {"decision": "reject", "target": fact, "who": "李某", "why": "与原文\n不符"}
    answer = reviewing.send("POST", "/api/review", json=sent)
    assert answer.json()["decided"]["decision"] == "reject"
    [decision] = read(file)
    assert (decision.target, decision.who, decision.why, decision.predicate) == (
        fact,
        "李某",
        "与原文 不符",
        "established",
    )
    assert decision.subject
    assert (decision.object, decision.doc) == ("2017-12-16", "000_d6231bf73f17a2ed")
    text = (ROOT / "seeds" / f"{decision.doc}.txt").read_text("utf-8")
    assert "揭牌" in text[int(decision.start) : int(decision.end)]
    assert reviewing.client.get("/api/look", params={"iri": fact}).json()["decided"]["why"] == "与原文 不符"
    assert "与原文 不符" in reviewing.client.get("/page", params={"iri": fact}).text
    rebuilt = kg.build([ROOT / "seeds"], revise=Replay(read(file), schema.load()))
    assert fact not in {f.iri for f in rebuilt.facts}


def test_a_decision_can_be_withdrawn(reviewing: Server, file: Path) -> None:
    fact = a_fact(reviewing)
    for decision in ("accept", "withdraw"):
        decided = reviewing.send("POST", "/api/review", json={"decision": decision, "target": fact}).json()["decided"]
    assert decided is None
    assert [d.decision for d in read(file)] == ["accept", "withdraw"]


def test_things_are_merged_and_split(reviewing: Server, file: Path) -> None:
    query = "SELECT ?x { ?x a kg:Concept ; rdfs:label ?l } ORDER BY ?x LIMIT 2"
    one, other = reviewing.ask(query, accept="text/csv").text.split()[1:]
    known = reviewing.client.get("/api/look", params={"iri": one}).json()
    doc = known["mentions"][0]["document"]
    reviewing.send("POST", "/api/review", json={"decision": "merge", "target": one, "to_subject": other})
    assert reviewing.client.get("/api/look", params={"iri": one}).json()["decided"]["decision"] == "merge"
    split = {"decision": "split", "target": one, "to_subject": "另一概念", "doc": doc}
    assert reviewing.send("POST", "/api/review", json=split).status_code == 200
    found = [(d.decision, d.target, d.to_subject, d.doc, d.subject) for d in read(file)]
    assert found == [("merge", one, other, "", known["label"]), ("split", one, "另一概念", doc, known["label"])]
    assert reviewing.send("POST", "/api/review", json={"decision": "accept", "target": one}).status_code == 400
    assert reviewing.send("POST", "/api/review", json={"decision": "merge", "target": one}).status_code == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400), (b"[]", 400), (b'{"decision": 1}', 400), (b'{"decision": "merge", "target": "%s"}', 400),
        (b'{"decision": "correct", "target": "%s"}', 400), (b'{"decision": "accept", "target": "%s", "x": ""}', 400),
        (b'{"decision": "accept", "target": "https://kg.example/id/fact/0"}', 404), (b"x" * 20_000, 413),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused(body: bytes, status: int, reviewing: Server, file: Path) -> None:
    body = body.replace(b"%s", a_fact(reviewing).encode())
    assert reviewing.send("POST", "/api/review", content=body, headers=JSON).status_code == status
    assert not file.exists()


def test_decisions_need_the_option_and_the_token(reviewing: Server, reading: Server, file: Path) -> None:
    sent = {"decision": "accept", "target": a_fact(reading)}
    assert reading.send("POST", "/api/review", json=sent).status_code == 403
    assert reviewing.client.post("/api/review", json=sent).status_code == 401
    assert reviewing.send("POST", "/update", data={"update": "CLEAR ALL"}).status_code == 403
    assert not file.exists()
