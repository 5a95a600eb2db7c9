"""Word clusters from raw text: which words stand beside the same words.

Positive pointwise mutual information of a word with the words right before and right after it, reduced by a truncated
singular value decomposition (Levy and Goldberg 2014), then spherical k-means. Everything is seeded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped]
from scipy.sparse.linalg import svds  # type: ignore[import-untyped]

SEED = 20190305
CONTEXTS = 6000
DIMENSIONS = 128
ROUNDS = 15

Matrix = NDArray[np.float32]


def frequent(sentences: Iterable[Sequence[str]], least: int) -> dict[str, int]:
    """Words that occur at least `least` times, numbered from the most frequent on."""
    counts = Counter(word for sentence in sentences for word in sentence)
    listed = sorted((-count, word) for word, count in counts.items() if count >= least)
    return {word: number for number, (_, word) in enumerate(listed)}


def vectors(sentences: Sequence[Sequence[str]], words: dict[str, int]) -> Matrix:
    """One unit vector a word, in the order of `words`."""
    left: list[int] = []
    right: list[int] = []
    for sentence in sentences:
        numbers = [-1, *(words.get(word, -1) for word in sentence), -1]
        for one, two in pairwise(numbers):
            left.append(one)
            right.append(two)
    before, after = np.array(left), np.array(right)
    counts = _count(after, before, len(words), 0) + _count(before, after, len(words), CONTEXTS)
    return _reduce(_information(counts))


def _count(words: NDArray[np.int64], contexts: NDArray[np.int64], size: int, shift: int) -> csr_matrix:
    seen = (words >= 0) & (contexts >= 0) & (contexts < CONTEXTS)
    ones = np.ones(int(seen.sum()), np.float32)
    return csr_matrix((ones, (words[seen], contexts[seen] + shift)), shape=(size, 2 * CONTEXTS))


def _information(counts: csr_matrix) -> csr_matrix:
    counts.sum_duplicates()
    total = counts.sum()
    rows = np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1)
    columns = np.maximum(np.asarray(counts.sum(axis=0)).ravel(), 1) ** 0.75
    columns *= total / columns.sum()
    information = diags(1 / rows) @ counts @ diags(total / columns)
    information.data = np.maximum(np.log(np.maximum(information.data, 1e-9)), 0).astype(np.float32)
    return csr_matrix(information, dtype=np.float32)


def _reduce(information: csr_matrix) -> Matrix:
    start = np.random.default_rng(SEED).standard_normal(min(information.shape)).astype(np.float32)
    left, strength, _ = svds(information, k=DIMENSIONS, v0=start, solver="arpack")
    found = left * np.sqrt(strength)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(length, 1e-9), dtype=np.float32)


def cluster(points: Matrix, count: int) -> NDArray[np.int64]:
    """Cluster number of each unit vector, from 1 to `count`; the first ones are seeded by the most frequent words."""
    step = max(1, min(len(points), 8 * count) // count)
    centres = points[: step * count : step].copy()
    nearest = np.zeros(len(points), np.int64)
    for _ in range(ROUNDS):
        for low in range(0, len(points), 4096):
            nearest[low : low + 4096] = (points[low : low + 4096] @ centres.T).argmax(axis=1)
        member = csr_matrix((np.ones(len(points), np.float32), (nearest, np.arange(len(points)))))
        member.resize(len(centres), len(points))
        centres = np.asarray(member @ points)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    return nearest + 1
