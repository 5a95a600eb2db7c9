"""One claim a statement, of all that were made of a text."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Claim, Value
from kg.relate.described import COMPANY_HEADS

_ROLES = ("", "attendee", "speaker", "chair")
"""Roles at an event, the weightier last."""
_LOST = "\ufffd"
"""Stands for a character that was lost before: what is stated across it may have been something else."""


def distinct(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a statement: the surest of those with the same subject, property, object and modality; none whose
    evidence has lost a character, and no alias that is only a word for such things (以下简称“公司”)."""
    best: dict[tuple[str, str, str, str], Claim] = {}
    for claim in (claim for claim in claims if _LOST not in claim.evidence.quote and not _only_describes(claim)):
        key = (claim.subject.name, claim.property, claim.object.name, claim.modality)
        if key not in best or _weight(claim) > _weight(best[key]):
            best[key] = claim
    return sorted(best.values(), key=_place)


def _only_describes(claim: Claim) -> bool:
    return claim.property == "alsoKnownAs" and claim.object.name in COMPANY_HEADS


def _weight(claim: Claim) -> tuple[int, float, int]:
    """Of two claims of one statement the weightier stays: who chairs or speaks also attends."""
    role = next((value.lexical for key, value in claim.qualifiers if key == "role" and isinstance(value, Value)), "")
    return (_ROLES.index(role), claim.score, len(claim.qualifiers))


def _place(claim: Claim) -> tuple[int, int, str, str, str]:
    evidence = claim.evidence
    return evidence.start, evidence.end, claim.property, claim.subject.name, claim.object.name
