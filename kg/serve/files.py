"""Scripts and styles: our own, those of the page (kg.view), and vis-network, which pyvis ships."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.view.page import TEMPLATE

_HERE = Path(__file__).parent
_SCRIPTS = ("known.js", "graph.js", "drawing.js", "legend.js", "panel.js", "review.js", "search.js", "open.js")
_CSS, _JS = "text/css; charset=utf-8", "text/javascript; charset=utf-8"


def _explore() -> bytes:
    """The explorer's scripts in one closure; how elements are made is what the page has too."""
    parts = [TEMPLATE / "dom.js", *(_HERE / "scripts" / name for name in _SCRIPTS)]
    own = "\n".join(path.read_text("utf-8") for path in parts)
    return f'(() => {{\n"use strict";\n{own}\n}})();\n'.encode()


def _vis() -> bytes:
    """vis-network (Apache-2.0 or MIT) without the comment that points to its source map."""
    import pyvis

    path = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return path.read_bytes().partition(b"//# sourceMappingURL")[0]


def _file(name: str) -> Callable[[], bytes]:
    return (_HERE / "static" / name).read_bytes


_FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "page.css": (_CSS, (TEMPLATE / "page.css").read_bytes),
    "site.css": (_CSS, _file("site.css")),
    "theme.js": (_JS, _file("theme.js")),
    "query.js": (_JS, _file("query.js")),
    "vendor/codemirror.js": (_JS, _file("vendor/codemirror.js")),
    "vis-network.js": (_JS, _vis),
    "explore.js": (_JS, _explore),
}


@cache
def _loaded(name: str) -> tuple[str, bytes, str]:
    type_, read = _FILES[name]
    content = read()
    return type_, content, f'"{hashlib.sha256(content).hexdigest()[:20]}"'


async def static(request: Request) -> Response:
    """One of the files above; a browser that has it already is told so."""
    name = request.path_params["path"]
    if name not in _FILES:
        raise HTTPException(404)
    type_, content, tag = _loaded(name)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(None, 304, headers)
    return Response(content, 200, headers, type_)
