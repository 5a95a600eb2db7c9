"""Every competency question against the real graph of the seeds, and against an invented one for what the seeds lack.

The expected answers stand in tests/queries/NAME.toml: cases with graph, parameters, columns and rows in order (a cell
that may be written in several ways is a list), or the answer of an ASK.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib

from kg import query
from kg.build import build
from kg.graph import canonical
from tests import more_knowledge

ROOT = Path(__file__).parent.parent
EXPECTED = Path(__file__).parent / "queries"
KG = query.PREFIXES["kg"]
QUESTIONS = {question.name: question for question in query.questions()}


def expected(name: str) -> list[dict[str, Any]]:
    path = EXPECTED / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["case"] if path.is_file() else []


CASES = [pytest.param(name, case, id=f"{name}-{i}") for name in QUESTIONS for i, case in enumerate(expected(name))]


@cache
def nquads(graph: str) -> bytes:
    return build([ROOT / "seeds"]).nquads if graph == "seed" else canonical(more_knowledge.QUADS)


@cache
def store(graph: str) -> pyoxigraph.Store:
    filled = pyoxigraph.Store()
    filled.load(input=nquads(graph), format=pyoxigraph.RdfFormat.N_QUADS)
    return filled


@cache
def dataset(graph: str) -> rdflib.Dataset:
    return rdflib.Dataset(default_union=True).parse(data=nquads(graph), format="nquads")


def matches(row: list[str], wanted: list[str | list[str]]) -> bool:
    pairs = zip(row, wanted, strict=True)
    return all(cell in want if isinstance(want, list) else cell == want for cell, want in pairs)


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_question_has_the_expected_answer(name: str, case: dict[str, Any]) -> None:
    result = query.run(store(case["graph"]), name, parameters=case.get("parameters", {}))
    if "answer" in case:
        assert bool(result) is case["answer"]
        return
    columns = [result.variables.index(column) for column in case["columns"]]
    rows = [[row[i].replace(KG, "kg:") for i in columns] for row in result.rows]
    if result.kind == "construct":
        rows = [row for row in rows if "://" not in "".join(row)]
    assert len(rows) == len(case["rows"]), rows
    assert [row for row, want in zip(rows, case["rows"], strict=True) if not matches(row, want)] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_tested_on_the_seeds_and_once_with_an_answer(name: str) -> None:
    cases = expected(name)
    assert [case for case in cases if case["graph"] == "seed"]
    assert [case for case in cases if case.get("rows") or "answer" in case]


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("graph", ["seed", "invented"])
def test_rdflib_gives_the_same_answer(name: str, graph: str) -> None:
    question, ours = QUESTIONS[name], query.run(store(graph), name)
    terms = {p.name: str(p.term(p.default)) for p in question.parameters if not p.free}
    as_written = dict(zip(ours.variables, ours.terms[0] if ours.terms else (), strict=False))
    bound = {name: rdflib.util.from_n3(as_written.get(name) or term) for name, term in terms.items()}
    theirs = dataset(graph).query(question.text, initBindings=bound)
    if ours.kind == "ask":
        assert theirs.askAnswer is bool(ours)
        return
    rows = {tuple("" if cell is None else str(cell) for cell in row) for row in theirs}
    assert rows == set(ours.rows)


SUB_SELECT = re.compile(r"\{ SELECT [^{}]*\{([^{}]*)\}\s*\}")


@pytest.mark.parametrize("graph", ["seed", "invented"])
@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if SUB_SELECT.search(question.text)])
def test_a_sub_select_is_there_for_speed_alone(name: str, graph: str) -> None:
    plain = QUESTIONS[name].text
    while SUB_SELECT.search(plain):
        plain = SUB_SELECT.sub(r"{\1}", plain)
    assert plain.count("SELECT") < QUESTIONS[name].text.count("SELECT")
    assert query.run(store(graph), plain).rows == query.run(store(graph), name).rows


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_says_what_it_asks_and_orders_its_answer(question: query.Question) -> None:
    assert question.zh.endswith("？")
    assert question.en
    assert "ORDER BY" in question.text or not question.text.partition("\n\n")[2].startswith("SELECT")


def test_there_are_no_answers_without_a_question() -> None:
    assert {path.stem for path in EXPECTED.glob("*.toml")} == set(QUESTIONS)


def test_the_list_in_the_documentation_is_the_list_of_questions() -> None:
    listed = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    takes = {name: " ".join(f"`{p.name}`" for p in question.parameters) for name, question in QUESTIONS.items()}
    rows = [f"| `{q.name}` | {q.zh} | {q.en} | {takes[q.name]} |".replace("  |", " |") for q in QUESTIONS.values()]
    assert [line for line in listed.splitlines() if line.startswith("| `")] == rows
