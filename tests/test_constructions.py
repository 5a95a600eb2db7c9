"""constructions.jsonl: one deed said in many ways, and what each of them states of founding, launching, publishing,
running, holding and working together. What is not read yet is marked as a gap, and falls out of the list once it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.documents import facts_and_mentions
from kg.score import score

TABLE = Path(__file__).parent / "gold/constructions.jsonl"
LINES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
PROPERTIES = {"established", "establishedBy", "launched", "published", "operatedBy", "organizedBy", "cooperatesWith"}
GAP = pytest.mark.xfail(strict=True, reason="not read yet")

Facts = list[dict[str, Any]]


@pytest.fixture(scope="module")
def found() -> Facts:
    """What is read of the whole table, of these properties."""
    read = (facts for facts, _ in facts_and_mentions([str(TABLE)]))
    return [fact for facts in read for fact in facts if fact["predicate"] in PROPERTIES]


@pytest.mark.parametrize(
    "line", [pytest.param(line, id=line["doc"], marks=[GAP] if line.get("gap") else []) for line in LINES]
)
def test_states_this_and_nothing_else(line: dict[str, Any], found: Facts) -> None:
    outcome = score([line], [fact for fact in found if fact["doc"] == line["doc"]])
    assert (outcome.missed, outcome.wrong) == ((), ()), line["text"]


def test_the_whole_table(found: Facts) -> None:
    outcome = score(LINES, found)
    assert outcome.all.f1 > 0.77
    assert outcome.all.precision > 0.9
