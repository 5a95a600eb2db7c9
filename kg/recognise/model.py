"""The trained recogniser: names that no list has, read from how they are written and from what stands around them.

Two linear-chain models share one set of features (`kg.recognise.features`). "msra" was fitted to newspaper text and
knows PER, ORG and LOC; "cluener" knows ten types, among them position, book and three kinds of organisation. A third,
"policy", was fitted to annotated passages and to what the rules read in policy text: it knows the classes of the
ontology and offers what the rules may have missed. `docs/model-card.md` says more, `kg/train` makes the weights.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Mention
from kg.recognise import shipped
from kg.recognise.chain import Floats, Grid, Steps, believe, best_paths, broken, doubtful, legal_steps, spans
from kg.recognise.choice import Span, choose, offered
from kg.recognise.features import Lexicon, stream
from kg.recognise.runs import Keys, Table

MSRA, CLUENER, POLICY = "msra", "cluener", "policy"
SCHEMES = (MSRA, CLUENER)

_PIECE = re.compile(r"[^\n。！？]{1,400}[。！？]*[”’』」]*")
# No name reaches over a comma outside book marks: the chain is cut there, for short sequences are read faster.
_CLAUSE = re.compile(r"(?:《[^》]{1,60}》|[^，；])+[，；]*|[，；]+")
_PORTION = 20_000
_BLOCK = 2048
_CERTAIN = 3.0
"""How much better (natural logarithm) the label "outside" must be than any other to be taken for granted, where the
scheme's own file does not say it."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The weights of one annotation scheme: a row of `weights` a feature, in units of `unit`, a column a label."""

    labels: tuple[str, ...]
    table: Table
    weights: NDArray[np.int8]
    unit: float
    steps: Steps
    caution: float
    certain: float = _CERTAIN

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Scheme:
        """The scheme `name` out of the arrays of the weights file."""
        labels = tuple(arrays[f"{name}.labels"].tolist())
        weights = arrays[f"{name}.weights"]
        blank = np.zeros((1, len(labels)), np.int8)
        unit, caution, *certain = arrays[f"{name}.units"].tolist()
        steps = Steps(arrays[f"{name}.steps"], legal_steps(labels))
        return cls(labels, Table(arrays[f"{name}.keys"]), np.vstack([weights, blank]), unit, steps, caution, *certain)

    def sums(self, keys: Keys) -> NDArray[np.int16]:
        """Sums of the weights of the characters whose feature keys are given, in units: a column a label."""
        rows = self.table.rows(keys.ravel()).reshape(keys.shape)
        total = np.zeros((keys.shape[1], len(self.labels)), np.int16)
        for low in range(0, len(total), _BLOCK):
            block = total[low : low + _BLOCK]
            for row in rows[:, low : low + _BLOCK]:
                block += self.weights.take(row, axis=0)
        return total

    def read(self, keys: Keys, lengths: NDArray[np.int64]) -> Iterator[Span]:
        """Names at offsets of the clauses laid end to end, whose lengths are given."""
        sums = self.sums(keys)
        open_here = sums[:, 0] - sums[:, 1:].max(axis=1) < (self.certain + self.caution) / self.unit
        cells, parts, after, before = doubtful(open_here, lengths)
        if not len(cells):
            return
        scores = sums[cells] * self.unit  # 64 bits: what is read beside a text must not show in its rounded scores
        scores[:, 0] -= self.caution
        scores[after] += self.steps.weights[0]
        scores[before] += self.steps.weights[:, 0]
        path, belief = self._decoded(scores, parts)
        sure, at = belief[np.arange(len(path)), path].tolist(), cells.tolist()
        for start, end, label in spans([self.labels[number] for number in path.tolist()]):
            yield Span(at[start], at[end - 1] + 1, label, round(min(sure[start:end]), 4))

    def _decoded(self, scores: Floats, parts: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
        """The labels of runs laid end to end, the likeliest of each character where they make a legal sequence, and the
        probabilities of all labels."""
        belief = believe(Grid(scores, parts), self.steps).labels
        path = belief.argmax(axis=1)
        bad = broken(path, parts, self.steps)
        if bad.any():
            cells = np.repeat(bad, parts)
            path[cells] = best_paths(Grid(scores[cells], parts[bad]), self.steps)
        return path, belief


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
        return cls(lexicon, {name: Scheme.of(arrays, name) for name in (*SCHEMES, POLICY) if f"{name}.keys" in arrays})

    @classmethod
    def load(cls) -> Recogniser:
        """The recogniser that ships with the package, read once."""
        return _shipped()

    def scheme(self, name: str) -> Scheme:
        """The weights of one annotation scheme."""
        return self._schemes[name]

    def spans(self, text: str, scheme: str) -> list[Span]:
        """Names as one annotation scheme has them: "msra" (PER, ORG, LOC), "cluener" (ten types) or "policy"."""
        return [span for names in self._portions(text, [scheme]) for span in names[0]]

    def find(self, text: str) -> list[Span]:
        """Names in both schemes, by class of the ontology, none overlapping, in the order of the text."""
        return [Span(found.start, found.end, found.cls, found.score) for found in self.mentions(text)]

    def mentions(self, text: str) -> list[Mention]:
        """What `find` finds, with the kind of organisation where it is known; offsets of `text`."""
        return [mention for names in self._portions(text, SCHEMES) for mention in choose(text, names)]

    def suggested(self, text: str) -> list[Mention]:
        """The mentions, and beside them, overlapping, what "policy" is sure of."""
        found: list[Mention] = []
        for *names, policy in self._portions(text, (*SCHEMES, POLICY)):
            found += [*choose(text, names), *offered(text, policy)]
        return found

    def read(self, texts: Sequence[str]) -> list[list[Mention]]:
        """What is suggested of each text: the same as one by one, but short texts are read much faster together."""
        found: list[list[Mention]] = [[] for _ in texts]
        starts = [0, *accumulate(len(text) + 1 for text in texts)]  # no name reaches over the line end between two
        for mention in self.suggested("\n".join(texts)):
            at = bisect_right(starts, mention.start) - 1
            start, end = mention.start - starts[at], mention.end - starts[at]
            found[at].append(_at(start, end, mention))
        return found

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
    start, end, label, score = span
    return Span(start + by, end + by, label, score)


def _at(start: int, end: int, mention: Mention) -> Mention:
    """The mention at another place; dataclasses.replace, which asks for every field by name, takes thrice as long."""
    return Mention(start, end, mention.text, mention.cls, mention.score, mention.found_by, mention.kind, mention.name)


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


@cache
def _shipped() -> Recogniser:
    return Recogniser.of(shipped.arrays())


@Language.factory("kg_model", assigns=["doc._.candidates"])
def create_model(nlp: Language, name: str) -> Candidates:
    """The trained recogniser as a spaCy component."""
    return Candidates()


def text_of(doc: Doc) -> str:
    """The reading text; doc.text is the same but is put together anew, character by character, at every access."""
    return doc._.clean.text if Doc.has_extension("clean") and doc._.clean else doc.text


class Candidates:
    """Appends the trained recogniser's mentions to the list `doc._.candidates`, at characters of `doc.text`."""

    def __init__(self) -> None:
        if not Doc.has_extension("candidates"):
            Doc.set_extension("candidates", default=[])

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with more candidates."""
        return self._add([doc])[0]

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """The same docs with more candidates, read together while they are short; at most `batch_size` at once."""
        batch: list[Doc] = []
        for doc in docs:
            batch.append(doc)
            if len(batch) >= batch_size or sum(map(len, batch)) >= _PORTION:
                yield from self._add(batch)
                batch = []
        yield from self._add(batch)

    def _add(self, docs: list[Doc]) -> list[Doc]:
        for doc, mentions in zip(docs, Recogniser.load().read([text_of(doc) for doc in docs]), strict=True):
            doc._.candidates = [*doc._.candidates, *mentions]
        return docs
