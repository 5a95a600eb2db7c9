"""The evidence of a claim: the smallest run of the original text around what states it."""

from __future__ import annotations

from kg.model import Clean, Evidence, Mention
from kg.relate.sentence import Token


def evidence(clean: Clean, rule: str, *parts: Mention | Token) -> Evidence:
    """The smallest span around the parts (at reading offsets), in the original text."""
    first, last = clean.locate(min(part.start for part in parts), max(part.end for part in parts))
    return Evidence(clean.article.id, first, last, clean.article.text[first:last], rule)
