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
from kg.recognise.chain import Floats, Grid, Steps, believe, best_paths, broken, doubtful, legal_steps, spans
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
# No name reaches over a comma outside book marks: the chain is cut there, for short sequences are read faster.
_CLAUSE = re.compile(r"(?:《[^》]{1,60}》|[^，；])+[，；]*|[，；]+")
_PORTION = 20_000
_BLOCK = 2048
# What stands between two names (甲局由乙委管理, 甲公司全称乙有限公司, 某人出任集团董事长); names have 自由, 归国, 归侨.
_BEYOND = re.compile(r".*(?:(?<!自)由|又称|全称|简称|出任)|归(?![国侨])")
_PAIRS = tuple(map(tuple, ("（）", "()", "“”", "《》", "「」", "『』", "【】")))
_LENGTH_BONUS = 0.03
_PERSON_BONUS = 0.2
_SURE = 0.7


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

    def scores(self, keys: Keys) -> Floats:
        """Label scores of the characters whose feature keys are given."""
        rows = self.table.rows(keys.ravel()).reshape(keys.shape)
        total = np.zeros((keys.shape[1], len(self.labels)), np.int16)
        for low in range(0, len(total), _BLOCK):
            block = total[low : low + _BLOCK]
            for row in rows[:, low : low + _BLOCK]:
                block += self.weights.take(row, axis=0)
        scores = total.astype(np.float32) * np.float32(self.unit)
        scores[:, 0] -= np.float32(self.caution)
        return scores

    def read(self, keys: Keys, lengths: NDArray[np.int64]) -> Iterator[Span]:
        """Names at offsets of the clauses laid end to end, whose lengths are given."""
        scores = self.scores(keys)
        open_cells, parts = doubtful(scores, lengths, self.steps)
        if not len(open_cells):
            return
        scores = scores[open_cells]
        belief = believe(Grid(scores, parts), self.steps).labels
        path = belief.argmax(axis=1)
        bad = broken(path, parts, self.steps)
        if bad.any():
            cells = np.repeat(bad, parts)
            path[cells] = best_paths(Grid(scores[cells], parts[bad]), self.steps)
        for start, end, label in spans([self.labels[number] for number in path]):
            least = belief[range(start, end), path[start:end]].min()
            yield Span(int(open_cells[start]), int(open_cells[end - 1]) + 1, label, round(float(least), 4))


class Recogniser:
    """Finds names in text of any length; nothing in it is random or depends on what was read before."""

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
        return [mention for names in self._portions(text, SCHEMES) for mention in choose(text, names)]

    def _portions(self, text: str, schemes: Sequence[str]) -> Iterator[list[list[Span]]]:
        """For each portion of the text the names in each scheme."""
        text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates, which no segmenter takes, become "?"
        for pieces in _portions(text):
            sentences = [text[start:end] for start, end in pieces]
            lengths = np.array([len(sentence) for sentence in sentences])
            origins = np.repeat([start for start, _ in pieces] - (np.cumsum(lengths) - lengths), lengths)
            keys = stream(sentences, self.lexicon).keys
            clauses = np.array([len(clause) for sentence in sentences for clause in _CLAUSE.findall(sentence)])
            names = [list(self._schemes[scheme].read(keys, clauses)) for scheme in schemes]
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


def choose(text: str, names: Sequence[Sequence[Span]]) -> list[Mention]:
    """Of names that overlap the surer one, of almost equally sure ones the longer one; equal ones share their kind."""
    known = [_trimmed(text, span) for found in names for span in found if span.label in CLASSES]
    known = [span for span in known if _whole(text[span.start : span.end])]
    kinds = {span[:2]: CLASSES[span.label][1] for span in known if CLASSES[span.label][1]}
    kept: list[Mention] = []
    taken: set[int] = set()
    for span in sorted(known, key=_preference):
        cls = CLASSES[span.label][0]
        start = next((at for at in range(span.start, span.end) if at not in taken), span.end)
        start = start if cls == "Position" and span.end - start > 1 else span.start
        if taken.isdisjoint(range(start, span.end)):
            taken.update(range(start, span.end))
            kind = kinds.get(span[:2]) if cls == "Organization" else None
            name = text[start : span.end]
            kept.append(Mention(start, span.end, name, cls, span.score, "model", kind, name))
    return sorted(kept, key=lambda mention: mention.start)


def _whole(name: str) -> bool:
    """Whether every bracket and quotation mark of the name has its fellow."""
    return all(name.count(opening) == name.count(closing) for opening, closing in _PAIRS)


def _preference(span: Span) -> tuple[float, Span]:
    person = _PERSON_BONUS if span.label == "PER" and span.score > _SURE else 0
    return -span.score - _LENGTH_BONUS * (span.end - span.start) - person, span


def _trimmed(text: str, span: Span) -> Span:
    """The span without book marks around it and without what a name does not reach over."""
    inner = text[span.start : span.end]
    if len(inner) > 2 and inner[0] == "《" and inner[-1] == "》":
        return span._replace(start=span.start + 1, end=span.end - 1)
    before = _BEYOND.match(inner) if CLASSES[span.label][0] == "Organization" else None
    return span._replace(start=span.start + before.end()) if before and before.end() < len(inner) - 1 else span


@cache
def _shipped() -> Recogniser:
    with (resources.files("kg.recognise") / "data" / "recogniser.npz").open("rb") as file, np.load(file) as arrays:
        return Recogniser.of(dict(arrays))


@Language.factory("kg_model", assigns=["doc._.candidates"])
def create_model(nlp: Language, name: str) -> Candidates:
    """The trained recogniser as a spaCy component."""
    return Candidates()


class Candidates:
    """Appends the trained recogniser's mentions to the list `doc._.candidates`, at characters of `doc.text`."""

    def __init__(self) -> None:
        if not Doc.has_extension("candidates"):
            Doc.set_extension("candidates", default=[])

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with more candidates."""
        doc._.candidates = [*doc._.candidates, *Recogniser.load().mentions(doc.text)]
        return doc
