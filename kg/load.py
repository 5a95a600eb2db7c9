"""RDF → Knowledge: a graph that was written, back in the types of kg.model.

The texts themselves are not in the graph, so that the articles come back with an empty text and the evidence with its
quotation; whether a figure was approximate is not in it either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Article, Entity, Evidence, Fact, Knowledge, Review, Value
from kg.schema import KG, QUALIFIERS, Schema

_RDF, _RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
_SKOS, _OA = "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/ns/oa#"
_PROV = "http://www.w3.org/ns/prov#"
_DCTERMS = "http://purl.org/dc/terms/"
_SCHEMA = "https://schema.org/"
_DATES = ("#date", "#gYear", "#gYearMonth", "/EDTF")
_NUMBERS = ("#integer", "#decimal")
Term = NamedNode | Literal
About = Mapping[str, list[Term]]


def knowledge(quads: Iterable[Quad], schema: Schema) -> Knowledge:
    """What the quads of `kg.graph.to_quads` say, in the order of the IRIs (articles: of their ids)."""
    about = _about(quads)
    by_class: defaultdict[str, list[str]] = defaultdict(list)
    for iri in sorted(about):
        for cls in _values(about[iri], f"{_RDF}type"):
            by_class[cls].append(iri)
    articles = sorted((_article(about[iri]) for iri in by_class[f"{KG}SourceText"]), key=lambda article: article.id)
    named = [iri for iri in sorted(about) if f"{_SKOS}prefLabel" in about[iri]]
    return Knowledge(
        tuple(articles),
        tuple(_entity(iri, about, schema) for iri in named),
        tuple(_fact(iri, about, schema) for iri in by_class[f"{KG}Fact"]),
    )


def _about(quads: Iterable[Quad]) -> dict[str, About]:
    """Subject → predicate → objects, each once in whichever graphs it is stated, in a fixed order."""
    said: defaultdict[str, defaultdict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        subject, target = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(target, NamedNode | Literal):
            said[subject.value][quad.predicate.value].add(target)
    return {iri: {p: sorted(terms, key=str) for p, terms in of.items()} for iri, of in said.items()}


def _article(of: About) -> Article:
    return Article(
        _value(of, f"{_DCTERMS}identifier") or "",
        "",
        source=_value(of, f"{_SCHEMA}url") or "",
        title=_value(of, f"{_DCTERMS}title"),
        published=_value(of, f"{_DCTERMS}issued"),
        publisher=_value(of, f"{_DCTERMS}publisher"),
        language=_value(of, f"{_DCTERMS}language") or "",
        media_type=_value(of, f"{_SCHEMA}encodingFormat") or "",
        number=_value(of, f"{_SCHEMA}legislationIdentifier"),
    )


def _entity(iri: str, about: Mapping[str, About], schema: Schema) -> Entity:
    of = about[iri]
    types = [cls.removeprefix(KG) for cls in _values(of, f"{_RDF}type") if cls.startswith(KG)]
    cls = min(types, key=lambda name: len(schema.ancestors.get(name, ())))
    kind = next((name for name in types if name != cls), None)
    aliases = tuple(sorted(_values(of, f"{_SKOS}altLabel")))
    places = _evidence(of, f"{KG}mention", about)
    return Entity(iri, cls, _value(of, f"{_SKOS}prefLabel") or "", kind, _value(of, f"{KG}code"), aliases, places)


def _fact(iri: str, about: Mapping[str, About], schema: Schema) -> Fact:
    of = about[iri]
    told = {name: targets[0] for name in schema.qualifiers if (targets := of.get(f"{KG}{name}"))}
    relation = of[f"{_RDF}predicate"][0].value.removeprefix(KG)
    unit = told["unit"].value if "unit" in told else None
    names = QUALIFIERS if relation == "indicator" else [name for name in QUALIFIERS if name != "unit"]
    qualifiers = {name: part_of(told[name]) for name in names if name in told}
    return Fact(
        iri,
        of[f"{_RDF}subject"][0].value,
        relation,
        part_of(of[f"{_RDF}object"][0], unit),
        _evidence(of, f"{KG}evidence", about),
        tuple(sorted(qualifiers.items())),
        (_value(of, f"{KG}modality") or "").removeprefix(KG).lower(),
        _value(of, f"{KG}attributedTo"),
        float(_value(of, f"{KG}score") or 0),
        _review(of),
        _conflicts(of, about),
        int(_value(of, f"{KG}support") or 0),
    )


def _conflicts(of: About, about: Mapping[str, About]) -> tuple[str, ...]:
    """The facts that it conflicts with, the best supported first."""
    others = _values(of, f"{KG}conflictsWith")
    return tuple(sorted(others, key=lambda iri: (int(_value(about[iri], f"{KG}support") or 0), iri)))


def _review(of: About) -> Review | None:
    verdict = _value(of, f"{KG}verdict")
    if verdict is None:
        return None
    by, on, why = (_value(of, f"{KG}{name}") or "" for name in ("reviewer", "reviewed", "reason"))
    return Review(verdict.removeprefix(KG).lower(), by, on, why, _value(of, f"{_PROV}wasRevisionOf"))


def part_of(term: Term, unit: str | None = None) -> str | Value:
    """The object or a qualifier of a fact: a thing by its IRI, or a value."""
    if isinstance(term, NamedNode):
        return term.value
    datatype = term.datatype.value
    if datatype.endswith(_DATES):
        return Value(term.value, "date")
    return Value(term.value, "quantity", unit) if datatype.endswith(_NUMBERS) else Value(term.value, "text")


def _evidence(of: About, link: str, about: Mapping[str, About]) -> tuple[Evidence, ...]:
    return tuple(
        sorted((_place(about[iri], about) for iri in _values(of, link)), key=lambda e: (e.article_id, e.start, e.end))
    )


def _place(of: About, about: Mapping[str, About]) -> Evidence:
    said = {
        key: terms[0].value for selector in _values(of, f"{_OA}hasSelector") for key, terms in about[selector].items()
    }
    article = _value(about[_values(of, f"{_OA}hasSource")[0]], f"{_DCTERMS}identifier") or ""
    start, end, rule = int(said[f"{_OA}start"]), int(said[f"{_OA}end"]), _value(of, f"{KG}rule") or ""
    return Evidence(article, start, end, said[f"{_OA}exact"], rule)


def _values(of: About, predicate: str) -> list[str]:
    return [term.value for term in of.get(predicate, ())]


def _value(of: About, predicate: str) -> str | None:
    return next(iter(_values(of, predicate)), None)
