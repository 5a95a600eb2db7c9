"""Statements about the things of a document → statements about the things of the world.

A statement that would relate a thing to itself, or rename it to what it is called already, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from kg.model import Outline, Statement, Value
from kg.schema import Schema
from kg.zh.script import fold

Part = str | Value
Qualifiers = frozenset[tuple[str, Part]]


class Said(NamedTuple):
    """A statement about entities, without its qualifiers and score."""

    subject: str
    property: str
    object: Part
    modality: str
    attributed_to: str | None


class Made(NamedTuple):
    """A statement that a document makes: what it says, if anything, its score, and where it begins."""

    said: Said | None
    qualifiers: Qualifiers
    score: float
    start: int


class Telling(NamedTuple):
    """What one document states, or a part of it."""

    article_id: str
    published: str | None
    made: Iterable[Made]


class Known(Protocol):
    """What the world knows of a thing by its IRI."""

    def written(self, iri: str) -> str:
        """The name that the thing is given."""
        ...

    def code(self, iri: str) -> str | None:
        """The code of the thing, if it has one."""
        ...


def telling(outline: Outline, iris: Sequence[str], known: Known, schema: Schema) -> Telling:
    """What a document states, in terms of the world; `iris` are those of its things."""
    return Telling(outline.article_id, outline.published, map(_Document(iris, known, schema).made, outline.statements))


class _Document:
    def __init__(self, iris: Sequence[str], known: Known, schema: Schema) -> None:
        self._iris, self._known, self._schema = iris, known, schema

    def made(self, statement: Statement) -> Made:
        qualifiers = frozenset((name, self._part(part)) for name, part in statement.qualifiers)
        return Made(self._said(statement), qualifiers, statement.score, statement.start)

    def _said(self, statement: Statement) -> Said | None:
        prop = self._schema.relations[statement.property]
        subject = self._iris[statement.subject]
        value: Part | None = self._part(statement.object)
        if statement.named:
            value = _other_name(statement, self._known.written(subject))
        if prop.symmetric and isinstance(value, str):
            subject, value = sorted((subject, value))
        if value == subject or value is None:
            return None
        source = statement.attributed_to
        party = None if source is None else self._iris[source]
        return Said(subject, prop.name, value, statement.modality, party)

    def _part(self, part: int | Value) -> Part:
        return self._iris[part] if isinstance(part, int) else part


def _other_name(statement: Statement, name: str) -> Value | None:
    """The name that an alias adds to `name`."""
    sides = (statement.object.lexical if isinstance(statement.object, Value) else "", statement.named)
    return next((Value(side, "text") for side in sides if fold(side) != fold(name)), None)
