"""What a build returns: one object that answers in every form — facts, RDF, network, SPARQL, page."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        return list(graph.to_quads(self.knowledge, schema.load(), base=self.base))

    @cached_property
    def nquads(self) -> bytes:
        """The canonical form: sorted N-Quads, the same bytes for the same input."""
        return graph.canonical(self.quads)

    @cached_property
    def rdf(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset whose default graph is the union of all named graphs."""
        import rdflib

        return rdflib.Dataset(default_union=True).parse(data=self.nquads, format="nquads")

    @cached_property
    def store(self) -> Store:
        """The graph in an in-memory Oxigraph store."""
        from pyoxigraph import Store

        filled = Store()
        filled.extend(self.quads)
        return filled

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
        """The page: one file that makes no network request."""
        from kg.view.page import page

        titles = [article.title or article.id for article in self.knowledge.articles]
        title = titles[0] if len(titles) == 1 else f"{len(titles)} 篇文章 / articles"
        return page(self.network, schema=schema.load(), title=title)

    def export(self, format: str) -> bytes:
        """The network as graphml, gexf, csv …; raises InputError on another format, listing them."""
        from kg.export import export

        return export(self.network, format)

    def write(self, folder: Path) -> None:
        """Write every form into `folder`, whole or not at all."""
        files = {
            "graph.nq": self.nquads,
            "graph.ttl": graph.to_turtle(self.quads),
            "graph.jsonld": graph.to_jsonld(self.quads),
            "facts.jsonl": "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records.facts(self.knowledge)).encode(),
            "graph.html": self.to_html(),
        }
        files["report.json"] = (json.dumps(self.report(files), ensure_ascii=False, indent=2) + "\n").encode()
        store.write(folder, files, self.quads)

    def report(self, files: dict[str, bytes] | None = None) -> dict[str, Any]:
        """Counts, violations, versions and hashes: what the build made of what."""
        classes = Counter(entity.cls for entity in self.entities)
        return {
            "generator": store.GENERATOR, "version": __version__, "ontology": schema.load().version,
            "articles": [{"id": a.id, "title": a.title, "characters": len(a.text), "sha256": hashlib.sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest()}
                         for a in self.knowledge.articles],
            "entities": dict(sorted(classes.items())),
            "facts": dict(sorted(Counter(fact.property for fact in self.facts).items())),
            "modality": dict(sorted(Counter(fact.modality for fact in self.facts).items())),
            "quads": len(self.nquads.splitlines()),
            "violations": [{"focus": v.focus, "path": v.path, "value": v.value, "message": v.message, "severity": v.severity} for v in self.validate()],
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted((files or {}).items())},
        }

    def __repr__(self) -> str:
        return f"<kg.Graph: {len(self.knowledge.articles)} articles, {len(self.entities)} entities, {len(self.facts)} facts>"

    def _repr_html_(self) -> str:
        """A notebook shows the page itself, in a frame of its own."""
        import html

        return f'<iframe title="kg" style="width:100%;height:640px;border:0" srcdoc="{html.escape(self.to_html().decode())}"></iframe>'
