"""Claims of frames beside learned ones: where both agree the frame's stays, for it tells more.

Where they differ in the body of one date, person, place or short form, the learned one takes the place of the frame's,
if it is likely enough: frames bind the nearest body that fits, what was learned has weighed the others too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Claim, Mention

REPLACES, MENDS = 0.8, 0.5
"""From which probability on a learned claim stands in the place of a frame's of another body, and of the same body with
other borders."""
_MARKED = frozenset(["alsoKnownAs"])
"""Properties that frames read from a mark of their own, which leaves little doubt."""
_CHAIR = re.compile("董事长|董事[局会]主席")


def settled(framed: Sequence[Claim], learned: Sequence[Claim]) -> list[Claim]:
    """The claims of one article that stay."""
    kept, added = list(framed), []
    for claim in learned:
        rivals = [other for other in kept if _of_one_thing(other, claim)]
        if any(_agree(other, claim) for other in rivals):
            continue
        if rivals and claim.score < _needed(rivals, claim):
            continue
        kept = [other for other in kept if other not in rivals]
        added.append(claim)
    return kept + added


def _needed(rivals: Sequence[Claim], learned: Claim) -> float:
    """How likely a claim must be to stand in the place of its rivals."""
    if learned.property in _MARKED:
        return 1.1
    return MENDS if all(_mends(learned, other) for other in rivals) else REPLACES


def _mends(learned: Claim, framed: Claim) -> bool:
    """Do the two tell of one body with other borders?"""
    if learned.property == "holdsPosition":
        body, other = learned.object.body or "", framed.object.body or ""
        return body in other or other in body
    return _overlap(learned.subject, framed.subject)


def _of_one_thing(framed: Claim, learned: Claim) -> bool:
    """Do the two say of one date, person, place or short form what body it belongs to?"""
    if framed.property != learned.property:
        return False
    if learned.property == "holdsPosition":
        chairs = bool(_CHAIR.search(framed.object.name)) and bool(framed.object.body)
        return chairs and _overlap(framed.subject, learned.subject)
    return _overlap(framed.object, learned.object)


def _agree(framed: Claim, learned: Claim) -> bool:
    if learned.property == "holdsPosition":
        return framed.object.body == learned.object.body or framed.object.name == learned.object.name
    return framed.subject.name == learned.subject.name


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
