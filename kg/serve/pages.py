"""Pages: the explorer, the editor, and one for each IRI of the graph, in HTML or as data.

Every page is a template of `templates/`, which escapes whatever it is given; scripts and styles are files of their own.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from kg.schema import ontology_folder
from kg.serve.guard import POLICY
from kg.serve.negotiation import GRAPHS, chosen
from kg.serve.refusal import Refusal
from kg.serve.site import Site, answered, response, site_of, whole
from kg.serve.vocabulary import SHAPES, examples, vocabulary
from kg.view.drawing import looks

LANGUAGES = ("zh", "en")
SUFFIXES = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples",
            "rdf": "application/rdf+xml"}  # fmt: skip
_TEMPLATES = Environment(
    loader=PackageLoader("kg.serve"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


async def identified(request: Request) -> Response:
    """An IRI of the graph names a thing, which cannot be sent: 303 to its page or to its data (httpRange-14)."""
    kind = chosen(request.headers.get("accept"), (*GRAPHS, "text/html"))
    place = "page" if kind == "text/html" else "data"
    return RedirectResponse(f"/{place}/{quote(request.path_params['path'])}", 303, {"Vary": "Accept"})


async def data(request: Request) -> Response:
    """The triples about one IRI; an ending (.ttl, .jsonld, .nt, .rdf) goes before Accept."""
    site, path = site_of(request), request.path_params.get("path", "")
    stem, _, suffix = path.rpartition(".")
    accept = request.headers.get("accept") if suffix not in SUFFIXES else SUFFIXES[suffix]
    iri = _iri(request, site, stem if suffix in SUFFIXES else path)
    return response(await answered(request, {"op": "describe", "iri": iri, "accept": accept}), Vary="Accept")


async def page(request: Request) -> Response:
    """The page of one IRI: a thing, a fact, a text or a piece of evidence."""
    site = site_of(request)
    iri = _iri(request, site, request.path_params.get("path", ""))
    try:
        reply = await answered(request, {"op": "look", "iri": iri, "most": 200})
    except Refusal as refusal:
        if refusal.status not in (400, 404):
            raise
        return _page(request, "missing.html", status=404)
    it = json.loads(await whole(reply))
    if it["sort"] == "fact":
        it["decided"] = site.decided(it["iri"])
    return _page(request, f"{it['sort']}.html", it=it)


async def ontology(_: Request) -> Response:
    """The ontology, whose terms the graph is written in."""
    return FileResponse(ontology_folder() / "kg.ttl", media_type="text/turtle; charset=utf-8")


async def explore(request: Request) -> Response:
    """The explorer; the address may name what it opens with (?node=, ?fact=, ?q=)."""
    site = site_of(request)
    return _page(
        request,
        "explore.html",
        vocabulary=_json(vocabulary(_language(request)) | {"review": site.decisions is not None}),
    )


async def editor(request: Request) -> Response:
    """The query editor. Its style elements bear a nonce, which only this answer knows.

    Style attributes are let be, here alone: a browser sets them itself where one types over coloured text.
    """
    nonce = secrets.token_urlsafe(12)
    content = _json(vocabulary(_language(request)) | {"examples": examples()})
    answer = _page(request, "query.html", vocabulary=content, nonce=nonce)
    styles = f"style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'"
    answer.headers["content-security-policy"] = POLICY.replace("style-src 'self'", styles)
    return answer


def _page(request: Request, template: str, *, status: int = 200, **content: Any) -> HTMLResponse:
    site, language = site_of(request), _language(request)
    known = vocabulary(language)
    other = next(name for name in LANGUAGES if name != language)
    query = {**request.query_params, "lang": other}
    html = _TEMPLATES.get_template(template).render(
        lang=language, other_language=f"?{urlencode(query)}", looks=looks(), shapes=SHAPES,
        say=lambda word: known["words"].get(word, word),
        cls=lambda name: known["classes"].get(name, {"label": name})["label"],
        relation=lambda name: known["relations"].get(name, name),
        link=lambda iri: address(site, "page", iri), data=lambda iri, form: address(site, "data", iri, form),
        **content,
    )  # fmt: skip
    answer = HTMLResponse(html.encode("utf-8", "backslashreplace"), status, {"Vary": "Accept-Language, Cookie"})
    if request.query_params.get("lang") in LANGUAGES:
        answer.set_cookie("kg-language", language, max_age=31_536_000, samesite="strict", httponly=True)
    return answer


def address(site: Site, place: str, iri: str, suffix: str = "") -> str:
    """Where the page or the data of an IRI is found on this server."""
    ending = f".{suffix}" if suffix else ""
    if iri.startswith(site.base):
        return f"/{place}/{quote(iri.removeprefix(site.base))}{ending}"
    return f"/{place}{ending}?{urlencode({'iri': iri})}"


def _iri(request: Request, site: Site, path: str) -> str:
    return site.base + path if path else request.query_params.get("iri", "")


def _language(request: Request) -> str:
    """That of the address, else of the last choice, else of the browser, else Chinese."""
    for given in (request.query_params.get("lang"), request.cookies.get("kg-language")):
        if given in LANGUAGES:
            return given
    accepted = request.headers.get("accept-language", "").lower()
    return "en" if accepted.startswith("en") else "zh"


def _json(content: Mapping[str, Any]) -> Markup:
    """JSON that can stand inside a script element: no character in it can end the element."""
    return Markup(json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))
