"""The recogniser's tables of head nouns, posts, closed words and well-known names, read once from `data/`.

What a table says is checked when it is first asked for: a class must be one of ontology/kg.ttl, and a word stands once.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from kg import schema
from kg.errors import OntologyError

_DATA = files("kg.recognise") / "data"
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun and what a name that ends in it is; a `bare` one needs more than any modifier to name something."""

    word: str
    cls: str
    kind: str | None
    bare: bool


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the gazetteer."""

    name: str
    cls: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Anaphora:
    """Words that take up what was named: the class of each listed one, and what builds and borders others."""

    classes: dict[str, str]
    pointers: tuple[str, ...]
    event_pointers: tuple[str, ...]
    pointed: tuple[str, ...]
    pointing: tuple[str, ...]
    before_bare: tuple[str, ...]
    not_after_bare: tuple[str, ...]
    also_verbs: tuple[str, ...]
    after_also_verbs: tuple[str, ...]
    pronouns: tuple[str, ...]
    not_after_pronoun: tuple[str, ...]
    not_before_pronoun: tuple[str, ...]


@cache
def heads() -> dict[str, Head]:
    """Head nouns by word. Raises OntologyError on an unknown class or kind and on a word that stands twice."""
    return read_heads("heads.toml", _toml("heads.toml")["head"])


def read_heads(file: str, entries: Iterable[dict[str, Any]]) -> dict[str, Head]:
    """The head nouns of the entries of `file`; `file` is for the messages of OntologyError."""
    table: dict[str, Head] = {}
    for entry in entries:
        for key in ("words", "bare"):
            for word in _strings(file, key, entry.get(key, [])):
                _check(file, word, entry["cls"], entry.get("kind"))
                if word in table:
                    raise OntologyError(f"{file}: {word} stands twice; a head noun has one class and kind: remove one")
                table[word] = Head(word, entry["cls"], entry.get("kind"), key == "bare")
    return table


@cache
def complete_heads() -> frozenset[str]:
    """Head nouns that are names by themselves."""
    return frozenset(_strings("heads.toml", "complete", _toml("heads.toml")["complete"]))


def endings(text: str, *, longest: int = _LONGEST) -> list[Head]:
    """The head nouns in which `text` ends, the longest first; none longer than `longest` characters."""
    table, sizes = heads(), range(min(longest, len(text)), 0, -1)
    return [table[text[-size:]] for size in sizes if text[-size:] in table]


def by_chance(text: str, end: int, head: Head) -> bool:
    """Does the head of one character that ends at `end` only end another word (格局, 餐厅)?"""
    return len(head.word) == 1 and text.endswith(tuple(word_list("false_heads")), 0, end)


def beginning(text: str) -> Head | None:
    """The longest head noun with which `text` begins."""
    table, sizes = heads(), range(min(_LONGEST, len(text)), 0, -1)
    return next((table[text[:size]] for size in sizes if text[:size] in table), None)


@cache
def posts(name: str) -> tuple[str, ...]:
    """One named list of titles.toml, the longest words first."""
    return _longest_first(_strings("titles.toml", name, _toml("titles.toml")[name]))


@cache
def word_list(name: str) -> frozenset[str]:
    """One named list of words.toml."""
    return frozenset(_strings("words.toml", name, _toml("words.toml")[name]))


@cache
def parted() -> re.Pattern[str]:
    """What stands between two things, never inside the name of one body."""
    return re.compile(alternation(word_list("partings")))


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return f"(?:{'|'.join(map(re.escape, _longest_first(words)))})"


@cache
def document_endings() -> dict[str, str]:
    """The kind of a document by the last words of its title, where these are no head noun."""
    table = _toml("words.toml")["document_endings"]
    for kind, words in table.items():
        _check("words.toml", ", ".join(words), "Document", kind)
    return {word: kind for kind, words in table.items() for word in _strings("words.toml", kind, words)}


@cache
def body_endings() -> dict[str, str]:
    """The kind of a body by the last characters of its name, where these are no head noun."""
    table = _toml("words.toml")["body_endings"]
    for kind, words in table.items():
        _check("words.toml", ", ".join(words), "Organization", kind)
    return {word: kind for kind, words in table.items() for word in _strings("words.toml", kind, words)}


@cache
def known_names() -> dict[str, KnownName]:
    """The gazetteer of well-known names. Raises OntologyError as `heads` does."""
    lines = (_DATA / "names.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if line and not line.startswith("#"))
    names = [KnownName(name, cls, kind or None) for name, cls, kind in rows]
    for known in names:
        _check("names.csv", known.name, known.cls, known.kind)
    _strings("names.csv", "name", [known.name for known in names])
    return {known.name: known for known in names}


@cache
def anaphora() -> Anaphora:
    """Definite descriptions and pronouns by the class of what they stand for, and the words that build others."""
    data = _toml("anaphora.toml")
    classes = {cls: _strings("anaphora.toml", cls, words) for cls, words in data["classes"].items()}
    for cls, words in classes.items():
        _check("anaphora.toml", ", ".join(words), cls, None)
    _strings("anaphora.toml", "classes", [word for words in classes.values() for word in words])
    lists = [field.name for field in fields(Anaphora) if field.name != "classes"]
    return Anaphora(
        {word: cls for cls, words in classes.items() for word in words},
        *(_strings("anaphora.toml", key, data[key]) for key in lists),
    )


@cache
def vocabulary() -> tuple[str, ...]:
    """Words that the word cutter should know: heads, titles, well-known names."""
    known = {*heads(), *posts("titles"), *known_names()}
    return tuple(sorted(word for word in known if len(word) > 1 and not word.isascii()))


def _check(file: str, word: str, cls: str, kind: str | None) -> None:
    """Raise OntologyError unless `cls` is a class of the ontology and `kind` one below it."""
    declared = schema.load()
    if cls not in declared.classes:
        raise OntologyError(f"{file}: {word}: {cls} is no class of kg.ttl; declared are {', '.join(declared.classes)}")
    if kind is not None and (kind not in declared.classes or not declared.is_a(kind, cls)):
        below = [name for name in declared.classes if name != cls and declared.is_a(name, cls)]
        raise OntologyError(f"{file}: {word}: {kind} is no kind of {cls} in kg.ttl; its kinds are {', '.join(below)}")


def _strings(file: str, key: str, value: object) -> tuple[str, ...]:
    """The words of one list. Raises OntologyError unless it holds strings, each once."""
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise OntologyError(f'{file}: {key}: not a list of words; write {key} = ["甲", "乙"]')
    for index, word in enumerate(value):
        if word in value[:index]:
            raise OntologyError(f"{file}: {key}: {word} stands twice; remove one")
    return tuple(value)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
