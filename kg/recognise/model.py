"""The trained recogniser: names that no list has, read from how they are written and from what stands around them.

Two linear-chain models share one set of features (`kg.recognise.features`). "msra" was fitted to newspaper text and
knows PER, ORG and LOC; "cluener" knows ten types, among them position, book and three kinds of organisation.
`docs/model-card.md` says more, `kg/train` makes the weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Mention
from kg.recognise.chain import Grid, Steps, believe, best_paths, legal_steps, spans
from kg.recognise.features import Lexicon, stream
from kg.recognise.runs import Keys, Table

MSRA, CLUENER = "msra", "cluener"
SCHEMES = (MSRA, CLUENER)

CLASSES: Mapping[str, tuple[str, str | None]] = {
    "PER": ("Person", None),
    "name": ("Person", None),
    "ORG": ("Organization", None),
    "organization": ("Organization", None),
    "government": ("Organization", "GovernmentAgency"),
    "company": ("Organization", "Company"),
    "LOC": ("Place", None),
    "address": ("Place", None),
    "position": ("Position", None),
    "book": ("Document", None),
}
"""Type of the annotation → class and kind of ontology/kg.ttl; types that are not here are read but not reported."""

_PIECE = re.compile(r"[^\n。！？]{1,400}[。！？]*[”’』」]*")
_PORTION = 20_000
_LENGTH_BONUS = 0.02


class Span(NamedTuple):
    """A name at [start, end), in characters of the text given.

    `score` is the least probability that any of its characters has the label chosen for it: an upper bound of the
    probability that the whole name is right, and close to it.
    """

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Scheme:
    """The weights of one annotation scheme: a row of `weights` a feature, in units of `unit`, a column a label."""

    labels: tuple[str, ...]
    table: Table
    weights: NDArray[np.int8]
    unit: float
    steps: Steps
    caution: float

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Scheme:
        """The scheme `name` out of the arrays of the weights file."""
        labels = tuple(arrays[f"{name}.labels"].tolist())
        weights = arrays[f"{name}.weights"]
        blank = np.zeros((1, len(labels)), np.int8)
        unit, caution = arrays[f"{name}.units"].tolist()
        steps = Steps(arrays[f"{name}.steps"], legal_steps(labels))
        return cls(labels, Table(arrays[f"{name}.keys"]), np.vstack([weights, blank]), unit, steps, caution)

    def grid(self, keys: Keys, lengths: NDArray[np.int64]) -> Grid:
        """Label scores of the characters whose feature keys are given, in sentences of the given lengths."""
        total = np.zeros((keys.shape[1], len(self.labels)), np.int16)
        for column in keys:
            rows = self.table.rows(column)
            known = np.flatnonzero(rows < len(self.table))
            total[known] += self.weights[rows[known]]
        scores = total.astype(np.float32) * np.float32(self.unit)
        scores[:, self.labels.index("O")] -= np.float32(self.caution)
        return Grid(scores, lengths)

    def read(self, keys: Keys, lengths: NDArray[np.int64]) -> Iterator[Span]:
        """Names at offsets of the sentences laid end to end."""
        grid = self.grid(keys, lengths)
        path = best_paths(grid, self.steps)
        sure = believe(grid, self.steps).labels[np.arange(len(path)), path]
        for start, end, label in spans([self.labels[number] for number in path]):
            yield Span(start, end, label, round(float(sure[start:end].min()), 4))


class Recogniser:
    """Finds names in text of any length; the same text gives the same names everywhere."""

    def __init__(self, lexicon: Lexicon, schemes: Mapping[str, Scheme]) -> None:
        self.lexicon = lexicon
        self._schemes = schemes

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Recogniser:
        """The recogniser whose weights file holds these arrays."""
        tails = {
            name: np.append(arrays[name], arrays[name].dtype.type(0)) for name in ("coarse", "fine", "tails", "kinds")
        }
        lexicon = Lexicon(words=Table(arrays["words"]), names=Table(arrays["names"]), **tails)
        return cls(lexicon, {name: Scheme.of(arrays, name) for name in SCHEMES if f"{name}.keys" in arrays})

    @classmethod
    def load(cls) -> Recogniser:
        """The recogniser that ships with the package, read once."""
        return _shipped()

    def spans(self, text: str, scheme: str) -> list[Span]:
        """Names as one annotation scheme has them: "msra" (PER, ORG, LOC) or "cluener" (ten types)."""
        return [span for names in self._portions(text, [scheme]) for span in names[0]]

    def find(self, text: str) -> list[Span]:
        """Names in both schemes, by class of the ontology, none overlapping, in the order of the text."""
        return [Span(found.start, found.end, found.cls, found.score) for found in self.mentions(text)]

    def mentions(self, text: str) -> list[Mention]:
        """What `find` finds, with the kind of organisation where it is known; offsets of `text`."""
        return [mention for names in self._portions(text, SCHEMES) for mention in _chosen(text, names)]

    def _portions(self, text: str, schemes: Sequence[str]) -> Iterator[list[list[Span]]]:
        """For each portion of the text the names in each scheme."""
        for pieces in _portions(text):
            lengths = np.array([end - start for start, end in pieces])
            origins = np.repeat([start for start, _ in pieces] - (np.cumsum(lengths) - lengths), lengths)
            keys = stream([text[start:end] for start, end in pieces], self.lexicon).keys
            names = [list(self._schemes[scheme].read(keys, lengths)) for scheme in schemes]
            yield [[_moved(span, int(origins[span.start])) for span in found] for found in names]


def _moved(span: Span, by: int) -> Span:
    return span._replace(start=span.start + by, end=span.end + by)


def _portions(text: str) -> Iterator[list[tuple[int, int]]]:
    """Sentences as (start, end), in portions that bound the memory needed."""
    portion: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(text):
        portion.append(piece.span())
        if piece.end() - portion[0][0] > _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _chosen(text: str, names: Sequence[Sequence[Span]]) -> list[Mention]:
    """Of names that overlap the surer one, of almost equally sure ones the longer one; equal ones share their kind."""
    kinds = {span[:2]: CLASSES[span.label][1] for found in names for span in found if span.label in CLASSES}
    ranked = sorted(
        (span for found in names for span in found if span.label in CLASSES),
        key=lambda span: (-span.score - _LENGTH_BONUS * (span.end - span.start), span),
    )
    kept: list[Mention] = []
    taken: set[int] = set()
    for span in ranked:
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            cls, kind = CLASSES[span.label]
            kind = kinds[span[:2]] if cls == "Organization" else kind
            name = text[span.start : span.end]
            kept.append(Mention(span.start, span.end, name, cls, span.score, "model", kind, name))
    return sorted(kept, key=lambda mention: mention.start)


@cache
def _shipped() -> Recogniser:
    with (resources.files("kg.recognise") / "data" / "recogniser.npz").open("rb") as file, np.load(file) as arrays:
        return Recogniser.of(dict(arrays))


@Language.factory("kg_model", assigns=["doc._.candidates"])
def create_model(nlp: Language, name: str) -> ModelRecogniser:
    """The trained recogniser as a spaCy component."""
    return ModelRecogniser()


class ModelRecogniser:
    """Appends the trained recogniser's mentions to `doc._.candidates`, at characters of `doc.text`."""

    def __init__(self) -> None:
        if not Doc.has_extension("candidates"):
            Doc.set_extension("candidates", default=[])

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with more candidates."""
        doc._.candidates = [*doc._.candidates, *Recogniser.load().mentions(doc.text)]
        return doc
