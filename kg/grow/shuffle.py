"""A join that workers share: names are shuffled by block, what is said by subject (kg.grow.joins); the same facts come
out as from `kg.resolve.join` in one process.

What this process does alone: the names of the blocks that are open (kg.resolve.blocks), and to bring together things
and facts, all of which the graph of the run tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import isqrt
from typing import TypeVar

from kg import resolve, schema
from kg.grow import collecting, fingerprint, joins, sections
from kg.grow.codec import decode, encode
from kg.grow.growth import Growth
from kg.grow.joins import Entering, Merging, Resolving, Saying, World
from kg.grow.places import exists, opened, written
from kg.grow.stages import named
from kg.resolve import Curated, Facts, Identities, Revise
from kg.resolve.blocks import Resolved, together
from kg.resolve.merging import decided_by
from kg.resolve.subjects import Stated, gathered, stated

T = TypeVar("T")
Task = TypeVar("Task", Entering, Resolving, Saying, Merging)


def join(growth: Growth, shards: Sequence[str], *, curated: Curated, revise: Revise | None) -> Facts:
    """The facts of `shards`, which this process finds, or the workers if these share a join."""
    if growth.workers.share_join:
        return shared(growth, shards, curated=curated, revise=revise)
    with collecting.paused():
        return resolve.join(growth.outlines, schema=schema.load(), base=growth.base, revise=revise, curated=curated)


def shared(growth: Growth, shards: Sequence[str], *, curated: Curated, revise: Revise | None) -> Facts:
    """The same, found by the workers. What people decided may move a fact to another subject: this process then merges
    all facts."""
    parts = 1 + isqrt(len(shards))  # a part is read from as many files as there are shards
    world, identities = _world(growth, shards, parts, curated)
    told = _done(growth, joins.say_shard, [Saying(shard, 1 if revise else parts, world, "") for shard in shards])
    lengths: dict[str, int] = {}
    for document in (each for path in told for each in sections.read(path, joins.DOCUMENTS, joins.Documents) or ()):
        identities.of(document.article_id, document.iris)
        lengths[document.article_id] = document.statements
    if revise:
        decide = decided_by(revise, identities, growth.base)
        of_all = stated(joins.points(told, 0), identities, schema=schema.load(), base=growth.base, decide=decide)
        return gathered([of_all], lengths, identities)
    tasks = [Merging(tuple(told), part, world, growth.base, "") for part in range(parts)]
    merged = _done(growth, joins.merge_part, tasks)
    return gathered((_read(path, Stated) for path in merged), lengths, identities)


def _world(growth: Growth, shards: Sequence[str], parts: int, curated: Curated) -> tuple[str, Identities]:
    """The file of all things that the shards name, and these."""
    apart = tuple(sorted({article for _, article, _ in curated.split}))
    names = tuple(_done(growth, joins.enter_shard, [Entering(shard, parts, apart, "") for shard in shards]))
    tasks = [Resolving(names, part, curated, growth.base, "") for part in range(parts)]
    resolved = _done(growth, joins.resolve_part, tasks)
    identities, iris = together((_read(path, Resolved) for path in resolved), base=growth.base, curated=curated)
    things = sorted((thing.iri, thing.name, thing.code) for thing in identities.things)
    content = encode(World(tuple(iris), tuple(things)))
    path = growth.shop.shuffled(named(content))
    written(path, [content])
    return path, identities


def _done(growth: Growth, function: Callable[[Task], str], tasks: Iterable[Task]) -> list[str]:
    """The files that the tasks write, in their order; each is named by all that it is a function of."""
    name = fingerprint.joining(), function.__name__
    told = [replace(task, path=growth.shop.shuffled(named(*name, encode(task)))) for task in tasks]
    missing = [task for task in told if not exists(task.path)]
    growth.watch("join", 0, len(missing))
    for done, _ in enumerate(growth.workers.map(function, missing), 1):
        growth.watch("join", done, len(missing))
    return [task.path for task in told]


def _read(path: str, cls: type[T]) -> T:
    with opened(path) as file:
        return decode(file.read(), cls)
