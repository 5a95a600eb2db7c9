"""The chain: against enumeration of all label sequences of short sentences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from kg.recognise.chain import Grid, Steps, believe, best_paths, broken, doubtful, expected_steps, legal_steps, spans

LABELS = ("O", "B-X", "I-X", "E-X", "S-X")
LENGTHS = np.array([3, 1, 4, 2])


def _problem(seed: int) -> tuple[np.ndarray, Steps]:
    chance = np.random.default_rng(seed)
    scores = chance.normal(0, 2, (int(LENGTHS.sum()), len(LABELS))).astype(np.float32)
    return scores, Steps(chance.normal(0, 1, (5, 5)).astype(np.float32), legal_steps(LABELS))


def _sequences(scores: np.ndarray, steps: Steps) -> dict[tuple[int, ...], float]:
    legal, found = steps.legal, {}
    for path in product(range(5), repeat=len(scores)):
        if legal[-1, path[0]] and legal[path[-1], -1] and all(legal[step] for step in pairwise(path)):
            moves = sum(steps.weights[step] for step in pairwise(path))
            found[path] = float(sum(scores[at, label] for at, label in enumerate(path)) + moves)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_best_paths_and_beliefs_are_those_of_enumeration(seed: int) -> None:
    scores, steps = _problem(seed)
    grid = Grid(scores, LENGTHS)
    path, belief = best_paths(grid, steps), believe(grid, steps)
    pairs = np.zeros((5, 5))
    for end, length in zip(np.cumsum(LENGTHS), LENGTHS, strict=True):
        sequences = _sequences(scores[end - length : end], steps)
        assert tuple(path[end - length : end]) == max(sequences, key=lambda found: sequences[found])
        weights = {found: np.exp(score) for found, score in sequences.items()}
        total = sum(weights.values())
        for at in range(length):
            shares = [
                sum(weight for found, weight in weights.items() if found[at] == label) / total for label in range(5)
            ]
            assert belief.labels[end - length + at] == pytest.approx(shares, abs=1e-4)
        for found, weight in weights.items():
            for step in pairwise(found):
                pairs[step] += weight / total
    assert expected_steps(grid, steps, belief) == pytest.approx(pairs, abs=1e-3)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ([0, 0, 0, 4, 1, 3, 0, 0, 1, 3], [False, False, False, False]),
        ([2, 3, 0, 4, 0, 0, 0, 0, 0, 0], [True, False, False, False]),
        ([0, 0, 0, 1, 0, 0, 0, 0, 0, 0], [False, True, False, False]),
        ([0, 0, 0, 0, 0, 1, 0, 0, 0, 1], [False, False, True, True]),
    ],
)
def test_broken_names_the_sentences_that_are_not_legal(path: list[int], expected: list[bool]) -> None:
    steps = Steps(np.zeros((5, 5), np.float32), legal_steps(LABELS))
    assert broken(np.array(path), LENGTHS, steps).tolist() == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("O B-P E-P O S-Q", [(1, 3, "P"), (4, 5, "Q")]),
        ("B-P I-P E-P B-P E-P", [(0, 3, "P"), (3, 5, "P")]),
        ("B-P M-P E-P S-P S-P", [(0, 3, "P"), (3, 4, "P"), (4, 5, "P")]),
        ("O B-P I-P O B-Q", [(1, 3, "P"), (4, 5, "Q")]),
        ("O O", []),
    ],
)
def test_spans_of_every_notation(marks: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(spans(marks.split())) == expected


@pytest.mark.parametrize("seed", range(20))
def test_what_is_certain_may_be_left_out(seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores, steps = _problem(seed)
    sure = chance.random(len(scores)) < 0.5
    scores[sure, 0] = 60  # beyond doubt: the whole chain takes the first label there too
    whole, path = believe(Grid(scores, LENGTHS), steps).labels, best_paths(Grid(scores, LENGTHS), steps)
    cells, lengths, after, before = doubtful(~sure, LENGTHS)
    assert set(cells) == set(np.flatnonzero(~sure))
    assert lengths.sum() == len(cells)
    left = scores[cells]
    left[after] += steps.weights[0]
    left[before] += steps.weights[:, 0]
    if len(cells):
        assert believe(Grid(left, lengths), steps).labels == pytest.approx(whole[cells], abs=1e-5)
        assert (best_paths(Grid(left, lengths), steps) == path[cells]).all()
