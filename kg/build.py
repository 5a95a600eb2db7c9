"""The staircase: from files to a graph in which every fact leads back to its characters. Read this first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from kg import iris, schema, store
from kg.errors import InputError
from kg.grow import collecting, growth, output, shuffle, workshop
from kg.grow.chunks import Chunk, chunked
from kg.grow.inputs import Files
from kg.grow.upload import upload
from kg.grow.workers import Here, Workers
from kg.model import Reading
from kg.read import DEFAULT, Limits, Refused, read, taken
from kg.resolve import Curated, Revise, resolve
from kg.resolve.curated import NOTHING
from kg.result import Graph, Written
from kg.store.remote import Endpoint

Inputs = Sequence[str | Path]
_SHOWN = 20
"""How many documents are named where none can be read."""


def build(
    inputs: Inputs,
    *,
    out: str | Path | None = None,
    base: str = iris.DEFAULT_BASE,
    published: str | None = None,
    revise: Revise | None = None,
    curated: Curated = NOTHING,
    workers: Workers | None = None,
    endpoint: Endpoint | None = None,
    work: str | None = None,
    rehash: bool = False,
    limits: Limits = DEFAULT,
    watch: growth.Watch = growth.silent,
) -> Graph:
    """The graph of all documents in `inputs` (files, folders, "-"); written to the folder `out` if one is given.

    `published` (ISO 8601) dates documents that state no date, `limits` is what one of them may take; `revise` is what
    people decided about facts (kg.review), `curated` what they know of identities (kg.resolve.curated).
    With `out`, a document that cannot be read is set aside and named in report.json, what an earlier build read there
    is read again only where it changed, the work is done by `workers` (default: this process), `watch` is told of it,
    and a store elsewhere, `endpoint`, gets what changed; `work` is a URL for what is kept between builds, where workers
    on other machines find it (default: beside `out`). A file that looks unchanged is not read again (kg.grow.inputs);
    `rehash` has the bytes of each compared. Raises InputError, OntologyError or OutputError, whose messages
    name place and remedy; the previous content of `out` is then untouched.
    """
    if out is None:
        stated = readings(inputs, published=published, limits=limits)
        told = resolve(stated, schema=schema.load(), base=base, revise=revise, curated=curated)
        return Graph(told, base=base)
    store.check(Path(out))
    with collecting.seldom(), workshop.opened(Path(out), work) as shop:
        grown = growth.Growth(shop, base=iris.checked_base(base), workers=workers or Here(), watch=watch)
        chunks = _chunks(inputs, grown, published=published, limits=limits, rehash=rehash)
        shards = grown.read(chunks)  # each text for itself
        joined = shuffle.join(grown, shards, curated=curated, revise=revise)  # all, in parts
        runs = grown.state(shards, joined)  # each for itself again: its quads and what breaks the shapes
        output.write(Path(out), grown, shards, joined, runs)  # sorted into one graph, whole or not at all
        if endpoint is not None:
            upload(Path(out), shop, endpoint)
    return Written(Path(out), base=base, remade=shop.damaged)


def _chunks(
    inputs: Inputs, grown: growth.Growth, *, published: str | None, limits: Limits, rehash: bool
) -> list[Chunk]:
    """The documents of all files, in chunks; they wait in the workshop if they are to be read."""
    shop = grown.shop
    files = Files(shop.inputs, shop.texts, grown.known, limits=limits, published=published, rehash=rehash)
    try:
        with files:
            return chunked(taken(inputs, files.take, published=published, refused=grown.refused.append, limits=limits))
    except InputError as first:
        named = dict.fromkeys(map(str, (first, *grown.refused[:_SHOWN])))
        raise InputError("; and ".join(named)) from None


def readings(
    inputs: Inputs, *, published: str | None = None, refused: Refused | None = None, limits: Limits = DEFAULT
) -> Iterator[Reading]:
    """What each document says, one after the other: mentions and claims, not yet joined across documents.

    What is wrong with a document goes to `refused`; without it, InputError is raised at the first.
    """
    from kg import pipeline  # spaCy takes a second to load, which a build leaves to its workers
    from kg.clean import clean
    from kg.restore import restore

    articles = read(inputs, published=published, refused=refused, limits=limits)
    texts = (restore(clean(article)) for article in articles)
    return pipeline.read(texts)


class _Callable(ModuleType):
    """`kg.build(…)` stays the function after an import of this module has put the module in its place."""

    def __call__(self, inputs: Inputs, **options: Any) -> Graph:
        return build(inputs, **options)


sys.modules[__name__].__class__ = _Callable
