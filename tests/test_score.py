"""Scoring: which predictions fit which gold facts, and the same numbers as the reference script, if that is here."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.score import Rates, score

REFERENCE = Path(__file__).parents[2] / "shared" / "gold" / "score.py"
TEXT = "2017年12月，佛山市数字政府建设管理局（简称数政局）成立，与腾讯公司合作。"


def fact(
    subject: Any = "佛山市数字政府建设管理局", predicate: str = "established", object: Any = "2017-12", **more: Any
) -> dict[str, Any]:
    types = {"subject_type": "Organization", "object_type": "Date"}
    return {
        "doc": "1",
        "subject": subject,
        "predicate": predicate,
        "object": object,
        "evidence": TEXT[:10],
        **types,
        **more,
    }


def passage(*facts: dict[str, Any], doc: str = "1") -> dict[str, Any]:
    return {"doc": doc, "text": TEXT, "facts": list(facts)}


GOLD = fact(["佛山市数字政府建设管理局", "数政局"], object=["2017-12"])
PARTNERS = fact(["甲公司"], "cooperatesWith", ["乙公司"])


@pytest.mark.parametrize(
    ("gold", "predicted", "strict", "lenient"),
    [
        (GOLD, fact(), True, True),
        (GOLD, fact("数政局"), True, True),
        (GOLD, fact("《佛山市 数字政府建设管理局》", object="２０１７-12"), True, True),
        (GOLD, fact("局", aliases={"subject": ["数政局"]}), True, True),
        (GOLD, fact("数字政府建设管理局"), False, True),
        (GOLD, fact("管理局"), False, False),
        (GOLD, fact(object="2017"), False, True),
        (GOLD, fact(predicate="launched"), False, False),
        (GOLD, fact(modality="planned"), False, False),
        (GOLD | {"modality": "planned"}, fact(modality="planned"), True, True),
        (GOLD, fact("2017-12", object="数政局"), False, False),
        (PARTNERS, fact("乙公司", "cooperatesWith", "甲公司"), True, True),
        (PARTNERS, fact("乙公司", "cooperatesWith", "乙公司"), False, False),
    ],
)
def test_what_fits(gold: dict[str, Any], predicted: dict[str, Any], strict: bool, lenient: bool) -> None:
    assert score([passage(gold)], [predicted]).all == Rates(int(strict), 1, 1)
    assert score([passage(gold)], [predicted], lenient=True).all == Rates(int(lenient), 1, 1)


def test_each_gold_fact_is_matched_once() -> None:
    outcome = score([passage(GOLD, PARTNERS), passage(doc="2")], [fact(), fact(), fact() | {"doc": "9"}])
    assert outcome.all == Rates(1, 2, 2)
    assert outcome.by_predicate == {"cooperatesWith": Rates(0, 0, 1), "established": Rates(1, 2, 1)}
    assert [doc for doc, _ in outcome.wrong] == ["1"]
    assert outcome.missed == (("1", PARTNERS),)
    assert outcome.unknown_docs == ("9",)


@pytest.mark.parametrize(
    ("more", "details"),
    [
        ({}, {"type": (2, 2), "qualifier": (0, 1), "attribution": (0, 1), "evidence": (1, 1)}),
        (
            {"qualifiers": {"date": "2017年"}, "attributed_to": "数政局", "object_type": "Place", "evidence": "合作"},
            {"type": (1, 2), "qualifier": (1, 1), "attribution": (1, 1), "evidence": (0, 1)},
        ),
        ({"evidence": "没有的话"}, {"type": (2, 2), "qualifier": (0, 1), "attribution": (0, 1), "evidence": (0, 1)}),
    ],
)
def test_details_of_the_matched(more: dict[str, Any], details: dict[str, tuple[int, int]]) -> None:
    gold = GOLD | {"qualifiers": {"date": "2017年"}, "attributed_to": "数政局"}
    assert score([passage(gold)], [fact(**more)]).details == details


def test_rates() -> None:
    rates = Rates(1, 2, 3)
    assert rates.as_dict() == {"precision": 0.5, "recall": 0.3333, "f1": 0.4, "tp": 1, "predicted": 2, "gold": 3}
    assert Rates(0, 0, 0).f1 == 0.0


NAMES = st.sampled_from(["甲公司", "乙公司", "“甲 公司”", "甲", "广东省甲公司", "ABC", "ａｂｃ"])
FACTS = st.builds(
    fact,
    NAMES,
    st.sampled_from(["cooperatesWith", "launched"]),
    NAMES,
    doc=st.sampled_from("12"),
    modality=st.sampled_from(["actual", "planned"]),
    attributed_to=st.none() | NAMES,
    qualifiers=st.dictionaries(st.sampled_from(["date", "in"]), NAMES),
    evidence=st.sampled_from(["佛山市", "成立", ""]),
    object_type=st.sampled_from(["Organization", "Place"]),
    aliases=st.fixed_dictionaries({}, optional={"subject": st.lists(NAMES)}),
)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference script is no part of this project")
@given(st.lists(FACTS, max_size=5), st.lists(FACTS, max_size=5), st.booleans())
def test_the_same_numbers_as_the_reference(
    gold: list[dict[str, Any]], predicted: list[dict[str, Any]], lenient: bool
) -> None:
    passages = [passage(*[f for f in gold if f["doc"] == doc], doc=doc) for doc in "13"]
    theirs = runpy.run_path(str(REFERENCE))["score"](passages, predicted, lenient)
    ours = score(passages, predicted, lenient=lenient)
    assert ours.all.as_dict() == theirs["all"]
    assert {name: rates.as_dict() for name, rates in ours.by_predicate.items()} == theirs["by_predicate"]
    assert {name: list(counts) for name, counts in ours.details.items()} == {
        name: counts[:2] for name, counts in theirs["details"].items()
    }
    rest = [list(ours.missed), list(ours.wrong), list(ours.unknown_docs)]
    assert rest == [theirs[name] for name in ("missed", "wrong", "unknown_docs")]
