"""The network as pyvis draws it: shapes, colours, labels in lines, places. Its nodes and edges go into the page."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.model import NEGATED, PLANNED
from kg.view.layout import Link, positions
from kg.view.network import statements
from kg.view.separation import Box

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

WHOLE = 300
"""Up to so many nodes all are drawn, and placed here; of a larger graph the page draws and places a neighbourhood."""
LINE_EMS, LINES = 10.0, 3
FONT, EDGE_FONT, LEADING = 15, 12, 1.22
_NEVER_FIRST, _NEVER_LAST = "，。、；：！？）》〉」』】”’,.;:!?)]%…·", "（《〈「『【“‘(["
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "multiselect": False,
        "zoomSpeed": 0.7,
    },
    "nodes": {
        "borderWidth": 1.5, "borderWidthSelected": 4, "labelHighlightBold": False,
        "font": {"size": FONT}, "shapeProperties": {"borderRadius": 7},
        "margin": {"top": 7, "bottom": 7, "left": 10, "right": 10},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55, "type": "arrow"}}, "smooth": False,
        "arrowStrikethrough": True, "width": 1.4, "hoverWidth": 0.8, "selectionWidth": 1.6,
        "labelHighlightBold": False, "font": {"size": EDGE_FONT, "align": "horizontal"},
    },
}  # fmt: skip


@cache
def looks() -> dict[str, dict[str, str]]:
    """Shape and colours by class name, in the order of the legend."""
    entries = tomllib.loads((Path(__file__).parent / "look.toml").read_text(encoding="utf-8"))["class"]
    return {entry["name"]: entry for entry in entries}


def draw(graph: nx.MultiDiGraph) -> Network:
    """A pyvis network of `graph`; a literal object is a small node of its own, named after its fact ("value of …")."""
    from pyvis.network import Network

    drawing = Network(directed=True)
    facts = statements(graph)
    nodes = [*_things(graph, facts), *_values(facts)]
    links = [Link(f["subject"], target_of(f), _room(f)) for f in facts]
    places = positions({node["n_id"]: _box(node) for node in nodes}, links) if len(nodes) <= WHOLE else {}
    drawing.node_ids = _Ids()
    for node in nodes:
        drawing.add_node(**node, **dict(zip("xy", places.get(node["n_id"], ()), strict=False)))
    for fact, bend in zip(facts, _bends(facts), strict=True):
        drawing.add_edge(fact["subject"], target_of(fact), id=fact["iri"], label=_label(fact), **_stroke(fact, bend))
    drawing.options = OPTIONS
    return drawing


class _Ids(list[str]):
    """pyvis looks every end of every edge up in its list of ids; this one does not search it from the start."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    def append(self, item: str) -> None:
        super().append(item)
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


def target_of(fact: Mapping[str, Any]) -> str:
    """The id of the node that the arrow of `fact` points to."""
    return str(fact["object"]) or f"value of {fact['iri']}"


def _things(graph: nx.MultiDiGraph, facts: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    degree = Counter(end for fact in facts for end in (fact["subject"], fact["object"]))
    for iri, node in graph.nodes(data=True):
        look = looks().get(node["cls"], looks()["Concept"])
        size = round(min(24.0, 10 + 3 * degree[iri] ** 0.5), 1)
        yield {"n_id": iri, "label": in_lines(node["label"]), "shape": look["shape"], "color": look["fill"],
               "size": size, "group": node["cls"], "font": {"size": FONT + (2 if degree[iri] > 3 else 0)}}  # fmt: skip


def _values(facts: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    for fact in facts:
        if not fact["object"]:
            of = {q["name"]: q["text"] for q in fact["qualifiers"]}
            total = f" / {of['outOf']}" if "outOf" in of else ""
            value = fact["lexical"] if fact["predicate"] == "ranked" else fact["value"]
            label = "\n".join(filter(None, [in_lines(value) + total, in_lines(of.get("metric", ""))]))
            yield {"n_id": target_of(fact), "label": label or "∅", "shape": "box", "color": looks()["Value"]["fill"],
                   "group": "Value", "font": {"size": FONT - 1}}  # fmt: skip


def _box(node: Mapping[str, Any]) -> Box:
    lines, size = node["label"].split("\n"), node["font"]["size"]
    width, height = max(map(ems, lines)) * size, len(lines) * size * LEADING
    if node["shape"] == "box":
        return Box(width + 22, height / 2 + 7, height / 2 + 7, width / 2 + 11)
    return Box(max(width, 2 * node["size"]), node["size"] + 2, node["size"] + 5 + height, node["size"])


def _label(fact: Mapping[str, Any]) -> str:
    return f"{'✕ ' if fact['modality'] == NEGATED else ''}{fact['zh']}"


def _room(fact: Mapping[str, Any]) -> float:
    """How wide the label of an edge may be: what the Chinese takes, or the English set smaller and crowded."""
    return max(ems(_label(fact)) * EDGE_FONT, ems(fact["en"]) * (EDGE_FONT - 2) * 0.7)


def _stroke(fact: Mapping[str, Any], bend: float) -> dict[str, Any]:
    stroke: dict[str, Any] = {"dashes": [7, 5]} if fact["modality"] == PLANNED else {}
    if fact["modality"] == NEGATED:
        stroke = {"dashes": [2, 4]}
    if bend:
        stroke["smooth"] = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return stroke


def _bends(facts: Iterable[Mapping[str, Any]]) -> list[float]:
    """How far each edge bows out, so that several between the same two nodes part; the first stays straight."""
    seen: Counter[frozenset[str]] = Counter()
    bends = []
    for fact in facts:
        pair = frozenset((fact["subject"], target_of(fact)))
        nth, seen[pair] = seen[pair], seen[pair] + 1
        outwards = 0.18 * ((nth + 1) // 2) * (1 if nth % 2 else -1)
        bends.append(outwards if fact["subject"] <= target_of(fact) else -outwards)
    return bends


def ems(text: str) -> float:
    """About how wide `text` is set, in ems: East Asian characters take one, others a little more than half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.58 for char in text)


def in_lines(text: str) -> str:
    """`text` in at most LINES lines of equal length for the canvas, where control characters would spoil what is drawn.

    >>> in_lines("中共中央政治局就国家大数据战略进行第二次集体学习").count(chr(10))
    2
    """
    plain = "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char for char in text)
    count = min(LINES, max(1, -int(-ems(plain) // LINE_EMS)))
    limit = min(LINE_EMS, ems(plain) / count + 0.6)
    lines = [""]
    for char in plain:
        if ems(lines[-1] + char) > limit and len(lines) < LINES and char not in _NEVER_FIRST:
            kept = lines[-1].rstrip(_NEVER_LAST)
            lines[-1:] = [kept, lines[-1][len(kept) :]] if kept else [lines[-1], ""]
        lines[-1] += char
    while ems(lines[-1]) > LINE_EMS + 1:
        lines[-1] = lines[-1].removesuffix("…")[:-1] + "…"
    return "\n".join(line.strip() for line in lines)
