"""The arrays of the trained recogniser that ships with the package (kg.recognise.model), apart from all that reads."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray


@cache
def arrays() -> dict[str, NDArray[Any]]:
    """By their names; read once. Most of the time is unpacking, beside which another thread can do something else."""
    found: dict[str, NDArray[Any]] = {}
    for name in ("recogniser.npz", "policy.npz"):
        with (resources.files("kg.recognise") / "data" / name).open("rb") as file, np.load(file) as part:
            found |= part
    return found
