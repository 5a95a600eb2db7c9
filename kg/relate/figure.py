"""What ranks.py and indicators.py find: a figure with the thing it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.model import Mention, Value

Qualifiers = tuple[tuple[str, Value | Mention], ...]
"""Keys of the qualifiers in kg.ttl with their values, as in Claim."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A rank or indicator found in a sentence; `index` is the token of its quantity."""

    property: str
    subject: Mention
    quantity: Mention
    index: int
    qualifiers: Qualifiers
    score: float

    def number(self) -> Mention:
        """The quantity, named by its plain number: the object of a claim."""
        value = self.quantity.value
        return replace(self.quantity, name=value.lexical) if value else self.quantity
