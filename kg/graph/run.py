"""How the graph came about, in PROV: software, ontology, configuration, inputs. No clock, so that bytes repeat."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

import kg
from kg import iris
from kg.graph import terms
from kg.graph.terms import node, term
from kg.model import Knowledge
from kg.schema import Schema


def software_version() -> str:
    """The version of kg, which the package's metadata repeats."""
    return str(getattr(kg, "__version__", "0"))


def run_iri(knowledge: Knowledge, schema: Schema, base: str, configuration: str) -> str:
    """The IRI of the run and of the named graph that describes it: a hash of all that went in."""
    inputs = [iris.text(base, article.id, article.text) for article in knowledge.articles]
    return iris.run(base, software_version(), schema.version, iris.sha256(configuration), inputs)


def describe_run(knowledge: Knowledge, schema: Schema, base: str, configuration: str) -> Iterator[Triple]:
    """The run as a prov:Activity, what it used, and the facts that it generated."""
    run = node(run_iri(knowledge, schema, base, configuration))
    yield Triple(run, term("rdf:type"), term("prov:Activity"))
    yield from _software(run, base)
    yield from _used(run, terms.ONTOLOGY, term("owl:versionInfo"), schema.version)
    settings = iris.sha256(configuration)
    yield from _used(run, node(f"{base}configuration/{settings[:16]}"), term("schema:sha256"), settings)
    for article in knowledge.articles:
        text = node(iris.text(base, article.id, article.text))
        yield from _used(run, text, term("schema:sha256"), iris.sha256(article.text))
    for fact in knowledge.facts:
        yield Triple(node(fact.iri), term("prov:wasGeneratedBy"), run)


def _software(run: NamedNode, base: str) -> Iterator[Triple]:
    version = software_version()
    software = node(f"{base}software/{iris.sha256(version)[:16]}")
    yield Triple(run, term("prov:wasAssociatedWith"), software)
    yield Triple(software, term("rdf:type"), term("prov:SoftwareAgent"))
    yield Triple(software, term("rdfs:label"), terms.text("kg"))
    yield Triple(software, term("schema:softwareVersion"), Literal(version))


def _used(run: NamedNode, thing: NamedNode, stamp: NamedNode, state: str) -> Iterator[Triple]:
    yield Triple(run, term("prov:used"), thing)
    yield Triple(thing, term("rdf:type"), term("prov:Entity"))
    yield Triple(thing, stamp, Literal(state))
