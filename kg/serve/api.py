"""What the explorer asks for, in JSON; and the decisions that it sends."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import InputError
from kg.review import Decision
from kg.serve.guard import admit
from kg.serve.protocol import limited
from kg.serve.refusal import Refusal
from kg.serve.site import Site, response, site_of, whole

LIMIT = 16 << 10  # bytes of a decision
_LONGEST = 300  # characters of a search or a question
_GIVEN = ("decision", "target", "who", "why", "to_subject", "to_predicate", "to_object", "to_modality")
Handler = Callable[[Request], Awaitable[Response]]


def asks(op: str, parameter: str) -> Handler:
    """A handler that hands one parameter of the address to a worker."""

    async def handle(request: Request) -> Response:
        given = request.query_params.get(parameter, "")[:_LONGEST]
        if not given.strip():
            raise Refusal(400, f"nothing to look for; give ?{parameter}=")
        return response(await site_of(request).pool.ask({"op": op, parameter: given}))

    return handle


async def look(request: Request) -> Response:
    """What is known of ?iri=, and what was decided about it since the graph was built."""
    site, iri = site_of(request), request.query_params.get("iri", "")
    said = await _known(site, iri)
    return JSONResponse(said | ({"decided": site.decided(iri)} if said["sort"] == "fact" else {}))


async def review(request: Request) -> Response:
    """Add a decision about a fact to the decisions file; the rest of its line comes from the graph."""
    site = site_of(request)
    admit(request, site.review_token, option="--review FILE.csv")
    given = _decision(await limited(request, LIMIT))
    fact = await _known(site, given["target"])
    if fact["sort"] != "fact":
        raise Refusal(400, "a decision is about a fact; give its IRI as target")
    first = fact["evidence"][0] if fact["evidence"] else {"document": "", "start": "", "end": ""}
    decision = Decision(
        **given, when=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), subject=fact["subject"]["label"],
        predicate=fact["predicate"], object=fact["object"].get("value") or fact["object"]["label"],
        modality=fact["modality"], doc=first["document"], start=str(first["start"]), end=str(first["end"]),
    )  # fmt: skip
    try:
        await run_in_threadpool(site.decide, decision)
    except InputError as error:
        raise Refusal(400, str(error)) from None
    return JSONResponse({"decided": site.decided(given["target"])})


def _decision(body: bytes) -> dict[str, str]:
    """The fields of a decision. Raises Refusal 400."""
    try:
        given: Any = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise Refusal(400, "send a JSON object of strings")
    if unknown := set(given) - set(_GIVEN):
        raise Refusal(400, f"a decision has no {', '.join(sorted(unknown))}; it has {', '.join(_GIVEN)}")
    if given.get("decision") not in ("accept", "reject", "correct", "withdraw"):
        raise Refusal(400, "the decision is one of accept, reject, correct, withdraw")
    return {name: " ".join(given.get(name, "").split()) for name in _GIVEN}


async def _known(site: Site, iri: str) -> Any:
    return json.loads(await whole(await site.pool.ask({"op": "look", "iri": iri})))
