"""Every build replays the decisions: a rejected fact is dropped, a corrected one replaced, an accepted one marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.errors import InputError
from kg.model import ACTUAL, NEGATED, PLANNED, Fact, Review, Value
from kg.review.decisions import FACT_DECISIONS, Decision
from kg.schema import Schema

Find = Callable[[str], tuple[str, ...]]
Mint = Callable[[Fact], str]


class Replay:
    """The decisions about facts that hold. Called with each fact of a build; `unmet` then tells which met none."""

    def __init__(self, decisions: Iterable[Decision], schema: Schema) -> None:
        self._schema = schema
        last = {d.target: d for d in decisions if d.decision in FACT_DECISIONS}
        self._last = {target: d for target, d in last.items() if d.decision != "withdraw"}
        self._met: set[str] = set()

    def __bool__(self) -> bool:
        """Is anything decided?"""
        return bool(self._last)

    def __call__(self, fact: Fact, find: Find, mint: Mint) -> Fact | None:
        """What is to be in the graph in place of `fact`: None if it was rejected.

        `find` gives the IRIs of the things of a name or IRI, `mint` the IRI of a fact by what it says. Raises
        InputError where a correction names what no text names, or what may not stand there.
        """
        decided = self._last.get(fact.iri)
        if decided is None:
            return fact
        self._met.add(fact.iri)
        if decided.decision == "reject":
            return None
        if decided.decision == "accept":
            return replace(fact, review=_review(decided))
        corrected = self._corrected(fact, decided, find)
        return replace(corrected, iri=mint(corrected), review=_review(decided))

    @property
    def unmet(self) -> tuple[str, ...]:
        """The targets that no fact of the build has, in order."""
        return tuple(sorted(self._last.keys() - self._met))

    def _corrected(self, fact: Fact, decided: Decision, find: Find) -> Fact:
        new = decided.corrections
        name = new.get("predicate", fact.property)
        if name not in self._schema.relations:
            raise _wrong(decided, f"{name} is no relation", ", ".join(self._schema.relations))
        modality = new.get("modality", fact.modality)
        if modality not in (ACTUAL, PLANNED, NEGATED):
            raise _wrong(decided, f"{modality} is no modality", ", ".join((ACTUAL, PLANNED, NEGATED)))
        subject = _thing(new["subject"], decided, find) if "subject" in new else fact.subject
        target = self._object(new["object"], name, fact, decided, find) if "object" in new else fact.object
        return replace(fact, subject=subject, property=name, object=target, modality=modality)

    def _object(self, given: str, name: str, fact: Fact, decided: Decision, find: Find) -> str | Value:
        """The object of a relation as the ontology wants it: a thing, or a value of its kind."""
        kinds = self._schema.relations[name].range & {"Date", "Quantity", "Text"}
        if not kinds:
            return _thing(given, decided, find)
        if isinstance(fact.object, Value) and name == fact.property:
            return replace(fact.object, lexical=given)
        return Value(given, min(kinds).lower())


def _thing(given: str, decided: Decision, find: Find) -> str:
    found = find(given)
    if len(found) == 1:
        return found[0]
    if found:
        raise _wrong(decided, f"{given} is the name of {len(found)} things", f"one of their IRIs: {', '.join(found)}")
    raise _wrong(decided, f"no text names {given}", "a name that a text gives, or the IRI of a thing")


def _wrong(decided: Decision, seen: str, allowed: str) -> InputError:
    return InputError(f"the correction of {decided.target}: {seen}; write {allowed}")


def _review(decided: Decision) -> Review:
    revised = decided.target if decided.decision == "correct" else None
    verdict = "corrected" if revised else "accepted"
    return Review(verdict, decided.who, decided.when, decided.why, revised)
