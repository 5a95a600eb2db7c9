"""The error report: each failure is called after the one thing that is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from kg.cli.failures import report
from kg.score import Bin, failures, reliability, score

TEXT = "2019年3月，云岭省数据局成立，青江市拟推出“云岭通”平台。"
FOUNDED = "云岭省数据局", "established", "2019-03"
LAUNCHED = "青江市", "launched", "云岭通"
BOTH = ["missed", "wrong"]
MENTIONS = [{"doc": "1", "text": name, "name": name} for name in ("云岭省数据局", "青江市", "云岭通")]


def fact(subject: str, predicate: str, object: str, modality: str = "actual", **more: Any) -> dict[str, Any]:
    types = {"subject_type": "Organization", "object_type": "Date" if predicate == "established" else "Platform"}
    given = {"doc": "1", "subject": subject, "predicate": predicate, "object": object, "modality": modality}
    return {**given, **types, "evidence": "云岭省数据局成立", "rule": "found/ErgativeFrame", **more}


def gold(*facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"doc": "1", "text": TEXT, "facts": list(facts)}]


@pytest.mark.parametrize(
    ("annotated", "predicted", "kinds", "cause"),
    [
        ([fact(*FOUNDED)], [fact(*FOUNDED)], [], None),
        ([fact(*FOUNDED)], [fact(*FOUNDED, "planned")], BOTH, "modality: planned, not actual"),
        ([fact(*FOUNDED)], [fact("数据局", *FOUNDED[1:])], BOTH, "border of the subject"),
        ([fact(*FOUNDED)], [fact("青江市", *FOUNDED[1:])], BOTH, "other subject"),
        ([fact(*FOUNDED)], [fact(*FOUNDED[:2], "2018")], BOTH, "other object"),
        ([fact(*LAUNCHED)], [fact(LAUNCHED[0], "operatedBy", LAUNCHED[2])], BOTH, "read as operatedBy"),
        ([fact(*FOUNDED)], [], ["missed"], "not bound by its frame"),
        ([fact(*FOUNDED, evidence="数据局")], [], ["missed"], "no word of the lexicon"),
        ([fact("云岭省", "proposed", "云脑")], [], ["missed"], "subject and object not recognised"),
        ([fact("青江市", "ranked", "3", object_type="Quantity")], [], ["missed"], "needs no word, not read"),
        ([fact("青江市数字办", *LAUNCHED[1:])], [], ["missed"], "subject not recognised"),
        ([], [fact(*FOUNDED)], ["wrong"], "not annotated"),
        ([fact(*FOUNDED)], [fact(*FOUNDED), fact("数据局", *FOUNDED[1:])], ["wrong"], "said already"),
        ([fact(*FOUNDED)], [fact(*FOUNDED), fact(*LAUNCHED)], ["wrong"], "not annotated"),
    ],
)
def test_causes(
    annotated: list[dict[str, Any]], predicted: list[dict[str, Any]], kinds: list[str], cause: str | None
) -> None:
    found = failures(score(gold(*annotated), predicted), MENTIONS)
    assert [(failure.kind, failure.cause) for failure in found] == [(kind, cause) for kind in kinds]


def test_a_missed_and_a_wrong_fact_of_other_documents_are_no_pair() -> None:
    found = failures(score(gold(fact(*FOUNDED)), [fact(*FOUNDED, "planned", doc="2")]))
    assert [(f.kind, f.cause, f.instead) for f in found] == [("missed", "not bound by its frame", None)]


def test_the_report_groups_and_marks_the_evidence() -> None:
    wrong = fact("青江市", "established", "2019-03", start=8, end=16)
    shown = report(failures(score(gold(fact(*FOUNDED)), [wrong])), {"1": TEXT}, most=0)
    assert shown.splitlines() == [
        "",
        "2 failures, by cause:",
        "     1 − other subject",
        "     1 + other subject",
        "",
        "established · other subject · found/ErgativeFrame  (2)",
        "  − 1: 云岭省数据局 | established | 2019-03 | actual",
        "      read: 青江市 | established | 2019-03 | actual",
        "      …2019年3月，【云岭省数据局成立】，青江市拟推出“云岭通”平台。…",
        "  + 1: 青江市 | established | 2019-03 | actual",
        "      …2019年3月，【云岭省数据局成立】，青江市拟推出“云岭通”平台。…",
    ]


def test_the_report_shows_no_more_than_asked_for_and_no_control_sequence() -> None:
    many = [fact("\x1b[2J", "launched", f"平台{number}") for number in range(5)]
    shown = report(failures(score(gold(), many)), {}, most=2)
    assert shown.count("  + 1:") == 2
    assert "(5)" in shown
    assert "\x1b" not in shown


def test_reliability_counts_right_and_wrong_by_score() -> None:
    facts = [fact(*FOUNDED, score=0.95), fact(*LAUNCHED, score=0.92), fact("甲", "launched", "乙", score=0.4)]
    assert reliability(score(gold(fact(*FOUNDED)), facts)) == [
        Bin(0.0, 1, 0.4, 0),
        Bin(0.9, 1, 0.92, 0),
        Bin(0.95, 1, 0.95, 1),
    ]
