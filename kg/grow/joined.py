"""What all documents together make of things and facts, in files: who asks for some of it holds no other part.

In memory is how many there are of each kind; what is looked for by its IRI lies in kg.grow.things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any

from kg.grow import joins, sections
from kg.grow.codec import decoded
from kg.grow.joins import Answer, Counts, Documents
from kg.grow.things import Named, Things
from kg.model import Entity, Fact, Source, View
from kg.resolve import named_in
from kg.result import Tally

Part = tuple[bytes, bytes]
_SUBJECT, _OBJECT = 1, 3  # where a Fact that is written down has them
_MANY = 48  # shards; the tables of their files are at hand (kg.grow.sections)


class Joined:
    """The facts of some `shards`; `told` are the files of what each states, `merged` those of the facts of each part of
    the subjects, `things` the file of all things, and `scratch` is one to keep what facts name."""

    def __init__(self, shards: Sequence[str], told: Sequence[str], merged: Sequence[str], things: str, scratch: Path):
        self._at = {shard: number for number, shard in enumerate(shards)}
        self._told, self.merged, self.things = told, tuple(merged), things
        self._things = Things(things)
        self._named = Named(scratch)
        self.tally = self._counted()

    def view(self, shard: str) -> View:
        """What became of the things and statements of the documents of a shard."""
        told = self._told[self._at[shard]]
        documents = self._documents(told)
        stated: dict[str, list[Fact | None]] = {each.article_id: [None] * each.statements for each in documents}
        for answer in self._answers(told):
            for article_id, row in answer.rows:
                for position, at in row:
                    stated[article_id][position] = answer.facts[at]
        facts = {fact.iri: fact for row in stated.values() for fact in row if fact}
        known = self._named.among(iri for each in documents for iri in each.iris)
        things = tuple(tuple(iri if iri in known else "" for iri in each.iris) for each in documents)
        named = {iri for row in things for iri in row} | {iri for fact in facts.values() for iri in named_in(fact)}
        statements = tuple(tuple(fact.iri if fact else "" for fact in row) for row in stated.values())
        return View(things, statements, self.entities(named - {""}), tuple(facts[iri] for iri in sorted(facts)))

    def views(self) -> View:
        """What became of those of all documents."""
        views = [self.view(shard) for shard in self._at]
        entities = {entity.iri: entity for view in views for entity in view.entities}
        facts = {fact.iri: fact for view in views for fact in view.facts}
        return View(
            tuple(row for view in views for row in view.things),
            tuple(row for view in views for row in view.statements),
            tuple(entities[iri] for iri in sorted(entities)),
            tuple(facts[iri] for iri in sorted(facts)),
        )

    def entities(self, iris: Iterable[str]) -> tuple[Entity, ...]:
        """The things of these IRIs, in their order."""
        return tuple(map(self._things.entity, sorted(iris)))

    @property
    def parts(self) -> int:
        """How many parts the graph of the run is told in."""
        return len(self.merged)

    def told(self) -> Iterator[Part]:
        """All things that a fact names and all facts, in parts, as JSON."""
        for number, path in enumerate(self.merged):
            entities = b",".join(map(self._things.content, self._named.part(number)))
            yield b"[%b]" % entities, sections.raw(path, joins.FACTS) or b"[]"

    def connected(self, most: int) -> list[str]:
        """The IRIs of so many things, the best connected."""
        return self._named.connected(most)

    def named(self, iris: Iterable[str]) -> frozenset[str]:
        """Those of the IRIs of things that any fact names."""
        return self._named.among(iris)

    def part_of(self, source: Source) -> int:
        """The part in which the graph of the run tells of a text."""
        return joins.part_of(source.id, parts=self.parts)

    def keys(self, shards: Sequence[str]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
        """Each of some shards, in their order, and what stands for all that `view` tells of it. The files of facts are
        looked through for many shards at once: one for each would be the square of their number."""
        for start in range(0, len(shards), _MANY):
            some = shards[start : start + _MANY]
            told = [self._told[self._at[shard]] for shard in some]
            found: list[list[bytes]] = [[] for _ in told]
            for part, path in enumerate(self.merged):
                facts = sections.table(path)
                for own, each in zip(found, told, strict=True):
                    if (at := joins.address(each, part)) is not None:
                        own.append(facts.digest(at) or b"")
            for shard, each, own in zip(some, told, found, strict=True):
                iris = [iri for those in self._documents(each) for iri in those.iris]
                known = self._named.among(iris)
                yield shard, (each.rpartition("/")[2].encode(), bytes(iri in known for iri in iris), *own)

    def _documents(self, told: str) -> Documents:
        return sections.read(told, joins.DOCUMENTS, Documents) or ()

    def _answers(self, told: str) -> Iterator[Answer]:
        return filter(None, (sections.read(path, at, Answer) for path, at in self._addresses(told)))

    def _addresses(self, told: str) -> Iterator[tuple[str, int]]:
        """The files of facts with the section of each that answers a file of what a shard states."""
        for part, path in enumerate(self.merged):
            if (at := joins.address(told, part)) is not None:
                yield path, at

    def _counted(self) -> Tally:
        """How many facts and things there are of each kind; and put down which things facts name."""
        facts, modality = Counter[str](), Counter[str]()
        for path in self.merged:
            counts = sections.read(path, joins.COUNTS, Counts)
            assert counts, "they are written with each file"
            facts.update(dict(counts.facts))
            modality.update(dict(counts.modality))
            self._named.add((iri, joins.part_of(iri, parts=len(self.merged)), n) for iri, n in counts.degrees)
        self._named.index()
        return Tally(Counter(map(self._things.cls, self._named)), facts, modality)


def facts_in(path: str, kept: Set[str]) -> Iterator[tuple[Fact, int]]:
    """The facts of a part between things of which all are `kept`, with the number of documents that state each."""
    facts = sections.read(path, joins.FACTS, tuple[Any, ...]) or ()
    times = sections.read(path, joins.TIMES, tuple[int, ...]) or ()
    for row, count in zip(facts, times, strict=True):
        if row[_SUBJECT] in kept and (isinstance(row[_OBJECT], list) or row[_OBJECT] in kept):
            yield decoded(row, Fact), count
