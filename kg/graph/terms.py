"""Vocabularies and literals: how a name, a number or a date is written in RDF."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from kg import iris
from kg.model import Value
from kg.zh.script import language

PREFIXES = iris.PREFIXES
ONTOLOGY = NamedNode("https://kg.example/ontology")
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date"),
    (re.compile(r"\d{4}-\d\d"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
    (re.compile(r"\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2}"), "edtf:EDTF"),
)
_COUNTS = frozenset({"ranked", "outOf"})
_PLAIN = frozenset({"role"})


def term(curie: str) -> NamedNode:
    """The node of a term of one of PREFIXES: kg:Fact, rdf:type."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def node(iri: str) -> NamedNode:
    """The node of an IRI that kg minted. Raises OutputError if it is none."""
    return NamedNode(iris.checked(iri))


def text(content: str) -> Literal:
    """A name or phrase: Chinese if it has a Chinese character, else English. Tags are in lower case."""
    return Literal(content, language=language(content))


def typed(lexical: str, datatype: str) -> Literal:
    """A literal of the datatype with that short name (xsd:date)."""
    return Literal(lexical, datatype=term(datatype))


def date(iso: str) -> Literal:
    """A date at the precision stated; what is no ISO 8601 date stays a string, for validation to find."""
    return typed(iso, next((datatype for pattern, datatype in _DATES if pattern.fullmatch(iso)), "xsd:string"))


def number(lexical: str, datatype: str) -> Literal:
    """A number without exponent or needless noughts; what is no such number stays a string, for validation to find."""
    try:
        value = Decimal(lexical)
    except InvalidOperation:
        return Literal(lexical)
    if not value.is_finite() or (datatype == "xsd:integer" and value != value.to_integral_value()):
        return Literal(lexical)
    written = format(value, "f")
    return typed(written.rstrip("0").rstrip(".") if "." in written else written, datatype)


def value(part: Value, prop: str) -> Literal:
    """The literal of a value as the object or qualifier `prop` of a fact."""
    if part.datatype == "date":
        return date(part.lexical)
    if part.datatype == "quantity":
        return number(part.lexical, "xsd:integer" if prop in _COUNTS else "xsd:decimal")
    return Literal(part.lexical) if prop in _PLAIN else text(part.lexical)
