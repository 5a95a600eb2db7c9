"""The logistic regression over pairs of parts (kg/relate/learned.py), fitted to texts whose triples are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from kg.model import Mention
from kg.relate import learned
from kg.relate.clues import Pair, clues
from kg.relate.parts import Part
from kg.score.relations import same
from kg.segment import sentences
from kg.train.texts import FOLDS, Read, Triple

L2, LEAST_SEEN, SMALLEST = 8.0, 2, 0.02
"""Regularisation; how often a clue is seen at least; the smallest weight that is kept."""
Floats = NDArray[np.float64]


class Row(NamedTuple):
    """A pair as the keys of its clues, whether it is right, and its fold."""

    keys: list[int]
    right: bool
    fold: int


def rows(text: Read, offered: Sequence[Part]) -> Iterator[Row]:
    """The pairs of a text, without the further places of a triple that another pair states more closely."""
    found = []
    for sentence in sentences(text.text):
        inside = learned.within(offered, sentence)
        for pair in learned.pairs(text.text, sentence, inside):
            found.append((pair, inside, _states(pair, text.gold)))
    nearest = {
        triple: min(_gap(pair) for pair, _, other in found if other == triple) for _, _, triple in found if triple
    }
    for pair, inside, triple in found:
        if triple is None or _gap(pair) == nearest[triple]:
            keys = learned.keys_of(pair.relation, clues(text.text, pair, inside))
            yield Row(keys, triple is not None, text.fold)


def _states(pair: Pair, gold: Sequence[Triple]) -> Triple | None:
    names = [_names(part.mention) for part in (pair.body, pair.other)]
    for triple in gold:
        if triple[0] == pair.relation and same(triple[1:2], names[0]) and same(triple[2:], names[1]):
            return triple
    return None


def _names(mention: Mention) -> list[str]:
    return [mention.text, mention.name, *mention.aliases, *([mention.value.lexical] if mention.value else [])]


def _gap(pair: Pair) -> int:
    return max(pair.other.start - pair.body.end, pair.body.start - pair.other.end)


def regression(rows: Sequence[Row]) -> dict[str, NDArray[Any]]:
    """The arrays of the regression over pairs: L2-regularised, by L-BFGS."""
    known, matrix = _matrix(rows)
    fitted = _fitted(matrix, np.array([row.right for row in rows], float))
    chosen = np.abs(fitted[:-1]) >= SMALLEST
    unit = float(np.abs(fitted[:-1]).max()) / 32_767
    whole = np.rint(fitted[:-1][chosen] / unit).astype(np.int16)
    return {"keys": known[chosen], "weights": whole, "units": np.array([unit, fitted[-1]])}


def _matrix(rows: Sequence[Row]) -> tuple[NDArray[np.uint32], csr_matrix]:
    keys = np.array([key for row in rows for key in row.keys], np.uint32)
    values, counts = np.unique(keys, return_counts=True)
    known = values[counts >= LEAST_SEEN]
    at = np.minimum(known.searchsorted(keys), len(known) - 1)
    seen = known[at] == keys
    lengths = np.add.reduceat(seen, np.cumsum([0, *(len(row.keys) for row in rows)])[:-1])
    pointers = np.append(0, np.cumsum(lengths))
    return known, csr_matrix((np.ones(int(seen.sum())), at[seen], pointers), (len(rows), len(known)))


def _fitted(matrix: csr_matrix, right: Floats) -> Floats:
    """The weights with the bias last."""
    columns = matrix.T.tocsr()

    def loss(point: Floats) -> tuple[float, Floats]:
        total = matrix @ point[:-1] + point[-1]
        slope = 1 / (1 + np.exp(-total)) - right
        value = (np.logaddexp(0, total) - right * total).sum() + L2 / 2 * (point[:-1] @ point[:-1])
        return float(value), np.append(columns @ slope + L2 * point[:-1], slope.sum())

    found: Floats = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return found


def figures(rows: Sequence[Row]) -> str:
    """Of the pairs of each fold believed by a regression fitted to the others: precision, recall, calibration."""
    told = np.zeros(len(rows))
    for fold in range(FOLDS):
        fitted = learned.Weights.of(regression([row for row in rows if row.fold != fold]))
        told[[at for at, row in enumerate(rows) if row.fold == fold]] = [
            fitted.probability(row.keys) for row in rows if row.fold == fold
        ]
    right = np.array([row.right for row in rows])
    steps = [(low, right[(told >= low) & (told < low + 0.2)]) for low in (0.0, 0.2, 0.4, 0.6, 0.8)]
    return ", ".join(f"{low:.1f}: {part.mean():.2f} of {len(part)}" for low, part in steps if len(part))
