"""HTTP request → what is asked of a worker, after SPARQL 1.1 Protocol, section 2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.serve.refusal import Refusal

QUERY, UPDATE, FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"
_DATASETS = {
    "query": {"default": "default-graph-uri", "named": "named-graph-uri"},
    "update": {"using": "using-graph-uri", "using_named": "using-named-graph-uri"},
}
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation: `op` is "query" or "update"; `head` holds its dataset, base and Accept."""

    op: str
    head: dict[str, Any]
    body: bytes


async def asked(request: Request, *, query_limit: int, update_limit: int) -> Asked | None:
    """The operation of a request; None for a GET without one, which asks for the service description.

    Raises Refusal: 400 (none, or more than one; not UTF-8), 413 (beyond so many bytes), 415 (a body of another kind).
    """
    pairs = _pairs(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        _refuse_update(pairs)
        return _operation(request, pairs, "query", ()) if pairs else None
    media = media_type(request)
    if media == FORM:
        pairs += _pairs(await limited(request, update_limit))
        op = "update" if any(name == "update" for name, _ in pairs) else "query"
        return _operation(request, pairs, op, ())
    if media not in (QUERY, UPDATE):
        seen = media or "a body without Content-Type"
        raise Refusal(415, f"{seen} is not read here; send {QUERY}, {UPDATE} or {FORM}")
    op = "query" if media == QUERY else "update"
    body = await limited(request, query_limit if op == "query" else update_limit)
    return _operation(request, pairs, op, (body,))


def media_type(request: Request) -> str:
    """The Content-Type without parameters. Raises Refusal 415 on a charset other than UTF-8."""
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise Refusal(415, f"charset {value} is not read here; send UTF-8")
    return media


async def limited(request: Request, limit: int) -> bytes:
    """The body, if it is at most `limit` bytes. Raises Refusal 413."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise Refusal(413, f"more than {limit:,} bytes", {"Connection": "close"})
    return bytes(body)


def _operation(request: Request, pairs: Pairs, op: str, bodies: Sequence[bytes]) -> Asked:
    given = [*bodies, *(value.encode() for name, value in pairs if name in ("query", "update"))]
    if len(given) != 1:
        raise Refusal(400, f"{len(given)} queries and updates in one request; send exactly one")
    dataset = {key: [value for name, value in pairs if name == long] for key, long in _DATASETS[op].items()}
    head = {"op": op, "base": str(request.url.replace(query="")), "accept": request.headers.get("accept")}
    return Asked(op, head | {key: iris for key, iris in dataset.items() if iris}, given[0])


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("ascii", "strict")
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000)
    except ValueError:
        raise Refusal(400, "the parameters are not URL-encoded UTF-8") from None


def _refuse_update(pairs: Pairs) -> None:
    if any(name == "update" for name, _ in pairs):
        raise Refusal(400, "an update goes by POST", {"Allow": "POST"})
