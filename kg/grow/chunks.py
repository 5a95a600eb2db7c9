"""Articles → chunks whose borders stay where they are when a document comes or goes.

The texts wait in one file, so that memory holds a line about each; chunks are cut in the order of the ids, after a
document that its own name makes the last of one (content-defined chunking, as in rsync: Tridgell 1999, chapter 3). The
longer a document, the likelier it is, so that chunks hold about CHARACTERS each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.grow.codec import decode, encode
from kg.grow.places import opened
from kg.model import Article

CHARACTERS = 40_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits in a file: where, how long it is in characters, and the hash of all that is known of it."""

    id: str
    digest: str
    characters: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Documents that are read together. `texts` is the file in which they wait."""

    texts: str
    documents: tuple[Waiting, ...]

    @property
    def characters(self) -> int:
        return sum(document.characters for document in self.documents)

    def articles(self) -> Iterator[tuple[str, Article]]:
        """Each article with its hash."""
        with opened(self.texts) as file:
            for document in self.documents:
                file.seek(document.start)
                yield document.digest, decode(file.read(document.end - document.start), Article)


def chunked(articles: Iterable[Article], texts: Path) -> list[Chunk]:
    """The articles in chunks, in the order of their ids; they wait in the file `texts`, which is written anew."""
    waiting: list[Waiting] = []
    with texts.open("wb") as file:
        for article in articles:
            content, start = encode(article), file.tell()
            file.write(content)
            digest = hashlib.sha256(encode(replace(article, source=""))).hexdigest()  # a file may be moved
            waiting.append(Waiting(article.id, digest, len(article.text), start, file.tell()))
    waiting.sort(key=lambda document: document.id)
    return [Chunk(str(texts), tuple(group)) for group in _cut(waiting)]


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
