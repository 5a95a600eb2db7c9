"""RDF → violations, by the SHACL shapes of the ontology folder and without inference.

SHACL Core is pySHACL's work. It would parse every SPARQL constraint anew for each node (2 s for fifteen facts), so
those are asked of pyoxigraph, once for all nodes; a test holds the results equal to pySHACL's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import rdflib
from pyoxigraph import DefaultGraph, Quad, QuerySolutions, RdfFormat, Store, Triple
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.model import Violation
from kg.schema import ontology_folder

# SHACL 1.0, section 5.3.1: a constraint is evaluated with $this bound to each node of the target.
_ON_TARGET = """{prefixes}
SELECT DISTINCT ?this ?path ?value WHERE {{ ?this <{type}>/<{below}>* <{target}> . {{ {select} }} }}"""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SHACL-SPARQL constraint for the instances of one class."""

    query: str
    message: str
    severity: str


def validate(graph: rdflib.Graph | Iterable[Quad], *, folder: Path | None = None) -> tuple[Violation, ...]:
    """What in `graph` breaks the shapes, in a fixed order; nothing where all is well.

    Named graphs are taken together. `folder` is the ontology folder whose kg.ttl and shapes.ttl hold (default: the
    shipped one). Raises OntologyError if its shapes are not SHACL.
    """
    folder = folder or ontology_folder()
    shapes, ontology, triples = _read(folder / "shapes.ttl"), folder / "kg.ttl", _triples(graph)
    constraints = list(_constraints(shapes))
    shapes.remove((None, SH.sparql, None))
    found = {*_core(triples, shapes, ontology), *_asked(triples, constraints, ontology)}
    return tuple(sorted(found, key=lambda v: (v.focus, v.path or "", v.value or "", v.message)))


def _core(triples: Iterable[Triple], shapes: rdflib.Graph, ontology: Path) -> Iterator[Violation]:
    """What breaks SHACL Core, as pySHACL reports it."""
    import pyshacl

    data = rdflib.Graph().parse(data=pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    try:
        _, report, text = pyshacl.validate(
            data, shacl_graph=shapes, ont_graph=_read(ontology), inference="none", inplace=True
        )
    except pyshacl.errors.ReportableRuntimeError as error:
        raise OntologyError(f"shapes.ttl: {error.message}") from None
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"shapes.ttl: {text}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, path, value = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
        severity = _local(report.value(result, SH.resultSeverity))
        yield Violation(str(focus), _text(path), _text(value), _message(report, result, SH.resultMessage), severity)


def _asked(triples: Iterable[Triple], constraints: Iterable[Constraint], ontology: Path) -> Iterator[Violation]:
    """What breaks the SPARQL constraints."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    store.bulk_load(path=ontology, format=RdfFormat.TURTLE)
    for constraint in constraints:
        for row in _solutions(store, constraint.query):
            focus, path, value = (getattr(row[name], "value", None) for name in ("this", "path", "value"))
            yield Violation(str(focus), path, value, constraint.message, constraint.severity)


def _solutions(store: Store, query: str) -> QuerySolutions:
    try:
        rows = store.query(query)
    except SyntaxError as error:
        raise OntologyError(f"shapes.ttl: sh:select is no SPARQL 1.1: {error}, in {query}") from None
    assert isinstance(rows, QuerySolutions), "a SELECT query gives solutions"
    return rows


def _constraints(shapes: rdflib.Graph) -> Iterator[Constraint]:
    for shape, constraint in shapes.subject_objects(SH.sparql):
        message = _message(shapes, constraint, SH.message)
        severity = _local(shapes.value(shape, SH.severity) or SH.Violation)
        declared = (d for owner in shapes.objects(constraint, SH.prefixes) for d in shapes.objects(owner, SH.declare))
        names = sorted((str(shapes.value(d, SH.prefix)), str(shapes.value(d, SH.namespace))) for d in declared)
        prefixes = "\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in names)
        for target in shapes.objects(shape, SH.targetClass):
            select = shapes.value(constraint, SH.select)
            about = {"type": RDF.type, "below": RDFS.subClassOf, "target": target}
            yield Constraint(_ON_TARGET.format(prefixes=prefixes, select=select, **about), message, severity)


def _triples(graph: rdflib.Graph | Iterable[Quad]) -> list[Triple]:
    """The triples of all named graphs, each once."""
    if isinstance(graph, rdflib.Graph):
        graph = _quads(graph)
    return sorted({Triple(quad.subject, quad.predicate, quad.object) for quad in graph}, key=str)


def _quads(graph: rdflib.Graph) -> Iterator[Quad]:
    form = "nquads" if isinstance(graph, rdflib.Dataset) else "nt"
    return pyoxigraph.parse(graph.serialize(format=form, encoding="utf-8"), format=RdfFormat.N_QUADS)


def _read(path: Path) -> rdflib.Graph:
    try:
        parsed = pyoxigraph.parse(path=path, format=RdfFormat.TURTLE)
        statements = pyoxigraph.serialize(parsed, format=RdfFormat.N_TRIPLES)
    except FileNotFoundError:
        raise OntologyError(f"{path}: not found; the ontology folder must hold kg.ttl and shapes.ttl") from None
    except SyntaxError as error:
        raise OntologyError(f"{path}: line {error.lineno}: not Turtle: {error.msg}") from None
    return rdflib.Graph().parse(data=statements or b"", format="nt")


def _message(graph: rdflib.Graph, node: Node, predicate: Node) -> str:
    """The message in both languages, Chinese first."""
    messages = (m for m in graph.objects(node, predicate) if isinstance(m, rdflib.Literal))
    return " | ".join(str(m) for m in sorted(messages, key=lambda m: (m.language == "en", str(m))))


def _local(node: Node | None) -> str:
    return str(node).rpartition("#")[2]


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)
