"""Words beside which a body's founding, founder, chair, seat or short form may be named (data/cues.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from kg.zh.calendar import DATA


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Property of the ontology → pattern of the words that may name it.

    >>> [bool(patterns()["established"].search(text)) for text in ("青江学社始建于1952年", "青江推进数字创新")]
    [True, False]
    """
    table = tomllib.loads((DATA / "cues.toml").read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for name, pattern in table.items()}


@cache
def any_pattern() -> re.Pattern[str]:
    """All of them in one."""
    return re.compile("|".join(pattern.pattern for pattern in patterns().values()))
