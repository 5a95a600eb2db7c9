"""Vocabularies and literals: how a name, a number or a date is written in RDF.

Terms are text, as N-Triples writes them (https://www.w3.org/TR/n-triples/, the canonical form, in which a term has one
spelling): a graph of millions of quads is written several times faster than through objects.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from kg import iris
from kg.model import Value
from kg.zh.script import language

PREFIXES = iris.PREFIXES
ONTOLOGY = "<https://kg.example/ontology>"
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date"),
    (re.compile(r"\d{4}-\d\d"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
    (re.compile(r"\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2}"), "edtf:EDTF"),
)
_COUNTS = frozenset({"ranked", "outOf"})
_PLAIN = frozenset({"role"})


_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)}
_ESCAPES |= {ord(char): f"\\{name}" for char, name in zip('\t\b\n\r\f"\\', 'tbnrf"\\', strict=True)}
_SPECIAL = re.compile('[\x00-\x1f\x7f\ufffe\uffff"\\\\]')


@cache
def term(curie: str) -> str:
    """A term of one of PREFIXES: kg:Fact, rdf:type."""
    prefix, _, local = curie.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


@lru_cache(maxsize=1 << 14)  # one thing is the subject of many triples
def node(iri: str) -> str:
    """An IRI that kg minted. Raises OutputError if it is none."""
    return f"<{iris.checked(iri)}>"


def string(content: str) -> str:
    """A literal without language."""
    if _SPECIAL.search(content):
        content = content.translate(_ESCAPES)
    return f'"{content}"'


def text(content: str) -> str:
    """A name or phrase: Chinese if it has a Chinese character, else English. Tags are in lower case."""
    return f"{string(content)}@{language(content)}"


def typed(lexical: str, datatype: str) -> str:
    """A literal of the datatype with that short name (xsd:date)."""
    return string(lexical) if datatype == "xsd:string" else f"{string(lexical)}^^{term(datatype)}"


def date(iso: str) -> str:
    """A date at the precision stated; what is no ISO 8601 date stays a string, for validation to find."""
    return typed(iso, next((datatype for pattern, datatype in _DATES if pattern.fullmatch(iso)), "xsd:string"))


def number(lexical: str, datatype: str) -> str:
    """A number without exponent or needless noughts; what is no such number stays a string, for validation to find."""
    try:
        value = Decimal(lexical)
    except InvalidOperation:
        return string(lexical)
    if not value.is_finite() or (datatype == "xsd:integer" and value != value.to_integral_value()):
        return string(lexical)
    written = format(value, "f")
    return typed(written.rstrip("0").rstrip(".") if "." in written else written, datatype)


def value(part: Value, prop: str) -> str:
    """The literal of a value as the object or qualifier `prop` of a fact."""
    if part.datatype == "date":
        return date(part.lexical)
    if part.datatype == "quantity":
        return number(part.lexical, "xsd:integer" if prop in _COUNTS else "xsd:decimal")
    return string(part.lexical) if prop in _PLAIN else text(part.lexical)
