"""RDF → violations, by the SHACL shapes of the ontology folder and without inference.

SHACL defines its constraints in SPARQL, and that is how they are asked here: once for all nodes, of pyoxigraph (see
`constraints`). What the shapes of a user say beyond that goes to pySHACL, which takes about a hundred times as long; a
test holds the results equal to pySHACL's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
import rdflib
from pyoxigraph import DefaultGraph, Quad, QuerySolutions, RdfFormat, Store
from rdflib.namespace import RDF, SH

from kg.errors import OntologyError
from kg.model import Violation
from kg.schema import ontology_folder
from kg.validate.constraints import Constraint, Shapes, local, message

__all__ = ["check", "mix_in", "validate"]


def validate(graph: rdflib.Graph | Iterable[Quad], *, folder: Path | None = None) -> tuple[Violation, ...]:
    """What in `graph` breaks the shapes, in a fixed order; nothing where all is well.

    Named graphs are taken together. `folder` is the ontology folder whose kg.ttl and shapes.ttl hold (default: the
    shipped one). Raises OntologyError if its shapes are not SHACL.
    """
    store = Store()
    quads = _quads(graph) if isinstance(graph, rdflib.Graph) else graph
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
    return check(mix_in(store, folder=folder), folder=folder)


def mix_in(store: Store, *, folder: Path | None = None) -> Store:
    """`store` itself, kg.ttl added to its default graph: the shapes ask for superclasses, domains and ranges."""
    store.bulk_load(path=(folder or ontology_folder()) / "kg.ttl", format=RdfFormat.TURTLE)
    return store


def check(store: Store, *, folder: Path | None = None) -> tuple[Violation, ...]:
    """What in the default graph of `store` breaks the shapes; kg.ttl must be mixed in. See `validate`."""
    shapes = Shapes.load(folder or ontology_folder())
    found = {violation for constraint in shapes.constraints for violation in _asked(store, constraint)}
    if shapes.others:
        found |= {*_by_pyshacl(store, shapes.others)}
    return tuple(sorted(found, key=lambda v: (v.focus, v.path or "", v.value or "", v.message)))


def _asked(store: Store, constraint: Constraint) -> Iterator[Violation]:
    try:
        rows = store.query(constraint.query)
    except SyntaxError as error:
        raise OntologyError(f"shapes.ttl: sh:select is no SPARQL 1.1: {error}, in {constraint.query}") from None
    assert isinstance(rows, QuerySolutions), "a SELECT query gives solutions"
    for row in rows:
        focus, path, value = (getattr(row[name], "value", None) for name in ("this", "path", "value"))
        yield Violation(str(focus), path, value, constraint.message, constraint.severity)


def _by_pyshacl(store: Store, shapes: rdflib.Graph) -> Iterator[Violation]:
    import pyshacl

    triples = pyoxigraph.serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES) or b""
    data = rdflib.Graph().parse(data=triples, format="nt")
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise OntologyError(f"shapes.ttl: {error.message}") from None
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"shapes.ttl: {text}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        parts = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
        focus, path, value = (None if part is None else str(part) for part in parts)
        said, severity = message(report, result, SH.resultMessage), local(report.value(result, SH.resultSeverity))
        yield Violation(str(focus), path, value, said, severity)


def _quads(graph: rdflib.Graph) -> Iterator[Quad]:
    form = "nquads" if isinstance(graph, rdflib.Dataset) else "nt"
    return pyoxigraph.parse(graph.serialize(format=form, encoding="utf-8"), format=RdfFormat.N_QUADS)
