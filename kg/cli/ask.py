"""Of a graph that was built: ask, explain, check, look, take it elsewhere."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import ended_after, put, say
from kg.errors import QueryError

Folder = Annotated[Path, typer.Option("-g", "--graph", metavar="DIR", help="The folder that kg build wrote.")]
Where = Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder that kg build wrote.")]
OUT = Path("out")
LONGEST = 32_000_000  # bytes of a query


def query(
    question: Annotated[str | None, typer.Argument(metavar="QUERY", help="A name, a file .rq, or -.")] = None,
    format: Annotated[
        str, typer.Option("-f", "--format", help="table, json, csv, tsv, xml; ttl of triples.")
    ] = "table",
    graph: Folder = OUT,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="Bind a variable; repeatable.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="Print the questions that have a name.")] = False,
    timeout: Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Give up after so long; 0: never.")] = 60,
    endpoint: Annotated[
        str | None, typer.Option("--store", metavar="URL", help="Ask this SPARQL endpoint instead of DIR.")
    ] = None,
) -> None:
    """Ask the graph in SPARQL (提问).

    QUERY is the name of a question (kg query --list), a file that ends in .rq, or - for standard input. Values are
    bound to variables, never pasted into the text; the variables of a question have defaults.

    \b
    kg query when-established
    kg query when-established --param name=佛山市数字政府建设管理局
    echo 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' | kg query - -f csv
    """
    from kg import query as sparql
    from kg import store
    from kg.store.remote import Endpoint

    if list_:
        put(_listed())
    elif question is None:
        raise QueryError("no QUERY; give a name, a file .rq or -, or list the names with: kg query --list")
    else:
        text, source = _text(question)
        there = Endpoint.at(endpoint) if endpoint else None
        asked = f"{source}: no answer of {there.name}" if there else f"{source}: no answer"
        with ended_after(timeout, f"{asked} in {timeout:g} s; ask for less, or give it more --timeout"):
            given = _parameters(param or [])
            if there:
                answer = sparql.run_at(there.query, text, parameters=given, source=source, name=there.name)
            else:
                answer = sparql.run(store.open(graph), text, parameters=given, source=source)
            written = sparql.serialise(answer, format)
        put(written.removesuffix("\n") + "\n")


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="In Chinese, or simple English.")],
    graph: Folder = OUT,
    facts: Annotated[int, typer.Option(min=0, metavar="N", help="Show so many facts with their sentences.")] = 5,
    sparql: Annotated[bool, typer.Option("--sparql/--no-sparql", help="Show the query that was asked.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answers as JSON.")] = False,
) -> None:
    """Ask the graph in Chinese (用中文提问).

    Prints the answer, the sentences that state it, and the SPARQL. Exit code 1 if the question is not understood or the
    graph does not say.

    \b
    kg ask 佛山市数字政府建设管理局是什么时候成立的？
    kg ask 谁发布了《第13届（2017）国际数字政府评估排名研究报告》？
    """
    import json

    from kg import store
    from kg.ask import Asker
    from kg.ask.render import excuse, render

    asker = Asker(store.open(graph))
    answers = asker.answers(question)
    if as_json:
        put(json.dumps([answer.as_dict() for answer in answers], ensure_ascii=False, indent=2) + "\n")
    for answer in answers if not as_json else ():
        if answer:
            put(render(answer, asker.store, facts=facts, sparql=sparql))
        else:
            say(excuse(answer).removesuffix("\n"))
    raise typer.Exit(0 if any(answers) else 1)


def explain(fact: Annotated[str, typer.Argument(metavar="FACT-IRI")], graph: Folder = OUT) -> None:
    """Print the sentence that states a fact (查看原文).

    The IRI of a fact stands in facts.jsonl, in the page and in many answers; the first characters of its hash do too.

    \b
    kg explain https://kg.example/id/fact/0123456789abcdef
    """
    from kg import store
    from kg.explain import explain as explained
    from kg.explain import render

    put(render(explained(store.open(graph), fact)))


def validate(folder: Where = OUT) -> None:
    """Check the graph against its shapes (校验图谱).

    The shapes are those of the ontology, in SHACL; the files must be as the build wrote them. Warnings (texts that
    disagree, see kg conflicts) are shown too; exit code 1 only if there are violations or altered files.
    """
    from kg import store
    from kg.doctor.graph import altered_files
    from kg.query.table import aligned
    from kg.validate import check, mix_in

    with store.copied(folder) as graph:
        found = check(mix_in(graph))
    if found:
        rows = [[v.severity, v.focus, v.path or "", v.value or "", v.message] for v in found]
        put(aligned(("severity", "node", "path", "value", "message"), rows))
    broken = sum(violation.severity == "Violation" for violation in found)
    warned = f", {len(found) - broken} warnings" if len(found) > broken else ""
    say(f"{folder}: {broken} violations{warned}" if broken else f"{folder}: no violation{warned}")
    for altered in altered_files(folder):
        say(f"{altered} is not what the build wrote; build the graph again (kg doctor {folder} tells more)")
        broken += 1
    raise typer.Exit(1 if broken else 0)


def view(
    folder: Where = OUT,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser, if this is a terminal.")] = True,
) -> None:
    """Open the graph's page, and print its path (查看图谱)."""
    import webbrowser

    from kg.store import absent

    page = Path(os.path.realpath(folder / "graph.html"))
    if not page.is_file():
        raise absent(folder, "page")
    put(f"{page}\n")
    if open_ and sys.stdout.isatty():
        webbrowser.open(page.as_uri())


def export(
    format: Annotated[str, typer.Option("-f", "--format", help="graphml, gexf, json, dot, csv or csv-nodes.")],
    graph: Folder = OUT,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Instead of standard output.")] = None,
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help="Of csv: no cell is a formula for Excel, at the price of exactness.")
    ] = False,
) -> None:
    """Print the graph for other tools (导出).

    \b
    kg export -f graphml > graph.graphml
    kg export -f csv | column -ts,
    """
    from kg import load, schema, store
    from kg.export import export as exported
    from kg.view.network import network

    known = schema.load()
    content = exported(network(load.knowledge(store.open(graph), known), known), format, spreadsheet=spreadsheet)
    if out is None:
        put(content)
    else:
        _write(out, content)


def _write(path: Path, content: bytes) -> None:
    from kg.errors import OutputError

    target = Path(os.path.realpath(path))  # a link stays one
    plain = target.is_file() or not target.exists()  # and no pipe or device, which is written to as it is
    draft = target.with_name(f".{target.name}.part") if plain else target
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        if plain:
            with suppress(OSError):
                draft.unlink()
        raise OutputError(f"{path}: cannot be written: {error.strerror}; name a file that you may write") from None


def _listed() -> str:
    from kg.query import questions
    from kg.query.table import aligned

    rows = [[q.name, ", ".join(p.name for p in q.parameters), q.zh, q.en] for q in questions()]
    return aligned(("name", "parameters", "问题", "question"), rows)


def _text(question: str) -> tuple[str, str]:
    """The query, or its name, and what errors call it."""
    path, source = Path(question), "standard input" if question == "-" else question
    if question != "-" and path.suffix != ".rq":
        return question, "query"
    from kg.read.file import at, standard_input

    with (standard_input() if question == "-" else at(path, path.stem, path.suffix)).open() as stream:
        raw = stream.read(LONGEST + 1)
    if len(raw) > LONGEST:
        raise QueryError(f"{source}: is longer than {LONGEST:,} bytes; ask in parts")
    try:
        return raw.decode("utf-8-sig"), source
    except UnicodeDecodeError as error:
        raise QueryError(f"{source}: byte offset {error.start} is not UTF-8; convert it") from None


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise QueryError(f"--param {name}: no value; write --param NAME=VALUE")
    return {name: value for name, _, value in pairs}
