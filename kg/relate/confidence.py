"""How sure a claim is: the probability that it is right, from features of how it was read.

A logistic regression whose weights (data/confidence.json) kg/train/confidence.py fits to claims that a person judged.
What the matcher thought of its binding (`Claim.score` before) is one feature among others; the explanation of a claim
stays its rule and its evidence, this only says how often claims that were read in this way are right.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from kg.model import ACTUAL, Claim, Mention, Value
from kg.relate.markers import affixes

DIGITS = 2
"""Scores are rounded: the last bits of a sum of floats differ between machines."""
_LONG = (4, 8, 16, 32, 64)
_METRIC = (1, 3, 6, 10, 15, 22)
_SHARES, _FACTS = (0.1, 0.3, 0.6), (5, 20, 60)
_BACK = (1, 30, 80, 200)
"""How many characters before what is told of it a subject was named last."""
_SURE = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def scored(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article with their probability as score."""
    bias, weights = _weights()
    return [
        replace(claim, score=probability(bias + sum(weights.get(feature, 0.0) for feature in found)))
        for claim, found in zip(claims, features(claims), strict=True)
    ]


def probability(logit: float) -> float:
    """The logistic function, rounded.

    >>> probability(0.0), probability(40.0)
    (0.5, 1.0)
    """
    return round(1 / (1 + math.exp(-logit)), DIGITS)


def features(claims: Sequence[Claim]) -> list[list[str]]:
    """For each claim of one article how it was read, as names of features in a fixed order."""
    crowds, told = Counter(_crowd(claim) for claim in claims), Counter(claim.subject.name for claim in claims)
    crowded = [_step("crowd", crowds[_crowd(claim)], (1, 2, 4)) for claim in claims]
    return [[*_of_one(claim), crowd, *_of_article(claim, told)] for claim, crowd in zip(claims, crowded, strict=True)]


def _of_article(claim: Claim, told: Counter[str]) -> Iterator[str]:
    """Is the article one of many facts, most of them of this subject, as the report of a government is?"""
    total = told.total()
    share = _step("share", told[claim.subject.name] / total, _SHARES)
    yield share
    yield f"{share} {claim.property}"
    yield f"{_step('facts', total, _FACTS)} {claim.property}"


def _of_one(claim: Claim) -> Iterator[str]:
    yield from _of_reading(claim)
    yield from _of_arguments(claim)
    yield from _of_figure(claim)


def _crowd(claim: Claim) -> tuple[str, str, int]:
    return claim.evidence.rule, claim.property, claim.evidence.start


def _of_reading(claim: Claim) -> Iterator[str]:
    entry, _, frame = claim.evidence.rule.partition("/")
    yield f"property {claim.property}"
    yield f"entry {entry} {claim.property}"
    yield f"frame {frame or entry}"
    yield f"binding {claim.score:.1f}"
    yield _step("evidence", len(claim.evidence.quote), _LONG)
    yield f"qualified {bool(claim.qualifiers)} {claim.property}"
    if claim.modality != ACTUAL:
        yield f"modality {claim.modality}"
    if claim.attributed_to:
        yield "attributed"


def _of_arguments(claim: Claim) -> Iterator[str]:
    for side, mention in (("subject", claim.subject), ("object", claim.object)):
        yield f"{side} class {mention.cls}"
        yield f"{side} by {mention.found_by.split(':')[0]}"
        yield _step(f"{side} score", mention.score, _SURE)
        yield _step(f"{side} length", len(mention.text), _LONG)
        if not _inside(claim, mention):
            yield f"{side} elsewhere {claim.property}"
        yield f"{side} kind {mention.kind} {claim.property}"
        yield f"{side} class {mention.cls} {claim.property}"
    between = claim.object.start - claim.subject.end
    yield f"{_step('back', between, _BACK) if between >= 0 else 'after'} {claim.property}"


def _of_figure(claim: Claim) -> Iterator[str]:
    """What is measured, and in what: a long metric without a word of measure is seldom one."""
    if claim.property != "indicator":
        return
    said = {name: value.lexical for name, value in claim.qualifiers if isinstance(value, Value)}
    metric = said.get("metric", "")
    yield _step("metric length", len(metric), _METRIC)
    yield f"metric measures {metric.endswith(affixes('measure_endings'))}"
    yield f"unit {said.get('unit', '')}"
    yield _step("commas before figure", claim.evidence.quote.count("，"), (1, 2, 3, 5))


def _inside(claim: Claim, mention: Mention) -> bool:
    return not mention.text or mention.text in claim.evidence.quote


def _step(name: str, value: float, steps: Sequence[float]) -> str:
    """The feature of the highest step that `value` reaches."""
    return f"{name} {max((step for step in steps if value >= step), default=0)}"


@cache
def _weights() -> tuple[float, dict[str, float]]:
    fitted = json.loads((files("kg.relate") / "data" / "confidence.json").read_text(encoding="utf-8"))
    return fitted["bias"], fitted["weights"]
