"""One HTML file that holds everything: the graph, its evidence, vis-network, our script and style. It makes no request.

pyvis gives nodes, edges, options and the vis-network that it ships; its own template is not used, because it requests a
stylesheet and puts titles and ids into the page unescaped (see drawing and template/).
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import string
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.schema import Schema
from kg.view.network import statements
from kg.view.spelling import spellings

if TYPE_CHECKING:
    import networkx as nx

TEMPLATE = Path(__file__).parent / "template"
SCRIPTS = (
    "dom.js", "state.js", "neighbourhood.js", "places.js", "canvas.js", "panel.js", "search.js", "filters.js",
    "table.js", "address.js", "page.js",
)  # fmt: skip
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_TITLE, _NAME, _REST = "\0title\0", "\0name\0", "\0rest\0"  # NUL is in no text (kg.read) and no JSON
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def page(network: nx.MultiDiGraph, *, schema: Schema, title: str, left_out: tuple[int, int] = (0, 0)) -> bytes:
    """The page of `network` (made by kg.view.network.network) as UTF-8 bytes: the same input gives the same bytes.

    `left_out` says how many things and facts of the graph `network` does not hold (see kg.view.excerpt); the page
    says so.

    Text of the graph stands in the page only as escaped JSON and is shown only as text; the content security policy
    lets nothing run but the two scripts inlined here, and nothing load but pictures drawn by the page itself.
    """
    return filled(drawn(network, schema=schema), title=title, left_out=left_out)


def drawn(network: nx.MultiDiGraph, *, schema: Schema) -> bytes:
    """The page without its title and what it says of the rest, for which `filled` finds marks in it."""
    scripts = {"vis": _vis(), "script": _script()}
    style = (TEMPLATE / "page.css").read_text(encoding="utf-8")
    parts = {
        "title": _TITLE,
        "policy": html.escape(_policy(list(scripts.values()), style)),
        "style": style,
        "data": f'{{"title":{_NAME},{_json(_payload(network, schema))[1:-1]},"left_out":{_REST}}}',
        **scripts,
    }
    template = string.Template((TEMPLATE / "page.html").read_text(encoding="utf-8"))
    return template.substitute(parts).encode("utf-8", "backslashreplace")


def filled(page: bytes, *, title: str, left_out: tuple[int, int] = (0, 0)) -> bytes:
    """The page of that title, which says how many things and facts it does not hold."""
    things, facts = left_out
    for mark, text in (
        (_TITLE, html.escape(title)), (_NAME, _json(title)), (_REST, _json({"things": things, "facts": facts}))
    ):  # fmt: skip
        page = page.replace(mark.encode(), text.encode("utf-8", "backslashreplace"))
    return page


def _payload(network: nx.MultiDiGraph, schema: Schema) -> dict[str, Any]:
    from kg.view.drawing import draw, looks, target_of

    drawing = draw(network)
    labels = {name: term.labels for name, term in schema.classes.items()}
    words = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    labels["Value"] = {"zh-hans": words["zh"]["value"], "en": words["en"]["value"]}
    return {
        "words": words,
        "classes": [{**look, **_both(labels.get(name, {}), name)} for name, look in looks().items()],
        "relations": [{"name": name, **_both(term.labels, name)} for name, term in schema.relations.items()],
        "whole": "x" in next(iter(drawing.nodes), {"x": 0}),
        "options": drawing.options,
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "things": {iri: _thing(node) for iri, node in network.nodes(data=True)},
        "facts": [{**fact, "target": target_of(fact)} for fact in statements(network)],
    }


def _both(labels: Mapping[str, str], name: str) -> dict[str, str]:
    return {"zh": labels.get("zh-hans", name), "en": labels.get("en", name)}


def _thing(node: Mapping[str, Any]) -> dict[str, Any]:
    shown = {key: node[key] for key in ("label", "cls", "kind_zh", "kind_en", "aliases", "code", "mentions")}
    return {**shown, "spelt": spellings([node["label"], *node["aliases"]])}


def _json(payload: object) -> str:
    """JSON that can stand inside a script element: no character in it can end the element or a line."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@cache
def _vis() -> str:
    """vis-network as pyvis ships it (Apache-2.0 or MIT), without the comment that points to its source map."""
    import pyvis

    text = (Path(pyvis.__file__).parent / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n")
    return text.partition("//# sourceMappingURL")[0]


@cache
def _script() -> str:
    own = "\n".join((TEMPLATE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{own}\n}})();\n'


def _policy(scripts: list[str], style: str) -> str:
    run = " ".join(_hash(script) for script in scripts)
    closed = "img-src data: blob:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {run}; style-src {_hash(style)}; {closed}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
