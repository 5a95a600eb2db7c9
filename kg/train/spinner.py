"""A spinner, to fit and to measure restoring by: texts spun with a public list of swaps.

The list (A→B, one pair a line; copy: fighting41love/funNLP) states no licence and is no part of kg: nothing was
copied from it to kg/data/restore.toml. A word is swapped for one of its partners with a fixed chance, a word of the
text always for the same one, as spinners do.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.segment import words

RATE = 0.3
"""Of the words that the list can swap, how many are."""

Pairs = Mapping[str, Sequence[str]]


class Swapped(NamedTuple):
    """A word of the spun text, [start, end), and the word that it stands for, which began at `at`."""

    start: int
    end: int
    original: str
    at: int


def swaps_of(path: Path) -> dict[str, list[str]]:
    """Word → what spinners write in its place, for words of two characters and more."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        word, _, other = line.strip().partition("→")
        if len(word) > 1 and len(other) > 1:
            found[word].append(other)
    return dict(found)


def spin(text: str, pairs: Pairs, *, seed: str, rate: float = RATE) -> tuple[str, list[Swapped]]:
    """The text with some of its words swapped, and the swaps, in order; the same for the same seed."""
    chance, chosen = random.Random(seed), dict[str, str]()
    parts, made, length = list[str](), list[Swapped](), 0
    for word in words(text):
        written = word.text
        if word.text in pairs and word.text not in chosen:
            chosen[word.text] = chance.choice(pairs[word.text]) if chance.random() < rate else word.text
        if chosen.get(word.text, word.text) != word.text:
            written = chosen[word.text]
            made.append(Swapped(length, length + len(written), word.text, word.start))
        parts.append(written)
        length += len(written)
    return "".join(parts), made


def undoes(put_back: str, start: int, end: int, swap: Swapped, text: str) -> bool:
    """Does a restoration, which may cover more than the word, read what stood there?"""
    if not (start <= swap.start and swap.end <= end):
        return False
    before, after = text[start : swap.start], text[swap.end : end]
    inner = put_back.removeprefix(before).removesuffix(after)
    return bool(inner == swap.original) or swap.original in put_back
