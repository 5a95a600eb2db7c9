"""What the endpoint says about itself, after SPARQL 1.1 Service Description."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.iris import PREFIXES
from kg.serve.negotiation import GRAPHS, TABLES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = dict(zip((*TABLES, *GRAPHS), (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
), strict=True))  # fmt: skip
_READ = ("Turtle", "N-Triples", "JSON-LD")


def description(endpoint: str, *, updates: bool) -> list[Triple]:
    """The triples about the endpoint at that address.

    Of a graph that kg wrote the default graph is the union of the named ones; who updates it may change that.
    """
    service, dataset, default = NamedNode(f"{endpoint}#service"), BlankNode("dataset"), BlankNode("default")
    said: list[tuple[NamedNode | BlankNode, NamedNode, NamedNode | BlankNode]] = [
        (service, _TYPE, _sd("Service")),
        (service, _sd("endpoint"), NamedNode(endpoint)),
        (service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        (service, _sd("defaultDataset"), dataset),
        (dataset, _TYPE, _sd("Dataset")),
        (dataset, _sd("defaultGraph"), default),
        (default, _TYPE, _sd("Graph")),
        *((service, _sd("resultFormat"), NamedNode(_FORMATS + name)) for name in _NAMES.values()),
    ]
    if updates:
        said.append((service, _sd("supportedLanguage"), _sd("SPARQL11Update")))
        said += [(service, _sd("inputFormat"), NamedNode(_FORMATS + name)) for name in _READ]
    else:
        said.append((service, _sd("feature"), _sd("UnionDefaultGraph")))
    return [Triple(*triple) for triple in said]


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
