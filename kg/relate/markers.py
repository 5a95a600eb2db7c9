"""The function words of data/markers.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """One named class of function words."""
    table = tomllib.loads((files("kg.relate") / "data" / "markers.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])
