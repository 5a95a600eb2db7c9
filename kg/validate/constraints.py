"""shapes.ttl → SPARQL: each constraint as one query for all nodes of its target.

SHACL-SPARQL constraints are queries already (SHACL 1.0, section 5.3.1: evaluated with $this bound to each node of the
target). The core components are written as section 4 defines them, for property shapes of a node shape with a target
class whose path is one property; all that is not of this kind is left in `Shapes.others`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph
import rdflib
from pyoxigraph import RdfFormat
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.errors import OntologyError
from kg.validate.core import COMPONENTS, NEUTRAL, body

_ON_TARGET = """{prefixes}
SELECT DISTINCT ?this ?path ?value WHERE {{ VALUES ?class {{ {classes} }} ?this <{type}> ?class . {select} }}"""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A query for ?this, ?path and ?value of what breaks it."""

    query: str
    message: str
    severity: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """The constraints of a shapes graph; `others` holds the shapes that are not among them, None where all are."""

    constraints: tuple[Constraint, ...]
    others: rdflib.Graph | None

    @staticmethod
    @cache
    def load(folder: Path) -> Shapes:
        """Of shapes.ttl in the ontology folder. Raises OntologyError where it is missing or no Turtle."""
        shapes, ontology = _read(folder / "shapes.ttl"), _read(folder / "kg.ttl")
        constraints = [*_core(shapes, ontology), *_sparql(shapes, ontology)]
        shapes.remove((None, SH.sparql, None))
        told = {*NEUTRAL, SH.targetClass}
        left = any(p not in told for shape in _with_target(shapes) for p in shapes.predicates(shape))
        return Shapes(tuple(constraints), shapes if left else None)


def _with_target(shapes: rdflib.Graph) -> set[Node]:
    return {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)} & {
        shape for target in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
        for shape in shapes.subjects(target)
    }  # fmt: skip


def _core(shapes: rdflib.Graph, ontology: rdflib.Graph) -> Iterator[Constraint]:
    """The property shapes that can be asked; they are taken out of `shapes`."""
    for shape, target in shapes.subject_objects(SH.targetClass):
        for prop in list(shapes.objects(shape, SH.property)):
            if not _is_plain(shapes, prop):
                continue
            said, severity = message(shapes, prop, SH.message), local(shapes.value(prop, SH.severity) or SH.Violation)
            for component, value in shapes.predicate_objects(prop):
                if component in COMPONENTS:
                    select = body(shapes, prop, component, value)
                    yield Constraint(_on_target(ontology, target, select), said, severity)
            shapes.remove((shape, SH.property, prop))


def _is_plain(shapes: rdflib.Graph, prop: Node) -> bool:
    known = {*COMPONENTS, *NEUTRAL}
    return isinstance(shapes.value(prop, SH.path), rdflib.URIRef) and {*shapes.predicates(prop)} <= known


def _sparql(shapes: rdflib.Graph, ontology: rdflib.Graph) -> Iterator[Constraint]:
    for shape, constraint in shapes.subject_objects(SH.sparql):
        said = message(shapes, constraint, SH.message)
        severity = local(shapes.value(shape, SH.severity) or SH.Violation)
        declared = (d for owner in shapes.objects(constraint, SH.prefixes) for d in shapes.objects(owner, SH.declare))
        names = sorted((str(shapes.value(d, SH.prefix)), str(shapes.value(d, SH.namespace))) for d in declared)
        prefixes = "\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in names)
        for target in shapes.objects(shape, SH.targetClass):
            select = f"{{ {shapes.value(constraint, SH.select)} }}"
            yield Constraint(_on_target(ontology, target, select, prefixes), said, severity)


def _on_target(ontology: rdflib.Graph, target: Node, select: str, prefixes: str = "") -> str:
    below = {target, *ontology.transitive_subjects(RDFS.subClassOf, target)}
    listed = " ".join(sorted(cls.n3() for cls in below if isinstance(cls, rdflib.URIRef)))
    return _ON_TARGET.format(prefixes=prefixes, select=select, type=RDF.type, classes=listed)


def _read(path: Path) -> rdflib.Graph:
    try:
        parsed = pyoxigraph.parse(path=path, format=RdfFormat.TURTLE)
        statements = pyoxigraph.serialize(parsed, format=RdfFormat.N_TRIPLES)
    except FileNotFoundError:
        raise OntologyError(f"{path}: not found; the ontology folder must hold kg.ttl and shapes.ttl") from None
    except SyntaxError as error:
        raise OntologyError(f"{path}: line {error.lineno}: not Turtle: {error.msg}") from None
    return rdflib.Graph().parse(data=statements or b"", format="nt")


def message(graph: rdflib.Graph, node: Node, predicate: Node) -> str:
    """The message in both languages, Chinese first."""
    messages = (m for m in graph.objects(node, predicate) if isinstance(m, rdflib.Literal))
    return " | ".join(str(m) for m in sorted(messages, key=lambda m: (m.language == "en", str(m))))


def local(node: Node | None) -> str:
    """The local name of a term of SHACL."""
    return str(node).rpartition("#")[2]
