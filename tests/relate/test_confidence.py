"""Scores of claims: probabilities from how a claim was read, the same for the same reading."""

import json
from dataclasses import replace
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from kg.relate import confidence
from tests.relate.reading import said

TEXT = "2019年3月，松河市数据局挂牌成立。松河市推出“松河办”平台，注册用户达300万人。秦岚任松河市数据局局长。"
FITTED = json.loads((files("kg.relate") / "data" / "confidence.json").read_text(encoding="utf-8"))


def test_scores_are_probabilities_with_two_digits() -> None:
    scores = [claim.score for claim in said(TEXT)]
    assert len(scores) > 3
    assert all(0 < score <= 1 and round(score, 2) == score for score in scores)


def test_ways_of_reading_differ_in_score() -> None:
    assert len({claim.score for claim in said(TEXT)}) > 1


def test_a_doubtful_binding_is_less_sure() -> None:
    (claim,) = said("松河市推出“松河办”平台。")
    sure, doubtful = (confidence.scored([replace(claim, score=score)])[0] for score in (0.9, 0.6))
    weights = FITTED["weights"]
    assert (sure.score >= doubtful.score) == (weights.get("binding 0.9", 0) >= weights.get("binding 0.6", 0))


def test_every_weight_is_of_a_feature_that_can_occur() -> None:
    kinds = {" ".join(name.split(" ")[:-1]) for name in FITTED["weights"]}
    made = {" ".join(name.split(" ")[:-1]) for features in confidence.features(said(TEXT)) for name in features}
    known = {"property", "entry", "frame", "binding", "evidence", "qualified", "modality", "crowd", "attributed", ""}
    known |= {"subject", "object", "share", "facts", "back", "after"}
    assert all(kind in made or kind.split(" ")[0] in known for kind in kinds)


def test_features_of_a_claim_stand_in_a_fixed_order_and_once() -> None:
    claims = said(TEXT)
    assert confidence.features(claims) == confidence.features(claims)
    assert all(len(set(features)) == len(features) for features in confidence.features(claims))


@given(st.floats(-60, 60))
def test_probability(logit: float) -> None:
    assert 0 <= confidence.probability(logit) <= 1
    assert confidence.probability(logit) <= confidence.probability(logit + 1)
