"""Start the server, and end it cleanly at SIGINT or SIGTERM."""

from __future__ import annotations

import asyncio
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
from starlette.applications import Starlette

from kg import review, store
from kg.errors import OutputError
from kg.iris import DEFAULT_BASE
from kg.serve.app import app
from kg.serve.guard import LOOPBACK
from kg.serve.looking import base_of
from kg.serve.pool import Limits, Pool
from kg.serve.site import Site

TOKEN = "KG_TOKEN"
_OWN = ("localhost", "127.0.0.1", "::1")


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
        told = [f"{folder}: {address}/ (SPARQL at {address}/sparql); end it with Ctrl+C"]
        told += [] if options.host in _OWN else ["others can reach it, and read all that it serves"]
        told += [f"token: {token}"] if token and TOKEN not in os.environ else []
        made = app(site, hosts=_hosts(options.host, options.hosts), log=say if log else None)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a server that is ended has done what it should
        signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn hears it, ends, and raises it once more
        with suppress(KeyboardInterrupt):
            asyncio.run(_life(pool, made, listening, lambda: say("\n".join(told))))


async def _life(pool: Pool, made: Starlette, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Start the workers before the first request, and end them after the last."""
    config = uvicorn.Config(
        made, log_config=None, access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=3,
        backlog=256, timeout_keep_alive=30, limit_concurrency=1000,
    )  # fmt: skip
    try:
        await pool.open()
        ready()
        await uvicorn.Server(config).serve(sockets=[listening])
    finally:
        pool.close()


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
