"""The staircase: from files to a graph in which every fact leads back to its characters. Read this first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from kg import iris, pipeline, records, schema
from kg.clean import clean
from kg.model import Reading
from kg.read import read
from kg.resolve import resolve
from kg.restore import restore
from kg.result import Graph

Inputs = Sequence[str | Path]


def build(
    inputs: Inputs, *, out: str | Path | None = None, base: str = iris.DEFAULT_BASE, published: str | None = None
) -> Graph:
    """The graph of all documents in `inputs` (files, folders, "-"); written to the folder `out` if one is given.

    `published` (ISO 8601) dates documents that state no date. Raises InputError, OntologyError or OutputError, whose
    messages name place and remedy; the previous content of `out` is then untouched.
    """
    knowledge = resolve(readings(inputs, published=published), schema=schema.load(), base=base)
    graph = Graph(knowledge, base=base)
    if out is not None:
        graph.write(Path(out))
    return graph


def readings(inputs: Inputs, *, published: str | None = None) -> Iterator[Reading]:
    """What each document says, one after the other: mentions and claims, not yet joined across documents."""
    articles = read(inputs, published=published)
    texts = (restore(clean(article)) for article in articles)
    return pipeline.read(texts)


def extract(inputs: Inputs, *, published: str | None = None, min_score: float = 0.0) -> Iterator[dict[str, Any]]:
    """The facts of each document as flat records (see `kg.records.facts`), document by document."""
    for reading in readings(inputs, published=published):
        knowledge = resolve([reading], schema=schema.load())
        yield from (record for record in records.facts(knowledge) if record["score"] >= min_score)


def mentions(inputs: Inputs, *, published: str | None = None) -> Iterator[dict[str, Any]]:
    """The mentions of each document as flat records (see `kg.records.mentions`)."""
    for reading in readings(inputs, published=published):
        yield from records.mentions(reading)


class _CallableModule(ModuleType):
    """`kg.build(…)` is the function also once this module is imported, which puts itself in the function's place."""

    def __call__(self, inputs: Inputs, **options: Any) -> Graph:
        return build(inputs, **options)


sys.modules[__name__].__class__ = _CallableModule
