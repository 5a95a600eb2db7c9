"""Start the server, and end it cleanly at SIGINT or SIGTERM."""

from __future__ import annotations

import os
import secrets
import signal
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from pyoxigraph import Store

from kg import review, store
from kg.errors import OutputError
from kg.iris import DEFAULT_BASE
from kg.serve.app import app
from kg.serve.guard import LOOPBACK
from kg.serve.looking import base_of
from kg.serve.pool import Limits, Pool
from kg.serve.site import Site

TOKEN = "KG_TOKEN"


@dataclass(frozen=True, slots=True)
class Options:
    """How to serve. `workers` 0 stands for as many as there are cores, four at most."""

    host: str = "127.0.0.1"
    port: int = 7878
    hosts: tuple[str, ...] = ()
    updates: bool = False
    review: Path | None = None
    workers: int = 0
    limits: Limits = field(default_factory=Limits)


def serve(folder: Path, options: Options, *, say: Callable[[str], None], log: bool = False) -> None:
    """Serve the graph in `folder` until a signal ends it. Raises OutputError: no graph, or the address is taken.

    With `options.updates` a folder without a graph gets an empty one. `options.review` is the file that decisions about
    facts are added to. Either needs a token: that of the environment variable KG_TOKEN, else a new one, which `say` is
    told.
    """
    path, base = _store(folder, create=options.updates)
    token = (os.environ.get(TOKEN) or secrets.token_urlsafe(24)) if options.updates or options.review else None
    if options.review and options.review.exists():
        review.read(options.review)  # a mistake in it is better said now
    size = options.workers or min(4, os.cpu_count() or 1)
    pool = Pool(path, size=size, limits=options.limits, writable=options.updates)
    site = Site(pool, base, token, options.updates, options.review)
    with _bound(options.host, options.port) as listening:
        address = f"http://{_shown(options.host)}:{listening.getsockname()[1]}"
        say(f"{folder}: {address}/ (SPARQL at {address}/sparql); end it with Ctrl+C")
        if token and TOKEN not in os.environ:
            say(f"token: {token}")
        _run(app(site, hosts=_hosts(options.host, options.hosts), log=say if log else None), listening)


def _run(application: object, listening: socket.socket) -> None:
    config = uvicorn.Config(
        application,  # type: ignore[arg-type]
        log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=3, lifespan="on",
        backlog=256, timeout_keep_alive=30, limit_concurrency=1000,
    )  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn hears it, ends, and raises it once more
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    if not server.started:
        raise OutputError("the server did not start: its workers could not open the store; build the graph again")


def _store(folder: Path, *, create: bool) -> tuple[Path, str]:
    """Where the store is, and what its IRIs begin with. Raises OutputError if it cannot be opened."""
    path = folder / store.STORE
    if create and not path.is_dir():
        path.mkdir(parents=True)
        Store(str(path)).flush()
    return path, base_of(store.open(folder)) or DEFAULT_BASE


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise OutputError(f"{host}:{port}: {error.strerror or error}; choose another --port or --host") from None
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits 40 ms for a delayed ACK
    return listening


def _hosts(host: str, more: Iterable[str]) -> tuple[str, ...]:
    """The names that the server answers to: its own ones on the loopback, what it was told to listen to, and `more`."""
    return (*LOOPBACK, _shown(host), *more)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
