"""Names: F1 of exact spans on MSRA and CLUENER; how many names of annotated passages are found, and with their type.

The shipped weights were fitted to all sentences of the training files, so a figure on some of these comes from
kg/recognise/data/figures.json: kg.train wrote it with weights that had not seen them. Where the folder has a test file
of its own (entities/msra_test.bio, entities/cluener_dev.jsonl), the shipped weights are measured on that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.clean import clean
from kg.measure.row import Row, share
from kg.model import Article, Mention
from kg.recognise.model import CLUENER, MSRA, Recogniser
from kg.train.corpora import Sentence, read_cluener, read_columns
from kg.train.measure import figures, predicted

GOLD = Path(__file__).parents[2] / "tests" / "gold"
"""The passages of the project itself; a checkout has them, an installed package does not."""
_NAMED = ("Person", "Organization", "Place", "Platform", "Document", "Event")
_MARKS = {
    MSRA: ("names: MSRA, F1 of exact spans", 0.88, 0.92, "msra_test.bio", read_columns),
    CLUENER: ("names: CLUENER, F1 of exact spans", 0.68, 0.73, "cluener_dev.jsonl", read_cluener),
}


def measure(data: Path) -> Iterator[Row]:
    """One row a scheme, then the names in the facts of the annotated passages: found at all, and with their type."""
    for scheme, (name, floor, goal, file, reader) in _MARKS.items():
        path = data / "entities" / file
        value, cases = _tested(scheme, path, reader) if path.exists() else _held_out(scheme)
        yield Row(f"{name}, {'test' if path.exists() else 'held out'}", value, floor, goal, cases)
    for path in (data.parent / "gold" / "dev.jsonl", *sorted(GOLD.glob("passages-*.jsonl"))):
        found = list(_found(path))
        at_all, typed = [right is not None for right in found], [right for right in found if right is not None]
        yield from share(f"names: of facts, found ({path.stem})", at_all, floor=0.9, goal=0.95)
        yield from share(f"names: of facts, type ({path.stem})", typed, floor=0.95, goal=0.97)


def _held_out(scheme: str) -> tuple[float, int]:
    text = (files("kg.recognise") / "data" / "figures.json").read_text(encoding="utf-8")
    of_all = json.loads(text)[scheme]["types"]["all"]
    return of_all["f1"], of_all["names"]


def _tested(scheme: str, path: Path, reader: Callable[[Path], Iterable[Sentence]]) -> tuple[float, int]:
    sentences = list(reader(path))
    names = [name for name, _ in predicted(Recogniser.load(), sentences, scheme)]
    of_all = figures(names, sentences)["all"]
    return of_all["f1"], int(of_all["names"])


def _found(path: Path) -> Iterator[bool | None]:
    """For each name of a passage's facts whether it is recognised with its type; None if it is not recognised."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        passage = json.loads(line)
        [reading] = pipeline.read([clean(Article(passage["doc"], passage["text"], published=passage["date"]))])
        for names, cls in sorted(_named(passage)):
            same = [mention for mention in reading.mentions if not {*names}.isdisjoint(_written(mention))]
            yield any(mention.cls == cls for mention in same) if same else None


def _named(passage: dict[str, Any]) -> set[tuple[tuple[str, ...], str]]:
    sides = ((tuple(fact[side]), fact[f"{side}_type"]) for fact in passage["facts"] for side in ("subject", "object"))
    return {(names, cls) for names, cls in sides if cls in _NAMED}


def _written(mention: Mention) -> set[str]:
    return {mention.text, mention.name, *mention.aliases}
