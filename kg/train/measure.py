"""Figures on held-out sentences: precision, recall and F1 of exact spans by type, and how true the scores are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.recognise.model import Recogniser
from kg.train.corpora import Sentence, Span

Figures = dict[str, dict[str, float]]
Placed = tuple[int, int, int, str]


def predicted(recogniser: Recogniser, sentences: Sequence[Sentence], scheme: str) -> list[tuple[Placed, float]]:
    """All names found, with the number of the sentence, and their scores."""
    return [
        ((number, span.start, span.end, span.label), span.score)
        for number, sentence in enumerate(sentences)
        for span in recogniser.spans(sentence.text, scheme)
    ]


def figures(found: Iterable[Placed], sentences: Sequence[Sentence]) -> Figures:
    """Figures for each type of the annotation and for "all"."""
    gold = {(number, *span) for number, sentence in enumerate(sentences) for span in sentence.spans}
    guess = set(found)
    kinds: list[Span | str] = sorted({name[3] for name in gold})
    rows = {str(kind): _row({n for n in guess if n[3] == kind}, {n for n in gold if n[3] == kind}) for kind in kinds}
    return {"all": _row(guess, gold), **rows}


def _row(guess: set[Placed], gold: set[Placed]) -> dict[str, float]:
    right = len(guess & gold)
    precision, recall = right / max(1, len(guess)), right / max(1, len(gold))
    mean = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(mean, 4), "names": len(gold)}


def reliability(found: Sequence[tuple[Placed, float]], sentences: Sequence[Sentence]) -> dict[str, dict[str, float]]:
    """Of the names with a score in each tenth, how many are right."""
    gold = {(number, *span) for number, sentence in enumerate(sentences) for span in sentence.spans}
    table: dict[str, dict[str, float]] = {}
    for low in range(10):
        hits = [name in gold for name, score in found if low <= min(9.999, score * 10) < low + 1]
        if hits:
            table[f"{low / 10:.1f}"] = {"names": len(hits), "right": round(sum(hits) / len(hits), 3)}
    return table
