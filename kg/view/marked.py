"""A text with its names: the original cut into runs, each plain or one mention, and what the types are called."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg import schema
from kg.model import Mention, Reading
from kg.view.drawing import looks

_VALUES = {"Date": "date", "Quantity": "quantity"}


class Run(NamedTuple):
    """Characters of the original text: plain ones, or those of one mention."""

    text: str
    mention: Mention | None = None


def runs(reading: Reading) -> Iterator[Run]:
    """The whole original text in order. Of two mentions that share a swapped word of it, the first has the word."""
    text, at = reading.clean.article.text, 0
    for mention in reading.mentions:
        start, end = reading.clean.locate(mention.start, mention.end)
        if at < start:
            yield Run(text[at:start])
        if max(at, start) < end:
            yield Run(text[max(at, start) : end], mention)
        at = max(at, end)
    if at < len(text):
        yield Run(text[at:])


def look(cls: str) -> dict[str, str]:
    """How a class is drawn; dates and quantities are values."""
    return looks().get(cls, looks()["Value"])


def sort(mention: Mention) -> str:
    """The most exact class of a mention: its kind where the ontology has one."""
    return mention.kind if mention.kind in schema.load().classes else mention.cls


def labels(cls: str) -> tuple[str, str]:
    """What a class of the ontology, Date or Quantity is called, in Chinese and in English.

    >>> labels("Person"), labels("Date")
    (('人物', 'person'), ('时间', 'date'))
    """
    if cls in _VALUES:
        chinese, english = (words()[language][_VALUES[cls]] for language in ("zh", "en"))
        return chinese, english
    named = schema.load().classes[cls].labels
    return named["zh-hans"], named["en"]


def legend(readings: Iterable[Reading]) -> list[tuple[str, int]]:
    """The classes that occur, in the order of look.toml, and how many mentions each has."""
    counts = Counter(mention.cls for reading in readings for mention in reading.mentions)
    return [(cls, counts[cls]) for cls in (*looks(), *_VALUES) if counts[cls]]


@cache
def words() -> dict[str, dict[str, str]]:
    """The words of the pages, by language."""
    found: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    return found
