"""What a build returns: one object that answers in every form — facts, RDF, network, SPARQL, page."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from kg import __version__, graph, iris, query, records, schema, store, validate
from kg.model import Entity, Fact, Knowledge, Violation

if TYPE_CHECKING:
    import networkx
    import rdflib
    from pyoxigraph import Quad, Store


class Graph:
    """A knowledge graph: what was read (`entities`, `facts`), and its forms (`rdf`, `network`, `store`, page)."""

    def __init__(self, knowledge: Knowledge, *, base: str = iris.DEFAULT_BASE) -> None:
        self.knowledge, self.base = knowledge, base

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact: planned and denied ones too."""
        return self.knowledge.facts

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Every thing that takes part in a fact."""
        return self.knowledge.entities

    @cached_property
    def quads(self) -> list[Quad]:
        """The graph as pyoxigraph quads, one named graph a document."""
        return list(pyoxigraph.parse(self.nquads, format=pyoxigraph.RdfFormat.N_QUADS))

    @cached_property
    def nquads(self) -> bytes:
        """The canonical form: sorted N-Quads, the same bytes for the same input."""
        configuration = (files("kg") / "pipeline.cfg").read_text(encoding="utf-8")
        return graph.to_nquads(self.knowledge, schema.load(), base=self.base, configuration=configuration)

    @cached_property
    def rdf(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset whose default graph is the union of all named graphs."""
        import rdflib

        return rdflib.Dataset(default_union=True).parse(data=self.nquads, format="nquads")

    @cached_property
    def store(self) -> Store:
        """The graph in an in-memory Oxigraph store, whose default graph is the union of all named graphs."""
        return query.united(self.quads)

    @cached_property
    def network(self) -> networkx.MultiDiGraph:
        """Entities as nodes, facts between them as edges, facts about values on their nodes."""
        from kg.view.network import network

        return network(self.knowledge, schema.load())

    def query(self, text_or_name: str, **parameters: str) -> query.Result:
        """Ask a competency question by name or a SPARQL query; `parameters` are bound, never pasted in."""
        return query.run(self.store, text_or_name, parameters=parameters)

    def validate(self) -> tuple[Violation, ...]:
        """What breaks the shapes of ontology/shapes.ttl; nothing where all is well."""
        return validate.validate(self.quads)

    def to_html(self) -> bytes:
        """The page: one file that makes no network request; of a very large graph the best connected part."""
        from kg.view.excerpt import excerpt
        from kg.view.network import network
        from kg.view.page import page

        knowledge, left_out = excerpt(self.knowledge)
        shown = network(knowledge, schema.load()) if any(left_out) else self.network
        titles = [article.title or article.id for article in self.knowledge.articles]
        title = titles[0] if len(titles) == 1 else f"{len(titles)} 篇文章 / articles"
        return page(shown, schema=schema.load(), title=title, left_out=left_out)

    def export(self, format: str) -> bytes:
        """The network as graphml, gexf, csv …; raises InputError on another format, listing them."""
        from kg.export import export

        return export(self.network, format)

    def write(self, folder: Path) -> None:
        """Write every form into `folder`, whole or not at all."""
        told = (json.dumps(record, ensure_ascii=False) + "\n" for record in records.facts(self.knowledge))
        files = {
            "graph.nq": self.nquads,
            "graph.ttl": graph.to_turtle(self.quads),
            "graph.jsonld": graph.to_jsonld(self.quads),
            "facts.jsonl": "".join(told).encode(),
            "graph.html": self.to_html(),
        }
        files["report.json"] = (json.dumps(self.report(files), ensure_ascii=False, indent=2) + "\n").encode()
        store.write(folder, files, self.quads)

    def report(self, files: dict[str, bytes] | None = None) -> dict[str, Any]:
        """Counts, violations, versions and hashes: what the build made of what."""
        return {
            "generator": store.GENERATOR,
            "version": __version__,
            "ontology": schema.load().version,
            "articles": [asdict(graph.source_of(article)) for article in self.knowledge.articles],
            "entities": _counted(entity.cls for entity in self.entities),
            "facts": _counted(fact.property for fact in self.facts),
            "modality": _counted(fact.modality for fact in self.facts),
            "quads": len(self.nquads.splitlines()),
            "violations": [asdict(violation) for violation in self.validate()],
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted((files or {}).items())},
        }

    def __repr__(self) -> str:
        articles = len(self.knowledge.articles)
        return f"<kg.Graph: {articles} articles, {len(self.entities)} entities, {len(self.facts)} facts>"

    def _repr_html_(self) -> str:
        """A notebook shows the page itself, in a frame of its own."""
        import html

        page = html.escape(self.to_html().decode())
        return f'<iframe title="kg" style="width:100%;height:640px;border:0" srcdoc="{page}"></iframe>'


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
