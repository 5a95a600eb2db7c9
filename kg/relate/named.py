"""What a text has named so far, as its mentions are walked."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field

from kg.model import Mention

MEMORY = 300
"""How many mentions, and how many names of a class, are looked at for what one stands for: the latest."""

_VALUES = ("Date", "Quantity", "Position")


@dataclass(slots=True)
class Named:
    """The things named before some place of `text`: `known` are their latest mentions, `latest` those of each class by
    name, `spoken` counts how often each was spoken of, `defined` has the noun that the text says each is."""

    text: str
    known: deque[Mention] = field(default_factory=lambda: deque(maxlen=MEMORY))
    latest: defaultdict[str, dict[str, Mention]] = field(default_factory=lambda: defaultdict(dict))
    spoken: Counter[tuple[str, str]] = field(default_factory=Counter)
    defined: dict[str, str] = field(default_factory=dict)

    def add(self, mention: Mention) -> None:
        """One more thing is named, unless it has no name or is a value."""
        if not mention.name or mention.cls in _VALUES:
            return
        self.known.append(mention)
        self.latest[mention.cls].pop(mention.name, None)
        self.latest[mention.cls][mention.name] = mention
        self.spoken[mention.cls, mention.name] += 1
