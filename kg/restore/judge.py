"""How probable each swap is, and whether a text was spun at all: the weights of data/restore_weights.json.

At each place the observed word and all that it may stand for share one probability (multinomial logit), so that two
words that fit equally well are both left alone. A text was spun if such swaps stand thick (logistic regression).
kg/train/restore_weights.py says how the weights were fitted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from math import exp, log
from operator import mul
from typing import NamedTuple

import numpy as np

from kg.restore.candidates import Candidate
from kg.restore.evidence import SCARCE, Evidence
from kg.restore.ngrams import ngrams

# Characters that are judged as one text: a longer text counts as spun if its parts do on the average; a shorter one is
# judged as one of SHORTEST characters.
PART, SHORTEST = 800, 200
MARKS = (
    "any", "odds", "swaps", "sure swaps", "scarce", "length", "expected", "expected per 100", "odds per 100",
    "best two", "best three", "best five", "best eight",
)  # fmt: skip
"""Names of what `marks` gives, in its order."""
_MOST, _SURE = 4.0, 1.5


class Judged(NamedTuple):
    """A swap, and how probable it is that it was made, in a text of which some words are swapped."""

    candidate: Candidate
    probability: float


class _Weights(NamedTuple):
    swap: tuple[float, ...]
    article: tuple[float, ...]


def weigh(found: Evidence, swap: Sequence[float] = ()) -> list[list[Judged]]:
    """The probability of every swap; by other weights than those that ship if some are given."""
    odds = np.zeros(len(found.features))
    for weight, column in zip(swap or weights().swap, found.features.T, strict=True):
        odds += weight * column  # in this order on every machine
    each = iter(odds.tolist())
    return [_share(place, list(islice(each, len(place)))) for place in found.places]


def _share(place: Sequence[Candidate], odds: Sequence[float]) -> list[Judged]:
    most = max(0.0, *odds)
    shares = [exp(each - most) for each in odds]
    whole = exp(-most) + sum(shares)
    return [Judged(each, share / whole) for each, share in zip(place, shares, strict=True)]


def likeliest(judged: Sequence[Sequence[Judged]], least: float) -> list[Judged]:
    """The swaps of this probability at least, none overlapping one as good or better, in the order of the text."""
    taken, covered = list[Judged](), set[int]()
    for each in sorted((each for place in judged for each in place if each.probability >= least), key=_rank):
        characters = range(*each.candidate[:2])
        if covered.isdisjoint(characters):
            covered.update(characters)
            taken.append(each)
    return sorted(taken)


def _rank(each: Judged) -> tuple[float, int, Candidate]:
    """The more probable first; of two that are as good as sure the longer."""
    return -round(each.probability, 2), each.candidate.start - each.candidate.end, each.candidate


def spun(text: str, judged: Sequence[Sequence[Judged]]) -> float:
    """Log odds that an article is spun."""
    parts = [marks(length, places, text) for length, places in _parts(len(text), judged)]
    return sum(sum(map(mul, weights().article, part)) for part in parts) / len(parts)


def _parts(length: int, judged: Sequence[Sequence[Judged]]) -> Iterator[tuple[int, list[Sequence[Judged]]]]:
    """The lengths of equal parts of the text, and the swaps of each."""
    count = max(round(length / PART), 1)
    parts: dict[int, list[Sequence[Judged]]] = defaultdict(list)
    for place in judged:
        parts[place[0].candidate.start * count // max(length, 1)].append(place)
    return ((length // count, parts[at]) for at in range(count))


def swapped_words(text: str, judged: Sequence[Sequence[Judged]]) -> dict[str, float]:
    """How probable it is of each word that it was put in the place of another, at the most telling of its places."""
    swapped: dict[str, float] = {}
    for place in judged:
        start, end = place[0].candidate[:2]
        word = text[start:end]
        swapped[word] = max(swapped.get(word, 0.0), sum(each.probability for each in place))
    return swapped


def marks(length: int, judged: Sequence[Sequence[Judged]], text: str) -> list[float]:
    """What tells spun text: how many different words are probably swapped, how surely, and how thick they stand."""
    swapped = swapped_words(text, judged)
    odds = sorted((min(log((p + 1e-6) / (1 - p + 1e-6)), _MOST) for p in swapped.values()), reverse=True)
    sure = [each for each in odds if each > 0]
    strange = sum(p for word, p in swapped.items() if log(ngrams().counts.get(word, 0) + 1) < SCARCE)
    expected, length = sum(swapped.values()), max(length, SHORTEST)
    return [
        1.0, sum(sure), float(len(sure)), float(sum(each > _SURE for each in odds)), strange, log(length),
        expected, 100 * expected / length, 100 * sum(sure) / length, sum(odds[:2]), sum(odds[:3]), sum(odds[:5]),
        sum(max(each, -1.0) for each in odds[:8]),
    ]  # fmt: skip


@cache
def weights() -> _Weights:
    """The fitted weights."""
    data = json.loads((files("kg") / "data" / "restore_weights.json").read_text("utf-8"))
    return _Weights(tuple(data["swap"].values()), tuple(data["article"].values()))
