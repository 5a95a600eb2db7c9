"""The chain that reads parts (kg/recognise/roles.py), fitted to texts whose triples tell where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from numpy.typing import NDArray

from kg.recognise import roles
from kg.recognise.model import Recogniser
from kg.segment import sentences
from kg.train import weights
from kg.train.corpora import Sentence
from kg.train.fit import Field, Recipe, corpus, feature_keys, fit, known_features, number
from kg.train.texts import Read
from kg.zh import cues

CHAIN = Recipe(least=2, rounds=10, batch=30, drop=0.7)
KEEP = 60_000
"""Features of the chain that are kept: a larger file reads no better."""
_BETWEEN = r"[\s《》“”‘’\"'·•・()（）]*"


def chain(texts: Sequence[Read]) -> dict[str, NDArray[Any]]:
    """The arrays of the chain fitted to these texts."""
    annotated = [sentence for text in texts for _, sentence in annotate(text)]
    keys = feature_keys(annotated, Recogniser.load().lexicon)
    known = known_features(keys, CHAIN.least)
    labels = ["O", *(f"{mark}-{part}" for part in roles.CLASSES for mark in "BIES")]
    field = Field(len(known), labels, CHAIN.drop)
    fit(corpus(annotated, labels, number(keys, known)), field, CHAIN)
    return weights.pack(roles.SCHEME, known, field, KEEP, 0.0)


def annotate(text: Read) -> Iterator[tuple[tuple[int, int], Sentence]]:
    """The sentences with a cue, with the parts that the gold triples show in them."""
    marked = _marked(text)
    for start, end in sentences(text.text):
        if cues.any_pattern().search(text.text, start, end):
            inside = sorted((s - start, e - start, part) for (s, e), part in marked.items() if start <= s and e <= end)
            yield (start, end), Sentence(text.text[start:end], tuple(inside))


def _marked(text: Read) -> dict[tuple[int, int], str]:
    """Span → part: of each triple the places of the two names that stand nearest to one another."""
    marked: dict[tuple[int, int], str] = {}
    for relation, subject, object_ in text.gold:
        if (places := _nearest(text, subject, object_)) is None:
            continue
        for (start, end), part in zip(places, ("body", relation), strict=True):
            if all(end <= other[0] or other[1] <= start for other in marked):
                marked[start, end] = part
    return marked


def _nearest(text: Read, subject: str, object_: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    dates = [(m.start, m.end) for m in text.mentions if m.cls == "Date"]
    found = [
        (max(b[0] - a[1], a[0] - b[1]), a, b)
        for a in _places(text.text, subject)
        for b in (next((d for d in dates if d[0] <= o[0] and o[1] <= d[1]), o) for o in _places(text.text, object_))
        if a[1] <= b[0] or b[1] <= a[0]
    ]
    return min(found)[1:] if found else None


def _places(text: str, name: str) -> list[tuple[int, int]]:
    pattern = _BETWEEN.join(re.escape(character) for character in name if not character.isspace())
    return [found.span() for found in re.finditer(pattern, text, re.IGNORECASE) if found[0]]
