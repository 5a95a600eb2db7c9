"""Events of a series and their parts: 第七届大会 is another event than 大会, 某大会开幕式 is the event itself."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Mention
from kg.relate.markers import affixes

_EDITION = re.compile("第[0-9一二三四五六七八九十百]+[届次期]$")
_REACH = 6
"""How many characters before the event its number may take."""
_SHORTEST = 5
"""A name of an event has more characters (第二届大会 is none)."""


def edition(text: str, mention: Mention) -> Mention | None:
    """第七届大会, 第五届数服会: the event with the number that stands right before its mention, if one does."""
    number = _EDITION.search(text[max(0, mention.start - _REACH) : mention.start])
    if number is None:
        return None
    name, start = number[0] + mention.text, mention.start - len(number[0])
    return replace(mention, start=start, text=name, name=name, aliases=(), found_by="edition")


def whole(mention: Mention) -> Mention | None:
    """某大会 for 某大会开幕式: what happens at the opening happens at the event."""
    session = next((word for word in affixes("sessions") if mention.name.endswith(word)), None)
    name = mention.name.removesuffix(session) if session else ""
    return replace(mention, name=name, aliases=(mention.name,)) if len(name) > _SHORTEST else None
