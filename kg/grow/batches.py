"""Open names in batches that no link leaves (kg.resolve.links), so that one batch after the other is told apart.

All names lie in a file, an SQLite database; memory holds sixteen bytes a name, which tell the set that links make of it
(union-find), and one batch: SIZE names, or the largest such set. A set stays in its batch as the graph grows, but where
links make two sets one and where there are twice as many names, so that few batches are other ones in the next build.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.grow import joins, sections
from kg.grow.codec import decode, encode
from kg.resolve import Curated, links
from kg.resolve.blocks import Entry
from kg.resolve.clusters import Node
from kg.resolve.likeness import MOST, Around, by_short, unlisted
from kg.resolve.links import Links

SIZE = 2_000
_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE entry (name INTEGER NOT NULL, content BLOB NOT NULL);
CREATE TABLE link (key INTEGER NOT NULL, asks INTEGER NOT NULL, crowd TEXT NOT NULL, name INTEGER NOT NULL);
CREATE TABLE member (batch INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (batch, name)) WITHOUT ROWID;
"""
_CROWDED = "SELECT crowd FROM link WHERE crowd != '' GROUP BY crowd HAVING count(DISTINCT name) > ?"
_NONE = (1 << 63) - 1
_NODE, _MARKED = 1, 6  # where an Entry that is written down has its node and its marked aliases


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that have no link to others, as they are written, in their order; and what people know of them."""

    contents: tuple[bytes, ...]
    curated: Curated

    @property
    def entries(self) -> list[Entry]:
        return [decode(content, Entry) for content in self.contents]

    @property
    def digest(self) -> str:
        """What tells it from others."""
        digest = hashlib.sha256(encode(self.curated))
        for content in self.contents:
            digest.update(content + b"\n")
        return digest.hexdigest()


class Batches:
    """The batches of the open names in the files `resolved`; a name stands in one of these alone."""

    def __init__(self, file: sqlite3.Connection, resolved: Sequence[str], curated: Curated) -> None:
        self._file, self._curated = file, curated
        file.executescript(_TABLES)
        self._known: dict[Node, int] = {}
        for known in curated.known:
            self._known.setdefault(links.node_of(known), len(self._known))
        self._names = len(self._known)
        places = unlisted(node.key for node in self._known if node.cls == "Organization")
        for path in resolved:
            places.update(sections.read(path, joins.PLACES, tuple[str, ...]) or ())
        short = by_short(places)
        self._take(resolved, links.Links(curated, short))
        crowded = file.execute(_CROWDED, (MOST,))
        self.around = Around(short, frozenset(crowd for (crowd,) in crowded))
        """What the names of all batches tell."""
        self.count = 1 << (self._names // SIZE).bit_length()
        self._divide()

    def batch(self, number: int) -> Batch:
        """One of the `count` batches."""
        rows = "SELECT content FROM member JOIN entry USING (name) WHERE batch = ?"
        contents = sorted(content for (content,) in self._file.execute(rows, (number,)))
        few = "SELECT name FROM member WHERE batch = ? AND name < ?"
        here = {name for (name,) in self._file.execute(few, (number, len(self._known)))}
        known = tuple(each for each in self._curated.known if self._known[links.node_of(each)] in here)
        return Batch(tuple(contents), replace(self._curated, known=known))

    def _take(self, resolved: Iterable[str], known_by: Links) -> None:
        """Put down all entries and their links."""
        for known in self._curated.known:
            number = self._known[links.node_of(known)]
            rows = [(*link, number) for link in known_by.of_known(known)]
            self._file.executemany("INSERT INTO link VALUES (?, ?, ?, ?)", rows)
        for path in resolved:
            numbers = dict(self._known)
            entries: list[tuple[int, bytes]] = []
            bears: list[tuple[Any, ...]] = []
            for row, told in zip(*(_rows(path, part) for part in (joins.OPEN, joins.LINKS)), strict=True):
                node = Node(*row[_NODE])
                number = self._number(node, numbers)
                entries.append((number, encode(row)))
                found = known_by.of(node, row[_MARKED]) if known_by.depend(node) else told
                bears.extend((*link, number) for link in found)
            self._file.executemany("INSERT INTO entry VALUES (?, ?)", entries)
            self._file.executemany("INSERT INTO link VALUES (?, ?, ?, ?)", bears)
        self._file.execute("CREATE INDEX entries ON entry (name)")

    def _number(self, node: Node, numbers: dict[Node, int]) -> int:
        """The number of a node, a new one if it has none yet."""
        found = numbers.setdefault(node, self._names)
        self._names += found == self._names
        return found

    def _divide(self) -> None:
        """Put down which names are members of which batch."""
        sets = _Sets(self._names)
        rows = f"SELECT key, asks, name FROM link WHERE crowd NOT IN ({_CROWDED}) ORDER BY key, asks DESC"
        key, leads, first = None, False, 0
        for link, asks, name in self._file.execute(rows, (MOST,)):
            sets.bears(name, link)
            if link != key:
                key, leads, first = link, asks, name  # where any asks, the first does
            elif leads:
                sets.join(first, name)
        told = ((sets.of(name) % self.count, name) for name in range(self._names))
        self._file.executemany("INSERT INTO member VALUES (?, ?)", told)


def _rows(path: str, part: int) -> list[Any]:
    """What a file holds of open names, as JSON makes it."""
    rows: list[Any] = json.loads((sections.raw(path, part) or b"[]").decode("utf-8", "surrogatepass"))
    return rows


class _Sets:
    """Disjoint sets of numbers, each known by the least key that a member bears; keys come in their order."""

    def __init__(self, count: int) -> None:
        self._parent, self._least = array("q", range(count)), array("q", [_NONE]) * count

    def of(self, number: int) -> int:
        """The key that stands for the set of a number."""
        return self._least[self._root(number)]

    def bears(self, number: int, key: int) -> None:
        root = self._root(number)
        self._least[root] = min(self._least[root], key)

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first
        self._least[first] = min(self._least[first], self._least[second])

    def _root(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number


@contextmanager
def batched(path: Path, resolved: Sequence[str], curated: Curated) -> Iterator[Batches]:
    """The batches of the open names in the files `resolved`, held in a new file `path` that is then removed."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as file:
        yield Batches(file, resolved, curated)
    path.unlink()
