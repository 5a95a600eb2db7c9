"""The graph of the run, in parts: what it tells of inputs, things and facts, as tasks like those of the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg import graph, schema
from kg.grow import fingerprint, shards
from kg.grow.codec import encode
from kg.grow.joined import Joined
from kg.grow.stages import Describing, named
from kg.grow.workshop import Workshop
from kg.model import Source
from kg.result import configuration


def describing(shop: Workshop, joined: Joined, paths: Sequence[str], *, base: str) -> Iterator[Describing]:
    """The parts of the graph of the run that made what is `joined` of the shards `paths`."""
    settings = configuration()
    sources: defaultdict[int, list[Source]] = defaultdict(list)
    for source in (source for path in paths for source in shards.head(path).sources):
        sources[joined.part_of(source)].append(source)
    known = tuple(sorted(joined.named(graph.successors(base))))
    code = fingerprint.stating(), graph.run_iri(schema.load(), base, settings), encode(known)
    for at, (entities, facts) in enumerate(joined.told()):
        told = encode(sources[at]), entities, facts
        run = shop.run(named(*code, *told, str(at == 0)))
        yield Describing(*told, at == 0, known, base, settings, run)
