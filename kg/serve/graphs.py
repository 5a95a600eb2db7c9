"""In a worker: the Graph Store Protocol (SPARQL 1.1 Graph Store HTTP Protocol), graphs named by ?graph= or ?default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.errors import QueryError
from kg.serve.answering import Answer, ignore, nodes, told, written
from kg.serve.negotiation import GRAPHS, chosen
from kg.serve.refusal import Refusal

# RDF/XML is not read: a few lines of entities in it grow to gigabytes.
_READ = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
}
_READ_QUADS = {"application/n-quads": RdfFormat.N_QUADS, "application/trig": RdfFormat.TRIG}
_NONE = "text/plain; charset=utf-8"


def read_graph(store: Store, head: Mapping[str, Any], _: bytes) -> Answer:
    """The graph `graph` ("" is the default graph), in the form that `accept` likes best. Raises Refusal 404."""
    graph = _found(store, head["graph"])
    media = chosen(head.get("accept"), tuple(GRAPHS))
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    if media == "application/n-triples":  # as it comes, however large the graph
        return Answer(media, lambda out: ignore(serialize(triples, output=out, format=GRAPHS[media])))
    return written(list(triples), media)


def put_graph(store: Store, head: Mapping[str, Any], body: bytes) -> Answer:
    """Put the triples of `body` in place of the graph, in one transaction: 201 if it is new, else 204."""
    graph, quads = _named(head["graph"]), _parsed(head, body)
    new = isinstance(graph, NamedNode) and not store.contains_named_graph(graph)
    triples = (serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"").decode()
    if isinstance(graph, NamedNode):
        data = f"INSERT DATA {{ GRAPH {graph} {{ {triples} }} }}"
        store.update(f"DROP SILENT GRAPH {graph} ; CREATE GRAPH {graph} ; {data}")
    else:
        store.update(f"CLEAR DEFAULT ; INSERT DATA {{ {triples} }}")
    return told(_NONE, b"", status=201 if new else 204)


def add_to_graph(store: Store, head: Mapping[str, Any], body: bytes) -> Answer:
    """Add the triples of `body` to the graph. Without a graph: triples to a new one, which `Location` names, and quads
    to the graphs that they name themselves."""
    quads = _parsed(head, body)
    if head["graph"] is None and head["type"] in _READ:
        return _founded(store, f"{head['base']}/{uuid4().hex}", quads)
    graph = None if head["graph"] is None else _named(head["graph"])
    new = isinstance(graph, NamedNode) and not store.contains_named_graph(graph)
    store.extend(quads if graph is None else [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads])
    if isinstance(graph, NamedNode):
        store.add_graph(graph)
    return told(_NONE, b"", status=201 if new else 204)


def drop_graph(store: Store, head: Mapping[str, Any], _: bytes) -> Answer:
    """Take the graph away; the default graph is emptied. Raises Refusal 404."""
    store.remove_graph(_found(store, head["graph"]))
    return told(_NONE, b"", status=204)


def _founded(store: Store, iri: str, quads: list[Quad]) -> Answer:
    graph = NamedNode(iri)
    store.add_graph(graph)
    store.extend([Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads])
    return told(_NONE, b"", status=201, headers={"Location": iri})


def _named(iri: str) -> NamedNode | DefaultGraph:
    return nodes([iri])[0] if iri else DefaultGraph()


def _found(store: Store, iri: str) -> NamedNode | DefaultGraph:
    graph = _named(iri)
    if isinstance(graph, NamedNode) and not store.contains_named_graph(graph):
        raise Refusal(404, f"there is no graph {iri}")
    return graph


def _parsed(head: Mapping[str, Any], body: bytes) -> list[Quad]:
    forms = _READ if head["graph"] is not None else _READ | _READ_QUADS
    form = forms.get(head["type"])
    if form is None:
        raise Refusal(415, f"{head['type'] or 'a body without Content-Type'} is not read here; send {', '.join(forms)}")
    try:
        return list(parse(body, format=form, base_iri=head.get("base")))
    except SyntaxError as error:
        raise QueryError(f"line {error.lineno}: not {form.name}: {error.msg}") from None
