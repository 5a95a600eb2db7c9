"""How the graph came about, in PROV: software, ontology, configuration, inputs. No clock, so that bytes repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import kg
from kg import iris
from kg.graph import terms
from kg.graph.terms import node, string, term
from kg.model import Fact, Source
from kg.schema import Schema


def software_version() -> str:
    """The version of kg, which the package's metadata repeats."""
    return str(getattr(kg, "__version__", "0"))


def run_iri(schema: Schema, base: str, configuration: str) -> str:
    """The IRI of the run and of the named graph that describes it: a hash of what read the texts, not of the texts, so
    that a graph to which a text is added stays the same but for that text."""
    return iris.run(base, software_version(), schema.version, iris.sha256(configuration))


def describe_run(schema: Schema, *, base: str, configuration: str) -> Iterator[str]:
    """The run as a prov:Activity, and what it used beside texts: triples as text."""
    run = node(run_iri(schema, base, configuration))
    yield f"{run} {term('rdf:type')} {term('prov:Activity')}"
    yield from _software(run, base)
    yield from _used(run, terms.ONTOLOGY, term("owl:versionInfo"), schema.version)
    settings = iris.sha256(configuration)
    yield from _used(run, node(f"{base}configuration/{settings[:16]}"), term("schema:sha256"), settings)


def used(sources: Iterable[Source], run: str, base: str) -> Iterator[str]:
    """The texts that the run used: triples as text."""
    for source in sources:
        text = node(iris.source(base, source.id, source.sha256))
        yield from _used(node(run), text, term("schema:sha256"), source.sha256)


def generated(facts: Iterable[Fact], run: str) -> Iterator[str]:
    """That the run generated the facts: triples as text."""
    return (f"{node(fact.iri)} {term('prov:wasGeneratedBy')} {node(run)}" for fact in facts)


def _software(run: str, base: str) -> Iterator[str]:
    version = software_version()
    software = node(f"{base}software/{iris.sha256(version)[:16]}")
    yield f"{run} {term('prov:wasAssociatedWith')} {software}"
    yield f"{software} {term('rdf:type')} {term('prov:SoftwareAgent')}"
    yield f"{software} {term('rdfs:label')} {terms.text('kg')}"
    yield f"{software} {term('schema:softwareVersion')} {string(version)}"


def _used(run: str, thing: str, stamp: str, state: str) -> Iterator[str]:
    yield f"{run} {term('prov:used')} {thing}"
    yield f"{thing} {term('rdf:type')} {term('prov:Entity')}"
    yield f"{thing} {stamp} {string(state)}"
