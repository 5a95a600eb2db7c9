"""The growth of one graph: what is there is kept, what is missing is done by the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from kg.errors import InputError
from kg.grow import fingerprint, shards
from kg.grow.chunks import Chunk
from kg.grow.codec import encode
from kg.grow.described import describing
from kg.grow.joined import Joined
from kg.grow.places import exists
from kg.grow.stages import Describing, Reading, Stating, named, read_chunk, state
from kg.grow.workers import Without, Workers
from kg.grow.workshop import Workshop

Task = TypeVar("Task")
Watch = Callable[[str, int, int], None]
"""What is told of the work: the step, how much of it is done, how much there is to do."""


class Stated(NamedTuple):
    """The runs of texts, in the order of their shards, and those of the graph of the run."""

    texts: list[str]
    run: list[str]


class Growth:
    """The stages of one build in its workshop. `watch` is called in this process as the work goes on."""

    def __init__(self, shop: Workshop, *, base: str, workers: Workers, watch: Watch) -> None:
        self.shop, self.base, self.workers, self.watch = shop, base, workers, watch
        self.refused: list[InputError] = []  # what could not be read of the input
        self._characters: dict[str, int] = {}  # by the path of a shard

    def read(self, chunks: Sequence[Chunk]) -> list[str]:
        """The shards of the chunks, in their order. Raises InputError where there is no chunk."""
        if not chunks:
            raise InputError("no document to read; name files or folders that hold some")
        code = fingerprint.reading()
        paths = [self.shop.shard(named(code, *(d.digest for d in chunk.documents))) for chunk in chunks]
        missing = {path: chunk for path, chunk in zip(paths, chunks, strict=True) if not exists(path)}
        texts = self.shop.publish() if missing else ""
        self._characters = {path: chunk.characters for path, chunk in zip(paths, chunks, strict=True)}
        tasks = (
            Reading(replace(missing[path], texts=texts), path, self._sources(missing[path]))
            for path in self._longest_first(missing)
        )
        characters = {path: self._characters[path] for path in missing}
        self._do("read", read_chunk, tasks, characters, without=_without)
        return paths

    def state(self, paths: Sequence[str], joined: Joined) -> Stated:
        """The runs of the shards, and those of the graph of the run."""
        runs: dict[str, str] = {}
        parts: list[str] = []
        missing: dict[str, int] = {}

        def tasks() -> Iterator[Stating | Describing]:
            for path, key in joined.keys(self._longest_first(paths)):
                told = fingerprint.joining(), fingerprint.stating(), path.rpartition("/")[2], self.base
                runs[path] = run = self.shop.run(named(*told, *key))
                if not exists(run):
                    missing[run] = 1
                    yield Stating(path, encode(joined.view(path)), run, self.base)
            for part in describing(self.shop, joined, paths, base=self.base):
                parts.append(part.run)
                if not exists(part.run):
                    missing[part.run] = 1
                    yield part

        self._do("state", state, tasks(), missing, len(paths) + joined.parts)
        return Stated([runs[path] for path in paths], parts)

    def _longest_first(self, paths: Iterable[str]) -> list[str]:
        """Shards in the order in which they are best given out: what is short comes last, so that all end together."""
        return sorted(paths, key=lambda path: self._characters[path], reverse=True)

    def _do(
        self, step: str, function: Callable[[Task], str], tasks: Iterator[Task], sizes: Mapping[str, int],
        total: int | None = None, without: Without[Task] | None = None,
    ) -> None:  # fmt: skip
        done, whole = 0, sum(sizes.values()) if total is None else total
        self.watch(step, done, whole)
        for path in self.workers.map(function, tasks, without):
            done += sizes[path]
            self.watch(step, done, whole)
        self.watch(step, whole, whole)

    @cached_property
    def known(self) -> dict[str, str]:
        """Hash of a document → a shard of the last build that holds it; nothing if the code has changed since."""
        last = self.shop.manifest()
        if last.get("fingerprint") != [fingerprint.reading()]:
            return {}
        paths = [path for path in map(self.shop.shard, last.get("shards", ())) if exists(path)]
        return {digest: path for path in paths for digest in shards.head(path).digests}

    def _sources(self, chunk: Chunk) -> tuple[str, ...]:
        return tuple(sorted({self.known[d.digest] for d in chunk.documents if d.digest in self.known}))


def _without(task: Reading, digest: str) -> Reading:
    """The chunk without a document that ends the process that reads it."""
    return replace(task, fatal=(*task.fatal, digest))


def silent(step: str, done: int, total: int) -> None:
    """A watch that looks away."""
