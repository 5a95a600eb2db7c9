"""Quads → bytes: canonical N-Quads; Turtle and JSON-LD for interchange. The same quads always give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.graph.terms import PREFIXES

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")


def canonical(quads: Iterable[Quad]) -> bytes:
    """N-Quads, every quad once, lines in the order of their bytes."""
    lines = (pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n")
    return b"".join(line + b"\n" for line in sorted(set(lines)) if line)


def to_turtle(quads: Iterable[Quad]) -> bytes:
    """Turtle of the union of all named graphs: who states what is lost, except through the evidence of each fact."""
    triples = sorted({Triple(quad.subject, quad.predicate, quad.object) for quad in quads}, key=_order)
    written = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    lines = written.splitlines(keepends=True)  # pyoxigraph writes the prefixes in a new order on every run
    return b"".join(sorted(lines[: len(PREFIXES)]) + lines[len(PREFIXES) :])


def to_jsonld(quads: Iterable[Quad]) -> bytes:
    """JSON-LD 1.1 of all named graphs, one line a node, in UTF-8."""
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), *_order(quad)))
    graphs = [_named(_iri(name), members) for name, members in groupby(ordered, key=lambda quad: quad.graph_name)]
    return f'{{"@context": {_json(PREFIXES)}, "@graph": {_lines(graphs)}}}\n'.encode()


def _named(name: str, members: Iterable[Quad]) -> str:
    return f'{{"@id": {_json(name)}, "@graph": {_lines(map(_json, _nodes(members)))}}}'


def _nodes(quads: Iterable[Quad]) -> list[dict[str, Any]]:
    """The nodes of one graph, as JSON-LD writes them."""
    nodes = []
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": _iri(subject)}
        for quad in about:
            key = "@type" if quad.predicate == _TYPE else _short(quad.predicate)
            node.setdefault(key, []).append(_iri(quad.object) if key == "@type" else _value(quad.object))
        nodes.append(node)
    return nodes


def _value(target: object) -> dict[str, str]:
    if not isinstance(target, Literal):
        return {"@id": _iri(target)}
    if target.language:
        return {"@value": target.value, "@language": target.language}
    return {"@value": target.value, "@type": _short(target.datatype)}


def _iri(node: object) -> str:
    if not isinstance(node, NamedNode):
        raise TypeError(f"{node} is no IRI: kg writes neither blank nodes nor the default graph")
    return node.value


def _short(iri: NamedNode) -> str:
    """kg:Fact for its IRI, where the vocabulary is one of PREFIXES."""
    for prefix, start in PREFIXES.items():
        if iri.value.startswith(start):
            return f"{prefix}:{iri.value.removeprefix(start)}"
    return iri.value


def _order(statement: Triple | Quad) -> tuple[str, bool, str, str]:
    """By subject, its classes first, then by predicate and object."""
    classes_first = statement.predicate != _TYPE
    return str(statement.subject), classes_first, str(statement.predicate), str(statement.object)


def _lines(members: Iterable[str]) -> str:
    return "[\n" + ",\n".join(members) + "\n]"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
