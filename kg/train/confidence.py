"""Fit the weights of kg/relate/confidence.py: python -m kg.train.confidence --data FOLDER --out kg/relate/data GOLD…

A claim of an annotated passage is right if the fact that it alone makes is in the gold; a claim of the corpora is right
if the file of judgements says so. Passages that the rules were tuned on look better than unseen text, so their claims
weigh less than the judged ones. L2-regularised logistic regression by Newton's method: no randomness, the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg import pipeline, records, schema
from kg.clean import clean
from kg.model import Article, Reading
from kg.relate import confidence
from kg.resolve import resolve
from kg.restore import restore
from kg.score import score

JUDGED = Path(__file__).parents[2] / "tests" / "gold" / "judged.jsonl"
L2, TUNED = 8.0, 0.2
"""Strength of the regularisation; weight of a claim of a passage that the rules were tuned on."""
_STEPS, _NEAR = 40, 1e-9
Matrix = NDArray[np.float64]


class Row(NamedTuple):
    """How one claim was read, whether it is right, and how much it weighs."""

    features: list[str]
    right: bool
    weight: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, fit, write confidence.json, print how many claims it rests on."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.confidence", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="annotated passages (.jsonl)")
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus/, whose claims were judged")
    parser.add_argument("--out", type=Path, required=True, help="folder for confidence.json")
    options = parser.parse_args(arguments)
    rows = [*judged(options.data / "corpus"), *(row for path in options.gold for row in annotated(path))]
    names, weights = fit(rows)
    known = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=False) if abs(weight) >= 0.01}
    content = {"bias": round(float(weights[-1]), 3), "weights": dict(sorted(known.items()))}
    (options.out / "confidence.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{len(rows)} claims, {sum(row.right for row in rows)} right, {len(known)} weights\n")


def annotated(path: Path) -> Iterator[Row]:
    """The claims of annotated passages."""
    passages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for passage, reading in zip(passages, _read((p["doc"], p["text"], p["date"]) for p in passages), strict=True):
        for claim, features in zip(reading.claims, confidence.features(reading.claims), strict=True):
            alone = resolve([replace(reading, claims=(claim,))], schema=schema.load())
            if facts := list(records.facts(alone)):
                yield Row(features, bool(score([passage], facts).right), TUNED)


def judged(corpus: Path) -> Iterator[Row]:
    """The claims of the corpora that a person judged."""
    known = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    verdicts = {_key(verdict["doc"], verdict): verdict["right"] for verdict in known}
    for reading in _read(documents(corpus, {verdict["doc"] for verdict in known})):
        for claim, features in zip(reading.claims, confidence.features(reading.claims), strict=True):
            said = {"subject": claim.subject.name, "predicate": claim.property, "object": claim.object.name}
            key = _key(reading.clean.article.id, {**said, "modality": claim.modality})
            if key in verdicts:
                yield Row(features, verdicts.pop(key), 1.0)


def fit(rows: Sequence[Row]) -> tuple[list[str], Matrix]:
    """The names of the features, and their weights with the bias last."""
    names = sorted({feature for row in rows for feature in row.features})
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    for at, row in enumerate(rows):
        x[at, [column[feature] for feature in row.features]] = 1
    y, counts = np.array([row.right for row in rows], dtype=float), np.array([row.weight for row in rows])
    penalty, weights = np.full(x.shape[1], L2), np.zeros(x.shape[1])
    penalty[-1] = 1e-3
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (counts * (p - y)) + penalty * weights
        step = np.linalg.solve((x.T * (counts * p * (1 - p))) @ x + np.diag(penalty), gradient)
        weights -= step
        if np.abs(step).max() < _NEAR:
            break
    return names, weights


def _read(texts: Iterator[tuple[str, str, str | None]]) -> Iterator[Reading]:
    articles = (Article(name, text, published=published) for name, text, published in texts)
    return pipeline.read(restore(clean(article)) for article in articles)


def documents(corpus: Path, names: set[str]) -> Iterator[tuple[str, str, str | None]]:
    """Provincial reports by their file, items of the news by their line: name, text, date of publication."""
    news = (corpus / "news_2022_2025.jsonl").read_text(encoding="utf-8").split("\n")
    for name in sorted(names):
        if name.startswith("news"):
            item = json.loads(news[int(name.removeprefix("news"))])
            date = item["date"]
            yield name, item["text"], f"{date[:4]}-{date[4:6]}-{date[6:]}"
        else:
            path = corpus / "provincial_reports_2025" / f"{name}.txt"
            yield name, path.read_text(encoding="utf-8"), "2025-01"


def _key(doc: object, said: Mapping[str, object]) -> tuple[object, ...]:
    return doc, said["subject"], said["predicate"], said["object"], said["modality"]


if __name__ == "__main__":
    main()
