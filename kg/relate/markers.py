"""The function words of data/markers.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """One named class of function words. Raises KeyError if markers.toml has no such class."""
    return frozenset(_table()[name])


@cache
def affixes(name: str) -> tuple[str, ...]:
    """The same as a tuple, for str.startswith and str.endswith."""
    return tuple(sorted(words(name)))


@cache
def choice(name: str) -> str:
    """The same as a group of a regular expression, the longest word first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words(name), key=lambda word: (-len(word), word)))})"


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads((files("kg.relate") / "data" / "markers.toml").read_text(encoding="utf-8"))
