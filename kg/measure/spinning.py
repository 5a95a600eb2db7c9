"""Spun text: passages spun with a public list of swaps, what `kg.restore` puts back, and what that does to the facts.

How the passages are spun says kg.train.spinner; the weights of kg.restore were fitted on passages spun so, these among
them, and words that failed on them were looked at: these figures flatter it. A swap *hurts* if it lies in the evidence
of a fact that is read in the passage as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg import pipeline, records, schema
from kg.clean import clean
from kg.measure.row import Row
from kg.model import Article
from kg.resolve import resolve
from kg.restore import Swap, restore, swaps
from kg.score import score
from kg.segment import words
from kg.train.spinner import Swapped, spin, swaps_of, undoes


def measure(data: Path, gold: Path | None = None) -> Iterator[Row]:
    """Precision and recall of restoring, and the fall of the F1 on annotated passages that are no spun ones yet."""
    pairs = swaps_of(data / "spun" / "substitution_pairs.txt")
    passages = list(_passages(gold or data.parent / "gold" / "dev.jsonl"))
    if not pairs or not passages:
        return
    spun = [spin(passage["text"], pairs, seed=passage["doc"]) for passage in passages]
    right, made, hurting, mended = (sum(column) for column in zip(*map(_restored, passages, spun), strict=True))
    yield Row("restore: precision on spun passages", right / max(made, 1), 0.95, 0.95, made)
    yield Row("restore: hurtful swaps put back", mended / max(hurting, 1), 0.6, 0.6, hurting)
    before = score(passages, _facts(passages)).all.f1
    after = score([_as_spun(*pair) for pair in zip(passages, spun, strict=True)], _facts(passages, spun)).all.f1
    yield Row("restore: F1 lost by spinning", before - after, 0.05, 0.03, len(passages))


def _passages(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        passage = json.loads(line)
        if passage.get("style") != "spun":
            yield passage


def _restored(passage: Mapping[str, Any], spun: tuple[str, list[Swapped]]) -> tuple[int, int, int, int]:
    """How many restorations are right, and are made; how many swaps hurt, and of these are put back."""
    text, made = spun
    restored = swaps(clean(Article("spun", text)))
    put_back = {swap for swap in made if any(_undoes(each, swap, text) for each in restored)}
    right = sum(any(_undoes(each, swap, text) for swap in made) for each in restored)
    evidence = [(fact["start"], fact["end"]) for fact in _facts([passage])]
    hurting = {swap for swap in made if any(start <= swap.at < end for start, end in evidence)}
    return right, len(restored), len(hurting), len(hurting & put_back)


def _undoes(restored: Swap, swap: Swapped, text: str) -> bool:
    return undoes(restored.restored, restored.start, restored.end, swap, text)


def _facts(passages: Sequence[Mapping[str, Any]], spun: Sequence[tuple[str, Any]] = ()) -> list[dict[str, Any]]:
    """What kg reads in the passages, or in their spun texts."""
    texts = [text for text, _ in spun] or [passage["text"] for passage in passages]
    articles = (Article(p["doc"], text, published=p["date"]) for p, text in zip(passages, texts, strict=True))
    readings = pipeline.read(restore(clean(article)) for article in articles)
    return [fact for reading in readings for fact in records.facts(resolve([reading], schema=schema.load()))]


def _as_spun(passage: Mapping[str, Any], spun: tuple[str, list[Swapped]]) -> dict[str, Any]:
    """The gold of the spun passage: names count as written now and as they were."""
    text, made = spun
    written = {swap.original: text[swap.start : swap.end] for swap in made}
    facts = [
        {**fact, **{side: _both(fact[side], written) for side in ("subject", "object")}} for fact in passage["facts"]
    ]
    return {**passage, "text": text, "facts": facts}


def _both(names: Sequence[str], written: Mapping[str, str]) -> list[str]:
    spun = ("".join(written.get(word.text, word.text) for word in words(name)) for name in names)
    return [*names, *spun]
