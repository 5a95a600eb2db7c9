"""What is said of one source text, one entity, one fact and one piece of evidence.

Triples without their graph, as text: subject, predicate and object of one line of N-Triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kg import iris
from kg.errors import InputError
from kg.graph import terms
from kg.graph.succession import change
from kg.graph.terms import node, string, term
from kg.model import ACTUAL, Article, Entity, Evidence, Fact, Value
from kg.schema import Schema
from kg.zh.calendar import bounds

NEAR, FAR = 16, 200  # characters beside a quote, at least (to find it again in a text that has shifted) and at most
_SENTENCE_ENDS = "。！？!?\n"



def source(article: Article, base: str) -> Iterator[str]:
    """The text that was read: what it is called, who issued it when, and the hash that tells its state."""
    this = node(iris.text(base, article.id, article.text))
    yield _triple(this, "rdf:type", term("kg:SourceText"))
    yield _triple(this, "rdf:type", term("prov:Entity"))
    yield _triple(this, "dcterms:identifier", string(article.id))
    yield _triple(this, "dcterms:language", string(article.language))
    yield _triple(this, "schema:sha256", string(iris.sha256(article.text)))
    yield _triple(this, "schema:encodingFormat", string(article.media_type))
    if article.number:
        yield _triple(this, "schema:legislationIdentifier", string(article.number))
    if article.source.startswith(("https://", "http://")):
        yield _triple(this, "schema:url", string(article.source))
    if article.title:
        yield _triple(this, "dcterms:title", terms.text(article.title))
    if article.publisher:
        yield _triple(this, "dcterms:publisher", terms.text(article.publisher))
    if article.published:
        yield _triple(this, "dcterms:issued", terms.date(article.published))


def entity(thing: Entity) -> Iterator[str]:
    """A thing: its classes, its code and its names, as all texts together give them."""
    this = node(thing.iri)
    for cls in dict.fromkeys((thing.cls, thing.kind or thing.cls)):
        yield _triple(this, "rdf:type", term(f"kg:{cls}"))
    yield _triple(this, "rdfs:label", terms.text(thing.name))
    yield _triple(this, "skos:prefLabel", terms.text(thing.name))
    for alias in thing.aliases:
        yield _triple(this, "skos:altLabel", terms.text(alias))
    if thing.code:
        yield _triple(this, "kg:code", string(thing.code))
        yield _triple(this, "skos:notation", string(thing.code))


def mentions(thing: Entity, article: Article, base: str) -> Iterator[str]:
    """The places that name a thing, all of which are in this article."""
    yield from _evidence(node(thing.iri), "kg:mention", thing.mentions, article, base)


def fact(stated: Fact, schema: Schema, article: Article, base: str) -> Iterator[str]:
    """A fact as one node with its evidence, all of it in this article; asserted as a triple too if it is actual."""
    prop, target = node(schema.relations[stated.property].iri), _object(stated.object, stated.property)
    this, subject = node(stated.iri), node(stated.subject)
    yield _triple(this, "rdf:type", term("kg:Fact"))
    yield _triple(this, "rdf:type", term("rdf:Statement"))
    yield _triple(this, "rdf:subject", subject)
    yield _triple(this, "rdf:predicate", prop)
    yield _triple(this, "rdf:object", target)
    yield _triple(this, "kg:modality", term(f"kg:{stated.modality.capitalize()}"))
    yield _triple(this, "kg:score", terms.number(f"{stated.score:.4f}", "xsd:decimal"))
    if stated.attributed_to:
        yield _triple(this, "kg:attributedTo", node(stated.attributed_to))
    yield from _qualifiers(stated)
    yield from _time(stated)
    yield from _review(stated)
    yield from change(stated)
    yield from _evidence(this, "kg:evidence", stated.evidence, article, base)
    if stated.modality == ACTUAL:
        yield f"{subject} {prop} {target}"


def _qualifiers(stated: Fact) -> Iterator[str]:
    this = node(stated.iri)
    for name, part in stated.qualifiers:
        yield _triple(this, f"kg:{name}", _object(part, name))
    if isinstance(stated.object, Value) and stated.object.unit and "unit" not in dict(stated.qualifiers):
        yield _triple(this, "kg:unit", terms.text(stated.object.unit))


def _time(stated: Fact) -> Iterator[str]:
    """The first and the last day of the fact's time. A value that is no date has neither; validation names it."""
    days: list[date] = []
    for part in (stated.object, *(part for name, part in stated.qualifiers if name == "date")):
        if isinstance(part, Value) and part.datatype == "date":
            try:
                days += bounds(part.lexical)
            except InputError:
                return
    if days:
        yield _triple(node(stated.iri), "kg:earliest", terms.typed(min(days).isoformat(), "xsd:date"))
        yield _triple(node(stated.iri), "kg:latest", terms.typed(max(days).isoformat(), "xsd:date"))


def _review(stated: Fact) -> Iterator[str]:
    """What a person decided about the fact: verdict, who, when, why, and the fact that it replaces."""
    review, this = stated.review, node(stated.iri)
    if review is None:
        return
    yield _triple(this, "kg:verdict", term(f"kg:{review.verdict.capitalize()}"))
    if review.by:
        yield _triple(this, "kg:reviewer", string(review.by))
    if review.on:
        yield _triple(this, "kg:reviewed", terms.date(review.on[:10]))
    if review.why:
        yield _triple(this, "kg:reason", terms.text(review.why))
    if review.revises:
        yield _triple(this, "prov:wasRevisionOf", node(review.revises))


def _evidence(about: str, link: str, places: Iterable[Evidence], article: Article, base: str) -> Iterator[str]:
    for place in places:
        this = iris.evidence(base, article.id, place.start, place.end, place.rule)
        yield _triple(about, link, node(this))
        yield from _selected(this, place, article, base)


def _selected(iri: str, place: Evidence, article: Article, base: str) -> Iterator[str]:
    """A run of the original text after the Web Annotation model: by position in code points, and by quotation."""
    this, position, quote = f"<{iri}>", f"<{iri}/position>", f"<{iri}/quote>"
    before, after = _beside(article.text, place.start, place.end)
    yield _triple(this, "rdf:type", term("kg:Evidence"))
    yield _triple(this, "oa:hasSource", node(iris.text(base, article.id, article.text)))
    yield _triple(this, "oa:hasSelector", position)
    yield _triple(this, "oa:hasSelector", quote)
    yield _triple(this, "kg:rule", string(place.rule))
    yield _triple(position, "rdf:type", term("oa:TextPositionSelector"))
    yield _triple(position, "oa:start", terms.typed(str(place.start), "xsd:nonNegativeInteger"))
    yield _triple(position, "oa:end", terms.typed(str(place.end), "xsd:nonNegativeInteger"))
    yield _triple(quote, "rdf:type", term("oa:TextQuoteSelector"))
    yield _triple(quote, "oa:exact", string(place.quote))
    yield _triple(quote, "oa:prefix", string(before))
    yield _triple(quote, "oa:suffix", string(after))


def _beside(content: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after the run [start, end): the rest of its sentence, within NEAR and FAR characters."""
    earliest, latest = max(0, start - FAR), min(len(content), end + FAR)
    first = max(content.rfind(mark, earliest, start) for mark in _SENTENCE_ENDS) + 1 or earliest
    ends = [at for mark in _SENTENCE_ENDS if (at := content.find(mark, end, latest)) >= 0]
    last = min(ends, default=latest - 1) + 1
    return content[max(0, min(first, start - NEAR)) : start], content[end : max(last, end + NEAR)]


def _object(part: str | Value, prop: str) -> str:
    return node(part) if isinstance(part, str) else terms.value(part, prop)


def _triple(subject: str, predicate: str, target: str) -> str:
    return f"{subject} {term(predicate)} {target}"
