"""The staircase: from files to a graph in which every fact leads back to its characters. Read this first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from kg import iris, pipeline, schema, store
from kg.clean import clean
from kg.model import Reading
from kg.read import read
from kg.resolve import Revise, resolve
from kg.restore import restore
from kg.result import Graph

Inputs = Sequence[str | Path]


def build(
    inputs: Inputs,
    *,
    out: str | Path | None = None,
    base: str = iris.DEFAULT_BASE,
    published: str | None = None,
    revise: Revise | None = None,
) -> Graph:
    """The graph of all documents in `inputs` (files, folders, "-"); written to the folder `out` if one is given.

    `published` (ISO 8601) dates documents that state no date; `revise` is what people decided about facts (kg.review).
    Raises InputError, OntologyError or OutputError, whose messages name place and remedy; the previous content of `out`
    is then untouched.
    """
    if out is not None:
        store.check(Path(out))
    knowledge = resolve(readings(inputs, published=published), schema=schema.load(), base=base, revise=revise)
    graph = Graph(knowledge, base=base)
    if out is not None:
        graph.write(Path(out))
    return graph


def readings(inputs: Inputs, *, published: str | None = None) -> Iterator[Reading]:
    """What each document says, one after the other: mentions and claims, not yet joined across documents."""
    articles = read(inputs, published=published)
    texts = (restore(clean(article)) for article in articles)
    return pipeline.read(texts)


class _Callable(ModuleType):
    """`kg.build(…)` stays the function after an import of this module has put the module in its place."""

    def __call__(self, inputs: Inputs, **options: Any) -> Graph:
        return build(inputs, **options)


sys.modules[__name__].__class__ = _Callable
