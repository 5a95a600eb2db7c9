"""A shard: what the documents of a chunk say and where, as lines of JSON.

The first line lists the documents (and those that could not be read), then comes a line for the outline of each, then
one for the account of each. Who asks for the outlines does not read on.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from kg.errors import OutputError
from kg.grow.codec import decode, encode
from kg.grow.kept import keep
from kg.grow.places import opened
from kg.model import Account, Article, Evidence, Outline, Source


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that broke a step, with what Python said."""

    id: str
    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Places:
    """An account without its outline."""

    article: Article
    mentions: tuple[tuple[Evidence, ...], ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a shard holds: the hash of each document read, what it is called, and those that could not be read."""

    digests: tuple[str, ...]
    sources: tuple[Source, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a shard, still as lines of JSON."""

    digest: str
    source: Source
    outline: bytes
    places: bytes


def entry(digest: str, source: Source, told: Account) -> Entry:
    """The account of one document, ready to be written."""
    return Entry(digest, source, encode(told.outline), encode(Places(told.article, told.mentions, told.evidence)))


def write(path: str, entries: Iterable[Entry], failures: Iterable[Failure]) -> None:
    """Write a shard, whole or not at all."""
    kept = list(entries)
    head = Head(tuple(e.digest for e in kept), tuple(e.source for e in kept), tuple(failures))
    lines = (encode(head), *(e.outline for e in kept), *(e.places for e in kept))
    keep(path, (line + b"\n" for line in lines))


def head(path: str) -> Head:
    """What the shard holds. Raises OutputError, as all that read one do, where it is damaged."""
    with _whole(path), opened(path) as file:
        return decode(file.readline(), Head)


def outlines(path: str) -> Iterator[Outline]:
    """The outline of each document."""
    with _whole(path), opened(path) as file:
        count = len(decode(file.readline(), Head).digests)
        for line in islice(file, count):
            yield decode(line, Outline)


def accounts(path: str) -> list[Account]:
    """The account of each document."""
    with _whole(path):
        return [_account(decode(e.outline, Outline), decode(e.places, Places)) for e in entries(path)]


def articles(path: str, wanted: Container[str]) -> Iterator[Article]:
    """The articles with the ids `wanted`; of the others, and of the places in their texts, nothing is decoded."""
    first = json.JSONDecoder().raw_decode
    with _whole(path), opened(path) as file:
        known = decode(file.readline(), Head)
        places = islice(file, len(known.sources), None)
        for source, line in zip(known.sources, places, strict=True):
            if source.id in wanted:
                yield Article(*first(line.decode("utf-8", "surrogatepass"), 1)[0])


def entries(path: str) -> list[Entry]:
    """Each document as it is written."""
    with _whole(path), opened(path) as file:
        known = decode(file.readline(), Head)
        told, places = (_lines(file, len(known.digests)) for _ in range(2))
        return [Entry(*parts) for parts in zip(known.digests, known.sources, told, places, strict=True)]


@contextmanager
def _whole(path: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, LookupError) as error:
        raise OutputError(
            f"{path}: what was kept of an earlier build is damaged ({error}); remove it, and its texts are read again"
        ) from None


def _lines(file: BinaryIO, count: int) -> list[bytes]:
    return [line.removesuffix(b"\n") for line in islice(file, count)]


def _account(outline: Outline, places: Places) -> Account:
    return Account(places.article, outline, places.mentions, places.evidence)

