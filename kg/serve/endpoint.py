"""/sparql, /update and /store: the W3C protocols, each request one question to a worker."""

from __future__ import annotations

from pyoxigraph import serialize
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.description import description
from kg.serve.guard import admit, bears
from kg.serve.negotiation import GRAPHS, chosen
from kg.serve.protocol import asked, limited, media_type
from kg.serve.refusal import Refusal
from kg.serve.site import QUERY_LIMIT, UPDATE_LIMIT, Site, answered, response, site_of

EDITOR = "/query"
_VARY = {"Vary": "Accept"}


async def sparql(request: Request) -> Response:
    """SPARQL 1.1 Protocol: query by GET or POST, update by POST; a GET without a query describes the service."""
    site = site_of(request)
    operation = await asked(request, query_limit=QUERY_LIMIT, update_limit=_update_limit(request, site))
    if operation is None:
        return _described(request, site)
    if operation.op == "update":
        admit(request, site.update_token, option="--allow-update")
    return response(await answered(request, operation.head, operation.body), **_VARY)


async def update(request: Request) -> Response:
    """The same, for updates alone."""
    site = site_of(request)
    admit(request, site.update_token, option="--allow-update")
    operation = await asked(request, query_limit=QUERY_LIMIT, update_limit=UPDATE_LIMIT)
    if operation is None or operation.op != "update":
        raise Refusal(400, "only updates are taken here; queries go to /sparql")
    return response(await answered(request, operation.head, operation.body))


async def store(request: Request) -> Response:
    """Graph Store Protocol: GET, HEAD, PUT, POST, DELETE of ?graph=IRI, ?default, or a graph named by its address.

    POST without any of them makes a new graph, or takes quads.
    """
    site, graph = site_of(request), _graph(request)
    head = {"graph": graph, "base": str(request.url.replace(query="")), "accept": request.headers.get("accept")}
    if request.method in ("GET", "HEAD"):
        return response(await answered(request, {"op": "graph", **head}), **_VARY)
    admit(request, site.update_token, option="--allow-update")
    if request.method == "DELETE":
        return response(await answered(request, {"op": "drop", **head}))
    op = {"PUT": "put", "POST": "add"}[request.method]
    media, body = media_type(request), await limited(request, UPDATE_LIMIT)
    return response(await answered(request, {"op": op, "type": media, **head}, body))


def _update_limit(request: Request, site: Site) -> int:
    """Only who may write may send much."""
    return UPDATE_LIMIT if site.update_token and bears(request, site.update_token) else QUERY_LIMIT


def _graph(request: Request) -> str | None:
    """The graph that a request names; "" is the default graph. None (in POST): a new one, or each quad's own."""
    if request.path_params.get("path"):
        return str(request.url.replace(query=""))
    names, default = request.query_params.getlist("graph"), "default" in request.query_params
    if len(names) + default == 1:
        return names[0] if names else ""
    if request.method == "POST" and not names and not default:
        return None
    raise Refusal(400, "name one graph: ?graph=IRI or ?default")


def _described(request: Request, site: Site) -> Response:
    """The service description; who asks with a browser is led to the editor."""
    accept = request.headers.get("accept")
    form = chosen(accept, (*GRAPHS, "text/html"))
    if form == "text/html":
        return RedirectResponse(EDITOR, 303, _VARY)
    triples = description(str(request.url.replace(query="")), updates=site.updates)
    body = serialize(triples, format=GRAPHS[form]) or b""
    return Response(body, media_type=form, headers=_VARY)
