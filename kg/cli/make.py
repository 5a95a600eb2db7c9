"""From text: build a graph, or print what is read on the way to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import Aside, Format, Shown, counted, put, put_records, say, standard_output
from kg.terminal import printable

if TYPE_CHECKING:
    from kg.grow.workers import Workers
    from kg.read import Limits
    from kg.result import Graph
    from kg.review import Replay
    from kg.store.remote import Endpoint


class Engine(StrEnum):
    """Who does the work of a build."""

    local = "local"
    dask = "dask"


Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, or - for standard input.")]
Published = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="Publication date of undated documents, such as 2019-03-05."),
]
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
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit", metavar="NAME=N",
        help="What a document may take, as megabytes=32, ratio=200 (of an archive), seconds=60; repeatable.",
    ),
]  # fmt: skip
Form = Annotated[Format, typer.Option("--format", "-f", help="One JSON object a line, or a table to read.")]


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

    What was read is kept beside DIR, in .DIR.work: a build that was broken off goes on where it was, and the next one
    reads only the documents that changed. A document that breaks a step is set aside and named; exit code 1.

    \b
    kg build seeds -o out
    kg build news.jsonl reports/ -o out --base https://data.example.org/id/
    """
    from kg import iris
    from kg.cli.decided import curated, replay
    from kg.cli.progress import progress

    endpoint = _endpoint(store, store_update, store_graphs, store_union)
    with progress() as watch, _workers(engine, jobs, scheduler) as workers:
        from kg.build import build as build_graph  # while what the workers need is loaded elsewhere
        from kg.read import limits_of

        revise, known = replay(inputs, decisions or []), curated(inputs, identities or [], decisions or [])
        graph = build_graph(
            inputs, out=out, base=base or iris.DEFAULT_BASE, published=date, revise=revise, curated=known,
            workers=workers, work=work, watch=watch, endpoint=endpoint, limits=limits_of(limit or ()),
        )  # fmt: skip
    _ended(graph, revise, out)


def _ended(graph: Graph, revise: Replay, out: Path) -> None:
    """Say what was built and what was not; exit code 1 if a document was set aside."""
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
        yield crew(jobs)
        return
    from kg.grow.cluster import connected

    with connected(scheduler, jobs=jobs) as workers:
        yield workers


def _endpoint(url: str | None, update_url: str | None, graphs_url: str | None, union: bool) -> Endpoint | None:
    from kg.store.remote import Endpoint

    return Endpoint.at(url, update_url=update_url, graphs_url=graphs_url, union=union) if url else None


def extract(
    inputs: Inputs,
    format: Form = Format.jsonl,
    min_score: Annotated[float, typer.Option(help="Leave out facts with a lower score, 0 to 1.")] = 0.0,
    date: Published = None,
    limit: Limit = None,
) -> None:
    """Print the facts that documents state (抽取事实).

    One a line. Each has its place in the original text: "start" and "end" count characters from 0.

    \b
    kg extract seeds --format table
    kg extract news.jsonl | jq .subject
    """
    from kg.documents import extract as facts_of
    from kg.read import limits_of

    wrong = Aside()
    limits = limits_of(limit or ())
    facts = facts_of(inputs, published=date, min_score=min_score, refused=wrong, limits=limits)
    columns = {
        "subject": lambda fact: fact["subject"],
        "predicate": lambda fact: fact["predicate"],
        "object": lambda fact: fact["object"],
        "qualifiers": lambda fact: _short(fact["qualifiers"]),
        "modality": lambda fact: fact["modality"],
        "according to": lambda fact: fact["attributed_to"] or "",
        "evidence": lambda fact: fact["evidence"],
    }
    put_records(counted(facts, "facts"), format, columns)
    wrong.end()


def entities(
    inputs: Inputs,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Show the names that nearly are one thing, and why they are not.")
    ] = False,
    format: Annotated[
        Shown | None,
        typer.Option("--format", "-f", help="Records, or the text with its names marked; on a terminal colour."),
    ] = None,
    date: Published = None,
    limit: Limit = None,
) -> None:
    """Show names, dates and figures in documents (列出实体).

    On a terminal the text is shown with its names in colour; in a pipe one JSON object a line.

    \b
    kg entities seeds --format table
    kg entities seeds --format html > entities.html
    kg entities --duplicates reports/ news.jsonl
    echo 2017年12月16日，佛山市数字政府建设管理局揭牌成立。 | kg entities -
    """
    if duplicates:
        from kg.cli.identity import nearly_one

        nearly_one(inputs, Format.jsonl if format is Shown.jsonl else Format.table, date)
        return
    from kg.read import limits_of

    limits = limits_of(limit or ())
    chosen = format or (Shown.colour if sys.stdout.isatty() else Shown.jsonl)
    if chosen in (Shown.colour, Shown.html):
        _marked(inputs, chosen, date, limits)
        return
    _listed(inputs, Format(chosen), date, limits)


def _listed(inputs: list[str], form: Format, date: str | None, limits: Limits) -> None:
    """The mentions, as records."""
    from kg.documents import mentions

    columns = {
        "start": lambda mention: mention["start"],
        "end": lambda mention: mention["end"],
        "type": lambda mention: mention.get("kind") or mention["type"],
        "text": lambda mention: mention["text"],
        "name or value": lambda mention: mention.get("name") or mention.get("value") or "",
    }
    wrong = Aside()
    told = mentions(inputs, published=date, refused=wrong, limits=limits)
    put_records(counted(told, "mentions"), form, columns)
    wrong.end()


def _marked(inputs: list[str], chosen: Shown, date: str | None, limits: Limits) -> None:
    """The texts with their names marked: on the terminal as they come, or as one page."""
    from kg.build import readings
    from kg.view import coloured, entities

    texts = readings(inputs, published=date, limits=limits)
    if chosen is Shown.html:
        put(entities.page(counted(texts, "texts"), title=f"kg · {', '.join(inputs)}"))
    else:
        coloured.show(texts, file=standard_output())


def text(inputs: Inputs, limit: Limit = None) -> None:
    """Print the text of documents as kg reads it (输出正文).

    The characters that "start" and "end" of a fact count: of .html, .docx and .pdf what was extracted from them. Its
    SHA-256 is that in the graph (schema:sha256). Several documents come apart by a form feed.

    \b
    kg text report.pdf
    kg text page.html | sha256sum
    """
    from kg.read import limits_of, read

    wrong, limits = Aside(), limits_of(limit or ())
    for at, article in enumerate(read(inputs, refused=wrong, limits=limits)):
        put(("\f" if at else "") + article.text)
    wrong.end()


def restore(file: Annotated[str, typer.Argument(metavar="INPUT", help="A file, a folder, or -.")]) -> None:
    """Print swapped words and what they were (还原用词).

    \b
    kg restore seeds
    """
    from kg.clean import clean
    from kg.read import read
    from kg.restore import swaps

    rows = []
    for article in read([file]):
        text = clean(article)
        for swap in swaps(text):
            start, end = text.locate(swap.start, swap.end)
            rows.append({"doc": article.id, "start": start, "end": end,
                         "written": article.text[start:end], "read": swap.restored})  # fmt: skip
    keys = ("doc", "start", "end", "written", "read")
    put_records(rows, Format.table, {key: lambda row, key=key: row[key] for key in keys})


def _short(qualifiers: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in qualifiers.items())
