"""Fit what kg/relate/learned.py knows: python -m kg.train.learned --data FOLDER --out kg GOLD…

Supervised by five relations of DuIE 2.0, part a alone: part b is for the figure of kg.measure. Annotated passages,
whose every other pair is wrong, show the regression what policy text is like. First the chain that reads parts
(kg/recognise/roles.py) is fitted to four fifths of the sentences and read on the fifth, five times over, so that the
regression over pairs meets parts as doubtful as they are in an unseen text; then the chain is fitted to all.
The files hold weights and hashes, no text. Nothing is random but what a fixed seed draws.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from kg import pipeline
from kg.clean import clean
from kg.model import Article, Mention
from kg.recognise import roles
from kg.recognise.model import Recogniser, Scheme
from kg.relate import learned
from kg.relate.clues import Pair, clues
from kg.relate.parts import Part, parts
from kg.score.relations import RELATIONS, same
from kg.segment import sentences
from kg.train import weights
from kg.train.corpora import Sentence
from kg.train.fit import Field, Recipe, corpus, feature_keys, fit, known_features, number
from kg.zh import cues

FOLDS = 5
CHAIN = Recipe(least=2, rounds=10, batch=30, drop=0.7)
KEEP = 60_000
"""Features of the chain that are kept: a larger file reads no better."""
L2, LEAST_SEEN, SMALLEST = 8.0, 2, 0.02
"""Regularisation; how often a clue is seen at least; the smallest weight that is kept."""
_CHAIR = re.compile("(.+?)(?:董事长|董事[局会]主席)")
_BETWEEN = r"[\s《》“”‘’\"'·•・()（）]*"
Floats = NDArray[np.float64]
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """A text of the corpus as read up to the mentions, its gold triples (property, subject, object), and its fold."""

    text: str
    mentions: tuple[Mention, ...]
    candidates: tuple[Mention, ...]
    aliases: tuple[Any, ...]
    gold: tuple[Triple, ...]
    fold: int


class Row(NamedTuple):
    """A pair as the keys of its clues, whether it is right, and its fold."""

    keys: list[int]
    right: bool
    fold: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, fit, write recognise/data/roles.npz and relate/data/learned.npz, print figures of the folds."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.learned", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with relations/duie2_train_a.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder of the package, for the two files of weights")
    parser.add_argument("gold", type=Path, nargs="*", help="files of annotated passages")
    options = parser.parse_args(arguments)
    texts = list(read(options.data / "relations" / "duie2_train_a.jsonl"))
    passages = [passage for path in options.gold for passage in annotated(path)]
    rows = [row for fold in range(FOLDS) for row in _of_fold(texts, passages, fold)]
    np.savez_compressed(options.out / "relate" / "data" / "learned.npz", allow_pickle=False, **regression(rows))
    weights.save(chain(texts), options.out / "recognise" / "data" / "roles.npz")
    right = sum(row.right for row in rows)
    sys.stdout.write(f"{len(texts)} texts, {len(rows)} pairs, {right} right; told of unseen folds: {figures(rows)}\n")


def read(path: Path) -> Iterator[Read]:
    """The texts that hold a cue, each read as far as its mentions."""
    names = {theirs: ours for ours, theirs in RELATIONS.items()}
    for line in path.read_text(encoding="utf-8").splitlines():
        known = json.loads(line)
        if not cues.any_pattern().search(known["text"]):
            continue
        gold = [(names.get(s["predicate"], ""), s["subject"], s["object"]["@value"]) for s in known["spo_list"]]
        yield _read(known["text"], [triple for triple in gold if triple[0]])


def annotated(path: Path) -> Iterator[Read]:
    """The passages of a file in the form of tests/gold, each with its facts of the five properties."""
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        facts = [fact for fact in passage["facts"] if fact["predicate"] in RELATIONS and fact["modality"] != "negated"]
        yield _read(passage["text"], [triple for fact in facts for triple in _triples(fact)])


def _triples(fact: Mapping[str, Any]) -> Iterator[Triple]:
    """The fact with each of its names; the body of a chair is in the name of the post."""
    subjects, objects = fact["subject"], fact["object"]
    if fact["predicate"] == "holdsPosition":
        subjects, objects = [chair[1] for chair in map(_CHAIR.fullmatch, objects) if chair], subjects
    for subject in subjects:
        for object_ in objects:
            yield fact["predicate"], subject, object_
            if fact["predicate"] == "alsoKnownAs":
                yield fact["predicate"], object_, subject


def _read(text: str, gold: Sequence[Triple]) -> Read:
    nlp = pipeline.load()
    doc = nlp.make_doc(clean(Article("sentence", text)).text)
    for name, component in nlp.pipeline:
        if name != "kg_relate":
            doc = component(doc)
    fold = zlib.crc32(text.encode()) % FOLDS
    return Read(doc.text, tuple(doc._.mentions), tuple(doc._.candidates), tuple(doc._.aliases), tuple(gold), fold)


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


def _of_fold(texts: Sequence[Read], passages: Sequence[Read], fold: int) -> Iterator[Row]:
    """The pairs of one fold, with parts read by a chain that has not seen it."""
    scheme = Scheme.of(chain([text for text in texts if text.fold != fold]), roles.SCHEME)
    for text in (*texts, *passages):
        if text.fold == fold:
            spans = [span for span, _ in annotate(text)]
            found = list(roles.read(text.text, spans, scheme)) if spans else []
            yield from _rows(text, parts(text.mentions, text.candidates, text.aliases, found))


def _rows(text: Read, offered: Sequence[Part]) -> Iterator[Row]:
    """The pairs of a text, without the further places of a triple that another pair states more closely."""
    found = []
    for sentence in sentences(text.text):
        inside = learned.within(offered, sentence)
        for pair in learned.pairs(text.text, sentence, inside):
            found.append((pair, inside, _states(pair, text.gold)))
    nearest = {
        triple: min(_gap(pair) for pair, _, other in found if other == triple) for _, _, triple in found if triple
    }
    for pair, inside, triple in found:
        if triple is None or _gap(pair) == nearest[triple]:
            keys = learned.keys_of(pair.relation, clues(text.text, pair, inside))
            yield Row(keys, triple is not None, text.fold)


def _states(pair: Pair, gold: Sequence[Triple]) -> Triple | None:
    names = [_names(part.mention) for part in (pair.body, pair.other)]
    for triple in gold:
        if triple[0] == pair.relation and same(triple[1:2], names[0]) and same(triple[2:], names[1]):
            return triple
    return None


def _names(mention: Mention) -> list[str]:
    return [mention.text, mention.name, *mention.aliases, *([mention.value.lexical] if mention.value else [])]


def _gap(pair: Pair) -> int:
    return max(pair.other.start - pair.body.end, pair.body.start - pair.other.end)


def regression(rows: Sequence[Row]) -> dict[str, NDArray[Any]]:
    """The arrays of the regression over pairs: L2-regularised, by L-BFGS."""
    known, matrix = _matrix(rows)
    fitted = _fitted(matrix, np.array([row.right for row in rows], float))
    chosen = np.abs(fitted[:-1]) >= SMALLEST
    unit = float(np.abs(fitted[:-1]).max()) / 32_767
    whole = np.rint(fitted[:-1][chosen] / unit).astype(np.int16)
    return {"keys": known[chosen], "weights": whole, "units": np.array([unit, fitted[-1]])}


def _matrix(rows: Sequence[Row]) -> tuple[NDArray[np.uint32], csr_matrix]:
    keys = np.array([key for row in rows for key in row.keys], np.uint32)
    values, counts = np.unique(keys, return_counts=True)
    known = values[counts >= LEAST_SEEN]
    at = np.minimum(known.searchsorted(keys), len(known) - 1)
    seen = known[at] == keys
    lengths = np.add.reduceat(seen, np.cumsum([0, *(len(row.keys) for row in rows)])[:-1])
    pointers = np.append(0, np.cumsum(lengths))
    return known, csr_matrix((np.ones(int(seen.sum())), at[seen], pointers), (len(rows), len(known)))


def _fitted(matrix: csr_matrix, right: Floats) -> Floats:
    """The weights with the bias last."""
    columns = matrix.T.tocsr()

    def loss(point: Floats) -> tuple[float, Floats]:
        total = matrix @ point[:-1] + point[-1]
        slope = 1 / (1 + np.exp(-total)) - right
        value = (np.logaddexp(0, total) - right * total).sum() + L2 / 2 * (point[:-1] @ point[:-1])
        return float(value), np.append(columns @ slope + L2 * point[:-1], slope.sum())

    found: Floats = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return found


def figures(rows: Sequence[Row]) -> str:
    """Of the pairs of each fold believed by a regression fitted to the others: precision, recall, calibration."""
    told = np.zeros(len(rows))
    for fold in range(FOLDS):
        fitted = learned.Weights.of(regression([row for row in rows if row.fold != fold]))
        told[[at for at, row in enumerate(rows) if row.fold == fold]] = [
            fitted.probability(row.keys) for row in rows if row.fold == fold
        ]
    right = np.array([row.right for row in rows])
    steps = [(low, right[(told >= low) & (told < low + 0.2)]) for low in (0.0, 0.2, 0.4, 0.6, 0.8)]
    return ", ".join(f"{low:.1f}: {part.mean():.2f} of {len(part)}" for low, part in steps if len(part))


if __name__ == "__main__":
    main()
