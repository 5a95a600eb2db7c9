"""What a build returns: one object that answers in every form — facts, RDF, network, SPARQL, page."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph
from pyoxigraph import DefaultGraph

from kg import __version__, graph, iris, load, query, records, schema, store, validate
from kg.model import Entity, Fact, Knowledge, Source, Violation
from kg.view import excerpt

if TYPE_CHECKING:
    import networkx
    import rdflib
    from pyoxigraph import Quad, Store

    from kg.ask import Answer, Asker


class Graph:
    """A knowledge graph: what was read (`entities`, `facts`), and its forms (`rdf`, `network`, `store`, page)."""

    remade: tuple[str, ...] = ()
    """What was kept of an earlier build, was damaged or gone, and was made again (kg.grow.kept)."""

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
        return graph.to_nquads(self.knowledge, schema.load(), base=self.base, configuration=configuration())

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

    def ask(self, question: str) -> Answer:
        """The answer to a question in Chinese: values, the facts that state them, and the SPARQL (see kg.ask)."""
        return self._asker.ask(question)

    @cached_property
    def _asker(self) -> Asker:
        from kg.ask import Asker  # whose grammar takes a tenth of a second, which a build need not wait for

        return Asker(self.store)

    def to_html(self) -> bytes:
        """The page: one file that makes no network request; of a very large graph the best connected part."""
        return self._page(excerpt.THINGS, excerpt.FACTS)[0]

    def _page(self, things: int, facts: int) -> tuple[bytes, networkx.MultiDiGraph]:
        """The page of at most so much of the graph, and the network that it shows."""
        from kg.view.network import network
        from kg.view.page import page

        knowledge, left_out = excerpt.excerpt(self.knowledge, things=things, facts=facts)
        shown = network(knowledge, schema.load()) if any(left_out) else self.network
        titles = [article.title or article.id for article in self.knowledge.articles]
        title = titles[0] if len(titles) == 1 else f"{len(titles)} 篇文章 / articles"
        return page(shown, schema=schema.load(), title=title, left_out=left_out), shown

    def export(self, format: str) -> bytes:
        """The network as graphml, gexf, csv …; raises InputError on another format, listing them."""
        from kg.export import export

        return export(self.network, format)

    def forms(self) -> dict[str, bytes]:
        """The forms for people, by the names of their files."""
        return {
            "graph.ttl": graph.to_turtle(self.quads),
            "graph.jsonld": graph.to_jsonld(self.quads),
            "graph.html": self.to_html(),
        }

    def write(self, folder: Path) -> None:
        """Write every form into `folder`, whole or not at all."""
        files = {"graph.nq": self.nquads, "facts.jsonl": b"".join(records.lines(self.knowledge)), **self.forms()}
        files[store.REPORT] = as_json(self.report(files))
        store.write(folder, files, self.quads)

    def report(self, files: Mapping[str, bytes] | None = None) -> dict[str, Any]:
        """Counts, violations, versions and hashes: what the build made of what."""
        sources = [graph.source_of(article) for article in self.knowledge.articles]
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in (files or {}).items()}
        return report(sources, tally(self.knowledge), len(self.nquads.splitlines()), self.validate(), hashes)

    def __repr__(self) -> str:
        articles = len(self.knowledge.articles)
        return f"<kg.Graph: {articles} articles, {len(self.entities)} entities, {len(self.facts)} facts>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """A notebook shows the page in a frame with tables below it; what knows no HTML shows the line of text."""
        from kg.view import notebook

        page, shown = self._page(notebook.THINGS, notebook.FACTS)
        told = notebook.notebook(page, shown, schema=schema.load(), summary=repr(self))
        return {"text/plain": repr(self), "text/html": told}


class Written(Graph):
    """The graph of a folder that `kg build` wrote: what is asked for is read from there."""

    def __init__(self, folder: Path, *, base: str = iris.DEFAULT_BASE, remade: Iterable[str] = ()) -> None:
        self.folder, self.base, self.remade = folder, base, tuple(remade)

    @cached_property
    def knowledge(self) -> Knowledge:  # type: ignore[override]
        """All that the graph says; the articles without their texts."""
        return load.knowledge(self.store.quads_for_pattern(None, None, None, DefaultGraph()), schema.load())

    @cached_property
    def store(self) -> Store:
        """The Oxigraph store of the folder, read-only."""
        return store.open(self.folder)

    @cached_property
    def nquads(self) -> bytes:
        """graph.nq."""
        return (self.folder / "graph.nq").read_bytes()

    def validate(self) -> tuple[Violation, ...]:
        """What breaks the shapes, asked of the store on disk."""
        with store.copied(self.folder) as copy:
            return validate.check(validate.mix_in(copy))

    def to_html(self) -> bytes:
        """graph.html."""
        return (self.folder / "graph.html").read_bytes()

    def report(self, files: Mapping[str, bytes] | None = None) -> dict[str, Any]:
        """report.json."""
        content: dict[str, Any] = json.loads((self.folder / store.REPORT).read_bytes())
        return content

    def __repr__(self) -> str:
        told = self.report()
        entities, facts = (sum(told[name].values()) for name in ("entities", "facts"))
        return f"<kg.Graph: {len(told['articles'])} articles, {entities} entities, {facts} facts>"


class Tally(NamedTuple):
    """How many things there are of each class, facts of each property and of each modality."""

    entities: Counter[str]
    facts: Counter[str]
    modality: Counter[str]


def tally(knowledge: Knowledge) -> Tally:
    """What there is, counted."""
    facts = knowledge.facts
    return Tally(
        Counter(entity.cls for entity in knowledge.entities), Counter(fact.property for fact in facts),
        Counter(fact.modality for fact in facts),
    )  # fmt: skip


def report(
    sources: Iterable[Source], counted: Tally, quads: int, violations: Iterable[Violation], hashes: Mapping[str, str]
) -> dict[str, Any]:
    """What a build made of what; `hashes` are the SHA-256 of the files written, by name."""
    ordered = sorted(violations, key=lambda v: (v.focus, v.path or "", v.value or "", v.message))
    return {
        "generator": store.GENERATOR,
        "version": __version__,
        "ontology": schema.load().version,
        "articles": [asdict(source) for source in sources],
        **{name: dict(sorted(kinds.items())) for name, kinds in counted._asdict().items()},
        "quads": quads,
        "violations": [asdict(violation) for violation in ordered],
        "files": dict(sorted(hashes.items())),
    }


def as_json(told: Mapping[str, Any]) -> bytes:
    """A report as the bytes of its file."""
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def configuration() -> str:
    """All that is set for a build, as text."""
    return (files("kg") / "pipeline.cfg").read_text(encoding="utf-8")
