"""All things of a graph in one file, so that memory holds those that are asked for: an SQLite database."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from kg.grow.codec import decode, encode
from kg.grow.kept import note
from kg.grow.sections import whole
from kg.model import Entity

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS part (number INTEGER PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS way (context BLOB PRIMARY KEY, iri TEXT NOT NULL, part INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS apart (article BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS thing (
    iri TEXT PRIMARY KEY, cls TEXT NOT NULL, content BLOB NOT NULL, digest BLOB NOT NULL, part INTEGER NOT NULL
) WITHOUT ROWID;
"""
_KEY = 16  # bytes of a SHA-256
_AT_HAND = 1 << 14
"""Ways and things that a process remembers, some kilobytes each at most."""
_MANY = 500  # keys asked for at once: SQLite takes 999 parameters everywhere
Key = TypeVar("Key", str, bytes)
Context = tuple[str, ...]
Way = tuple[Context, str, str]
"""A name in its context (kg.resolve.clusters.Node), the id of the article that is kept apart in it or "", the IRI."""


class Drafted:
    """The file while it is written."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def outdated(self, states: Mapping[int, str]) -> list[int]:
        """The parts that are not there in these states. What is there of them, and of others, is removed."""
        there = dict(self._file.execute("SELECT number, state FROM part"))
        gone = [(number,) for number, state in there.items() if states.get(number) != state]
        if gone:
            self._file.execute("CREATE TEMP TABLE gone (number INTEGER PRIMARY KEY)")
            self._file.executemany("INSERT INTO gone VALUES (?)", gone)
            for table in ("way", "thing"):
                self._file.execute(f"DELETE FROM {table} WHERE part IN gone")
            self._file.execute("DELETE FROM part WHERE number IN gone")
        return [number for number, state in states.items() if there.get(number) != state]

    def add(self, part: int, state: str, things: Iterable[Entity], ways: Iterable[Way]) -> None:
        """Take in a part: things that are not there yet, and ways to things."""
        self._file.execute("INSERT INTO part VALUES (?, ?)", (part, state))
        self._file.executemany("INSERT OR IGNORE INTO thing VALUES (?, ?, ?, ?, ?)", _rows(things, part))
        apart = set[str]()

        def told() -> Iterator[tuple[bytes, str, int]]:
            for context, article, iri in ways:
                apart.add(article)
                yield key(context, article), iri, part

        self._file.executemany("INSERT OR REPLACE INTO way VALUES (?, ?, ?)", told())
        self._file.executemany("INSERT OR IGNORE INTO apart VALUES (?)", ((encode(each),) for each in apart))


def key(context: Context, article: str) -> bytes:
    """What stands for a name in its context, in an article that is kept apart or ""."""
    return hashlib.sha256(encode((context, article))).digest()[:_KEY]


def split(keys: bytes) -> Iterator[bytes]:
    """Keys that stand one after the other."""
    return (keys[at : at + _KEY] for at in range(0, len(keys), _KEY))


def _rows(things: Iterable[Entity], part: int) -> Iterator[tuple[str, str, bytes, bytes, int]]:
    for thing in things:
        content = encode(thing)
        yield thing.iri, thing.cls, content, hashlib.sha256(content).digest()[:_KEY], part


@contextmanager
def drafting(path: str, before: str | None = None) -> Iterator[Drafted]:
    """Write the file `path`, whole or not at all; what the file `before` holds is there to begin with."""
    folder = Path(path).parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as beside:
        draft = Path(beside, "things")
        if before:
            shutil.copyfile(before, draft)
        with closing(sqlite3.connect(draft)) as file:
            file.executescript(_TABLES)
            yield Drafted(file)
            file.commit()
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(path)
        note(Path(path))


class Things:
    """The things of the file `path`, which nobody writes to any more."""

    def __init__(self, path: str) -> None:
        self._path = path
        address = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
        self._file = sqlite3.connect(address, uri=True, check_same_thread=False)
        self.apart = {decode(article, str) for (article,) in self._file.execute("SELECT article FROM apart")} - {""}
        """The ids of articles that are kept apart."""
        self.way = lru_cache(_AT_HAND)(self._way)
        """The IRI of what a name in its context names, in an article that is kept apart or in all others ("")."""
        self.entity = lru_cache(_AT_HAND)(self._entity)
        """The thing of an IRI, without its mentions."""

    def written(self, iri: str) -> str:
        """The name that the thing is given."""
        return self.entity(iri).name

    def code(self, iri: str) -> str | None:
        """The code of the thing, if it has one."""
        return self.entity(iri).code

    def content(self, iri: str) -> bytes:
        """The thing as it is written, JSON."""
        content: bytes = self._one("SELECT content FROM thing WHERE iri = ?", iri)
        return content

    def digest(self, iri: str) -> bytes:
        """What stands for all that is known of the thing."""
        return bytes(self._one("SELECT digest FROM thing WHERE iri = ?", iri))

    def meanings(self, contexts: Iterable[bytes]) -> bytes:
        """What stands for the things of some names in their contexts, given by their keys: one after the other."""
        wanted, found = list(contexts), dict[bytes, bytes]()
        for some in _portions(wanted):
            places = ",".join("?" * len(some))
            rows = f"SELECT context, digest FROM way JOIN thing USING (iri) WHERE context IN ({places})"
            found.update(self._file.execute(rows, some))
        return b"".join(map(found.__getitem__, wanted))

    def cls(self, iri: str) -> str:
        """The class of the thing."""
        return str(self._one("SELECT cls FROM thing WHERE iri = ?", iri))

    def _way(self, context: Context, article: str) -> str:
        return str(self._one("SELECT iri FROM way WHERE context = ?", key(context, article)))

    def _entity(self, iri: str) -> Entity:
        with whole(self._path):
            return decode(self.content(iri), Entity)

    def _one(self, query: str, key: str | bytes) -> Any:
        row = self._file.execute(query, (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return row[0]


def _portions(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Keys, so many as are asked for at once."""
    return (keys[at : at + _MANY] for at in range(0, len(keys), _MANY))


class Named:
    """Which things facts name, and how many facts each stands at the end of; in a file that only this process sees."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._file = sqlite3.connect(path)
        self._file.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE named (iri TEXT PRIMARY KEY, part INTEGER, degree INTEGER) WITHOUT ROWID;"
        )

    def add(self, told: Iterable[tuple[str, int, int]]) -> None:
        """Take in IRIs, the part that each belongs to, and how often it was at an end."""
        self._file.executemany(
            "INSERT INTO named VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET degree = degree + excluded.degree", told
        )

    def index(self) -> None:
        """All are there: make ready to be asked for parts."""
        self._file.execute("CREATE INDEX parts ON named (part, iri)")

    def among(self, iris: Iterable[str]) -> frozenset[str]:
        """Those of the IRIs that a fact names."""
        wanted, found = sorted({*iris}), set[str]()
        for some in _portions(wanted):
            rows = f"SELECT iri FROM named WHERE iri IN ({','.join('?' * len(some))})"
            found.update(iri for (iri,) in self._file.execute(rows, some))
        return frozenset(found)

    def __iter__(self) -> Iterator[str]:
        return (iri for (iri,) in self._file.execute("SELECT iri FROM named ORDER BY iri"))

    def __len__(self) -> int:
        with closing(self._file.execute("SELECT count(*) FROM named")) as rows:
            return int(rows.fetchone()[0])

    def part(self, number: int) -> Iterator[str]:
        """The IRIs of a part, in their order."""
        return (iri for (iri,) in self._file.execute("SELECT iri FROM named WHERE part = ? ORDER BY iri", (number,)))

    def connected(self, most: int) -> list[str]:
        """So many of the IRIs, the best connected."""
        rows = self._file.execute("SELECT iri FROM named ORDER BY degree DESC, iri LIMIT ?", (most,))
        return [iri for (iri,) in rows]
