"""The routes, and what is answered where nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kg.errors import KgError
from kg.serve import api, endpoint, files, pages
from kg.serve.guard import Guard, refused
from kg.serve.refusal import Refusal
from kg.serve.site import Site

_STORE = ["GET", "HEAD", "PUT", "POST", "DELETE"]
ROUTES = (
    Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
    Route("/update", endpoint.update, methods=["POST"]),
    Route("/store", endpoint.store, methods=_STORE),
    Route("/store/{path:path}", endpoint.store, methods=_STORE),
    Route("/", pages.explore),
    Route("/query", pages.editor),
    Route("/page/{path:path}", pages.page),
    Route("/page", pages.page),
    Route("/data/{path:path}", pages.data),
    Route("/data", pages.data),
    Route("/ontology", pages.ontology),
    Route("/id/{path:path}", pages.identified),
    Route("/api/look", api.look),
    Route("/api/search", api.asks("search", "q")),
    Route("/api/ask", api.asks("ask", "q")),
    Route("/api/review", api.review, methods=["POST"]),
    Route("/static/{path:path}", files.static),
)


def app(site: Site, *, hosts: Iterable[str], log: Callable[[str], None] | None = None) -> Starlette:
    """The ASGI application. `hosts` are the names that it answers to; `log` is told one line a request."""
    made = Starlette(
        routes=list(ROUTES),
        middleware=[Middleware(Guard, hosts=tuple(hosts), log=log)],
        exception_handlers={Refusal: refused, KgError: _told, 404: _missing, 405: _wrong_method, 500: _failed},
    )
    made.router.redirect_slashes = False
    made.state.site = site
    return made


def _told(_: Request, error: Exception) -> PlainTextResponse:
    """What is wrong on the side of the server, such as a decisions file that cannot be read."""
    return PlainTextResponse(f"{error}\n", 500)


def _missing(_: Request, __: Exception) -> PlainTextResponse:
    return PlainTextResponse("there is nothing here\n", 404)


def _wrong_method(_: Request, error: Exception) -> PlainTextResponse:
    headers = dict(getattr(error, "headers", None) or {})
    return PlainTextResponse(f"this method is not taken here; take {headers.get('Allow', 'GET')}\n", 405, headers)


def _failed(_: Request, __: Exception) -> PlainTextResponse:
    return PlainTextResponse("the server failed; its log says why\n", 500)
