"""Articles → chunks whose borders stay where they are when a document comes or goes.

The texts wait in one file (kg.grow.inputs), so that memory holds a line about each; chunks are cut in the order of the
ids, after a document that its own name makes the last of one (content-defined chunking, as in rsync: Tridgell 1999,
chapter 3). The longer a document, the likelier it is, so that chunks hold about CHARACTERS each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from kg.grow.codec import decode
from kg.grow.places import opened
from kg.model import Article

CHARACTERS = 40_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits to be read: how long it is in characters, the hash of all that is known of it, and where it
    lies in the file of texts; nowhere (0, 0) if a shard of the last build holds it."""

    id: str
    source: str
    digest: str
    characters: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """Documents that are read together. `texts` is the file in which they wait."""

    documents: tuple[Waiting, ...]
    texts: str = ""

    @property
    def characters(self) -> int:
        return sum(document.characters for document in self.documents)

    def articles(self, known: Container[str]) -> Iterator[tuple[str, Article | None]]:
        """By the hash of each document its article; None if that is `known`."""
        with opened(self.texts) as file:
            for document in self.documents:
                article = None
                if document.digest not in known:
                    file.seek(document.start)
                    article = decode(file.read(document.end - document.start), Article)
                yield document.digest, article


def chunked(documents: Iterable[Waiting]) -> list[Chunk]:
    """The documents in chunks, in the order of their ids."""
    return [Chunk(tuple(group)) for group in _cut(sorted(documents, key=lambda document: document.id))]


def _cut(documents: Iterable[Waiting]) -> Iterator[list[Waiting]]:
    group: list[Waiting] = []
    for document in documents:
        group.append(document)
        if _is_last(document):
            yield group
            group = []
    if group:
        yield group


def _is_last(document: Waiting) -> bool:
    """True of a document as often as its length is a part of a chunk, by the hash of its id alone."""
    draw = int.from_bytes(hashlib.sha256(document.id.encode("utf-8", "surrogatepass")).digest()[:8])
    return draw < document.characters / CHARACTERS * 2**64
