"""SHACL Core in SPARQL: for each constraint component the pattern of what breaks it (SHACL 1.0, section 4)."""

from __future__ import annotations

from collections.abc import Callable

import rdflib
from rdflib import XSD
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

NEUTRAL = (SH.path, SH.message, SH.severity, SH.flags, SH.name, SH.description, SH.order, SH.group, RDF.type)
"""What a property shape may say beside its constraints."""
_CAST = (XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.boolean, XSD.date, XSD.dateTime)
_KINDS = {
    str(SH[name]): condition
    for name, condition in {
        "IRI": "isIRI(?value)", "Literal": "isLiteral(?value)", "BlankNode": "isBlank(?value)",
        "IRIOrLiteral": "!isBlank(?value)", "BlankNodeOrIRI": "!isLiteral(?value)",
        "BlankNodeOrLiteral": "!isIRI(?value)",
    }.items()
}  # fmt: skip
_VALUE = "?this {path} ?value . "


def body(shapes: rdflib.Graph, prop: Node, component: Node, value: Node) -> str:
    """The pattern that binds ?value (where the component has one) for each ?this that breaks the constraint."""
    path = shapes.value(prop, SH.path)
    assert path is not None, "only property shapes with a path are asked"
    if component == SH["in"]:
        term = " , ".join(item.n3() for item in Collection(shapes, value))
    elif component == SH.pattern:
        flags = shapes.value(prop, SH.flags)
        term = f"{rdflib.Literal(str(value)).n3()}{f', {flags.n3()}' if flags else ''}"
    else:
        term = value.n3()
    pattern = COMPONENTS[component](term, value)
    return f"{pattern} BIND({path.n3()} AS ?path)".replace("{path}", path.n3())


def _fewer(term: str, value: Node) -> str:
    if str(value) == "1":
        return "FILTER NOT EXISTS { ?this {path} ?any }"
    return f"OPTIONAL {{ {_counted()} }} FILTER(COALESCE(?count, 0) < {int(str(value))})"


def _more(term: str, value: Node) -> str:
    if str(value) == "1":  # by far the commonest, and a lookup instead of a count
        return "?this {path} ?one , ?other . FILTER(!sameTerm(?one, ?other))"
    return f"{_counted()} FILTER(?count > {int(str(value))})"


def _counted() -> str:
    return "{ SELECT ?this (COUNT(DISTINCT ?each) AS ?count) WHERE { ?this {path} ?each } GROUP BY ?this }"


def _datatype(term: str, value: Node) -> str:
    """Of another datatype, or no proper literal of this one."""
    ill = f" || !COALESCE(isLiteral({term}(STR(?value))), false)" if value in _CAST else ""
    return f"{_VALUE}FILTER(!isLiteral(?value) || !sameTerm(DATATYPE(?value), {term}){ill})"


def _class(term: str, value: Node) -> str:
    type_, below = RDF.type.n3(), RDFS.subClassOf.n3()
    return f"{_VALUE}FILTER NOT EXISTS {{ ?value {type_}|{type_}/{below}+ {term} }}"


def _among(term: str, value: Node) -> str:
    same = " || ".join(f"sameTerm(?value, {item})" for item in term.split(" , "))
    return f"{_VALUE}FILTER(!({same or 'false'}))"


def _unless(condition: str) -> Callable[[str, Node], str]:
    """What is not known to meet `condition`; TERM in it stands for the parameter."""
    return lambda term, value: f"{_VALUE}FILTER(!COALESCE({condition.replace('TERM', term)}, false))"


def _against(comparison: str) -> Callable[[str, Node], str]:
    return lambda term, value: f"{_VALUE}?this {term} ?than . FILTER(!COALESCE(?value {comparison} ?than, false))"


def _unique_language(term: str, value: Node) -> str:
    twice = "LANG(?one) != '' && LANG(?one) = LANG(?other) && STR(?one) < STR(?other)"
    return f"?this {{path}} ?one , ?other . FILTER({term} && {twice})"


COMPONENTS: dict[Node, Callable[[str, Node], str]] = {
    SH.minCount: _fewer,
    SH.maxCount: _more,
    SH.nodeKind: lambda term, value: f"{_VALUE}FILTER(!{_KINDS[str(value)]})",
    SH.datatype: _datatype,
    SH["class"]: _class,
    SH["in"]: _among,
    SH.hasValue: lambda term, value: f"FILTER NOT EXISTS {{ ?this {{path}} {term} }}",
    SH.minInclusive: _unless("?value >= TERM"),
    SH.maxInclusive: _unless("?value <= TERM"),
    SH.minExclusive: _unless("?value > TERM"),
    SH.maxExclusive: _unless("?value < TERM"),
    SH.minLength: _unless("!isBlank(?value) && STRLEN(STR(?value)) >= TERM"),
    SH.maxLength: _unless("!isBlank(?value) && STRLEN(STR(?value)) <= TERM"),
    SH.pattern: _unless("!isBlank(?value) && REGEX(STR(?value), TERM)"),
    SH.lessThan: _against("<"),
    SH.lessThanOrEquals: _against("<="),
    SH.uniqueLang: _unique_language,
}
"""Component → (parameter in SPARQL, parameter) → pattern, in which {path} stands for the property."""
