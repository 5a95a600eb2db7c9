"""Fit the weights of kg/relate/measured.py: python -m kg.train.subjects --data FOLDER --out kg/relate/data GOLD…

What each figure is about is known of three sources: annotated passages, figures of the corpora whose subjects a person
told (tests/gold/figures.jsonl: all of them, or none), and claims that a person judged (one subject right or wrong). Of
a figure with several right candidates (one name, or a coordination) their probabilities add up. Passages, all of whose
figures are known, and sentences made up to show what is seldom met count twice. L2-regularised, by L-BFGS.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from kg import lexicon, pipeline
from kg.clean import clean
from kg.model import Article, Clean, Mention
from kg.relate import measured
from kg.relate.home import home
from kg.relate.indicators import aligned, spots
from kg.relate.sentence import split
from kg.relate.subjects import Spot, candidates
from kg.restore import restore
from kg.train.confidence import JUDGED, documents

TOLD = JUDGED.with_name("figures.jsonl")
FOLDS, L2, LEAST_SEEN, SMALLEST = 5, 4.0, 4, 0.03
"""Folds of texts for the printed figures; regularisation; how often a ground is seen at least; smallest weight kept."""
_CONTEXT = 4
Floats = NDArray[np.float64]


class Row(NamedTuple):
    """The grounds of each candidate of one figure and of there being none, their names, which of them may be right."""

    told: list[list[str]]
    names: list[str]
    right: list[bool]
    source: str
    fold: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, fit, write subjects.json, print how often folds that were not fitted to are told right."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.subjects", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="annotated passages (.jsonl)")
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus/, whose figures were judged")
    parser.add_argument("--out", type=Path, required=True, help="folder for subjects.json")
    options = parser.parse_args(arguments)
    passages = [row for path in options.gold for row in of_passages(path)]
    rows = [*2 * [*of_examples(), *passages], *of_corpora(options.data / "corpus")]
    weights = fit(rows)
    (options.out / "subjects.json").write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{len(rows)} figures, {len(weights)} grounds\n{figures(rows)}\n")


def of_passages(path: Path) -> Iterator[Row]:
    """The figures of annotated passages."""
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        stated = [fact for fact in passage["facts"] if fact["predicate"] == "indicator"]
        for read, spot, quantity in _read(passage["doc"], passage["text"], passage["date"]):
            start, end = read.locate(quantity.start, quantity.end)
            facts = [fact for fact in stated if _states(fact, quantity, passage["text"], start, end)]
            subjects = {name for fact in facts for name in fact["subject"]}
            yield _row(spot, subjects, "passages", passage["doc"])


def _states(fact: dict[str, Any], quantity: Mention, text: str, start: int, end: int) -> bool:
    value = quantity.value.lexical if quantity.value else ""
    opening = text.find(fact["evidence"])
    inside = opening < 0 or (opening <= start and end <= opening + len(fact["evidence"]) + 2)
    return inside and value in {number.rstrip("%") for number in fact["object"]}


def of_examples() -> Iterator[Row]:
    """The figures of sentences made up to show what is seldom met, each of which tells its subject."""
    for known in (line for line in _lines(TOLD) if "text" in line):
        for _, spot, quantity in _read("example", known["text"], None):
            if quantity.value and quantity.value.lexical == known["object"]:
                yield _row(spot, known["subjects"], "examples", known["text"])


def of_corpora(corpus: Path) -> Iterator[Row]:
    """The figures of the corpora whose subject a person told or judged."""
    told = {(known["doc"], known["start"]): known["subjects"] for known in _lines(TOLD) if "doc" in known}
    judged = {
        (fact["doc"], fact["object"], fact["subject"]): fact["right"]
        for fact in _lines(JUDGED)
        if fact["predicate"] == "indicator"
    }
    for name, text, date in documents(corpus, {key[0] for key in (*told, *judged)}):
        found = list(_read(name, text, date))
        values = Counter(quantity.value.lexical for _, _, quantity in found if quantity.value)
        for read, spot, quantity in found:
            start, _ = read.locate(quantity.start, quantity.end)
            value = quantity.value.lexical if quantity.value else ""
            if (subjects := told.get((name, start))) is not None:
                yield _row(spot, subjects, "told", name)
            elif values[value] == 1:
                verdicts = {key[2]: right for key, right in judged.items() if key[:2] == (name, value)}
                yield from _judged(spot, verdicts, name)


def _judged(spot: Spot, verdicts: dict[str, bool], doc: str) -> Iterator[Row]:
    """A figure of which one subject is known to be right, or to be wrong so that anything else may be right."""
    right = [name for name, verdict in verdicts.items() if verdict]
    if right:
        yield _row(spot, right, "judged", doc)
    elif verdicts:
        row = _row(spot, list(verdicts), "judged", doc)
        yield row._replace(right=[*(not wrong for wrong in row.right[:-1]), True])


def _row(spot: Spot, subjects: Collection[str], source: str, doc: str) -> Row:
    """A figure of which all subjects are known."""
    found = candidates(spot)
    known = set(subjects)
    right = [not known.isdisjoint({c.mention.name, c.mention.text, *c.mention.aliases}) for c in found]
    fold = zlib.crc32(doc.encode()) % FOLDS
    names = [candidate.mention.name for candidate in found]
    return Row(measured.told(spot, found), names, [*right, not any(right)], source, fold)


def _read(name: str, text: str, published: str | None) -> Iterator[tuple[Clean, Spot, Mention]]:
    """The figures of a text, by the sentences that relating sees."""
    read = restore(clean(Article(name, text, published=published)))
    doc = pipeline.doc(read)
    for label, component in pipeline.load().pipeline:
        if label != "kg_relate":
            doc = component(doc)
    sentences = list(split(read.text, doc._.words, doc._.mentions, lexicon.load()))
    at_home = home(sentences)
    for number, sentence in enumerate(sentences):
        for spot, quantity in spots(sentence, sentences[max(0, number - _CONTEXT) : number], at_home):
            if aligned(sentence, spot.index) is None:
                yield read, spot, quantity


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weight of each ground that is seen often enough and matters."""
    seen = Counter(ground for row in rows for said in row.told for ground in said)
    known = sorted(ground for ground, count in seen.items() if count >= LEAST_SEEN)
    fitted = _fitted(rows, known)
    weights = zip(known, fitted.tolist(), strict=True)
    return {ground: round(weight, 2) for ground, weight in weights if abs(weight) >= SMALLEST}


def _fitted(rows: Sequence[Row], known: Sequence[str]) -> Floats:
    matrix, firsts = _matrix(rows, known), np.cumsum([0, *(len(row.told) for row in rows)])
    right = np.array([right for row in rows for right in row.right], float)
    figure = np.repeat(np.arange(len(rows)), np.diff(firsts))

    def loss(point: Floats) -> tuple[float, Floats]:
        scores = matrix @ point
        odds = np.exp(scores - np.maximum.reduceat(scores, firsts[:-1])[figure])
        total = np.add.reduceat(odds, firsts[:-1])
        believed = np.maximum(np.add.reduceat(odds * right, firsts[:-1]), 1e-12 * total)
        slope = odds / total[figure] - odds * right / believed[figure]
        value = -np.log(believed / total).sum() + L2 / 2 * (point @ point)
        return float(value), matrix.T @ slope + L2 * point

    found: Floats = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found


def _matrix(rows: Sequence[Row], known: Sequence[str]) -> csr_matrix:
    column = {ground: at for at, ground in enumerate(known)}
    told = [[column[ground] for ground in said if ground in column] for row in rows for said in row.told]
    pointers = np.cumsum([0, *(len(said) for said in told)])
    places = np.array([at for said in told for at in said], np.int32)
    return csr_matrix((np.ones(len(places)), places, pointers), (len(told), len(known)))


def figures(rows: Sequence[Row]) -> str:
    """By source: figures of unseen folds told right, told wrong, and left without a subject."""
    counts: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        weights = fit([row for row in rows if row.fold != fold])
        counts.update((row.source, verdict(row, weights)) for row in rows if row.fold == fold)
    return "\n".join(f"{source}: {count} {said}" for (source, said), count in sorted(counts.items()))


def verdict(row: Row, weights: dict[str, float]) -> str:
    """Is the subject that these weights choose right?"""
    scores = [sum(weights.get(ground, 0.0) for ground in said) for said in row.told]
    name, likely = measured.choice(row.names, scores)
    if likely < measured.LEAST:
        return "silent"
    chosen = (right for right, other in zip(row.right, row.names, strict=False) if other == name)
    return "right" if any(chosen) else "wrong"


if __name__ == "__main__":
    main()
