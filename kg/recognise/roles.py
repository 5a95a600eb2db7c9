"""The parts that names play in a founding, a chair, a seat or a short form: read as the trained recogniser reads names.

A linear-chain model of its own (data/roles.npz, kg/train/learned.py), fitted to encyclopedia sentences, tags in one
pass the body spoken of and its founding date, founder, chair, seat and short form. It offers borders and parts for
kg/relate/learned.py to weigh, no mentions; so do all names of these sentences that the trained recogniser reads, also
those that lost to another. Only sentences that hold a word of kg/zh/data/cues.toml are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from kg.model import Mention
from kg.recognise import choice
from kg.recognise.features import stream
from kg.recognise.model import SCHEMES, Recogniser, Scheme
from kg.segment import sentences
from kg.zh import cues

CLASSES = {
    "body": "Organization",
    "established": "Date",
    "establishedBy": "Person",
    "holdsPosition": "Person",
    "locatedIn": "Place",
    "alsoKnownAs": "Organization",
}
"""Part → class of what plays it. A part is the property whose object it is; `body` is the subject of them all."""

NAMES = {label: cls for label, (cls, _) in choice.CLASSES.items() if cls in CLASSES.values()}
"""Type of a name that the recogniser reads → class: those of a part."""

SCHEME = "roles"


def find(text: str) -> list[Mention]:
    """The parts and names of all sentences that hold a cue, at offsets of `text`, each `found_by` "SOURCE:PART"."""
    cue = cues.any_pattern()
    spans = [(start, end) for start, end in sentences(text) if cue.search(text, start, end)]
    return sorted(read(text, spans, _shipped()), key=_place) if spans else []


def read(text: str, spans: Sequence[tuple[int, int]], scheme: Scheme) -> Iterator[Mention]:
    """The parts of the sentences [start, end) of `text` as `scheme` reads them, and names as the recogniser does."""
    recogniser = Recogniser.load()
    lengths = np.array([end - start for start, end in spans])
    ends = np.cumsum(lengths)
    keys = stream([text[start:end] for start, end in spans], recogniser.lexicon).keys
    chains = [("role", scheme, CLASSES), *((name, recogniser.scheme(name), NAMES) for name in SCHEMES)]
    for source, chain, classes in chains:
        for found in chain.read(keys, lengths):
            if (cls := classes.get(found.label)) is None:
                continue
            at = int(np.searchsorted(ends, found.start, "right"))
            by = spans[at][1] - int(ends[at])
            start, end = found.start + by, found.end + by
            name = text[start:end]
            yield Mention(start, end, name, cls, found.score, f"{source}:{found.label}", name=name)


def _place(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.found_by


@cache
def _shipped() -> Scheme:
    with (files("kg.recognise") / "data" / "roles.npz").open("rb") as file, np.load(file) as arrays:
        return Scheme.of(dict(arrays), SCHEME)
