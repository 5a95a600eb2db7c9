"""What the explorer asks for, in JSON; and the decisions that it sends."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
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
from kg.serve.site import answered, response, site_of, whole

LIMIT = 16 << 10  # bytes of a decision
_LONGEST = 300  # characters of a search or a question
_ABOUT = {"fact": ("accept", "reject", "correct", "withdraw"), "thing": ("merge", "split", "withdraw")}
_GIVEN = ("decision", "target", "who", "why", "doc", "to_subject", "to_predicate", "to_object", "to_modality")
Handler = Callable[[Request], Awaitable[Response]]


def asks(op: str, parameter: str) -> Handler:
    """A handler that hands one parameter of the address to a worker."""

    async def handle(request: Request) -> Response:
        given = request.query_params.get(parameter, "")[:_LONGEST]
        if not given.strip():
            raise Refusal(400, f"nothing to look for; give ?{parameter}=")
        return response(await answered(request, {"op": op, parameter: given}))

    return handle


async def look(request: Request) -> Response:
    """What is known of ?iri=, and what was decided about it since the graph was built."""
    site, iri = site_of(request), request.query_params.get("iri", "")
    return JSONResponse(await _known(request, iri) | {"decided": site.decided(iri)})


async def review(request: Request) -> Response:
    """Add a decision about a fact or a thing to the decisions file; the rest of its line comes from the graph."""
    site = site_of(request)
    admit(request, site.review_token, option="--review FILE.csv")
    given = _decision(await limited(request, LIMIT))
    known = await _known(request, given["target"])
    if given["decision"] not in _ABOUT.get(known["sort"], ()):
        raise Refusal(400, f"{given['decision']} is no decision about a {known['sort']}")
    told = _fact(known) if known["sort"] == "fact" else {"subject": known["label"]}
    try:
        await run_in_threadpool(site.decide, Decision(**{**given, **told, "when": _now()}))
    except InputError as error:
        raise Refusal(400, str(error)) from None
    return JSONResponse({"decided": site.decided(given["target"])})


def _fact(known: Mapping[str, Any]) -> dict[str, str]:
    """A fact as it was read, and where first."""
    first = known["evidence"][0] if known["evidence"] else {"document": "", "start": "", "end": ""}
    return {
        "subject": known["subject"]["label"], "predicate": known["predicate"], "modality": known["modality"],
        "object": known["object"].get("value") or known["object"]["label"],
        "doc": first["document"], "start": str(first["start"]), "end": str(first["end"]),
    }  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
    return {name: " ".join(given.get(name, "").split()) for name in _GIVEN}


async def _known(request: Request, iri: str) -> Any:
    return json.loads(await whole(await answered(request, {"op": "look", "iri": iri})))
