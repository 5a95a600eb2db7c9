"""The join of all documents, shared by workers: names are shuffled by block, what is said by subject (kg.grow.joins).

What this process does alone: the names of the blocks that are open (kg.resolve.blocks), and to put down all things in
one file. The facts that come out are those of `kg.resolve.join`, which holds all in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isqrt
from typing import TypeVar

from kg.grow import fingerprint, joins, sections
from kg.grow.batches import Batches, batched
from kg.grow.codec import encode
from kg.grow.growth import Growth
from kg.grow.joined import Joined
from kg.grow.joins import Entering, Merging, Resolving, Saying
from kg.grow.places import exists
from kg.grow.stages import named
from kg.grow.things import Things, drafting, split
from kg.resolve import Curated, Identities, Revise
from kg.resolve.blocks import Entry, Resolved, kept, together
from kg.resolve.clusters import Near
from kg.resolve.merging import decided_by

Key = tuple[str | bytes, ...]
Task = TypeVar("Task", Entering, Resolving, Saying, Merging)


def join(growth: Growth, shards: Sequence[str], *, curated: Curated, revise: Revise | None) -> Joined:
    """The facts of `shards`. What people decided may move a fact to another subject: this process then merges all."""
    parts = _parts(len(shards))
    names = _names(growth, shards, parts, curated)
    resolved = _resolved(growth, names, parts, curated)
    world = _world(growth, resolved, curated)
    told = _told(growth, shards, names, world, 1 if revise else parts)
    if revise:
        merged = [_decided(growth, told, world, _all(resolved, growth.base, curated), revise)]
    else:
        merged = _merged(growth, told, world, parts)
    here = growth.shop.shuffled_here(world)
    return Joined(shards, told, merged, here, growth.shop.folder / "draft.named")


def _parts(shards: int) -> int:
    """A power of two, so that it seldom changes. Parts are few, since each is read from as many files as there are
    shards; and many, since each is made anew for any document that has a share in it."""
    return 1 << min(shards, 8 * isqrt(shards)).bit_length() - 1


def _names(growth: Growth, shards: Sequence[str], parts: int, curated: Curated) -> list[str]:
    """The files of what each shard calls its things."""
    apart = tuple(sorted({article for _, article, _ in curated.split}))
    tasks = [Entering(shard, parts, apart, "") for shard in shards]
    settings = encode((parts, apart))
    return _done(growth, joins.enter_shard, ((task, (settings, _name(task.shard))) for task in tasks))


def _resolved(growth: Growth, names: Sequence[str], parts: int, curated: Curated) -> list[str]:
    """The files of the things of each part of the names: functions of the sections of that part."""
    said, all_names = _states(names, parts), tuple(names)
    settings = encode((growth.base, curated))
    tasks = (Resolving(all_names, at, curated, growth.base, "") for at in range(parts))
    return _done(growth, joins.resolve_part, ((task, (settings, said[task.part])) for task in tasks))


def _states(paths: Sequence[str], parts: int) -> list[bytes]:
    """By the number of a part what tells its sections of all files from others."""
    found = [hashlib.sha256() for _ in range(parts)]
    for path in paths:
        for number, digest in sections.Table(path):
            if number >= 0:
                found[number].update(digest)
    return [each.digest() for each in found]


def _world(growth: Growth, resolved: Sequence[str], curated: Curated) -> str:
    """The file of all things: that of the last build, changed where other things came out."""
    settings = named(fingerprint.joining(), encode(curated), growth.base)
    states = {at: _name(path) for at, path in enumerate(resolved)}
    still_open = (sections.digest(path, joins.OPEN) or b"" for path in resolved)
    world = growth.shop.shuffled(named(settings, *states.values(), *still_open))

    def draft(path: str, before: str | None) -> None:
        with batched(growth.shop.folder / "draft.names", resolved, curated) as batches:
            _bring_together(path, before, resolved, states, batches, growth.base)

    growth.shop.drafted(world, draft)
    return world


def _bring_together(
    path: str, before: str | None, resolved: Sequence[str], closed: Mapping[int, str], batches: Batches, base: str
) -> None:
    """Write the file of all things: those of the closed blocks of all parts, and of the open ones, in batches."""
    around = batches.around
    settings = fingerprint.joining(), base, encode([sorted(around.places.items()), sorted(around.crowded)])
    states = {~number: named(*settings, batches.batch(number).digest) for number in range(batches.count)}
    with sections.whole(before or path), drafting(path, before) as draft:
        for number in draft.outdated({**closed, **states}):
            if number < 0:
                batch = batches.batch(~number)
                identities, ways = together(batch.entries, base=base, curated=batch.curated, around=around)
                draft.add(number, states[number], (thing.entity for thing in identities.things), ways)
            else:
                part = _closed(resolved[number])
                draft.add(number, closed[number], (thing.entity for thing in kept(part)), part.iris)


def _open(resolved: Sequence[str]) -> list[Entry]:
    return [each for path in resolved for each in sections.read(path, joins.OPEN, tuple[Entry, ...]) or ()]


def _closed(path: str) -> Resolved:
    found = sections.read(path, joins.CLOSED, Resolved)
    assert found, "it is written with each file"
    return found


def _told(growth: Growth, shards: Sequence[str], names: Sequence[str], world: str, parts: int) -> list[str]:
    """The files of what each shard states: functions of what its names mean."""
    things = Things(growth.shop.shuffled_here(world))

    def tasks() -> Iterator[tuple[Saying, Key]]:
        for shard, path in zip(shards, names, strict=True):
            keys = bytes.fromhex(sections.read(path, joins.CONTEXTS, str) or "")
            with sections.whole(world):
                means = things.meanings(split(keys))
            yield Saying(shard, parts, world, ""), (_name(shard), str(parts), means)

    return _done(growth, joins.say_shard, tasks())


def _merged(growth: Growth, told: Sequence[str], world: str, parts: int) -> list[str]:
    """The files of the facts of each part of the subjects: functions of the sections of that part."""
    said, all_told = _states(told, parts), tuple(told)
    tasks = (Merging(all_told, at, world, growth.base, "") for at in range(parts))
    return _done(growth, joins.merge_part, ((task, (growth.base, said[task.part])) for task in tasks))


def _all(resolved: Sequence[str], base: str, curated: Curated) -> Identities:
    """All things in memory, since people may name any."""
    identities, _ = together(_open(resolved), base=base, curated=curated)
    for part in map(_closed, resolved):
        identities.add(kept(part), (Near(*near) for near in part.near))
    return identities


def _decided(growth: Growth, told: Sequence[str], world: str, identities: Identities, revise: Revise) -> str:
    """The file of all facts, as people decided about them."""
    decide = decided_by(revise, identities, growth.base)
    found = joins.merged(told, 0, joins.things_of(world), base=growth.base, decide=decide)
    path = growth.shop.shuffled(named(*told, *map(encode, found.values())))
    sections.write(path, found)
    return path


def _name(path: str) -> str:
    """What a file is called, wherever the work folder lies."""
    return path.rpartition("/")[2]


def _done(growth: Growth, function: Callable[[Task], str], tasks: Iterable[tuple[Task, Key]]) -> list[str]:
    """The files that the tasks write, in their order; each is named by all that it is a function of, the key."""
    name = fingerprint.joining(), function.__name__
    told = [replace(task, path=growth.shop.shuffled(named(*name, *key))) for task, key in tasks]
    missing = [task for task in told if not exists(task.path)]
    growth.watch("join", 0, len(missing))
    for done, _ in enumerate(growth.workers.map(function, missing), 1):
        growth.watch("join", done, len(missing))
    return [task.path for task in told]
