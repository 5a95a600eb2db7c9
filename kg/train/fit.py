"""Fit a linear-chain conditional random field by mini-batches: AdaGrad, features dropped at random.

Dropping features (Sutton, Sindelar and McCallum 2006; Wager et al. 2013) keeps the model from leaning on the names
that it has seen, which is what fails on a new text. The likelihood counts only legal BIOES sequences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from kg.recognise.chain import Floats, Grid, Index, Steps, believe, expected_steps, legal_steps
from kg.recognise.features import Lexicon, stream
from kg.recognise.runs import Keys
from kg.train.corpora import Sentence, tags

SEED = 20190305
SETTLED, SAMPLED = 0.4, 40
"""The share of passes after which weights count for the mean, and every how many steps."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit: features seen at least `least` times, passes, sentences a step, chance to drop a feature, rate."""

    least: int
    rounds: int
    batch: int
    drop: float = 0.35
    rate: float = 0.15


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences as numbers: for each template (row) and character the place of its feature, the gold label, lengths."""

    places: NDArray[np.int32]
    gold: Index
    lengths: Index


def feature_keys(sentences: Sequence[Sentence], lexicon: Lexicon, batch: int = 500) -> Keys:
    """Keys of all characters of all sentences, one row a template."""
    parts = [
        stream([sentence.text for sentence in sentences[low : low + batch]], lexicon).keys
        for low in range(0, len(sentences), batch)
    ]
    return np.concatenate(parts, axis=1)


def known_features(keys: Keys, least: int) -> Keys:
    """The sorted keys that occur at least `least` times with one template."""
    kept: list[Keys] = []
    for column in keys:
        values, counts = np.unique(column, return_counts=True)
        kept.append(values[counts >= least])
    return np.unique(np.concatenate(kept))


def number(keys: Keys, known: Keys) -> NDArray[np.int32]:
    """The place of each key among the known ones; `len(known)` if it is not there."""
    places = np.empty(keys.shape, np.int32)
    for row, column in enumerate(keys):
        at = np.searchsorted(known, column)
        at[at == len(known)] = 0
        places[row] = np.where(known[at] == column, at, len(known))
    return places


def corpus(sentences: Sequence[Sentence], labels: Sequence[str], places: NDArray[np.int32]) -> Corpus:
    """The sentences with their labels as numbers."""
    numbers = {label: at for at, label in enumerate(labels)}
    gold = [numbers[tag] for sentence in sentences for tag in tags(sentence)]
    return Corpus(places, np.array(gold), np.array([len(sentence.text) for sentence in sentences]))


class Field:
    """The weights while they are fitted: one row a feature and a column a label, and the steps between labels."""

    def __init__(self, count: int, labels: Sequence[str], drop: float) -> None:
        size = len(labels)
        self.labels = tuple(labels)
        self.weights = np.zeros((count, size), np.float32)
        self.steps = Steps(np.zeros((size, size), np.float32), legal_steps(labels))
        self._drop = drop
        self._squares = np.ones((count, size), np.float32)
        self._step_squares = np.ones((size, size), np.float32)
        self._row = np.zeros(count, np.int32)

    def learn(self, batch: Corpus, chance: np.random.Generator, rate: float) -> None:
        """One AdaGrad step on the log-likelihood of a batch, in which each feature is dropped with a chance."""
        kept = (chance.random(batch.places.shape, np.float32) >= self._drop) & (batch.places < len(self.weights))
        rows, present = self._present(batch.places, kept)
        grid = Grid(np.asarray(present @ self.weights[rows]), batch.lengths)
        belief = believe(grid, self.steps)
        pairs = expected_steps(grid, self.steps, belief) - _gold_steps(batch, len(self.labels))
        slope = belief.labels.copy()
        slope[np.arange(len(slope)), batch.gold] -= 1
        self._descend(rows, np.asarray(present.T @ slope), pairs, rate)

    def _present(self, places: NDArray[np.int32], kept: NDArray[np.bool_]) -> tuple[Index, csr_matrix]:
        """The features that occur, and a matrix of character × feature, scaled for what was dropped."""
        used = np.zeros(len(self._row), bool)
        used[places[kept]] = True
        rows = np.flatnonzero(used)
        self._row[rows] = np.arange(len(rows), dtype=np.int32)
        columns = self._row[places.T[kept.T]]
        pointers = np.append(0, kept.sum(axis=0).cumsum())
        values = np.full(len(columns), 1 / (1 - self._drop), np.float32)
        return rows, csr_matrix((values, columns, pointers), (places.shape[1], len(rows)))

    def _descend(self, rows: Index, slope: Floats, pairs: Floats, rate: float) -> None:
        self._squares[rows] += slope * slope
        self.weights[rows] -= rate * slope / np.sqrt(self._squares[rows])
        self._step_squares += pairs * pairs
        self.steps.weights[:] -= rate * pairs / np.sqrt(self._step_squares)


def _gold_steps(batch: Corpus, size: int) -> Floats:
    inner = np.ones(len(batch.gold) - 1, bool)
    inner[np.cumsum(batch.lengths)[:-1] - 1] = False
    codes = batch.gold[:-1][inner] * size + batch.gold[1:][inner]
    return np.bincount(codes, minlength=size * size).reshape(size, size).astype(np.float32)


class Mean:
    """The mean of the weights over the later part of the fitting: steadier than where it happens to end."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._weights = np.zeros_like(field.weights)
        self._steps = np.zeros_like(field.steps.weights)
        self._count = 0

    def add(self) -> None:
        """Count the weights as they are now."""
        self._weights += self._field.weights
        self._steps += self._field.steps.weights
        self._count += 1

    def put_back(self) -> None:
        """Give the field the mean of all that was counted."""
        self._field.weights[:] = self._weights / self._count
        self._field.steps.weights[:] = self._steps / self._count


def fit(data: Corpus, field: Field, recipe: Recipe) -> None:
    """Fit the field in as many passes as the recipe says, in an order drawn anew for each."""
    chance = np.random.default_rng(SEED)
    mean = Mean(field)
    ends = np.cumsum(data.lengths)
    for turn in range(recipe.rounds):
        rate = recipe.rate * (1 - 0.8 * turn / max(1, recipe.rounds - 1))
        order = chance.permutation(len(data.lengths))
        for step, low in enumerate(range(0, len(order), recipe.batch)):
            part = order[low : low + recipe.batch]
            cells = np.concatenate([np.arange(ends[at] - data.lengths[at], ends[at]) for at in part])
            field.learn(Corpus(data.places[:, cells], data.gold[cells], data.lengths[part]), chance, rate)
            if turn >= recipe.rounds * SETTLED and step % SAMPLED == 0:
                mean.add()
    mean.put_back()
