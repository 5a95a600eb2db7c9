"""Relations of bodies that were learned from sentences: founding, founder, chair, head office, short form.

A logistic regression over clues (clues.py) weighs every pair of a body and a date, person, place or name near a cue;
its weights (data/learned.npz: hashed clues, whole numbers) are fitted by kg/train/learned.py. Of pairs that exclude one
another the likelier stays.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model import Mention
from kg.relate.arguments import agent_marker
from kg.relate.clues import Pair, clues
from kg.relate.parts import BODIES, Part
from kg.relate.sentence import Sentence
from kg.zh import cues

OTHERS = {"established": "Date", "establishedBy": "Person", "holdsPosition": "Person", "locatedIn": "Place"}
"""Relation → class of what the body is related to; a short form may look like anything."""
STATED = frozenset(["established", "establishedBy"])
"""Relations of which a word of the lexicon must be the cue."""
FRAME = "LearnedFrame"
"""What a learned claim gives as its frame."""
LEAST = 0.45
"""From which probability on a pair is believed."""
OF_FAR = frozenset(["holdsPosition"])
"""Relations whose other part may stand far from the cue, if the body stands near (秦岚，汉族，现任青禾软件董事长)."""
_FROM_CUE, _APART = 25, 120
"""How far, in characters, a part may stand from the cue, and the two parts from one another."""


class Found(NamedTuple):
    """A pair and how likely its relation is."""

    pair: Pair
    probability: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Sorted 32-bit keys of clues, the weight of each in units of `unit`, and the bias."""

    keys: NDArray[np.uint32]
    weights: NDArray[np.int16]
    unit: float
    bias: float

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Weights:
        """The weights in the arrays of the weights file."""
        unit, bias = arrays["units"].tolist()
        return cls(arrays["keys"], arrays["weights"], unit, bias)

    def each(self, keys: Sequence[int]) -> NDArray[np.int64]:
        """The weight of each key, 0 of an unknown one."""
        wanted = np.array(keys, np.uint32)
        at = np.minimum(self.keys.searchsorted(wanted), len(self.keys) - 1)
        weights: NDArray[np.int64] = np.where(self.keys[at] == wanted, self.weights[at], 0).astype(np.int64)
        return weights

    def probability(self, keys: Sequence[int]) -> float:
        """How likely a pair with these clues is right, to two digits: a sum of whole numbers, equal on all machines."""
        total = int(self.each(keys).sum()) * self.unit + self.bias
        return round(1 / (1 + math.exp(-total)), 2)


def keys_of(relation: str, found: Iterable[str]) -> list[int]:
    """The key of each clue for all relations, and for this one."""
    distinct = sorted(set(found))
    return sorted({zlib.crc32(clue.encode()) for said in distinct for clue in (said, f"{relation}: {said}")})


def find(text: str, sentence: tuple[int, int], parts: Sequence[Part]) -> list[Found]:
    """What is believed of one sentence [start, end) of a text whose parts are given, in the order of the text."""
    if not parts or not cues.any_pattern().search(text, *sentence):
        return []
    inside = within(parts, sentence)
    return chosen(_weighed(text, pairs(text, sentence, inside), inside))


def pairs(text: str, sentence: tuple[int, int], parts: Sequence[Part]) -> Iterator[Pair]:
    """Every pair of a sentence that a cue and the classes allow."""
    bodies = [part for part in parts if part.mention.cls in BODIES and part.mention.name]
    for relation, pattern in cues.patterns().items():
        others = [
            part
            for part in parts
            if OTHERS.get(relation, part.mention.cls) == part.mention.cls and _may_be(relation, part)
        ]
        if not (bodies and others):
            continue
        places = [found.span() for found in pattern.finditer(text, *sentence)]
        beside = [_nearest(places, body) for body in bodies] if relation in OF_FAR else [None] * len(bodies)
        for other in others if places else ():
            near = _nearest(places, other)
            for body, by_body in zip(bodies, beside, strict=True):
                cue = near or by_body
                if cue and not body.overlaps(other) and _distance((body.start, body.end), other) <= _APART:
                    yield Pair(relation, body, other, cue, *sentence)


def _nearest(places: Sequence[tuple[int, int]], part: Part) -> tuple[int, int] | None:
    """The nearest of the cues, if it is near."""
    cue = min(places, key=lambda place: _distance(place, part), default=None)
    return cue if cue and _distance(cue, part) <= _FROM_CUE else None


def chosen(found: Iterable[Found], least: float = LEAST) -> list[Found]:
    """The likelier first, without those that exclude it: one body a thing, one founding and one seat a body."""
    kept: list[Found] = []
    for candidate in sorted(found, key=_likelier):
        if candidate.probability >= least and not any(_excludes(other.pair, candidate.pair) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda item: (item.pair.body.start, item.pair.other.start, item.pair.relation))


def within(parts: Sequence[Part], sentence: tuple[int, int]) -> Sequence[Part]:
    """The parts of a sentence, out of those of a text in its order."""
    low = bisect_left(parts, sentence[0], key=_start)
    return parts[low : bisect_left(parts, sentence[1], lo=low, key=_start)]


def _weighed(text: str, found: Iterable[Pair], parts: Sequence[Part]) -> Iterator[Found]:
    for pair in found:
        yield Found(pair, _shipped().probability(keys_of(pair.relation, clues(text, pair, parts))))


def _likelier(found: Found) -> tuple[float, int, int, int, int, str]:
    pair = found.pair
    return -found.probability, pair.body.start, -pair.body.end, pair.other.start, -pair.other.end, pair.relation


def _excludes(kept: Pair, pair: Pair) -> bool:
    if kept.relation != pair.relation:
        return False
    if kept.other.overlaps(pair.other):
        return True
    same = (kept.body.start, kept.body.end) == (pair.body.start, pair.body.end)
    return kept.body.overlaps(pair.body) and not (same and pair.relation in ("establishedBy", "holdsPosition"))


def _may_be(relation: str, other: Part) -> bool:
    """A date must have a value; a short form is no value and stands right beside its cue."""
    if relation == "established":
        return other.mention.value is not None
    return relation != "alsoKnownAs" or other.mention.cls not in ("Date", "Quantity", "Position", "Person", "Document")


def _distance(place: tuple[int, int], part: Part) -> int:
    return max(place[0] - part.end, part.start - place[1], 0)


@cache
def _shipped() -> Weights:
    with (files("kg.relate") / "data" / "learned.npz").open("rb") as file, np.load(file) as arrays:
        return Weights.of(dict(arrays))


def _start(part: Part) -> int:
    return part.start


def arguments(text: str, pair: Pair) -> tuple[Mention, Mention]:
    """Subject and object of the claim: who chairs a body holds the post that the cue names."""
    body, other = pair.body.mention, pair.other.mention
    if pair.relation == "holdsPosition":
        start, end = pair.cue
        post = text[start:end]
        return other, Mention(start, end, post, "Position", 0.9, "learned", name=body.name + post, body=body.name)
    return body, other


def founds(sentence: Sentence, cue: int, body: Mention) -> bool:
    """甲2017年设立专班, 由甲和乙2017年共同设立: does `body`, before the word at `cue`, found another?"""
    marker = agent_marker(sentence, cue)
    if marker is not None and sentence.tokens[marker].end <= body.start < sentence.tokens[cue].start:
        return True
    at = cue + 1 + (sentence.text_at(cue + 1) == "了")
    if body.end > sentence.tokens[cue].start or at >= len(sentence.tokens):
        return False
    after = sentence.tokens[at]
    if after.mention is not None:
        return after.mention.cls == "Organization"
    return after.tag in ("n", "nz", "l") and not after.entries


def cue(sentence: Sentence, pair: Pair) -> tuple[int, str]:
    """The token of the cue, and the entry of the lexicon that states the relation there, "" if none does."""
    places = [at for at, token in enumerate(sentence.tokens) if token.start < pair.cue[1] and pair.cue[0] < token.end]
    for at in places:
        for entry in sentence.tokens[at].entries:
            if any(sense.property == pair.relation for sense in entry.senses):
                return at, entry.name
    return places[0], "" if pair.relation in STATED else pair.relation
