"""Fit what kg/relate/learned.py knows: python -m kg.train.learned --data FOLDER --out kg GOLD…

Supervised by five relations of DuIE 2.0, both parts. Annotated passages, whose every other pair is wrong, show the
regression what policy text is like. First the chain that reads parts (kg/recognise/roles.py) is fitted to four fifths
of the sentences and read on the fifth, five times over, so that the regression over pairs meets parts as doubtful as
they are in an unseen text; then the chain is fitted to all. For the same reason names that the recogniser's lexicon
has from the annotation of one sentence alone are unknown while fitting. The files hold weights and hashes, no text.
Nothing is random but what a fixed seed draws. How well unseen sentences are read then tells kg/measure/unseen.py.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kg.recognise import roles
from kg.recognise.model import Recogniser, Scheme
from kg.relate.parts import parts
from kg.train import weights
from kg.train.lexicon import of_other_texts
from kg.train.pairs import Row, figures, regression, rows
from kg.train.parts import annotate, chain
from kg.train.texts import FOLDS, Read, annotated, read


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, fit, write recognise/data/roles.npz and relate/data/learned.npz, print figures of the folds."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.learned", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with relations/duie2_train_[ab].jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder of the package, for the two files of weights")
    parser.add_argument("gold", type=Path, nargs="*", help="files of annotated passages")
    options = parser.parse_args(arguments)
    texts, passages = taken(options.data, options.gold)
    found = [row for fold in range(FOLDS) for row in of_fold(texts, passages, fold, unseen(texts, fold))]
    np.savez_compressed(options.out / "relate" / "data" / "learned.npz", allow_pickle=False, **regression(found))
    weights.save(chain(texts), options.out / "recognise" / "data" / "roles.npz")
    right = sum(row.right for row in found)
    sys.stdout.write(f"{len(texts)} texts, {len(found)} pairs, {right} right; told of unseen folds: {figures(found)}\n")


def taken(data: Path, gold: Sequence[Path]) -> tuple[list[Read], list[Read]]:
    """The sentences of DuIE and the annotated passages, read without what the lexicon has from a sentence itself."""
    recogniser = Recogniser.load()
    recogniser.lexicon = of_other_texts(recogniser.lexicon, data)
    files = sorted((data / "relations").glob("duie2_train_?.jsonl"))
    return [text for file in files for text in read(file)], [text for file in gold for text in annotated(file)]


def unseen(texts: Sequence[Read], fold: int) -> Scheme:
    """The chain of parts that has not seen a fold."""
    return Scheme.of(chain([text for text in texts if text.fold != fold]), roles.SCHEME)


def of_fold(texts: Sequence[Read], passages: Sequence[Read], fold: int, scheme: Scheme) -> Iterator[Row]:
    """The pairs of one fold, with parts as `scheme` reads them."""
    for text in (*texts, *passages):
        if text.fold == fold:
            spans = [span for span, _ in annotate(text)]
            found = list(roles.read(text.text, spans, scheme)) if spans else []
            yield from rows(text, parts(text.mentions, text.candidates, text.aliases, found))


if __name__ == "__main__":
    main()
