"""In a worker: a query becomes an answer in the form that the client likes best."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, Triple, serialize

from kg.errors import QueryError
from kg.iris import PREFIXES
from kg.query.scan import Token, fault, refuse
from kg.query.syntax import misread
from kg.serve.negotiation import BOOLEANS, GRAPHS, TABLES, chosen

_FOREIGN = ("file:", "ftp:", "data:")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: `write` puts the body into a file, piece by piece, after the head has been settled."""

    type: str
    write: Callable[[IO[bytes]], None]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def told(type_: str, body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer that is there already."""
    return Answer(type_, lambda out: ignore(out.write(body)), status, dict(headers or {}))


def query(store: Store, head: Mapping[str, Any], body: bytes) -> Answer:
    """The answer to the query in `body`. The head may name `accept`, `base`, and the dataset: `default`, `named`.

    Raises QueryError for what may not run or is no SPARQL, Refusal if there is no form that the client takes.
    """
    text = decoded(body)
    _refuse_foreign(text, refuse(text, "query", allowed=frozenset({"FROM"})))
    try:
        found = store.query(text, base_iri=head.get("base"), prefixes=PREFIXES, **_dataset(head))
    except SyntaxError as error:
        raise misread(text, "query", str(error)) from None
    return _in_form(found, head.get("accept"))


def decoded(body: bytes) -> str:
    """The text of a body in UTF-8. Raises QueryError."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"byte offset {error.start} is not UTF-8; send the text in UTF-8") from None


def nodes(iris: Sequence[str]) -> list[NamedNode]:
    """The nodes of IRIs that came with a request. Raises QueryError."""
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph is named by an absolute IRI: {error}") from None


def written(triples: Sequence[Triple], media: str) -> Answer:
    """Triples in one of GRAPHS, sorted, so that the same graph gives the same bytes."""
    ordered = sorted(triples, key=str)
    if GRAPHS[media] is RdfFormat.TURTLE:
        return told("text/turtle; charset=utf-8", _turtle(ordered))
    return Answer(media, lambda out: ignore(serialize(ordered, output=out, format=GRAPHS[media])))


def _turtle(triples: Sequence[Triple]) -> bytes:
    """Turtle with the prefixes that it uses, in their order (pyoxigraph writes them in a new one on every run)."""
    plain = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    lines = plain.splitlines(keepends=True)
    return b"".join(sorted(lines[: len(PREFIXES)]) + lines[len(PREFIXES) :])


def _refuse_foreign(text: str, read: Sequence[Token]) -> None:
    """FROM names graphs of this store; whoever means a file should hear that, and not get an empty answer."""
    for before, token in pairwise(read):
        after_from = before.kind == "word" and before.text.upper() in ("FROM", "NAMED")
        if after_from and token.kind == "iri" and token.text[1:].lower().startswith(_FOREIGN):
            raise fault(text, token.start, "query", "FROM reads no files", "name a graph of this store")


def _dataset(head: Mapping[str, Any]) -> dict[str, Any]:
    """The dataset that the protocol names, which goes before that of the query (SPARQL 1.1 Protocol, section 2.1.4)."""
    default, named = head.get("default", ()), head.get("named", ())
    return {"default_graph": nodes(default), "named_graphs": nodes(named)} if default or named else {}


def _in_form(found: QuerySolutions | QueryBoolean | QueryTriples, accept: str | None) -> Answer:
    if isinstance(found, QueryTriples):
        media = chosen(accept, tuple(GRAPHS))
        if media == "application/n-triples":
            return Answer(media, lambda out: ignore(found.serialize(output=out, format=RdfFormat.N_TRIPLES)))
        return written(list(dict.fromkeys(found)), media)
    form = chosen(accept, tuple(BOOLEANS if isinstance(found, QueryBoolean) else TABLES))
    type_ = f"{form}; charset=utf-8" if form.startswith("text/") else form
    return Answer(type_, lambda out: ignore(found.serialize(output=out, format=TABLES[form])))


def ignore(_: object) -> None:
    """What a write returns does not matter."""
