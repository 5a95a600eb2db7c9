"""Why facts were missed or wrong: each failure with a predicate, a frame and a cause, to be grouped and worked from.

A missed fact and a wrong one of the same document that differ in one thing only are two sides of one failure, which is
called after that thing. What is left was not recognised, has no word of the lexicon, was not bound by its frame, or
(wrong facts) is annotated nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg import lexicon
from kg.score.compare import Record, Score, listed, same

SIDES = ("subject", "object")
_VALUES = ("Date", "Quantity")


class Failure(NamedTuple):
    """A missed or a wrong fact. `frame` is the rule that made it or the entry that should have; `instead` is the fact
    that the other side has in its place, where there is one."""

    kind: str
    doc: str
    fact: Record
    cause: str
    frame: str
    instead: Record | None = None


def failures(result: Score, mentions: Iterable[Record] | None = None) -> list[Failure]:
    """Every missed and every wrong fact with its cause; `mentions` (of kg entities) tell what was not recognised."""
    names = None if mentions is None else _names(mentions)
    wrong = list(result.wrong)
    found: list[Failure] = []
    for doc, gold in result.missed:
        at, cause = _counterpart(doc, gold, wrong)
        if at is None:
            found.append(
                Failure("missed", doc, gold, *_why_missed(gold, None if names is None else names.get(doc, [])))
            )
        else:
            other = wrong.pop(at)[1]
            found.append(Failure("missed", doc, gold, cause, other.get("rule", ""), other))
            found.append(Failure("wrong", doc, other, cause, other.get("rule", ""), gold))
    found += [Failure("wrong", doc, fact, _why_wrong(doc, fact, result), fact.get("rule", "")) for doc, fact in wrong]
    return found


def _names(mentions: Iterable[Record]) -> dict[str, list[str]]:
    """Document → everything that its mentions are called."""
    names: dict[str, list[str]] = {}
    for mention in mentions:
        called = (mention["text"], mention.get("name"), mention.get("value"))
        names.setdefault(mention["doc"], []).extend(name for name in called if name)
    return names


def _counterpart(doc: str, gold: Record, wrong: Sequence[tuple[str, Record]]) -> tuple[int | None, str]:
    """Which wrong fact stands in the place of a missed one, and what tells them apart."""
    rivals = [(at, _difference(gold, fact)) for at, (of, fact) in enumerate(wrong) if of == doc]
    ranked = sorted((order, at, cause) for at, (order, cause) in rivals if cause)
    return (ranked[0][1], ranked[0][2]) if ranked else (None, "")


def _difference(gold: Record, other: Record) -> tuple[int, str]:
    """The one thing in which two facts differ, the slightest first, or "" where it is more than one."""
    exact = {side: _agree(gold, other, side, lenient=False) for side in SIDES}
    near = {side: _agree(gold, other, side, lenient=True) for side in SIDES}
    if gold["predicate"] != other["predicate"]:
        return (3, f"read as {other['predicate']}") if all(exact.values()) else (9, "")
    if all(exact.values()):
        return 0, f"modality: {other.get('modality')}, not {gold.get('modality')}"
    if all(near.values()):
        return 1, f"border of the {next(side for side in SIDES if not exact[side])}"
    if exact["subject"] or exact["object"]:
        return 2, f"other {'object' if exact['subject'] else 'subject'}"
    return 9, ""


def _agree(gold: Record, other: Record, side: str, *, lenient: bool) -> bool:
    given = [*listed(other[side]), *(other.get("aliases") or {}).get(side, ())]
    return same(listed(gold[side]), given, lenient)


def _why_missed(gold: Record, names: Sequence[str] | None) -> tuple[str, str]:
    """The cause and the frame of a missed fact that nothing stands for."""
    unknown = [side for side in SIDES if names is not None and not _recognised(gold, side, names)]
    entries = [entry for entry in lexicon.load().entries if any(s.property == gold["predicate"] for s in entry.senses)]
    words = [f"{e.name}/{e.frame}" for e in entries if any(form in gold["evidence"] for form in e.forms)]
    frame = ", ".join(words)
    if unknown:
        return f"{' and '.join(unknown)} not recognised", frame
    if not entries:
        return "needs no word, not read", frame
    return ("not bound by its frame" if words else "no word of the lexicon"), frame


def _recognised(gold: Record, side: str, names: Sequence[str]) -> bool:
    return gold.get(f"{side}_type") in _VALUES or same(listed(gold[side]), names, False)


def _why_wrong(doc: str, fact: Record, result: Score) -> str:
    again = any(of == doc and _difference(_as_gold(hit), fact)[0] <= 1 for of, hit in result.right)
    return "said already" if again else "not annotated"


def _as_gold(fact: Record) -> Mapping[str, object]:
    """A predicted fact with everything that its sides are called as acceptable names."""
    aliases = fact.get("aliases") or {}
    return {**fact, **{side: [*listed(fact[side]), *aliases.get(side, ())] for side in SIDES}}
