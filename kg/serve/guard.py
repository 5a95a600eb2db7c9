"""Around every request: whom the server answers to, what a browser may do with an answer, and one line in the log.

The Host header must name this server (a page of another site could otherwise reach it through a name of its own, DNS
rebinding); no answer allows other origins (CORS); what writes asks for a token.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Iterable
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.refusal import Refusal
from kg.terminal import printable

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Middleware: checks Host, adds the headers above where there are none, and tells `log` what was answered."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], log: Callable[[str], None] | None = None) -> None:
        self.app, self.hosts, self.log = app, frozenset(name.lower() for name in hosts), log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, status = time.perf_counter(), [0]

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self.app if _host(scope) in self.hosts else _misdirected
        try:
            await app(scope, receive, guarded)
        finally:
            if self.log:
                took = (time.perf_counter() - started) * 1000
                self.log(printable(f"{scope['method']} {scope['path']} {status[0]} {took:.0f} ms"))


def bears(request: Request, token: str) -> bool:
    """Does a request bear the token? Compared in constant time."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


def admit(request: Request, token: str | None, *, option: str) -> None:
    """Let a request pass that bears the token. Raises Refusal: 403 if the server was started without `option`, 401."""
    if token is None:
        raise Refusal(403, f"this server takes nothing of the kind; start it with: kg serve {option}")
    if not bears(request, token):
        remedy = "send the token of kg serve: Authorization: Bearer …"
        raise Refusal(401, remedy, {"WWW-Authenticate": "Bearer"})


def _host(scope: Scope) -> str:
    """The Host header without its port, in lower case."""
    named = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    name, colon, port = named.rpartition(":")
    return (name if colon and port.isdigit() else named).lower()


async def _misdirected(scope: Scope, receive: Receive, send: Send) -> None:
    text = "the Host header does not name this server; add it with: kg serve --allow-host NAME\n"
    await PlainTextResponse(text, 421)(scope, receive, send)


def refused(_: Request, refusal: Any) -> PlainTextResponse:
    """The response of a Refusal: plain text, never HTML."""
    return PlainTextResponse(f"{refusal.message}\n", refusal.status, refusal.headers)
