"""Decisions as gold: what a person accepted should be read, what one rejected should not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.model import ACTUAL
from kg.review.decisions import Decision
from kg.zh.script import fold

Record = Mapping[str, Any]


def with_decisions(passages: Sequence[Record], decisions: Iterable[Decision]) -> tuple[list[Record], int, int]:
    """The gold passages as the decisions about their documents change them, and how many facts were added and removed.

    A decision needs doc, subject, predicate and object to be told as gold; others are passed over.
    """
    facts = {passage["doc"]: list(passage["facts"]) for passage in passages}
    texts = {passage["doc"]: passage["text"] for passage in passages}
    last = {d.target: d for d in decisions if d.doc in facts and d.subject and d.predicate and d.object}
    added = removed = 0
    for decided in last.values():
        known, said = facts[decided.doc], _record(decided, texts[decided.doc])
        held = [fact for fact in known if _same(fact, said)]
        if decided.decision in ("reject", "correct") and held:
            known.remove(held[0])
            removed += 1
        wanted = {**said, **decided.corrections}
        if decided.decision in ("accept", "correct") and not any(_same(fact, wanted) for fact in known):
            known.append(wanted)
            added += 1
    return [{**passage, "facts": facts[passage["doc"]]} for passage in passages], added, removed


def _record(decided: Decision, text: str) -> Record:
    names = ("subject", "predicate", "object")
    said = {name: getattr(decided, name) for name in names} | {"modality": decided.modality or ACTUAL}
    placed = decided.start.isdigit() and decided.end.isdigit()
    return said | ({"evidence": text[int(decided.start) : int(decided.end)]} if placed else {})


def _same(fact: Record, other: Record) -> bool:
    """Do two gold facts say the same? A name may be a list of acceptable names."""
    one, two = ({"modality": ACTUAL, **said} for said in (fact, other))
    return all(_names(one[key]) & _names(two[key]) for key in ("subject", "predicate", "object", "modality"))


def _names(value: Any) -> set[str]:
    return {fold(str(name)) for name in (value if isinstance(value, list) else [value])}
