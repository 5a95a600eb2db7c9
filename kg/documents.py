"""What single documents say, without a graph: their facts and mentions as flat records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg import records, schema
from kg.build import Inputs, readings
from kg.errors import InputError
from kg.read import DEFAULT, Limits, Refused
from kg.resolve import resolve


def extract(
    inputs: Inputs, *, published: str | None = None, min_score: float = 0.0, every: bool = False,
    refused: Refused | None = None, limits: Limits = DEFAULT,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The facts of each document as flat records (see `kg.records.facts`), document by document: those of the twenty
    relations of the guidelines, and with `every` those of the groups beside them too (succession, what documents cite
    and repeal), which a graph always holds. Raises InputError on a score that is none."""
    if not 0 <= min_score <= 1:  # what is no number is not either
        raise InputError(f"{min_score} is no score; give one from 0 to 1")
    declared = schema.load()
    for reading in readings(inputs, published=published, refused=refused, limits=limits):
        knowledge = resolve([reading], schema=declared)
        told = (record for record in records.facts(knowledge) if record["score"] >= min_score)
        yield from (record for record in told if every or not declared.relations[record["predicate"]].group)


def mentions(
    inputs: Inputs, *, published: str | None = None, refused: Refused | None = None, limits: Limits = DEFAULT
) -> Iterator[dict[str, Any]]:
    """The mentions of each document as flat records (see `kg.records.mentions`)."""
    for reading in readings(inputs, published=published, refused=refused, limits=limits):
        yield from records.mentions(reading)


def facts_and_mentions(inputs: Inputs) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Both, of each document, from one reading; facts as `extract` gives them."""
    declared = schema.load()
    for reading in readings(inputs):
        told = records.facts(resolve([reading], schema=declared))
        facts = [record for record in told if not declared.relations[record["predicate"]].group]
        yield facts, list(records.mentions(reading))
