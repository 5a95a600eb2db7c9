"""Predicted facts against gold facts: precision, recall and F1, and how right the matched ones are in detail.

Both sides are records as `kg extract` writes them. Of a gold fact, `subject` and `object` are lists of acceptable
names; a predicted one may list further names under `aliases`. Strict: predicate, modality and both names are equal
after folding (NFKC, no quotation marks, no white space, no case). Lenient: one name may contain the other if that is
at least half as long.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

Record = Mapping[str, Any]
SYMMETRIC = frozenset({"cooperatesWith"})
DETAILS = ("type", "qualifier", "attribution", "evidence")
_MARKS = re.compile(r"[\s《》〈〉“”‘’\"'「」『』]+")


class Rates(NamedTuple):
    """How many of the predicted facts are right, and how many of the gold ones were found."""

    tp: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.tp / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.tp / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        """Four decimals, as a report shows them."""
        rates = {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")}
        return {**rates, **self._asdict()}


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome. `details` counts right and all of the matched facts; `missed` and `wrong` are (document, fact)."""

    all: Rates
    by_predicate: dict[str, Rates]
    details: dict[str, tuple[int, int]]
    missed: tuple[tuple[str, Record], ...]
    wrong: tuple[tuple[str, Record], ...]
    unknown_docs: tuple[str, ...]


class _Match(NamedTuple):
    text: str
    gold: Record
    predicted: Record


def score(gold: Sequence[Record], predictions: Iterable[Record], *, lenient: bool = False) -> Score:
    """Match each gold fact with the first prediction of its document that fits and is still free.

    `gold` are passages with "doc", "text" and "facts". Every unmatched prediction is wrong; those for documents that
    the gold lacks are counted nowhere, their documents are named in `unknown_docs`.
    """
    free: dict[str, list[Record]] = {}
    for fact in predictions:
        free.setdefault(fact["doc"], []).append(fact)
    found, wanted, right = Counter[str](), Counter[str](), Counter[str]()
    matches: list[_Match] = []
    missed: list[tuple[str, Record]] = []
    wrong: list[tuple[str, Record]] = []
    for passage in gold:
        left = free.pop(passage["doc"], [])
        found.update(fact["predicate"] for fact in left)
        wanted.update(fact["predicate"] for fact in passage["facts"])
        for fact, hit in _pair(passage["facts"], left, lenient):
            if hit is None:
                missed.append((passage["doc"], fact))
            else:
                matches.append(_Match(passage["text"], fact, hit))
        wrong += [(passage["doc"], fact) for fact in left]
    right.update(match.gold["predicate"] for match in matches)
    by_predicate = {name: Rates(right[name], found[name], wanted[name]) for name in sorted(found | wanted)}
    total = Rates(right.total(), found.total(), wanted.total())
    return Score(total, by_predicate, _details(matches), tuple(missed), tuple(wrong), tuple(sorted(free)))


def _pair(facts: Iterable[Record], left: list[Record], lenient: bool) -> Iterator[tuple[Record, Record | None]]:
    """Each gold fact with its prediction, which is taken out of `left`."""
    for fact in facts:
        at = next((at for at, predicted in enumerate(left) if _fits(fact, predicted, lenient)), None)
        yield fact, None if at is None else left.pop(at)


def _fits(gold: Record, predicted: Record, lenient: bool) -> bool:
    if gold["predicate"] != predicted["predicate"]:
        return False
    if gold.get("modality", "actual") != predicted.get("modality", "actual"):
        return False
    wanted = [_listed(gold[side]) for side in ("subject", "object")]
    aliases = predicted.get("aliases") or {}
    given = [[*_listed(predicted[side]), *aliases.get(side, ())] for side in ("subject", "object")]
    orders = [given, given[::-1]] if gold["predicate"] in SYMMETRIC else [given]
    return any(all(_same(a, b, lenient) for a, b in zip(wanted, order, strict=True)) for order in orders)


def _same(names: Iterable[Any], others: Iterable[Any], lenient: bool) -> bool:
    folded = [_fold(name) for name in others]
    return any(_equal(_fold(name), other, lenient) for name in names for other in folded)


def _equal(a: str, b: str, lenient: bool) -> bool:
    if a == b or not lenient:
        return a == b
    short, long = sorted((a, b), key=len)
    return bool(short) and short in long and 2 * len(short) >= len(long)


def _fold(name: Any) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", str(name))).casefold()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _details(matches: Iterable[_Match]) -> dict[str, tuple[int, int]]:
    """Of the matched facts: are types, qualifiers, attribution and evidence right too?"""
    right, of = Counter[str](), Counter[str]()
    for match in matches:
        for name, hit in _judged(match):
            of[name] += 1
            right[name] += hit
    return {name: (right[name], of[name]) for name in DETAILS}


def _judged(match: _Match) -> Iterator[tuple[str, bool]]:
    gold, predicted = match.gold, match.predicted
    for side in ("subject_type", "object_type"):
        yield "type", gold[side] == predicted.get(side)
    given = predicted.get("qualifiers") or {}
    for key, value in (gold.get("qualifiers") or {}).items():
        yield "qualifier", _same(_listed(value), _listed(given.get(key, "")), True)
    who = (gold.get("attributed_to") or "-", predicted.get("attributed_to") or "-")
    yield "attribution", _same([who[0]], [who[1]], True)
    yield "evidence", _overlap(match.text, gold["evidence"], predicted.get("evidence") or "")


def _overlap(text: str, quote: str, other: str) -> bool:
    """Do the first occurrences of two quotes in the text share a character?"""
    at, other_at = text.find(quote), text.find(other)
    return bool(other) and other_at >= 0 and other_at < at + len(quote) and at < other_at + len(other)
