"""A graph in any store that speaks SPARQL 1.1: query and update over HTTP, loaded in batches that may be sent again.

Every statement goes into the named graph of its text (INSERT DATA, which changes nothing if it is there already); with
`union` into the default graph too, for stores whose default graph is not the union of the named ones. With the address
of a Graph Store (SPARQL 1.1 Graph Store HTTP Protocol) what is new goes there instead, one request a graph (some stores
limit the length of an update). Who fills a large store for the first time may hand it graph.nq itself: docs/store.md
says how.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from urllib.parse import quote, urlsplit, urlunsplit

from kg.errors import OutputError
from kg.store.wire import plain, sent

_BATCH = 2_000  # lines of one request, some 400 kB
_TRIPLES = "application/n-triples"
_HOST = re.compile(r"[\w.:%-]{1,253}")
_UNSENT = re.compile(r"[\x00-\x20\x7f]")  # blanks and line ends, which no request may hold in its address
_RESULTS = "application/sparql-results+json, application/n-triples;q=0.9"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, where to change, and where graphs lie, if that is used.

    User and password may stand in the URLs or in ~/.netrc, a token in KG_TOKEN.
    """

    url: str
    update_url: str
    union: bool = False
    graphs_url: str | None = None

    @staticmethod
    def at(
        url: str, *, update_url: str | None = None, union: bool = False, graphs_url: str | None = None
    ) -> Endpoint:
        """The endpoint of `url`. Changes go to `update_url`; if none is given, to …/update where `url` ends in
        /query or /sparql, as most stores have it, else to `url` itself. Raises OutputError on what is no http URL."""
        for address in filter(None, (url, update_url, graphs_url)):
            _check(address)
        parts = urlsplit(url)
        path = re.sub(r"/(?:query|sparql)$", "/update", parts.path)
        return Endpoint(url, update_url or urlunsplit(parts._replace(path=path)), union, graphs_url)

    def query(self, text: str) -> bytes:
        """The answer to a query: SPARQL JSON, or N-Triples. Raises OutputError."""
        kind = "application/sparql-query; charset=utf-8"
        return sent(self.url, "POST", kind=kind, body=text.encode(), accept=_RESULTS)

    def check(self) -> None:
        """Raise OutputError if what answers there is no store: a web server may take a change, with thanks, and lose
        it."""
        if b'"boolean"' not in self.query("ASK {}"):
            raise OutputError(f"{self.name} answers no SPARQL; give the address of a store, where it takes queries")

    def update(self, text: str) -> None:
        """Run a SPARQL Update. Raises OutputError."""
        sent(self.update_url, "POST", kind="application/sparql-update; charset=utf-8", body=text.encode())

    def graph(self, name: str | None) -> bytes:
        """The N-Triples of the graph of that IRI (None: the default graph). Raises OutputError if there is none."""
        return sent(self._address(name), "GET", accept=_TRIPLES)

    def put(self, name: str | None, triples: bytes) -> None:
        """Have the graph hold these N-Triples and no others. Raises OutputError."""
        sent(self._address(name), "PUT", kind=_TRIPLES, body=triples)

    def post(self, name: str | None, triples: bytes) -> None:
        """Add N-Triples to the graph; those without blank nodes may be sent twice. Raises OutputError."""
        sent(self._address(name), "POST", kind=_TRIPLES, body=triples)

    def delete(self, name: str | None) -> None:
        """Take the graph away. Raises OutputError, also if there is none."""
        sent(self._address(name), "DELETE")

    def add(self, lines: Iterable[bytes]) -> None:
        """Add the statements of lines of N-Quads."""
        for batch in _batches(lines):
            triples = sorted({triple for triple, _ in batch}) if self.union else []
            if self.graphs_url is None:
                self.update(f"INSERT DATA {{\n{_joined(triples)}{_graphs(batch)}}}")
                continue
            for graph, block in _by_graph(batch):
                self.post(graph[1:-1], _joined(block).encode())
            if triples:
                self.post(None, _joined(triples).encode())

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
        return plain(self.url)

    def _address(self, name: str | None) -> str:
        """Where a graph lies (§ 4.2 of the protocol, indirect identification)."""
        if self.graphs_url is None:
            raise OutputError(f"{self.name}: no address of a graph store was given")
        asked = "default" if name is None else f"graph={quote(name, safe='')}"
        return f"{self.graphs_url}{'&' if urlsplit(self.graphs_url).query else '?'}{asked}"


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:  # [::1 without its end, a port beyond 65535
        known = None
    if not known or _UNSENT.search(url):
        shown = re.sub("//[^/@]*@", "//", url)
        raise OutputError(f"{shown!r} is no address of a store; give one like http://localhost:7878/sparql")


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


def _by_graph(batch: list[tuple[str, str]]) -> Iterator[tuple[str, Iterator[str]]]:
    """Each graph, as <IRI>, with its triples."""
    for graph, block in groupby(sorted(batch, key=itemgetter(1)), key=itemgetter(1)):
        yield graph, (triple for triple, _ in block)


def _graphs(batch: list[tuple[str, str]]) -> str:
    return "".join(f"GRAPH {graph} {{\n{_joined(triples)}}}\n" for graph, triples in _by_graph(batch))


def _joined(triples: Iterable[str]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)
