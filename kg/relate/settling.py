"""Claims of frames beside learned ones: where both agree the frame's stays, for it tells more.

Where they differ in the body of one date, person, place or short form, the frame's stays too, unless the learned one is
likely: less is asked where it only mends the borders of the body. Nobody is founded who founds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Claim, Mention

MENDS = 0.5
"""From which probability on a learned claim stands in the place of a frame's of the same body with other borders."""
WINS = 0.7
"""From which probability on one stands in the place of a frame's of another body."""
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
        if _founds(claim.subject, framed) or not all(_replaces(claim, other) for other in rivals):
            continue
        kept = [other for other in kept if other not in rivals]
        added.append(claim)
    return kept + added


def _founds(body: Mention, framed: Sequence[Claim]) -> bool:
    """Does a frame say that the body set another up?"""
    return any(claim.property == "establishedBy" and _overlap(claim.object, body) for claim in framed)


def _replaces(learned: Claim, framed: Claim) -> bool:
    """Is the learned claim likely enough to stand in the place of the frame's?"""
    if learned.property in _MARKED or _is_end(learned.subject, framed.subject):
        return False
    return learned.score >= (MENDS if _of_one_body(learned, framed) else WINS)


def _is_end(part: Mention, name: Mention) -> bool:
    """Is it the mere end of a name (海岭网络公司 of 数字海岭网络公司)?"""
    return name.start < part.start and part.end == name.end


def _of_one_body(learned: Claim, framed: Claim) -> bool:
    """Are the two of one body, whose borders the learned claim may tell better?"""
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
