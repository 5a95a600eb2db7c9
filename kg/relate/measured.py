"""What a figure is about: of all candidates the likeliest, or none.

A multinomial logistic regression over readable grounds (grounds.py) weighs the candidates of one figure against one
another and against there being no subject. Its weights (data/subjects.json) are fitted by kg/train/subjects.py to
figures whose subject a person told. Candidates of one name speak for one subject together.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from kg.model import Mention
from kg.relate import grounds, nearby
from kg.relate.subjects import Candidate, Spot, candidates, topics

LEAST = 0.5
"""From which probability on a subject is believed."""
DIGITS = 2
"""Probabilities are rounded: the last bits of a sum of floats differ between machines."""


def about(spot: Spot) -> tuple[Mention, float] | None:
    """What the figure is about and how likely that is; None if no candidate is believed."""
    found = candidates(spot)
    if not found or nearby.points_elsewhere(spot.sentence, spot.index):
        return None
    scores = weigh(spot, found, weights())
    name, likely = choice([candidate.mention.name for candidate in found], scores)
    if likely < LEAST:
        return None
    best = max((at for at, candidate in enumerate(found) if candidate.mention.name == name), key=lambda at: scores[at])
    return _as_subject(found[best]), likely


def choice(names: Sequence[str], scores: Sequence[float]) -> tuple[str, float]:
    """The likeliest name and its probability; the last of the scores is that of no name."""
    most = max(scores)
    odds = [math.exp(score - most) for score in scores]
    together = dict.fromkeys(names, 0.0)
    for name, odd in zip(names, odds, strict=False):
        together[name] += odd
    name = max(together, key=lambda name: together[name], default="")
    return name, round(together.get(name, 0.0) / sum(odds), DIGITS)


def weigh(spot: Spot, found: Sequence[Candidate], weight: Mapping[str, float]) -> list[float]:
    """The sum of the weights of each candidate's grounds, and last of there being no subject."""
    return [sum(weight.get(ground, 0.0) for ground in said) for said in told(spot, found)]


def told(spot: Spot, found: Sequence[Candidate]) -> list[list[str]]:
    """The grounds of each candidate, and last those for there being no subject."""
    traits, carried = grounds.of_figure(spot), topics(spot)
    each = [_distinct(grounds.of_candidate(candidate, spot, traits, carried)) for candidate in found]
    return [*each, _distinct(grounds.of_none(spot, traits))]


def _distinct(said: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(said))


def _as_subject(candidate: Candidate) -> Mention:
    """The mention as what is measured; a quotation that somebody runs is a platform."""
    mention, _, where, at = candidate
    quoted = mention.found_by == "quoted" and mention.cls == "Concept"
    return replace(mention, cls="Platform") if quoted and at is not None and nearby.runs(where, at) else mention


@cache
def weights() -> Mapping[str, float]:
    """The weight of each ground."""
    fitted: dict[str, float] = json.loads((files("kg.relate") / "data" / "subjects.json").read_text(encoding="utf-8"))
    return fitted
