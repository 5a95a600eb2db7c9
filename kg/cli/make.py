"""From text to a graph: kg build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Inputs, Limit, Published
from kg.cli.output import say
from kg.terminal import printable

if TYPE_CHECKING:
    from kg.grow.workers import Workers
    from kg.result import Graph
    from kg.review import Replay
    from kg.store.remote import Endpoint


class Engine(StrEnum):
    """Who does the work of a build."""

    local = "local"
    dask = "dask"


_MOST = 1_000  # processes of one build


Decisions = Annotated[
    list[Path] | None, typer.Option("--decisions", metavar="FILE", help="A .csv of decisions about facts; repeatable.")
]
Known = Annotated[
    list[Path] | None, typer.Option("--identities", metavar="FILE", help="A .csv of things and names; repeatable.")
]
Jobs = Annotated[
    int | None, typer.Option("-j", "--jobs", min=1, metavar="N", help="Processes that work (default: one a processor).")
]
Store = Annotated[
    str | None, typer.Option("--store", metavar="URL", help="A SPARQL endpoint to keep up to date as well.")
]
StoreUpdate = Annotated[
    str | None, typer.Option(metavar="URL", help="Where that store takes changes, if not at …/update or URL.")
]
StoreGraphs = Annotated[
    str | None, typer.Option(metavar="URL", help="Where that store takes graphs (Graph Store Protocol).")
]
StoreUnion = Annotated[
    bool, typer.Option("--store-union", help="Fill the default graph of that store with the union of all graphs.")
]
Who = Annotated[
    Engine, typer.Option("--engine", help="Who works: processes of this machine, or the workers of dask (kg[dist]).")
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Of dask, such as tcp://head:8786; else one is started here.")
]
Work = Annotated[
    str | None, typer.Option(metavar="URL", help="Where to keep what was read, if not beside DIR: s3://… (fsspec).")
]
Rehash = Annotated[
    bool, typer.Option("--rehash", help="Compare the bytes of all files, not only their sizes and times.")
]


def build(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="The folder to write.")] = Path("out"),
    base: Annotated[str | None, typer.Option("--base", metavar="IRI", help="What every IRI begins with.")] = None,
    date: Published = None,
    decisions: Decisions = None,
    identities: Known = None,
    jobs: Jobs = None,
    engine: Who = Engine.local,
    scheduler: Scheduler = None,
    work: Work = None,
    rehash: Rehash = False,
    limit: Limit = None,
    store: Store = None,
    store_update: StoreUpdate = None,
    store_graphs: StoreGraphs = None,
    store_union: StoreUnion = False,
) -> None:
    """Read documents and write their graph (生成图谱).

    DIR is written whole or not at all: graph.nq (canonical), graph.ttl, graph.jsonld, facts.jsonl, graph.html,
    report.json and store/ for queries. What people decided is replayed: a decisions.csv about facts and an
    identities.csv about things in a folder of INPUT, and each --decisions and --identities.

    What was read is kept beside DIR, in .DIR.work: a build that was broken off goes on, the next one reads only what
    changed, as inode, size and times tell. A document that breaks a step is set aside and named; exit code 1.

    \b
    kg build seeds -o out
    kg build news.jsonl reports/ -o out --base https://data.example.org/id/
    """
    endpoint = _endpoint(store, store_update, store_graphs, store_union)
    with _workers(engine, jobs, scheduler) as workers:
        from kg import iris  # all of it while what the workers need is loaded elsewhere
        from kg.build import build as build_graph
        from kg.cli.decided import curated, replay
        from kg.cli.progress import progress
        from kg.read import limits_of

        revise, known = replay(inputs, decisions or []), curated(inputs, identities or [], decisions or [])
        with progress() as watch:
            graph = build_graph(
                inputs, out=out, base=iris.DEFAULT_BASE if base is None else base, published=date, revise=revise,
                curated=known, workers=workers, work=work, rehash=rehash, limits=limits_of(limit or ()), watch=watch,
                endpoint=endpoint,
            )  # fmt: skip
    _ended(graph, revise, out)


def _ended(graph: Graph, revise: Replay, out: Path) -> None:
    """Say what was built and what was not; exit code 1 if a document was set aside."""
    if graph.remade:
        say(f"kept of an earlier build, damaged or gone, made again: {len(graph.remade)}, such as {graph.remade[0]}")
    if revise.unmet:
        say(f"{len(revise.unmet)} decisions meet no fact, such as that about {revise.unmet[0]}")
    told = graph.report()
    facts, things, texts = sum(told["facts"].values()), sum(told["entities"].values()), len(told["articles"])
    say(f"{out}/: {facts} facts about {things} things, from {texts} text{'s' * (texts != 1)}")
    for failure in told.get("quarantined", ()):
        where = f"{failure['id']} ({failure['source']}): " if failure["id"] else ""
        say(printable(f"set aside: {where}{failure['error']}"))
    raise typer.Exit(1 if told.get("quarantined") else 0)


@contextmanager
def _workers(engine: Engine, jobs: int | None, scheduler: str | None) -> Iterator[Workers]:
    from kg.grow.workers import crew

    if engine is Engine.local:
        yield crew(jobs and min(jobs, _MOST))
        return
    from kg.grow.cluster import connected

    with connected(scheduler, jobs=jobs) as workers:
        yield workers


def _endpoint(url: str | None, update_url: str | None, graphs_url: str | None, union: bool) -> Endpoint | None:
    from kg.store.remote import Endpoint

    return Endpoint.at(url, update_url=update_url, graphs_url=graphs_url, union=union) if url else None
