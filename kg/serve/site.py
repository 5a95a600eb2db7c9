"""What every request handler is given: the workers, and what this server was started with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.serve.pool import Pool, Reply

QUERY_LIMIT, UPDATE_LIMIT = 1 << 20, 256 << 20  # bytes of a request


@dataclass(frozen=True, slots=True)
class Site:
    """`token` admits updates (None: there are none)."""

    pool: Pool
    token: str | None = None


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast(Site, request.app.state.site)


def response(reply: Reply, **headers: str) -> Response:
    """The HTTP response of a worker's reply; a long one as it comes."""
    all_headers = {**reply.headers, **headers}
    if reply.rest is None:
        return Response(reply.body, reply.status, all_headers, reply.type)

    return StreamingResponse(_pieces(reply.body, reply.rest), reply.status, all_headers, reply.type)


async def _pieces(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece
