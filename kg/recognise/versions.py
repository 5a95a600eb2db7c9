"""The version or phase that ends a name: 城市大脑|2.0, “云岭通”|3.0版, 政务云|二期, 平台|（一期）, 云岭指数|2024."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention

_VERSION = re.compile(
    r"[Vv]?[0-9]\.[0-9](?:版本?)?(?![0-9.%％万亿]|[个项家次人件倍元])"
    r"|[一二三四五六]期(?=[，。；、由于建项工上已正将在和的]|$)|（[一二三四五六]期）"
    r"|(?<=[数告榜])20[0-9]{2}(?![0-9年—–-])"
)

_YEAR = 4  # characters; an index of a year is what was published


def versioned(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, platforms and concepts with their version: of a platform it is an alias, another concept is another
    one (数字政府|2.0)."""
    return [_whole(text, mention) for mention in mentions]


def _whole(text: str, mention: Mention) -> Mention:
    found = _VERSION.match(text, mention.end) if mention.cls in ("Platform", "Concept") else None
    if found is None or mention.found_by == "anaphora":
        return mention
    whole = text[mention.start : found.end()]
    if found[0].isdecimal() and len(found[0]) == _YEAR:
        return replace(mention, end=found.end(), text=whole, name=whole, cls="Document", aliases=(mention.name,))
    if mention.cls == "Platform":
        return replace(mention, end=found.end(), text=whole, aliases=(*mention.aliases, whole))
    return replace(mention, end=found.end(), text=whole, name=whole, aliases=(*mention.aliases, mention.name))
