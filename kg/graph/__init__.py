"""Facts → RDF with provenance.

Every source text has one named graph, whose name is the text's own IRI. It holds the text's facts (one node each, with
modality, attribution, qualifiers and evidence), and the places that name things. One more named graph describes the
run: what went in, and what came of all texts together: the things, with their classes, names and codes. Only actual
facts are asserted as plain triples too; a symmetric one once, from the lesser IRI to the greater. Nothing is a blank
node, and the default graph is empty.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from pyoxigraph import Quad, RdfFormat, parse

from kg import iris
from kg.graph import describe
from kg.graph.conflicts import conflicts
from kg.graph.forms import canonical, to_jsonld, to_turtle
from kg.graph.run import describe_run, generated, run_iri, used
from kg.graph.sources import source_of
from kg.graph.succession import renamed, successors
from kg.graph.terms import node
from kg.model import Entity, Evidence, Fact, Knowledge, Source
from kg.schema import Schema

__all__ = [
    "canonical", "of_facts", "of_inputs", "of_run", "of_texts", "of_things", "run_iri", "source_of", "successors",
    "to_jsonld", "to_nquads", "to_quads", "to_turtle",
]  # fmt: skip
Placed = TypeVar("Placed", Entity, Fact)


def to_quads(
    knowledge: Knowledge, schema: Schema, *, base: str = iris.DEFAULT_BASE, configuration: str = ""
) -> Iterator[Quad]:
    """The graph, sorted, each quad once.

    `configuration` is all that was set for the run, as text; its hash goes into the description of the run. Raises
    OutputError on an IRI that is no ASCII IRI.
    """
    return parse(to_nquads(knowledge, schema, base=base, configuration=configuration), format=RdfFormat.N_QUADS)


def to_nquads(
    knowledge: Knowledge, schema: Schema, *, base: str = iris.DEFAULT_BASE, configuration: str = ""
) -> bytes:
    """The graph in canonical N-Quads: each quad once, lines in the order of their bytes."""
    told = knowledge
    run, known = run_iri(schema, base, configuration), {entity.iri for entity in told.entities}
    sources = (source_of(article) for article in told.articles)
    lines = chain(
        of_texts(told, schema, base=base), of_run(schema, base=base, configuration=configuration),
        of_inputs(sources, run=run, base=base),
        of_things(told.entities, known, run=run, base=base), of_facts(told.facts, run=run, base=base),
    )  # fmt: skip
    return b"".join(sorted({*lines}))


def of_texts(knowledge: Knowledge, schema: Schema, *, base: str) -> Iterator[bytes]:
    """The named graphs of the articles, as lines of N-Quads, some more than once."""
    entities, facts = _by_article(knowledge.entities), _by_article(knowledge.facts)
    for article in knowledge.articles:
        triples = chain(
            describe.source(article, base),
            *(describe.fact(stated, schema, article, base) for stated in facts.get(article.id, ())),
            *(describe.mentions(thing, article, base) for thing in entities.get(article.id, ())),
        )
        yield from _in(iris.text(base, article.id, article.text), triples)


def of_run(schema: Schema, *, base: str, configuration: str) -> Iterator[bytes]:
    """Of the named graph of the run what tells of the run itself, as lines of N-Quads."""
    told = describe_run(schema, base=base, configuration=configuration)
    return _in(run_iri(schema, base, configuration), told)


def of_inputs(sources: Iterable[Source], *, run: str, base: str) -> Iterator[bytes]:
    """Of the named graph `run` what tells of some texts that went in, as lines of N-Quads."""
    return _in(run, used(sources, run, base))


def of_things(entities: Iterable[Entity], known: Container[str], *, run: str, base: str) -> Iterator[bytes]:
    """Of the named graph `run` what tells of some things, `known` being the IRIs of all; some more than once."""
    named = tuple(entities)
    return _in(run, chain(renamed(named, known, base), *map(describe.entity, named)))


def of_facts(facts: Iterable[Fact], *, run: str, base: str) -> Iterator[bytes]:
    """Of the named graph `run` what tells of some facts, with all that conflict with them; some more than once."""
    stated = tuple(facts)
    return _in(run, chain(generated(stated, run), conflicts(stated, base)))


def _in(graph: str, triples: Iterable[str]) -> Iterator[bytes]:
    end = f" {node(graph)} .\n"
    return (f"{triple}{end}".encode() for triple in triples)


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
