"""What every request handler is given: the workers, and what this server was started with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.iris import DEFAULT_BASE
from kg.review import Decision, append, read
from kg.serve.pool import Pool, Reply, Rest
from kg.serve.refusal import Refusal

QUERY_LIMIT, UPDATE_LIMIT = 1 << 20, 256 << 20  # bytes of a request


@dataclass(frozen=True, slots=True)
class Site:
    """What requests are answered with.

    `token` admits what writes; `updates` tells whether the store takes updates, `decisions` is the file of decisions
    about facts, if it takes those. `base` is what the IRIs of the graph begin with.
    """

    pool: Pool
    base: str = DEFAULT_BASE
    token: str | None = None
    updates: bool = False
    decisions: Path | None = None

    @property
    def update_token(self) -> str | None:
        """What admits an update; None where there are none."""
        return self.token if self.updates else None

    @property
    def review_token(self) -> str | None:
        """What admits a decision; None where there are none."""
        return self.token if self.decisions else None

    def decide(self, decision: Decision) -> None:
        """Add a decision to the file. Raises InputError, OutputError."""
        if self.decisions:
            append(self.decisions, [decision])

    def decided(self, fact: str) -> dict[str, str] | None:
        """The last decision about a fact, unless it was withdrawn."""
        if self.decisions is None or not self.decisions.exists():
            return None
        about = [asdict(decision) for decision in read(self.decisions) if decision.target == fact]
        return about[-1] if about and about[-1]["decision"] != "withdraw" else None


async def whole(reply: Reply) -> bytes:
    """All of a reply's body."""
    if reply.rest is None:
        return reply.body
    try:
        return reply.body + b"".join([piece async for piece in reply.rest])
    finally:
        reply.rest.close()


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast(Site, request.app.state.site)


def response(reply: Reply, **headers: str) -> Response:
    """The HTTP response of a worker's reply; a long one as it comes."""
    all_headers = {**reply.headers, **headers}
    if reply.rest is None:
        return Response(reply.body, reply.status, all_headers, reply.type)
    return _Pieces(reply.body, reply.rest, reply.status, all_headers, reply.type)


async def answered(request: Request, head: Mapping[str, Any], body: bytes = b"") -> Reply:
    """The reply of a worker, as long as somebody waits for it. Raises Refusal."""
    asking = asyncio.ensure_future(site_of(request).pool.ask(head, body))
    try:
        while not (await asyncio.wait({asking}, timeout=1))[0]:
            if await request.is_disconnected():
                raise Refusal(499, "nobody waits for the answer any more")
        return asking.result()
    except BaseException:
        asking.cancel()
        asking.add_done_callback(_dropped)
        raise


def _dropped(asking: asyncio.Future[Reply]) -> None:
    """An answer that came when nobody waited any more."""
    if not asking.cancelled() and not asking.exception() and (rest := asking.result().rest):
        rest.close()


class _Pieces(StreamingResponse):
    """A long answer. Where it breaks off, the connection does too, without the piece that would end it."""

    def __init__(self, first: bytes, rest: Rest, status: int, headers: Mapping[str, str], type_: str) -> None:
        super().__init__(self._pieces(first, rest), status, headers, type_)
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._rest.close()

    async def stream_response(self, send: Send) -> None:
        with suppress(Refusal):
            await super().stream_response(send)

    @staticmethod
    async def _pieces(first: bytes, rest: Rest) -> AsyncIterator[bytes]:
        yield first
        async for piece in rest:
            yield piece
