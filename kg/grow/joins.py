"""The four stages of a join that is shared: functions of their task alone, as in kg.grow.stages.

    shards ─(enter: each for itself)→ names by block ─(resolve: each part)→ things ─(say: each shard)→ statements by
    subject ─(merge: each part)→ facts

Between the second and the third all things are put into one file (kg.grow.shuffle), since some names lead from block to
block, and every shard may name any thing. Of facts each part tells the shards that state them (kg.grow.joined).
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from kg import schema
from kg.grow import sections, shards
from kg.grow.places import fetched, is_remote
from kg.grow.things import Things, key
from kg.model import Fact, Outline
from kg.resolve import blocks, links, named_in, subjects
from kg.resolve.clusters import Node
from kg.resolve.curated import Curated
from kg.resolve.likeness import unlisted
from kg.resolve.merging import Decide
from kg.resolve.nodes import contexts
from kg.resolve.said import telling
from kg.view.excerpt import ends

CONTEXTS = -1
"""The section of a file of names that holds the keys (kg.grow.things) of all of them, as hexadecimal digits."""
CLOSED, OPEN, LINKS, PLACES = 0, 1, 2, 3
"""The sections of a file of resolved names: what is resolved; what is to be brought together with all others; by what
each of that meets others (kg.resolve.links); places of no list that open names of it."""
DOCUMENTS = -1
"""The section of a file of statements that tells of each document itself."""
FACTS, TIMES, COUNTS = -1, -2, -3
"""The sections of a file of facts that hold all of them, how many documents state each, and how many there are."""


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
class Saying:
    """The task to put down what a shard states, in `parts` parts by subject; `world` is the file of all things."""

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
class Spoken:
    """What documents of a shard state of a part of the subjects, and a hash of all that is known of the things that
    they name."""

    known: str
    points: tuple[subjects.Points, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The facts of a part that a shard states, with a hash of all that is known of the things that they name; and by
    document, position and place among them, where it does."""

    known: str
    facts: tuple[Fact, ...]
    rows: tuple[subjects.Row, ...]


Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts of a part there are of each property and modality; and by the IRI of each thing that they name at
    how many ends of them it stands."""

    facts: Counted
    modality: Counted
    degrees: Counted


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
    part = partial(part_of, parts=task.parts)
    outlines = list(shards.outlines(task.shard))
    found = blocks.sheets(outlines, lambda block: part("\0".join(block)), apart=task.apart)
    contexts = {key(entry.context, entry.article) for sheet in found.values() for entry in sheet.entries}
    sections.write(task.path, {CONTEXTS: b"".join(sorted(contexts)).hex(), **found})
    return task.path


def resolve_part(task: Resolving) -> str:
    """The things of a part of the blocks; the path of the file."""
    told = (sheet for path in task.names if (sheet := sections.read(path, task.part, blocks.Sheet)))
    found = blocks.resolved(told, base=task.base, curated=task.curated)
    known_by = links.Links(task.curated)
    linked = [known_by.of(Node(*each.node), each.marked) for each in found.open]
    places = sorted(unlisted(key for cls, key, *_ in (each.node for each in found.open) if cls == "Organization"))
    resolved = replace(found, open=())
    sections.write(task.path, {CLOSED: resolved, OPEN: found.open, LINKS: linked, PLACES: places})
    return task.path


def say_shard(task: Saying) -> str:
    """The statements of a shard by subject; the path of the file."""
    known, ontology, part = things_of(task.world), schema.load(), partial(part_of, parts=task.parts)
    told: defaultdict[int, list[subjects.Points]] = defaultdict(list)
    documents = []
    for outline in shards.outlines(task.shard):
        iris = _iris(known, outline)
        documents.append(Document(outline.article_id, iris, len(outline.statements)))
        for number, points in subjects.points(telling(outline, iris, known, ontology), part).items():
            told[number].append(points)
    spoken = {number: _spoken(points, known) for number, points in told.items()}
    sections.write(task.path, {DOCUMENTS: documents, **spoken})
    return task.path


def _spoken(told: Iterable[subjects.Points], known: Things) -> Spoken:
    found = tuple(told)
    return Spoken(_hash_of((iri for each in found for p in each.points for iri in subjects.named_in(p)), known), found)


def _hash_of(iris: Iterable[str], known: Things) -> str:
    """A hash of all that is known of some things."""
    return hashlib.sha256(b"".join(map(known.digest, sorted(set(iris))))).hexdigest()


def merge_part(task: Merging) -> str:
    """The facts of a part of the subjects, by the shards that state them; the path of the file."""
    sections.write(task.path, merged(task.told, task.part, things_of(task.world), base=task.base))
    return task.path


def merged(
    paths: Sequence[str], part: int, known: Things, *, base: str, decide: Decide | None = None
) -> dict[int, object]:
    """The facts of a part of what shards state; in a section for each of these, by `address`, those that it states."""
    spoken = ((address(path, part), sections.read(path, part, Spoken)) for path in paths)
    found = [(at, each.points) for at, each in spoken if at is not None and each]
    told = [each for _, points in found for each in points]
    stated = subjects.stated(told, known, schema=schema.load(), base=base, decide=decide)
    rows = iter(stated.rows)
    answers = {at: _answer(stated.facts, tuple(islice(rows, len(points))), known) for at, points in found}
    facts = {fact.iri: fact for fact in stated.facts}  # once, where statements of other qualifiers say the same
    times = Counter(iri for _, row in stated.rows for iri in {stated.facts[at].iri for _, at in row})
    own = {FACTS: list(facts.values()), TIMES: [times[iri] for iri in facts], COUNTS: _counts(facts.values())}
    return {**answers, **own}


def _counts(facts: Iterable[Fact]) -> Counts:
    told = tuple(facts)
    degrees = Counter(end for fact in told for end in ends(fact))
    degrees.update(dict.fromkeys((iri for fact in told for iri in named_in(fact)), 0))
    properties, modality = Counter(fact.property for fact in told), Counter(fact.modality for fact in told)
    return Counts(*(tuple(sorted(each.items())) for each in (properties, modality, degrees)))


def address(path: str, part: int) -> int | None:
    """The number of the section that answers what a shard states of a part; None where it states nothing of it."""
    digest = sections.digest(path, part)
    return None if digest is None else int.from_bytes(digest) >> 1


def _answer(facts: Sequence[Fact], rows: tuple[subjects.Row, ...], known: Things) -> Answer:
    """Of the facts those that the rows state."""
    places = {at: place for place, at in enumerate(dict.fromkeys(at for _, row in rows for _, at in row))}
    moved = ((article_id, tuple((position, places[at]) for position, at in row)) for article_id, row in rows)
    found = tuple(facts[at] for at in places)
    return Answer(_hash_of((iri for fact in found for iri in named_in(fact)), known), found, tuple(moved))


def _iris(known: Things, outline: Outline) -> tuple[str, ...]:
    """The IRI of each thing of a document."""
    place = outline.article_id if outline.article_id in known.apart else ""
    return tuple(known.way(node, place) for node in contexts(outline))


@lru_cache(1)
def things_of(path: str) -> Things:
    """The things of all documents, at hand; the file is copied to this machine if it lies elsewhere."""
    return Things(fetched(path, Path(tempfile.mkdtemp(prefix="kg-"))) if is_remote(path) else path)


def part_of(key: str, *, parts: int) -> int:
    """Which of so many parts something belongs to."""
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:8]) % parts
