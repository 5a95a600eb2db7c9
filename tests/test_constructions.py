"""Tables of one deed said in many ways, and what each of them states: constructions.jsonl of founding, launching,
publishing, running, holding and working together, the others of all relations. What is not read yet is marked as a gap,
and falls out of the list once it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.documents import facts_and_mentions
from kg.score import score

Line = dict[str, Any]

GOLD = Path(__file__).parent / "gold"
PROPERTIES = {"established", "establishedBy", "launched", "published", "operatedBy", "organizedBy", "cooperatesWith"}
TABLES: dict[str, set[str] | None] = {path.name: None for path in sorted(GOLD.glob("constructions*.jsonl"))}
TABLES["constructions.jsonl"] = PROPERTIES
TABLES["constructions-more.jsonl"] = PROPERTIES | {"implements", "proposed", "attended"}
"""Table → the properties that are annotated in it; None: all."""
FLOOR, PRECISION = {"constructions-more.jsonl": 0.69}, 0.9
"""The F1 (0.77 of the tables not named) and the precision that each table must give."""
LINES = {name: [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()] for name in TABLES}
GAP = pytest.mark.xfail(strict=True, reason="not read yet")


@pytest.fixture(scope="module")
def found() -> dict[str, list[Line]]:
    """What is read of each whole table, of its properties."""
    return {name: _facts(name, properties) for name, properties in TABLES.items()}


def _facts(name: str, properties: set[str] | None) -> list[Line]:
    read = (fact for facts, _ in facts_and_mentions([str(GOLD / name)]) for fact in facts)
    return [fact for fact in read if properties is None or fact["predicate"] in properties]


@pytest.mark.parametrize(
    ("table", "line"),
    [
        pytest.param(table, line, id=line["doc"], marks=[GAP] if line.get("gap") else [])
        for table, lines in LINES.items()
        for line in lines
    ],
)
def test_states_this_and_nothing_else(table: str, line: Line, found: dict[str, list[Line]]) -> None:
    outcome = score([line], [fact for fact in found[table] if fact["doc"] == line["doc"]])
    assert (outcome.missed, outcome.wrong) == ((), ()), line["text"]


@pytest.mark.parametrize("table", TABLES)
def test_the_whole_table(table: str, found: dict[str, list[Line]]) -> None:
    outcome = score(LINES[table], found[table])
    assert outcome.all.f1 > FLOOR.get(table, 0.77)
    assert outcome.all.precision > PRECISION
