"""The characters that the models of data/restore_model.npz know, as numbers: 0 any other, a digit and a Latin letter
like every other one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import ascii_letters, digits

import numpy as np
from numpy.typing import NDArray

BITS = 12
"""A number has so many."""
OTHER = "\0"
"""A character that no model knows."""

Numbers = NDArray[np.int64]


def numbers(text: str) -> Numbers:
    """The numbers of the characters of `text`."""
    codes: Numbers = _numbers()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")].astype(np.int64)
    return codes


@cache
def _numbers() -> NDArray[np.uint16]:
    """By code point."""
    with (files("kg") / "data" / "restore_model.npz").open("rb") as stream, np.load(stream) as arrays:
        known = [ord(char) for char in str(arrays["chars"][0])]
    found = np.zeros(0x110000, np.uint16)
    found[known] = np.arange(1, len(known) + 1)
    for alike in (digits, ascii_letters):
        found[[ord(char) for char in alike]] = found[ord(alike[0])]
    return found
