"""A graph in a notebook: the page in a frame, and below it tables that need neither script nor frame."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.schema import Schema
from kg.view.network import statements

if TYPE_CHECKING:
    import networkx as nx

THINGS, FACTS = 1_500, 2_500
"""How much of a graph a notebook's page holds: a notebook keeps every output in its file."""
ROWS = 50
_FRAME = (
    '<iframe title="kg" sandbox="allow-scripts allow-downloads allow-popups" '
    'style="width:100%;height:600px;border:1px solid #8884;border-radius:8px" srcdoc="{page}"></iframe>'
)


def notebook(page: bytes, network: nx.MultiDiGraph, *, schema: Schema, summary: str) -> str:
    """HTML for a notebook's output. The page runs in a sandbox of its own; text of the graph is escaped everywhere."""
    things = Counter(node["cls"] for _, node in network.nodes(data=True))
    facts = statements(network)
    parts = [
        f"<p>{html.escape(summary)}</p>",
        _FRAME.format(page=html.escape(page.decode())),
        _folded("类别与关系 / classes and relations", _counts(things, facts, schema)),
        _folded("事实 / facts", _facts(network, facts)),
    ]
    return f"<div>{''.join(parts)}</div>"


def _counts(things: Mapping[str, int], facts: Iterable[Mapping[str, Any]], schema: Schema) -> str:
    relations = Counter(fact["predicate"] for fact in facts)
    named = {**schema.classes, **schema.relations}
    rows = [
        (f"{named[name].labels['zh-hans']} {name}", str(count))
        for counted in (things, relations)
        for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
    return _table(("", "数 / count"), rows)


def _facts(network: nx.MultiDiGraph, facts: Sequence[Mapping[str, Any]]) -> str:
    rows = [_row(network, fact) for fact in facts[:ROWS]]
    more = f"<p>… {len(facts) - ROWS}</p>" if len(facts) > ROWS else ""
    return (
        _table(("主语 / subject", "关系 / relation", "宾语 / object", "情态 / modality", "原文 / evidence"), rows)
        + more
    )


def _row(network: nx.MultiDiGraph, fact: Mapping[str, Any]) -> tuple[str, ...]:
    target = network.nodes[fact["object"]]["label"] if fact["object"] else fact["value"]
    quotes = " … ".join(place["quote"] for place in fact["evidence"])
    return network.nodes[fact["subject"]]["label"], fact["zh"], target, fact["modality"], quotes


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{html.escape(title)}</summary>{content}</details>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{html.escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
