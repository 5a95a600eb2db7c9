"""Fit the recogniser, measure it on held-out sentences, write weights and figures."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.recognise.model import CLUENER, MSRA, Recogniser
from kg.train import lexicon, measure, weights
from kg.train.corpora import Sentence, read_cluener, read_columns, read_raw
from kg.train.fit import Field, Recipe, corpus, feature_keys, fit, known_features, number

HELD_OUT = 9
"""The last of every ten blocks of sentences is held out."""
BLOCK = {MSRA: 200, CLUENER: 1}
"""MSRA stands in the order of the newspaper: whole blocks are held out, so that no article lies on both sides."""
RECIPE = {
    MSRA: Recipe(least=3, rounds=5, batch=150, drop=0.5),
    CLUENER: Recipe(least=2, rounds=8, batch=30, drop=0.8),
}
KEEP = {MSRA: 1_300_000, CLUENER: 450_000}
"""Features kept: together they must stay below 25 MB."""
CAUTION = {MSRA: 0.3, CLUENER: 0.2}
"""How much the label "outside" is held back: precision given for recall, as far as F1 on held-out sentences gains."""


@dataclass(frozen=True, slots=True)
class Split:
    """Sentences to learn from and sentences to measure on."""

    learn: list[Sentence]
    held: list[Sentence]


def split(sentences: Iterable[Sentence], block: int) -> Split:
    """Every tenth block of `block` sentences is held out."""
    parts: tuple[list[Sentence], list[Sentence]] = ([], [])
    for place, sentence in enumerate(sentences):
        parts[place // block % 10 == HELD_OUT].append(sentence)
    return Split(*parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line: fit without the held-out sentences for the figures, then with all of them for the weights."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with entities/, corpus/, places/ and more")
    parser.add_argument("--out", type=Path, required=True, help="folder for recogniser.npz and figures.json")
    options = parser.parse_args(arguments)
    splits = {
        MSRA: split(read_columns(options.data / "entities/msra_train.bio"), BLOCK[MSRA]),
        CLUENER: split(read_cluener(options.data / "entities/cluener_train.jsonl"), BLOCK[CLUENER]),
    }
    arrays = learn({scheme: part.learn for scheme, part in splits.items()}, options.data)
    weights.save(arrays, options.out / "recogniser.npz")
    report = json.dumps(figures(Recogniser.of(arrays), splits), indent=1, ensure_ascii=False)
    (options.out / "figures.json").write_text(report + "\n", "utf-8")
    sys.stdout.write(report + "\n")
    arrays = learn({scheme: part.learn + part.held for scheme, part in splits.items()}, options.data)
    weights.save(arrays, options.out / "recogniser.npz")


def learn(annotated: Mapping[str, Sequence[Sentence]], data: Path) -> dict[str, np.ndarray]:
    """The arrays of the weights file."""
    raw = [*read_raw(data / "corpus"), *(sentence.text for part in annotated.values() for sentence in part)]
    arrays = lexicon.build(raw, annotated[MSRA], data)
    _log("lexicon")
    words = Recogniser.of(arrays).lexicon
    for scheme, sentences in annotated.items():
        keys = feature_keys(sentences, words)
        known = known_features(keys, RECIPE[scheme].least)
        kinds = sorted({kind for sentence in sentences for _, _, kind in sentence.spans})
        labels = ["O", *(f"{mark}-{kind}" for kind in kinds for mark in "BIES")]
        field = Field(len(known), labels, RECIPE[scheme].drop)
        fit(corpus(sentences, labels, number(keys, known)), field, RECIPE[scheme])
        arrays |= weights.pack(scheme, known, field, KEEP[scheme], CAUTION[scheme])
        _log(scheme)
    return arrays


def figures(recogniser: Recogniser, splits: Mapping[str, Split]) -> dict[str, object]:
    """Figures of each scheme on its held-out sentences."""
    report: dict[str, object] = {}
    for scheme, part in splits.items():
        found = measure.predicted(recogniser, part.held, scheme)
        report[scheme] = {
            "sentences": len(part.held),
            "types": measure.figures([name for name, _ in found], part.held),
            "reliability": measure.reliability(found, part.held),
        }
    return report


def _log(step: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {step} done\n")
