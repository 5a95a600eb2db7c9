"""Where texts may mean one thing, or disagree about one: for people to judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import Format, put_records, say

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.explain import Explanation

_KG, _TYPE = "https://kg.example/ontology#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def conflicts(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder that kg build wrote.")] = Path("out"),
    format: Annotated[Format, typer.Option("--format", "-f", help="A table, or a JSON object a line.")] = Format.table,
) -> None:
    """List the facts that cannot all be true (列出矛盾).

    The best supported of two comes first: what more documents state, then what is more precise, then the higher score,
    then the later statement. Both stay in the graph; kg build --decisions takes one out.

    \b
    kg conflicts out
    kg conflicts out -f jsonl | jq .fact
    """
    from kg import store

    rows = list(_conflicts(store.open(folder)))
    columns = {name: lambda row, name=name: _cell(row[name]) for name in (
        "conflict", "support", "subject", "predicate", "object", "modality", "qualifiers", "documents", "evidence",
    )}  # fmt: skip
    if rows or format is Format.jsonl:
        put_records(rows, format, columns)
    say(f"{folder}: {len(rows) // 2} conflicts")


def nearly_one(inputs: Sequence[str], format: Format, date: str | None) -> None:
    """Names of documents, or of the one graph that `inputs` is, that nearly merged, and why they did not."""
    from kg.resolve import near

    folder = Path(inputs[0])
    if len(inputs) == 1 and (folder / "report.json").is_file():
        from kg import load, schema, store

        found = near(load.knowledge(store.open(folder), schema.load()).entities)
    else:
        from kg import schema
        from kg.build import readings
        from kg.cli.decided import curated
        from kg.resolve import account, join

        outlines = [account(reading, schema=schema.load()).outline for reading in readings(inputs, published=date)]
        found = join(outlines, schema=schema.load(), curated=curated(inputs, [], [])).identities.near
    columns = {name: lambda row, name=name: row[name] for name in ("name", "other", "class", "reason")}
    rows = [{"name": n.name, "other": n.other, "class": n.cls, "reason": n.reason} for n in found]
    if rows or format is Format.jsonl:
        put_records(rows, format, columns)
    say(f"{len(rows)} pairs of names nearly are one thing; identities.csv joins them, or keeps them apart for good")


def _conflicts(store: Store) -> Iterator[dict[str, Any]]:
    """Two records a conflict, the better supported fact first."""
    from pyoxigraph import NamedNode

    from kg.explain import explain

    found = store.quads_for_pattern(None, NamedNode(_TYPE), NamedNode(f"{_KG}Conflict"))
    for number, iri in enumerate(sorted({str(quad.subject.value) for quad in found}), 1):  # type: ignore[union-attr]
        between = store.quads_for_pattern(NamedNode(iri), NamedNode(f"{_KG}between"), None)
        told = [(_support(store, fact), fact) for fact in {quad.object.value for quad in between}]  # type: ignore[union-attr]
        for rank, fact in sorted(told):
            yield {"conflict": number, "support": rank, **_record(explain(store, fact)), "iri": iri}


def _support(store: Store, fact: str) -> int:
    from pyoxigraph import NamedNode

    ranks = store.quads_for_pattern(NamedNode(fact), NamedNode(f"{_KG}support"), None)
    return min((int(quad.object.value) for quad in ranks), default=0)  # type: ignore[union-attr]


def _record(said: Explanation) -> dict[str, Any]:
    return {
        "subject": said.subject, "predicate": said.predicate, "object": said.object, "modality": said.modality,
        "qualifiers": dict(said.qualifiers), "attributed_to": said.attributed_to,
        "documents": sorted({passage.document for passage in said.evidence}),
        "evidence": [passage.exact for passage in said.evidence], "fact": said.fact,
    }  # fmt: skip


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {of}" for name, of in value.items())
    return "; ".join(value) if isinstance(value, list) else str(value)
