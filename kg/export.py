"""The network in the formats of other tools: Gephi, yEd, Cytoscape, spreadsheets, Graphviz, networkx.

Lists become text: aliases and qualifiers in one attribute each; the first evidence in plain attributes, all of it as
JSON.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    import networkx as nx

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GEXF_DATE = re.compile(rb' lastmodifieddate="[^"]*"')
NODE_COLUMNS = ("iri", "label", "cls", "kind", "aliases", "code", "facts")
FACT_COLUMNS = (
    "iri", "subject", "subject_label", "predicate", "zh", "en", "object", "object_label", "lexical", "modality",
    "attributed_to", "score", "qualifiers", "date", "article", "title", "start", "end", "quote", "rule",
)  # fmt: skip


def export(network: nx.MultiDiGraph, format: str, *, spreadsheet: bool = False) -> bytes:
    """`network` (made by kg.view.network.network) in one of FORMATS: the same input gives the same bytes.

    "csv" lists the facts, those with literal objects included, and "csv-nodes" the entities (RFC 4180, UTF-8); offsets
    count characters of the original text. Its cells are exact, unless they are for a `spreadsheet`: there a cell that a
    program would take for a formula has an apostrophe before it. Raises InputError on another format.
    """
    if format not in FORMATS:
        raise InputError(f"cannot export to {format!r}; the formats are {', '.join(FORMATS)}")
    content = FORMATS[format](network)
    return _for_spreadsheets(content) if spreadsheet and format.startswith("csv") else content


def _graphml(network: nx.MultiDiGraph) -> bytes:
    import networkx as nx

    return ("\n".join(nx.generate_graphml(_flat(network), named_key_ids=True)) + "\n").encode()


def _gexf(network: nx.MultiDiGraph) -> bytes:
    """GEXF 1.2; networkx stamps the day of writing on it, which would differ between runs."""
    import networkx as nx

    return _GEXF_DATE.sub(b"", ("\n".join(nx.generate_gexf(_flat(network))) + "\n").encode())


def _node_link(network: nx.MultiDiGraph) -> bytes:
    import networkx as nx

    return (json.dumps(nx.node_link_data(network, edges="edges"), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _dot(network: nx.MultiDiGraph) -> bytes:
    lines = [
        f"  {_quoted(iri)} [label={_quoted(node['label'])}, class={_quoted(node['cls'])}];"
        for iri, node in network.nodes(data=True)
    ]
    for source, target, fact in network.edges(data=True):
        style = {"planned": ", style=dashed", "negated": ", style=dotted, color=red"}.get(fact["modality"], "")
        lines.append(
            f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(fact['zh'])}, id={_quoted(fact['iri'])}{style}];"
        )
    return ("\n".join(["digraph kg {", *lines, "}"]) + "\n").encode("utf-8", "replace")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _facts_csv(network: nx.MultiDiGraph) -> bytes:
    names = dict(network.nodes(data="label"))
    relations = [
        {**_plain(fact), "subject": a, "object": b, "object_label": names[b]} for a, b, fact in network.edges(data=True)
    ]
    literal = [{**_plain(fact), "subject": iri, "object": "", "object_label": fact["value"]}
               for iri, node in network.nodes(data=True) for fact in node["facts"]]  # fmt: skip
    return _table(FACT_COLUMNS, ({**row, "subject_label": names[row["subject"]]} for row in relations + literal))


def _nodes_csv(network: nx.MultiDiGraph) -> bytes:
    return _table(NODE_COLUMNS, ({"iri": iri, **_plain(node)} for iri, node in network.nodes(data=True)))


def _table(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _for_spreadsheets(content: bytes) -> bytes:
    text = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    csv.writer(text, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection); numbers stay as they are.

    >>> harmless("=1+1"), harmless("-1.5")
    ("'=1+1", '-1.5')
    """
    return f"'{cell}" if cell[:1] in _FORMULA and not _NUMBER.fullmatch(cell) else cell


def _flat(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A copy whose attributes are text and numbers that XML 1.0 can hold."""
    flat = network.__class__()
    for iri, node in network.nodes(data=True):
        flat.add_node(iri, **_clean(_plain(node)))
    for source, target, key, fact in network.edges(keys=True, data=True):
        flat.add_edge(source, target, key=key, label=_NO_XML.sub("\ufffd", fact["zh"]), **_clean(_plain(fact)))
    return flat


def _plain(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes of a node or fact without lists: see the head of this module."""
    plain = {name: value for name, value in attributes.items() if not isinstance(value, list)}
    if "evidence" not in attributes:
        return plain | {"aliases": "；".join(attributes["aliases"]), "facts": _json(attributes["facts"])}
    first = attributes["evidence"][0] if attributes["evidence"] else {}
    place = {name: first.get(name, "") for name in ("article", "title", "quote", "rule")}
    offsets = {name: first.get(name, -1) for name in ("start", "end")}
    qualifiers = "；".join(f"{q['name']}={q['text']}" for q in attributes["qualifiers"])
    return plain | place | offsets | {"qualifiers": qualifiers, "evidence": _json(attributes["evidence"])}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _clean(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in attributes.items()
    }


FORMATS: dict[str, Callable[[nx.MultiDiGraph], bytes]] = {
    "graphml": _graphml, "gexf": _gexf, "json": _node_link, "csv": _facts_csv, "csv-nodes": _nodes_csv, "dot": _dot,
}  # fmt: skip
"""What `export` can write, by name."""
