"""The recogniser's tables of heads, titles and well-known names, read once from `data/`."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DATA = files("kg.recognise") / "data"


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun and what a name that ends in it is."""

    word: str
    cls: str
    kind: str | None
    bare: bool


@dataclass(frozen=True, slots=True)
class Titles:
    """Words of posts: `titles` end a position, `prefixes` may precede one, `generic` ones are no post of a body."""

    titles: tuple[str, ...]
    prefixes: tuple[str, ...]
    generic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the gazetteer."""

    name: str
    cls: str
    kind: str | None


@cache
def heads() -> dict[str, Head]:
    """Head nouns by word; a word listed twice keeps its first class."""
    table: dict[str, Head] = {}
    for entry in _toml("heads.toml")["head"]:
        for key in ("words", "bare"):
            for word in entry.get(key, ()):
                table.setdefault(word, Head(word, entry["cls"], entry.get("kind"), key == "bare"))
    return table


@cache
def titles() -> Titles:
    """The words of posts, longest first."""
    data = _toml("titles.toml")
    by_length = [
        tuple(sorted(data[key], key=lambda word: (-len(word), word))) for key in ("titles", "prefixes", "generic")
    ]
    return Titles(*by_length)


@cache
def known_names() -> dict[str, KnownName]:
    """The gazetteer of well-known names."""
    lines = (_DATA / "names.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if line and not line.startswith("#"))
    return {name: KnownName(name, cls, kind or None) for name, cls, kind, *_ in rows}


@cache
def word_list(name: str) -> frozenset[str]:
    """One named list of words.toml."""
    return frozenset(_toml("words.toml")[name])


@cache
def anaphora() -> dict[str, tuple[str, ...]]:
    """Definite descriptions and pronouns by the class of what they stand for."""
    return {cls: tuple(words) for cls, words in _toml("anaphora.toml").items()}


@cache
def _toml(name: str) -> dict[str, list]:  # type: ignore[type-arg]
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
