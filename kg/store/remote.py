"""A graph in any store that speaks SPARQL 1.1: query and update over HTTP, loaded in batches that may be sent again.

Every statement goes into the named graph of its text (INSERT DATA, which changes nothing if it is there already); with
`union` into the default graph too, for stores whose default graph is not the union of the named ones. Who
fills a large store for the first time may hand it graph.nq itself: docs/store.md says how.
"""

from __future__ import annotations

import os
import re
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit, urlunsplit

from kg.errors import OutputError

_BATCH = 2_000  # lines of one request, some 400 kB
_TRIES, _PAUSE = 5, 0.5  # of one request; seconds before the second, doubled each time
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_RESULTS = "application/sparql-results+json, application/n-triples;q=0.9"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask and where to change. User and password may stand in the URL; a token in KG_TOKEN."""

    url: str
    update_url: str
    union: bool = False

    @staticmethod
    def at(url: str, *, update_url: str | None = None, union: bool = False) -> Endpoint:
        """The endpoint of `url`. Changes go to `update_url`; if none is given, to …/update where `url` ends in
        /query or /sparql, as most stores have it, else to `url` itself. Raises OutputError on what is no http URL."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise OutputError(f"{url!r} is no address of a store; give one like http://localhost:7878/sparql")
        path = re.sub(r"/(?:query|sparql)$", "/update", parts.path)
        return Endpoint(url, update_url or urlunsplit(parts._replace(path=path)), union)

    def query(self, text: str) -> bytes:
        """The answer to a query: SPARQL JSON, or N-Triples. Raises OutputError."""
        return _sent(self.url, "application/sparql-query", text, accept=_RESULTS)

    def update(self, text: str) -> None:
        """Run a SPARQL Update. Raises OutputError."""
        _sent(self.update_url, "application/sparql-update", text)

    def add(self, lines: Iterable[bytes]) -> None:
        """Add the statements of lines of N-Quads."""
        for batch in _batches(lines):
            triples = sorted({triple for triple, _ in batch}) if self.union else []
            self.update(f"INSERT DATA {{\n{_joined(triples)}{_graphs(batch)}}}")

    def remove(self, lines: Iterable[bytes]) -> None:
        """Take away the statements of lines of N-Quads; from the default graph those that no other graph holds."""
        for batch in _batches(lines):
            self.update(f"DELETE DATA {{\n{_graphs(batch)}}}")
            if self.union:
                listed = "\n".join(f"( {triple} )" for triple in sorted({triple for triple, _ in batch}))
                elsewhere = "GRAPH ?g { ?s ?p ?o }"
                self.update(
                    f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES (?s ?p ?o) {{\n{listed}\n}} "
                    f"FILTER NOT EXISTS {{ {elsewhere} }} }}"
                )

    @property
    def name(self) -> str:
        """The URL without user and password."""
        return _plain(self.url)


def _batches(lines: Iterable[bytes]) -> Iterator[list[tuple[str, str]]]:
    """Statements as (triple, graph), so many at a time."""
    batch: list[tuple[str, str]] = []
    for line in lines:
        statement = line.decode().removesuffix("\n").removesuffix(" .")
        triple, _, graph = statement.rpartition(" ")
        batch.append((triple, graph))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _graphs(batch: list[tuple[str, str]]) -> str:
    ordered = sorted(batch, key=lambda statement: statement[1])
    blocks = groupby(ordered, key=lambda statement: statement[1])
    return "".join(f"GRAPH {graph} {{\n{_joined(triple for triple, _ in block)}}}\n" for graph, block in blocks)


def _joined(triples: Iterable[str]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


def _sent(url: str, kind: str, text: str, *, accept: str = "*/*") -> bytes:
    """The answer to a POST, tried again while the store is busy, restarting or out of reach."""
    request = _request(url, kind, text, accept)
    for attempt in range(1, _TRIES + 1):
        try:
            with urllib.request.urlopen(request, timeout=600) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            said = error.read(500).decode("utf-8", "replace").strip()
            if error.code not in _AGAIN or attempt == _TRIES:
                raise OutputError(f"{_plain(url)} answers {error.code} {error.reason}: {said}") from None
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            if attempt == _TRIES:
                reason = getattr(error, "reason", error)
                raise OutputError(f"{_plain(url)} cannot be reached ({reason}); is the store running?") from None
        time.sleep(_PAUSE * 2 ** (attempt - 1))
    raise AssertionError("the last try returns or raises")


def _request(url: str, kind: str, text: str, accept: str) -> urllib.request.Request:
    parts = urlsplit(url)
    headers = {"Content-Type": f"{kind}; charset=utf-8", "Accept": accept, "User-Agent": "kg"}
    if parts.username is not None:
        credentials = f"{parts.username}:{parts.password or ''}".encode()
        headers["Authorization"] = f"Basic {b64encode(credentials).decode()}"
    elif token := os.environ.get("KG_TOKEN"):
        headers["Authorization"] = f"Bearer {token}"
    return urllib.request.Request(_plain(url), text.encode(), headers)


def _plain(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
