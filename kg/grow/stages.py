"""The stages that every chunk goes through by itself: functions of their task alone, for any worker anywhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import RdfFormat, Store

from kg import graph, records, schema
from kg.errors import KgError
from kg.graph import describe
from kg.graph.sources import source_of
from kg.grow import shards
from kg.grow.chunks import Chunk
from kg.grow.codec import decode, encode
from kg.grow.hand import doing
from kg.grow.kept import keep
from kg.grow.places import opened
from kg.model import Article, Entity, Evidence, Fact, Source, View, Violation
from kg.resolve.evidence import attached
from kg.validate import check, mix_in

_TOGETHER = "together"
"""What a task is at that reads documents at once; no hash of one."""
_FATAL = "twice ended the process that reads it (a crash, no memory left, or no end in sight); give it in parts"
_SECONDS, _PACE = 60.0, 1_000  # that a document may take: some, and one for so many characters, many times the usual


@dataclass(frozen=True, slots=True)
class Reading:
    """The task to read a chunk into the file `shard`. `known` are shards of an earlier build that hold some of it,
    `fatal` the hashes of documents that end the process which reads them; anything there has each read by itself."""

    chunk: Chunk
    shard: str
    known: tuple[str, ...] = ()
    fatal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stating:
    """The task to write what the documents of `shard` state into the file `run`; `view` is a View as JSON."""

    shard: str
    view: bytes
    run: str
    base: str


@dataclass(frozen=True, slots=True)
class Describing:
    """The task to write into the file `run` what the graph of the run tells of some inputs, things and facts: Sources,
    Entities and Facts as JSON; of the run itself if it `opens` that graph. `known` are the IRIs of divisions that took
    the place of others, of those that are named; `configuration` is what was set."""

    sources: bytes
    entities: bytes
    facts: bytes
    opens: bool
    known: tuple[str, ...]
    base: str
    configuration: str
    run: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a run tells beside its quads: how many these are, and what in them breaks the shapes."""

    quads: int
    violations: tuple[Violation, ...]


Stated = tuple[tuple[str, Evidence], ...]
"""By IRI where each document states a fact first; in a line of its own, since few ask for it."""


def read_chunk(task: Reading) -> str:
    """Read each document of the chunk, but those that a shard of an earlier build holds; the path of the shard."""
    known = {entry.digest: entry for path in task.known for entry in shards.entries(path)}
    new = {digest: article for digest, article in task.chunk.articles(known) if article}
    known |= {} if task.fatal or len(new) < 2 else _together(new)
    entries: list[shards.Entry] = []
    failures: list[shards.Failure] = []
    for digest in (document.digest for document in task.chunk.documents):
        told = known.get(digest) or _read(digest, new[digest], fatal=digest in task.fatal)
        (failures if isinstance(told, shards.Failure) else entries).append(told)  # type: ignore[arg-type]
    shards.write(task.shard, entries, failures)
    return task.shard


def _together(articles: Mapping[str, Article]) -> dict[str, shards.Entry]:
    """Documents read at once, which takes half the time for short ones. Nothing if one of them breaks a step, for then
    each is read by itself; so it is if this ends the process."""
    seconds = _SECONDS + sum(len(article.text) for article in articles.values()) / _PACE
    try:
        with doing(_TOGETHER, seconds=seconds):
            return _entries(articles)
    except KgError:
        raise  # the ontology or the configuration is wrong, which every document would meet
    except Exception:
        return {}


def _read(digest: str, article: Article, *, fatal: bool) -> shards.Entry | shards.Failure:
    """One document; one that breaks a step is set aside, so that it does not take the others with it."""
    if fatal:
        return shards.Failure(article.id, article.source, _FATAL)
    try:
        with doing(digest, seconds=_SECONDS + len(article.text) / _PACE):
            return _entries({digest: article})[digest]
    except KgError:
        raise
    except Exception as error:
        return shards.Failure(article.id, article.source, f"{type(error).__name__}: {error}")


def _entries(articles: Mapping[str, Article]) -> dict[str, shards.Entry]:
    """What documents say, by their hashes."""
    from kg import pipeline  # spaCy takes a second to load: who only states, or gives tasks to others, needs it not
    from kg.clean import clean
    from kg.resolve.account import account
    from kg.restore import restore

    readings = pipeline.read(restore(clean(article)) for article in articles.values())
    told = zip(articles.items(), readings, strict=True)
    return {key: shards.entry(key, source_of(a), account(read, schema=schema.load())) for (key, a), read in told}


def state_chunk(task: Stating) -> str:
    """Write the sorted N-Quads of the chunk, and beside them its records (.jsonl), where facts are stated and what
    breaks the shapes (.told); the path of the run."""
    view = decode(task.view, View)
    knowledge = attached(shards.accounts(task.shard), view)
    lines = sorted({*graph.of_texts(knowledge, schema.load(), base=task.base)})
    stated = tuple((fact.iri, place) for fact, place in records.stated(knowledge))
    keep(f"{task.run}.jsonl", records.lines(knowledge, view.entities))
    _tell(task.run, Told(len(lines), violations(lines, knowledge.entities)), stated)
    keep(task.run, lines)
    return task.run


def describe_part(task: Describing) -> str:
    """Write a part of the graph of the run, as `state_chunk` does what texts state; the path of the run."""
    base, settings = task.base, {"base": task.base, "configuration": task.configuration}
    run = graph.run_iri(schema.load(), **settings)
    sources = decode(task.sources, tuple[Source, ...])
    entities, facts = decode(task.entities, tuple[Entity, ...]), decode(task.facts, tuple[Fact, ...])
    lines = sorted({
        *(graph.of_run(schema.load(), **settings) if task.opens else ()),
        *graph.of_inputs(sources, run=run, base=base),
        *graph.of_things(entities, task.known, run=run, base=base),
        *graph.of_facts(facts, run=run, base=base),
    })  # fmt: skip
    _tell(task.run, Told(len(lines), violations(lines, ())), ())
    keep(task.run, lines)
    return task.run


def state(task: Stating | Describing) -> str:
    """Do either; the path of the run."""
    return state_chunk(task) if isinstance(task, Stating) else describe_part(task)


def _tell(run: str, told: Told, stated: Stated) -> None:
    keep(f"{run}.told", [encode(told), b"\n", encode(stated)])


def written_records(run: str) -> Iterator[bytes]:
    """The records of a run, as lines of JSON, some at a time."""
    with opened(f"{run}.jsonl") as file:
        yield from iter(lambda: file.read(1 << 20), b"")


def told(run: str) -> Told:
    """What a run tells beside its quads."""
    with opened(f"{run}.told") as file:
        return decode(file.readline(), Told)


def stated_in(run: str, wanted: Container[str]) -> Iterator[tuple[str, Evidence]]:
    """By the IRIs that are `wanted` where each document of a run states a fact first."""
    with opened(f"{run}.told") as file:
        file.readline()
        told = json.loads(file.read().decode("utf-8", "surrogatepass"))
    return ((iri, Evidence(*place)) for iri, place in told if iri in wanted)


def violations(lines: list[bytes], entities: tuple[Entity, ...]) -> tuple[Violation, ...]:
    """What in the named graphs of `lines` breaks the shapes.

    Shapes look at a node and its neighbours, and a fact is described alike wherever it is stated, so that a graph keeps
    them if each of its parts does, taken with the classes of the things that it names (stand-ins for their names,
    which the graph of the run gives and is checked for).
    """
    store = Store()
    named = (replace(entity, name=entity.name or entity.iri) for entity in entities)
    described = (f"{triple} .\n".encode() for entity in named for triple in describe.entity(entity))
    union = {line[: line.rindex(b" <")] + b" .\n" for line in lines}
    store.bulk_load(b"".join((*union, *described)), format=RdfFormat.N_TRIPLES)
    return check(mix_in(store))


def named(*parts: str | bytes) -> str:
    """A file name that is the same for the same parts alone."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8) + content)
    return digest.hexdigest()[:32]
