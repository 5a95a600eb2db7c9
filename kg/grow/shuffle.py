"""The join of all documents, shared by workers: names are shuffled by block, what is said by subject (kg.grow.joins).

What this process does alone: the names of the blocks that are open (kg.resolve.blocks), and to put down all things in
one file. The facts that come out are those of `kg.resolve.join`, which holds all in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import isqrt
from typing import TypeVar

from kg.grow import fingerprint, joins, sections
from kg.grow.codec import decode, encode
from kg.grow.growth import Growth
from kg.grow.joined import Joined
from kg.grow.joins import Entering, Merging, Resolving, Saying
from kg.grow.places import exists, opened
from kg.grow.stages import named
from kg.grow.things import drafting
from kg.resolve import Curated, Identities, Revise
from kg.resolve.blocks import Entry, Resolved, kept, together
from kg.resolve.clusters import Near
from kg.resolve.merging import decided_by

T = TypeVar("T")
Task = TypeVar("Task", Entering, Resolving, Saying, Merging)


def join(growth: Growth, shards: Sequence[str], *, curated: Curated, revise: Revise | None) -> Joined:
    """The facts of `shards`. What people decided may move a fact to another subject: this process then merges all."""
    parts = max(1, isqrt(len(shards)))  # a part is read from as many files as there are shards
    resolved = _resolved(growth, shards, parts, curated)
    world = growth.shop.shuffled(named(fingerprint.joining(), encode(curated), growth.base, *resolved))
    things = growth.shop.drafted(world, lambda path: _bring_together(path, resolved, growth.base, curated))
    told = _done(growth, joins.say_shard, [Saying(shard, 1 if revise else parts, world, "") for shard in shards])
    if revise:
        merged = [_decided(growth, told, world, _all(resolved, growth.base, curated), revise)]
    else:
        tasks = [Merging(tuple(told), part, world, growth.base, "") for part in range(parts)]
        merged = _done(growth, joins.merge_part, tasks)
    return Joined(shards, told, merged, things, growth.shop.folder / "draft.named")


def _resolved(growth: Growth, shards: Sequence[str], parts: int, curated: Curated) -> list[str]:
    """The files of the things of each part of the names."""
    apart = tuple(sorted({article for _, article, _ in curated.split}))
    names = tuple(_done(growth, joins.enter_shard, [Entering(shard, parts, apart, "") for shard in shards]))
    return _done(growth, joins.resolve_part, [Resolving(names, at, curated, growth.base, "") for at in range(parts)])


def _bring_together(path: str, resolved: Sequence[str], base: str, curated: Curated) -> None:
    """Write the file of all things: those of the closed blocks of all parts, and of the open ones."""
    entries: list[Entry] = []
    with drafting(path) as draft:
        for part in (_read(each, Resolved) for each in resolved):
            draft.add((thing.entity for thing in kept(part)), part.iris)
            entries += part.open
        identities, ways = together(entries, base=base, curated=curated)
        draft.add((thing.entity for thing in identities.things), ways)


def _all(resolved: Sequence[str], base: str, curated: Curated) -> Identities:
    """All things in memory, since people may name any."""
    parts = [_read(path, Resolved) for path in resolved]
    identities, _ = together([entry for part in parts for entry in part.open], base=base, curated=curated)
    for part in parts:
        identities.add(kept(part), (Near(*near) for near in part.near))
    return identities


def _decided(growth: Growth, told: Sequence[str], world: str, identities: Identities, revise: Revise) -> str:
    """The file of all facts, as people decided about them."""
    decide = decided_by(revise, identities, growth.base)
    found = joins.merged(told, 0, joins.things_of(world), base=growth.base, decide=decide)
    path = growth.shop.shuffled(named(*told, encode(found[joins.FACTS])))
    sections.write(path, found)
    return path


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
