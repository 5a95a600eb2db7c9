"""Claims of frames beside learned ones: where both agree the frame's stays, for it tells more.

Where they differ in the body of one date, person, place or short form, the frame's stays too, unless the learned one
only mends the borders of its body and is likely enough. Nobody is founded who founds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Claim, Mention

MENDS = 0.5
"""From which probability on a learned claim stands in the place of a frame's of the same body with other borders."""
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
        if _founds(claim.subject, framed) or not all(_mends(claim, other) for other in rivals):
            continue
        kept = [other for other in kept if other not in rivals]
        added.append(claim)
    return kept + added


def _founds(body: Mention, framed: Sequence[Claim]) -> bool:
    """Does a frame say that the body set another up?"""
    return any(claim.property == "establishedBy" and _overlap(claim.object, body) for claim in framed)


def _mends(learned: Claim, framed: Claim) -> bool:
    """Are the two of one body, whose borders the learned claim may tell better?"""
    if learned.score < MENDS or learned.property in _MARKED:
        return False
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
