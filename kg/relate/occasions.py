"""What is done at an event is done when the event takes place: 会上，甲与乙签约."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import NEGATED, Claim, Value
from kg.relate.markers import words
from kg.relate.sentence import Sentence

_DAY = 7
"""How many characters of an ISO date of a day name its month."""
_REACH = 6
"""For how many sentences an event stays the occasion of what is told."""
DATED_THERE = frozenset(["launched", "published", "cooperatesWith", "proposed", "establishedBy"])
"""Properties whose claims take the date of the event."""
_OF_EVENTS = frozenset(["heldIn", "organizedBy"])
"""Properties that tell where and by whom an event is held."""


def as_held(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article: where and by whom an event is held is planned, or done, as all its days are."""
    days: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.property == "heldOn":
            days[claim.subject.name].add(claim.modality)
    return [_as_held(claim, days.get(claim.subject.name, set())) for claim in claims]


def _as_held(claim: Claim, of_days: set[str]) -> Claim:
    """The claim with the modality of the days of its event, if that is one."""
    if claim.property not in _OF_EVENTS or claim.modality == NEGATED or len(of_days) != 1:
        return claim
    (state,) = of_days
    return claim if state == NEGATED else replace(claim, modality=state)


@dataclass(slots=True)
class Occasion:
    """The event with a date that the text spoke of last."""

    held: Value | None = None
    age: int = 0

    def dated(self, claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
        """The claims of `sentence`, those told of the event with its date; its own events become the occasion."""
        self.age += 1
        held = next((claim for claim in reversed(claims) if claim.property == "heldOn"), None)
        if held is not None and held.modality != NEGATED and held.object.value is not None:
            self.held, self.age = held.object.value, 0
        if self.held is None or self.age > _REACH:
            return list(claims)
        speakers = {claim.subject.name for claim in claims if claim.property == "attended"}
        return [self._at_event(claim, sentence, speakers) for claim in claims]

    def _at_event(self, claim: Claim, sentence: Sentence, speakers: set[str]) -> Claim:
        undated = claim.property in DATED_THERE and not any(key == "date" for key, _ in claim.qualifiers)
        by_document = claim.property == "proposed" and claim.subject.cls == "Document"
        if not undated or by_document or self.held is None:
            return claim
        if any(phrase in sentence.text for phrase in words("first_days")):
            return _dated(claim, replace(self.held, lexical=self.held.lexical.split("/")[0]))
        if claim.subject.name not in speakers and not _tells_of_event(sentence):
            return claim
        return _dated(claim, _stated(self.held))


def _dated(claim: Claim, date: Value) -> Claim:
    return replace(claim, qualifiers=(*claim.qualifiers, ("date", date)))


def _stated(held: Value) -> Value:
    """The date of what is done at the event: its day, or the month of an event of several days."""
    return replace(held, lexical=held.lexical[:_DAY]) if "/" in held.lexical else held


def _tells_of_event(sentence: Sentence) -> bool:
    """Does the sentence open with a phrase that places it at the event (会上, 论坛期间)?"""
    return any(phrase in sentence.text for phrase in words("at_events"))
