"""Learn which words of the swap table their neighbours want (see kg/restore/neighbours.py).

Every place of a word in edited text is an example: from its neighbours, tell the word from those that the table knows
it may be confused with (softmax over up to twelve of them, AdaGrad, features dropped at random).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from kg.restore.neighbours import LOG_BUCKETS, WINDOW, buckets

Ids = NDArray[np.uint64]
Reals = NDArray[np.float32]
SIZE, MOST, RIVALS, EPOCHS, BATCH, RATE, DROPPED, SEED = 32, 6000, 12, 3, 8192, 0.15, 0.35, 7


class Examples(NamedTuple):
    """Words by number, and the vectors (by number) that their neighbours call for."""

    words: NDArray[np.int32]
    called: NDArray[np.int32]


def learn(
    text: str, codes: Ids, words: Sequence[str], confused: Mapping[str, set[str]]
) -> dict[str, NDArray[np.generic]]:
    """The arrays `neighbours` and `vectors`, one byte a number, and what one of their products is worth in nats."""
    chance = np.random.default_rng(SEED)
    examples = _examples(text, codes, words, confused, chance)
    rivals = _rivals(words, confused, set(examples.words.tolist()))
    near, far = _descend(examples, rivals, chance)
    units = [float(np.abs(each).max()) / 127 for each in (near, far)]
    return {
        "neighbours": np.rint(near / units[0]).astype(np.int8),
        "vectors": np.rint(far / units[1]).astype(np.int8),
        "unit": np.array([units[0] * units[1]]),
    }


def _examples(
    text: str, codes: Ids, words: Sequence[str], confused: Mapping[str, set[str]], chance: np.random.Generator
) -> Examples:
    matches = ahocorasick_rs.AhoCorasick(words).find_matches_as_indexes(text, overlapping=True)
    found = np.array(matches, dtype=np.int64)
    known = set(np.unique(found[:, 0]).tolist())
    number = {word: at for at, word in enumerate(words)}
    useful = np.array([any(number[each] in known for each in confused.get(word, ())) for word in words])
    often = np.bincount(found[:, 0], minlength=len(words))
    kept = (chance.random(len(found)) < MOST / np.maximum(often[found[:, 0]], 1)) & useful[found[:, 0]]
    return Examples(found[kept, 0].astype(np.int32), _called(codes, found[kept, 1], found[kept, 2]))


def _called(codes: Ids, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int32]:
    past = np.zeros(WINDOW + 4, dtype=np.int64)
    padded = np.concatenate([past, codes.astype(np.int64), past])
    called = buckets(lambda offset: padded[(starts if offset < 0 else ends) + offset + len(past)])
    return called.astype(np.int32)


class _Rivals(NamedTuple):
    """For each word the words it may be confused with, one after another in `flat`, from `first` on, `many` of them."""

    flat: NDArray[np.int32]
    first: NDArray[np.int64]
    many: NDArray[np.int64]

    def drawn(
        self, words: NDArray[np.int32], chance: np.random.Generator
    ) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """Each word and RIVALS of its rivals, and which of these are none; all of them where they are few."""
        many = self.many[words][:, None]
        turns = np.arange(RIVALS)[None, :]
        drawn = np.where(many <= RIVALS, turns % many, (chance.random((len(words), RIVALS)) * many).astype(np.int64))
        none = np.where(many <= RIVALS, turns >= many, False)
        choice = np.concatenate([words[:, None], self.flat[self.first[words][:, None] + drawn]], axis=1)
        return choice, np.concatenate([np.zeros((len(words), 1), dtype=bool), none], axis=1)


def _rivals(words: Sequence[str], confused: Mapping[str, set[str]], seen: set[int]) -> _Rivals:
    number = {word: at for at, word in enumerate(words)}
    lists = [[number[each] for each in sorted(confused.get(word, ())) if number[each] in seen] for word in words]
    many = np.array([len(each) for each in lists])
    flat = np.array([each for row in lists for each in row], dtype=np.int32)
    return _Rivals(flat, np.concatenate([[0], np.cumsum(many)[:-1]]), np.maximum(many, 1))


class _Steps:
    """AdaGrad, one rate a row."""

    def __init__(self, values: Reals) -> None:
        self.values, self._squares = values, np.full(len(values), 1e-3, np.float32)

    def take(self, rows: NDArray[np.int64], slope: Reals, rate: float) -> None:
        self._squares[rows] += (slope**2).mean(axis=1)
        self.values[rows] -= rate * slope / np.sqrt(self._squares[rows])[:, None]


def _descend(examples: Examples, rivals: _Rivals, chance: np.random.Generator) -> tuple[Reals, Reals]:
    words = len(rivals.many)
    near = _Steps(chance.normal(0, 0.05, (1 << LOG_BUCKETS, SIZE)).astype(np.float32))
    far = _Steps(chance.normal(0, 0.05, (words, SIZE)).astype(np.float32))
    often = np.bincount(examples.words, minlength=words)
    prior = _Steps(np.log(often + 0.5).astype(np.float32)[:, None])
    for epoch, order in ((epoch, chance.permutation(len(examples.words))) for epoch in range(EPOCHS)):
        for batch in _batches(order):
            called = _called_matrix(examples.called[batch], chance)
            choice, none = rivals.drawn(examples.words[batch], chance)
            _step(called, choice, none, (near, far, prior), RATE * (1 - epoch / EPOCHS))
    return near.values, far.values


def _batches(order: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return (order[at : at + BATCH] for at in range(0, len(order), BATCH))


def _called_matrix(called: NDArray[np.int32], chance: np.random.Generator) -> sparse.csr_matrix:
    kept = (chance.random(called.size) > DROPPED) / (1 - DROPPED) / np.sqrt(called.shape[1])
    ends = np.arange(0, called.size + 1, called.shape[1])
    return sparse.csr_matrix((kept.astype(np.float32), called.ravel(), ends), shape=(len(called), 1 << LOG_BUCKETS))


def _step(
    called: sparse.csr_matrix,
    choice: NDArray[np.int32],
    none: NDArray[np.bool_],
    learned: tuple[_Steps, _Steps, _Steps],
    rate: float,
) -> None:
    near, far, prior = learned
    places = called @ near.values
    chosen = far.values[choice]
    odds = np.einsum("nd,nkd->nk", places, chosen) + prior.values[choice, 0]
    odds[none] = -np.inf
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    odds[:, 0] -= 1
    ends = np.arange(0, choice.size + 1, choice.shape[1])
    by_word = sparse.csr_matrix((odds.ravel(), choice.ravel(), ends), shape=(len(choice), len(far.values))).T.tocsr()
    every, touched = np.arange(len(far.values)), np.unique(called.indices)
    slope = called.T.tocsr()[touched] @ np.einsum("nk,nkd->nd", odds, chosen)
    far.take(every, by_word @ places, rate)
    prior.take(every, np.asarray(by_word.sum(axis=1)), rate)
    near.take(touched, slope, rate)


def confusions(pairs: Mapping[tuple[str, str], int]) -> dict[str, set[str]]:
    """Word → what it may be confused with: its partners in the table, and what one observed word may stand for."""
    stands_for: dict[str, set[str]] = defaultdict(set)
    found: dict[str, set[str]] = defaultdict(set)
    for observed, word in pairs:
        stands_for[observed].add(word)
        found[observed].add(word)
        found[word].add(observed)
    for words in stands_for.values():
        for word in words:
            found[word] |= words - {word}
    return found
