"""Of a graph that was built: put it on the web."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import say
from kg.errors import InputError


def serve(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder that kg build wrote.")] = Path("out"),
    port: Annotated[int, typer.Option("-p", "--port", min=0, max=65535, help="0: any that is free.")] = 7878,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that others call this server by; repeatable.")
    ] = None,
    allow_update: Annotated[
        bool, typer.Option("--allow-update", help="Take SPARQL Update and graphs, with a token, into DIR/store.")
    ] = False,
    review: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take decisions about facts, with a token, into this .csv.")
    ] = None,
    workers: Annotated[int, typer.Option(min=0, metavar="N", help="Processes; 0: one a core, at most 4.")] = 0,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Of one question.")] = 30,
    memory: Annotated[int, typer.Option(min=256, metavar="MIB", help="Of one question.")] = 2048,
    log: Annotated[bool, typer.Option("--log", help="One line a request on standard error.")] = False,
) -> None:
    """Serve the graph: pages, explorer, SPARQL (浏览与查询服务).

    Only this computer can reach it, unless --host says otherwise. Questions run in processes of their own, limited in
    time and memory and without network. The token is that of the environment variable KG_TOKEN, or a new one. What
    --review takes holds from the next kg build on, if that reads the file.

    \b
    kg serve
    kg serve out --port 8000 --review seeds/decisions.csv
    curl -G localhost:7878/sparql --data-urlencode 'query=ASK {}'
    """
    try:
        from kg.serve.pool import Limits
        from kg.serve.run import Options
        from kg.serve.run import serve as run
    except ModuleNotFoundError as error:
        raise InputError(f"{error.name} is not installed; install the extra: pip install 'kg[serve]'") from None
    limits = Limits(timeout, memory << 20)
    options = Options(host, port, tuple(allow_host or ()), allow_update, review, workers, limits)
    run(folder, options, say=say, log=log)
