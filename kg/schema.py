"""ontology/ → Schema: the only module that reads the ontology folder.

The ontology says *what* may be read and written; the code says *how*. `load` refuses an ontology that contradicts
itself, naming the term and the valid choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import OntologyError

KG = rdflib.Namespace("https://kg.example/ontology#")
QUALIFIERS = ("date", "role", "in", "outOf", "metric", "unit", "responsible")
"""What a fact may state beside its two things, in the order in which it is told."""
VALUE_CLASSES = ("Date", "Quantity", "Text")
_RANGE_OF: dict[Node, str] = {
    KG.Date: "Date",
    rdflib.XSD.integer: "Quantity",
    rdflib.XSD.decimal: "Quantity",
    RDF.PlainLiteral: "Text",
}


@cache
def ontology_folder() -> Path:
    """The folder of the ontology: inside an installed package, else beside `kg/` in a checkout."""
    packaged = Path(__file__).parent / "ontology"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "ontology"


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of kg.ttl. `labels` and `definitions` are by language tag ("zh-hans", "en")."""

    name: str
    iri: str
    labels: dict[str, str]
    definitions: dict[str, str]
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property(Term):
    """One of the relations: domain and range are class names; a value range is one of VALUE_CLASSES.

    `group` names the set of a relation that is none of the twenty of the guidelines ("document"). A subject has one
    object where the qualifiers `functional_by` are the same; None where it may have many.
    """

    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()
    symmetric: bool = False
    group: str = ""
    functional_by: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """What the ontology declares: classes, relations (the twenty and those of groups), qualifiers."""

    version: str
    classes: dict[str, Term]
    relations: dict[str, Property]
    qualifiers: dict[str, Property]
    ancestors: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Is `cls` the class `ancestor` or a subclass of it?"""
        return cls == ancestor or ancestor in self.ancestors.get(cls, frozenset())

    def accepts(self, classes: frozenset[str], cls: str) -> bool:
        """May a thing of class `cls` stand where one of `classes` is asked for?"""
        return any(self.is_a(cls, wanted) for wanted in classes)

    def top(self, cls: str) -> str:
        """The entity type of the guidelines (Person, Organization …) above the class `cls`."""
        if cls in VALUE_CLASSES:
            return cls
        line = (cls, *sorted(self.ancestors.get(cls, ())))
        return next((name for name in line if self.classes[name].parents == ("NamedThing",)), cls)


def load(folder: Path | None = None) -> Schema:
    """Read the ontology (by default the shipped one). Raises OntologyError on what is no Turtle, a term without labels,
    a class that is not declared."""
    return _load(folder or ontology_folder())


@cache
def _load(folder: Path) -> Schema:
    graph = parse(folder / "kg.ttl")
    classes = {t.name: t for t in (_term(graph, node) for node in _local(graph, OWL.Class))}
    properties = [
        _property(graph, node) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for node in _local(graph, kind)
    ]
    _refuse_undeclared(properties, set(classes) | set(VALUE_CLASSES))
    about_facts = {p.name: p for p in properties if p.domain <= {"Fact", "Evidence", "Conflict"}}
    relations = {p.name: p for p in properties if p.name not in about_facts and p.name not in ("mention", "code")}
    _refuse_unknown_qualifiers(relations.values(), about_facts)
    version = next(graph.objects(None, OWL.versionInfo), None)
    if version is None:
        raise OntologyError("kg.ttl: states no owl:versionInfo; give the ontology one")
    ancestors = {name: frozenset(_above(classes, name)) for name in classes}
    return Schema(str(version), classes, dict(sorted(relations.items())), dict(sorted(about_facts.items())), ancestors)


def _refuse_undeclared(properties: list[Property], known: set[str]) -> None:
    """Raise OntologyError if a domain or range is none of the `known` classes."""
    for prop in properties:
        for name in sorted((prop.domain | prop.range) - known):
            raise OntologyError(
                f"kg.ttl: {prop.name} names the class {name}, which is not declared; "
                f"declared are {', '.join(sorted(known))}"
            )


def _refuse_unknown_qualifiers(relations: Iterable[Property], known: Mapping[str, Property]) -> None:
    """Raise OntologyError if a relation is functional by what is no qualifier."""
    for prop in relations:
        for name in sorted(set(prop.functional_by or ()) - set(known)):
            raise OntologyError(
                f"kg.ttl: {prop.name} is kg:functionalBy {name}, which is no qualifier; there are {', '.join(known)}"
            )


def parse(path: Path) -> rdflib.Graph:
    """A Turtle file of the ontology folder as a graph. Raises OntologyError naming file, line and remedy."""
    try:
        text = path.read_bytes()
        for _ in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE):
            pass  # rdflib's own parser dies of a file cut off between two terms; this one names the line
    except FileNotFoundError:
        raise OntologyError(
            f"{path}: not found; the ontology folder must hold kg.ttl, lexicon.ttl, shapes.ttl"
        ) from None
    except SyntaxError as error:
        raise OntologyError(
            f"{path}: line {error.lineno}: not Turtle: {error.msg}; mend this line or the end of the one before"
        ) from None
    try:
        return rdflib.Graph().parse(data=text, format="turtle")
    except RecursionError:
        raise OntologyError(f"{path}: nested too deep; give the inner nodes names of their own") from None


def _local(graph: rdflib.Graph, kind: Node) -> list[rdflib.URIRef]:
    found = {s for s in graph.subjects(RDF.type, kind) if isinstance(s, rdflib.URIRef) and s.startswith(KG)}
    return sorted(found)


def _texts(graph: rdflib.Graph, node: Node, predicate: Node) -> dict[str, str]:
    return {o.language or "": str(o) for o in graph.objects(node, predicate) if isinstance(o, rdflib.Literal)}


def _term(graph: rdflib.Graph, node: rdflib.URIRef) -> Term:
    name, labels = node.removeprefix(KG), _texts(graph, node, RDFS.label)
    for language in ("zh-hans", "en"):
        if language not in labels:
            raise OntologyError(
                f"kg.ttl: {name} has no rdfs:label in {language}; every term needs one in zh-hans and one in en"
            )
    parents = tuple(
        sorted(str(o).removeprefix(KG) for o in graph.objects(node, RDFS.subClassOf) if str(o).startswith(KG))
    )
    return Term(name, str(node), labels, _texts(graph, node, SKOS.definition), parents)


def _property(graph: rdflib.Graph, node: rdflib.URIRef) -> Property:
    term = _term(graph, node)
    domain, range_ = (frozenset(_classes(graph, node, p)) for p in (RDFS.domain, RDFS.range))
    symmetric = (node, RDF.type, OWL.SymmetricProperty) in graph
    group, by = str(graph.value(node, KG.group) or ""), graph.value(node, KG.functionalBy)
    functional = None if by is None else tuple(str(name).removeprefix(KG) for name in Collection(graph, by))
    said = term.name, term.iri, term.labels, term.definitions, ()
    return Property(*said, domain, range_, symmetric, group, functional)


def _classes(graph: rdflib.Graph, node: Node, predicate: Node) -> list[str]:
    """The class names of a domain or range: one class, a union of classes, or a value class."""
    names: list[str] = []
    for target in graph.objects(node, predicate):
        union = graph.value(target, OWL.unionOf)
        for member in Collection(graph, union) if union is not None else [target]:
            name = _RANGE_OF.get(member) or (str(member).removeprefix(KG) if str(member).startswith(KG) else None)
            names += [name] if name else []
    return names


def _above(classes: dict[str, Term], name: str) -> set[str]:
    """Every class above that one. Raises OntologyError where it stands above itself."""
    above: set[str] = set()
    todo = [name]
    while todo:
        new = {p for p in classes[todo.pop()].parents if p in classes} - above
        above |= new
        todo += new
    if name in above:
        raise OntologyError(f"kg.ttl: {name} is a subclass of itself, by {', '.join(sorted(above))}; break the circle")
    return above
