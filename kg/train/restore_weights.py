"""Fit kg/data/restore_weights.json: python -m kg.train.restore_weights --data FOLDER --out kg/data GOLD…

Passages are spun (kg.train.spinner); at each place that the table knows, the fit learns to tell the word that stood
there from all others (multinomial logit). Then pieces of held-out documents, as they are and spun, teach what tells a
spun text (logistic regression). Both are L2-regularised; no chance enters but the spinner's, which is seeded.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from kg.clean import clean
from kg.model import Article
from kg.restore.candidates import Candidate
from kg.restore.evidence import FEATURES, evidence
from kg.restore.judge import MARKS, marks, weigh
from kg.train.restore_model import documents, split
from kg.train.spinner import Pairs, Swapped, spin, swaps_of, undoes

SEEDS, L2, DIGITS = 4, 2.0, 4
"""How often a passage is spun; strength of the regularisation; digits of a weight that are kept."""
LICENSED = 5.0
"""Nats of a licence at the least: it names neighbours that make a swap certain, too seldom for a fit to learn it."""
PIECES, LENGTHS, RATES, SEED = 2200, (180, 250, 350, 500, 800), (0.15, 0.2, 0.3, 0.4, 0.5), 5
"""How many pieces of documents, how long they are and how much of them is spun."""
Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]


class Places(NamedTuple):
    """All candidates of many places: their features, the number of their place, and which are right."""

    features: Matrix
    place: NDArray[np.int64]
    right: Vector


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, fit, write restore_weights.json, print how much it rests on."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="annotated passages (.jsonl)")
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus/ and spun/")
    parser.add_argument("--out", type=Path, required=True, help="folder for restore_weights.json")
    options = parser.parse_args(arguments)
    pairs = swaps_of(options.data / "spun" / "substitution_pairs.txt")
    rows = places(chain.from_iterable(map(passages, options.gold)), pairs)
    swap = fit_swaps(rows)
    at = FEATURES.index("licensed")
    swap[at] = max(swap[at], LICENSED)
    texts = pieces(split(documents(options.data))[1])
    article = fit_articles(texts, swap, pairs)
    content = {"swap": _named(FEATURES, swap), "article": _named(MARKS, article)}
    (options.out / "restore_weights.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{rows.place[-1] + 1} places, {int(rows.right.sum())} swaps, {len(texts)} pieces\n")


def passages(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of the passages that nobody spun."""
    for line in path.read_text("utf-8").splitlines():
        passage = json.loads(line)
        if passage.get("style") != "spun":
            yield passage["doc"], passage["text"]


def places(texts: Iterable[tuple[str, str]], pairs: Pairs) -> Places:
    """The places of the passages, each spun SEEDS times."""
    features, place, right, count = list[Matrix](), list[int](), list[float](), 0
    for name, text in texts:
        for seed in range(SEEDS):
            spun, made = spin(text, pairs, seed=f"{name}#{seed}" if seed else name)
            found = evidence(clean(Article(name, spun)).text)
            features.append(found.features)
            for here in found.places:
                right += (float(_right(each, made, spun)) for each in here)
                place += [count] * len(here)
                count += 1
    return Places(np.concatenate(features), np.array(place), np.array(right))


def _right(each: Candidate, made: Sequence[Swapped], text: str) -> bool:
    start, end = each[:2]
    return any(undoes(each.restored, start, end, swap, text) for swap in made)


def fit_swaps(rows: Places) -> Vector:
    """Weights by which each candidate of a place competes with the others and with the observed word (which has 0)."""
    middle, spread = rows.features.mean(axis=0), rows.features.std(axis=0) + 1e-9
    middle[0], spread[0] = 0.0, 1.0
    scaled = (rows.features - middle) / spread
    first = np.searchsorted(rows.place, np.arange(rows.place[-1] + 1))

    def loss(weights: Vector) -> tuple[float, Vector]:
        odds = scaled @ weights
        most = np.maximum(np.maximum.reduceat(odds, first), 0)
        shares = np.exp(odds - most[rows.place])
        whole = np.exp(-most) + np.add.reduceat(shares, first)
        slope = scaled.T @ (shares / whole[rows.place] - rows.right) + L2 * weights
        return float((np.log(whole) + most).sum() - rows.right @ odds + L2 / 2 * weights @ weights), slope

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return _unscaled(found, middle, spread)


def pieces(texts: Iterable[str]) -> list[str]:
    """Pieces of the documents, of various lengths."""
    chance, found = random.Random(SEED), list[str]()
    for text in texts:
        at = 0
        while at < len(text):
            length = chance.choice(LENGTHS)
            found.append(text[at : at + length])
            at += length
    chance.shuffle(found)
    return [piece for piece in found if len(piece) >= min(LENGTHS) // 2][:PIECES]


def fit_articles(texts: Sequence[str], swap: Vector, pairs: Pairs) -> Vector:
    """Weights of the marks of spun text."""
    rows = [_marks(text, swap) for text in texts]
    for at, text in enumerate(texts):
        rows.append(_marks(spin(text, pairs, seed=str(at), rate=RATES[at % len(RATES)])[0], swap))
    return logistic(np.array(rows), np.repeat([0.0, 1.0], len(texts)))


def _marks(text: str, swap: Vector) -> list[float]:
    return marks(len(text), weigh(evidence(text), swap.tolist()), text)


def logistic(features: Matrix, labels: Vector, l2: float = 1.0) -> Vector:
    """Logistic regression by Newton's method; the first feature is the constant."""
    middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    middle[0], spread[0] = 0.0, 1.0
    scaled, weights = (features - middle) / spread, np.zeros(features.shape[1])
    for _ in range(60):
        right = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (right - labels) + l2 * weights
        curve = (scaled * (right * (1 - right))[:, None]).T @ scaled + l2 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return _unscaled(weights, middle, spread)


def _unscaled(weights: Vector, middle: Vector, spread: Vector) -> Vector:
    plain: Vector = weights / spread
    plain[0] -= plain[1:] @ middle[1:]
    return plain


def _named(names: Sequence[str], weights: Vector) -> dict[str, float]:
    return {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}


if __name__ == "__main__":
    main()
