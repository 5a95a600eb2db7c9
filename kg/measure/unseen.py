"""What kg.measure.duie counts, of sentences that nothing was fitted to: python -m kg.measure.unseen --data FOLDER GOLD…

The weights that ship are fitted to both parts of DuIE, so that only this tells how an unseen sentence is read: each
fifth of the sentences is read with what is fitted to the others (kg/train/learned.py) and with a lexicon that has no
name from that sentence alone. It takes ten minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from kg.measure import duie
from kg.recognise import roles
from kg.recognise.model import Scheme
from kg.relate import learned
from kg.train.learned import of_fold, taken, unseen
from kg.train.pairs import regression
from kg.train.texts import FOLDS, Read, fold_of

Counts = Counter[tuple[str, str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print precision, recall and F1 of each relation and of all."""
    parser = argparse.ArgumentParser(prog="python -m kg.measure.unseen", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with relations/duie2_train_[ab].jsonl")
    parser.add_argument("gold", type=Path, nargs="*", help="files of annotated passages")
    options = parser.parse_args(arguments)
    texts, passages = taken(options.data, options.gold)
    known = [known for part in "ab" for known in duie.sentences(options.data / "relations" / duie.FILE.format(part))]
    sys.stdout.writelines(f"{line}\n" for line in lines(crossed(texts, passages, known)))


def crossed(texts: Sequence[Read], passages: Sequence[Read], known: Sequence[duie.Known]) -> Counts:
    """Relation and what of it is counted → how many, over the sentences whose relations are known."""
    chains = [unseen(texts, fold) for fold in range(FOLDS)]
    rows = [row for fold in range(FOLDS) for row in of_fold(texts, passages, fold, chains[fold])]
    counts: Counts = Counter()
    for fold, chain in enumerate(chains):
        fitted = learned.Weights.of(regression([row for row in rows if row.fold != fold]))
        with _instead(roles, chain), _instead(learned, fitted):
            for text, gold in known:
                if fold_of(text) == fold:
                    counts += duie.counted(gold, duie.read(text))
    return counts


def _instead(module: ModuleType, weights: Scheme | learned.Weights) -> AbstractContextManager[object]:
    """These weights in the place of those that ship with the module."""
    return patch.object(module, "_shipped", return_value=weights)


def lines(counts: Counts) -> Iterator[str]:
    """A line for each relation and one for all."""
    for relation in sorted({relation for relation, _ in counts}):
        right, found, wanted = (counts[relation, what] for what in duie.COUNTED)
        figures = f"P {right / max(1, found):.3f} R {right / max(1, wanted):.3f} F1 {2 * right / (found + wanted):.3f}"
        yield f"{relation}: {figures} of {wanted}"


if __name__ == "__main__":
    main()
