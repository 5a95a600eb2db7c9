"""Fit the scheme "policy": python -m kg.train.policy --corpus FOLDER --out kg/recognise/data GOLD.jsonl …

Its types are the classes of the ontology. It learns from annotated passages and from what the rules read in reports and
news. In a passage the names of its facts count wherever they stand; what no fact names is left to the rules, and so is
a name inside a longer one that the rules read. News and reports carry the reading of the rules alone: that keeps the
weights from taking for granted that nothing is named where the annotators had no fact. The recogniser must be fitted
first (`python -m kg.train`), for its features are shared. Nothing is random but what a fixed seed draws.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg import pipeline
from kg.clean import clean
from kg.model import Article
from kg.recognise import recurrence
from kg.recognise.model import POLICY, Recogniser
from kg.restore import restore
from kg.segment import sentences
from kg.train import weights
from kg.train.corpora import Sentence, Span, read_raw
from kg.train.fit import Field, Recipe, corpus, feature_keys, fit, known_features, number

CLASSES = ("Concept", "Event", "Organization", "Place", "Platform")
"""Persons, posts and documents are found well without; each class more costs time."""
RECIPE = Recipe(least=3, rounds=6, batch=60, drop=0.5)
KEEP = 60_000
"""Features kept: with twice as many F1 on writers that were left out is the same."""
CERTAIN = 1.0
"""How much better "outside" must be to be taken for granted: so few sentences make mild weights, and only what is sure
is offered, so that less than elsewhere suffices; it halves the time."""
TIMES = 3
"""How often a passage counts against a text that the rules alone read; with four times as much of these less is won."""
PARAGRAPHS = {"provincial_reports_2025": 12, "news_2022_2025.jsonl": 24}
"""Of which part of the corpus every how manieth paragraph is read."""
_LONGEST = 400
"""Characters of a sentence; a longer one is a table or no text."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, fit, write policy.npz."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.policy", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help=f"folder with {' and '.join(PARAGRAPHS)}")
    parser.add_argument("--out", type=Path, required=True, help="folder for policy.npz")
    parser.add_argument("gold", type=Path, nargs="+", help="annotated passages, as kg score reads them")
    options = parser.parse_args(arguments)
    passages = [json.loads(line) for path in options.gold for line in path.read_text("utf-8").splitlines()]
    told, read = list(annotated(passages)), list(silver(options.corpus))
    weights.save(chain([*told * TIMES, *read]), options.out / "policy.npz")
    sys.stdout.write(f"{len(told)} sentences of {len(passages)} passages, {len(read)} as the rules read them\n")


def chain(learned: Sequence[Sentence]) -> dict[str, NDArray[Any]]:
    """The arrays of the scheme fitted to these sentences."""
    keys = feature_keys(learned, Recogniser.load().lexicon)
    known = known_features(keys, RECIPE.least)
    labels = ["O", *(f"{mark}-{cls}" for cls in CLASSES for mark in "BIES")]
    field = Field(len(known), labels, RECIPE.drop)
    fit(corpus(learned, labels, number(keys, known)), field, RECIPE)
    arrays = weights.pack(POLICY, known, field, KEEP, 0.0)
    arrays[f"{POLICY}.units"] = np.append(arrays[f"{POLICY}.units"], CERTAIN)
    return arrays


def annotated(passages: Sequence[dict[str, Any]]) -> Iterator[Sentence]:
    """The sentences of annotated passages, with the names of their facts and what the rules read beside these."""
    for passage, (text, ruled) in zip(passages, _read(passage["text"] for passage in passages), strict=True):
        yield from _sentences(text, _marked(text, ruled, _names(passage["facts"])))


def silver(folder: Path) -> Iterator[Sentence]:
    """Sentences of the corpus that hold a name, as the rules read them."""
    paragraphs = (text for part, step in PARAGRAPHS.items() for text in islice(read_raw(folder / part), 0, None, step))
    for text, ruled in _read(paragraphs):
        yield from (s for s in _sentences(text, _marked(text, ruled, {})) if s.spans)


def _read(texts: Iterable[str]) -> Iterator[tuple[str, list[Span]]]:
    """The reading text of each, and the names that the rules find in it without what "policy" offers."""
    nlp = pipeline.load()
    steps = [(name, step) for name, step in nlp.pipeline if name != "kg_relate"]
    for text in texts:
        doc = nlp.make_doc(restore(clean(Article("text", text))).text)
        for name, step in steps:
            doc = step(doc)
            if name == "kg_model":
                doc._.candidates = [m for m in doc._.candidates if m.found_by != POLICY]
        found = (m for m in doc._.mentions if m.cls in CLASSES and m.found_by != "anaphora")
        yield doc.text, [(m.start, m.end, m.cls) for m in found]


def _names(facts: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Name → class."""
    sides = ((fact[side], fact[f"{side}_type"]) for fact in facts for side in ("subject", "object"))
    return {name: cls for names, cls in sides if cls in CLASSES for name in reversed(names) if len(name) > 1}


def _marked(text: str, ruled: Sequence[Span], names: dict[str, str]) -> list[Span]:
    """The places of `names`, the longest first, and the mentions of the rules that do not overlap these."""
    told = [(start, end, names[name]) for name, start, end in recurrence.places(text, names)]
    apart = [s for s in told if not any(r[0] <= s[0] and s[1] <= r[1] and r[:2] != s[:2] for r in ruled)]
    kept: list[Span] = []
    for span in [*sorted(apart, key=lambda span: (span[0] - span[1], span)), *ruled]:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


def _sentences(text: str, marked: Sequence[Span]) -> Iterator[Sentence]:
    for start, end in sentences(text):
        inside = [(s - start, e - start, cls) for s, e, cls in marked if start <= s and e <= end]
        if 0 < end - start <= _LONGEST:
            yield Sentence(text[start:end], tuple(inside))


if __name__ == "__main__":
    main()
