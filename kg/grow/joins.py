"""The four stages of a join that is shared: functions of their task alone, as in kg.grow.stages.

    shards ─(enter: each for itself)→ names by block ─(resolve: each part)→ things ─(say: each shard)→ statements by
    subject ─(merge: each part)→ facts

Between the second and the third all things are brought together (kg.grow.shuffle), since some names lead from block to
block, and every shard may name any thing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from kg import schema
from kg.grow import sections, shards
from kg.grow.codec import decode, encode
from kg.grow.places import opened, written
from kg.model import Outline
from kg.resolve import blocks, subjects
from kg.resolve.clusters import Node
from kg.resolve.curated import Curated
from kg.resolve.nodes import contexts
from kg.resolve.said import telling

DOCUMENTS = -1
"""The section of a file of statements that tells of each document itself."""


@dataclass(frozen=True, slots=True)
class Entering:
    """The task to put down in the file `path` what a shard calls its things, in `parts` parts by block; `apart` are ids
    of documents to keep apart."""

    shard: str
    parts: int
    apart: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Resolving:
    """The task to tell what things there are in one part of all files of names."""

    names: tuple[str, ...]
    part: int
    curated: Curated
    base: str
    path: str


@dataclass(frozen=True, slots=True)
class World:
    """The things of all documents: the way to each, and by IRI the name and the code."""

    iris: tuple[blocks.Way, ...]
    things: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """The task to put down what a shard states, in `parts` parts by subject; `world` is the file of a World."""

    shard: str
    parts: int
    world: str
    path: str


@dataclass(frozen=True, slots=True)
class Document:
    """By the things of a document their IRIs, and how many statements it makes."""

    article_id: str
    iris: tuple[str, ...]
    statements: int


Documents = tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Merging:
    """The task to make the facts of one part of all files of statements."""

    told: tuple[str, ...]
    part: int
    world: str
    base: str
    path: str


def enter_shard(task: Entering) -> str:
    """The names of a shard by block; the path of the file."""
    part = partial(_part_of, parts=task.parts)
    found = blocks.sheets(list(shards.outlines(task.shard)), lambda block: part("\0".join(block)), apart=task.apart)
    sections.write(task.path, found)
    return task.path


def resolve_part(task: Resolving) -> str:
    """The things of a part of the blocks; the path of the file."""
    told = (sheet for path in task.names if (sheet := sections.read(path, task.part, blocks.Sheet)))
    found = blocks.resolved(told, base=task.base, curated=task.curated)
    written(task.path, [encode(found)])
    return task.path


def say_shard(task: Saying) -> str:
    """The statements of a shard by subject; the path of the file."""
    known, ontology, part = _known(task.world), schema.load(), partial(_part_of, parts=task.parts)
    told: defaultdict[int, list[subjects.Points]] = defaultdict(list)
    documents = []
    for outline in shards.outlines(task.shard):
        iris = known.iris(outline)
        documents.append(Document(outline.article_id, iris, len(outline.statements)))
        for number, points in subjects.points(telling(outline, iris, known, ontology), part).items():
            told[number].append(points)
    sections.write(task.path, {DOCUMENTS: documents, **told})
    return task.path


def merge_part(task: Merging) -> str:
    """The facts of a part of the subjects; the path of the file."""
    told = points(task.told, task.part)
    found = subjects.stated(told, _known(task.world), schema=schema.load(), base=task.base)
    written(task.path, [encode(found)])
    return task.path


def points(paths: Iterable[str], part: int) -> list[subjects.Points]:
    """A part of what documents state, in their order."""
    found = (sections.read(path, part, tuple[subjects.Points, ...]) for path in paths)
    return [each for section in found for each in section or ()]


class _World:
    """The things of all documents, at hand."""

    def __init__(self, world: World) -> None:
        self._iris = {(Node(*row), article): iri for row, article, iri in world.iris}
        self._apart = {article for _, article, _ in world.iris}
        self._things = {iri: (name, code) for iri, name, code in world.things}

    def iris(self, outline: Outline) -> tuple[str, ...]:
        """The IRI of each thing of a document."""
        place = outline.article_id if outline.article_id in self._apart else ""
        return tuple(self._iris[node, place] for node in contexts(outline))

    def written(self, iri: str) -> str:
        return self._things[iri][0]

    def code(self, iri: str) -> str | None:
        return self._things[iri][1] or None


@lru_cache(1)
def _known(path: str) -> _World:
    """The things of all documents, which a worker reads once."""
    with opened(path) as file:
        return _World(decode(file.read(), World))


def _part_of(key: str, *, parts: int) -> int:
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:8]) % parts
