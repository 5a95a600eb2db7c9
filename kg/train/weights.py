"""What is fitted → the arrays that ship: fewer features, one byte a weight."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.recognise.runs import Keys
from kg.train.fit import Field

Arrays = Mapping[str, NDArray[Any]]
_WIDEST = 127


def pack(name: str, known: Keys, field: Field, keep: int, caution: float) -> dict[str, NDArray[Any]]:
    """The arrays of one scheme: the `keep` features whose weights differ most between labels.

    A row may be shifted freely (every sequence gains as much), so each is centred on its label O first.
    """
    weights = field.weights - field.weights[:, [field.labels.index("O")]]
    spread = weights.max(axis=1) - weights.min(axis=1)
    chosen = np.sort(np.argsort(-spread, kind="stable")[:keep])
    chosen = chosen[spread[chosen] > 0]
    unit = float(np.abs(weights).max()) / _WIDEST
    return {
        f"{name}.keys": known[chosen],
        f"{name}.weights": np.rint(weights[chosen] / unit).astype(np.int8),
        f"{name}.steps": field.steps.weights,
        f"{name}.labels": np.array(field.labels),
        f"{name}.units": np.array([unit, caution]),
    }


def save(arrays: Arrays, path: Path) -> None:
    """Write the weights file; equal arrays give equal bytes."""
    np.savez_compressed(path, allow_pickle=False, **{name: arrays[name] for name in sorted(arrays)})
