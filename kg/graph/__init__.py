"""Facts → RDF with provenance.

Every source text has one named graph, whose name is the text's own IRI. It holds the text's facts (one node each, with
modality, attribution, qualifiers and evidence), the things that they name, and the places that name them. Only actual
facts are asserted as plain triples too; a symmetric one once, from the lesser IRI to the greater. One more named graph
describes the run. Nothing is a blank node, and the default graph is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, Triple

from kg import iris
from kg.graph.describe import entity, fact, source
from kg.graph.forms import canonical, to_jsonld, to_turtle
from kg.graph.run import describe_run, run_iri
from kg.graph.terms import node
from kg.model import Entity, Evidence, Fact, Knowledge
from kg.schema import Schema

__all__ = ["canonical", "to_jsonld", "to_quads", "to_turtle"]
Placed = TypeVar("Placed", Entity, Fact)


def to_quads(
    knowledge: Knowledge, schema: Schema, *, base: str = iris.DEFAULT_BASE, configuration: str = ""
) -> Iterator[Quad]:
    """The graph, in the order of the articles, each quad once or more (`canonical` sorts and keeps one).

    `configuration` is all that was set for the run, as text; its hash goes into the description of the run. Raises
    OutputError on an IRI that is no ASCII IRI.
    """
    entities, facts = _by_article(knowledge.entities), _by_article(knowledge.facts)
    for article in knowledge.articles:
        graph = node(iris.text(base, article.id, article.text))
        yield from _in(graph, source(article, base))
        for stated in facts.get(article.id, ()):
            yield from _in(graph, fact(stated, schema, article, base))
        for thing in entities.get(article.id, ()):
            yield from _in(graph, entity(thing, article, base))
    run = node(run_iri(knowledge, schema, base, configuration))
    yield from _in(run, describe_run(knowledge, schema, base, configuration))


def _in(graph: NamedNode, triples: Iterator[Triple]) -> Iterator[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)


def _by_article(placed: tuple[Placed, ...]) -> dict[str, list[Placed]]:
    """Article id → the entities or facts that it names or states, each with the places in that article alone."""
    found: dict[str, list[Placed]] = {}
    for thing in placed:
        places: dict[str, list[Evidence]] = {}
        for place in thing.mentions if isinstance(thing, Entity) else thing.evidence:
            places.setdefault(place.article_id, []).append(place)
        for article_id, own in places.items():
            found.setdefault(article_id, []).append(_placed(thing, tuple(own)))
    return found


def _placed(thing: Placed, places: tuple[Evidence, ...]) -> Placed:
    if isinstance(thing, Entity):
        return replace(thing, mentions=places)
    return replace(thing, evidence=places)
