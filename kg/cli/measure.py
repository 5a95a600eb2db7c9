"""Extraction against gold facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import counted, put, say

if TYPE_CHECKING:
    from kg.score import Record, Score


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help='A .jsonl of {"doc", "date", "text", "facts"}.')],
    errors: Annotated[int, typer.Option(metavar="N", help="List so many missed and so many wrong facts.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    predicted: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Score these facts (of kg extract) instead of reading the texts."),
    ] = None,
) -> None:
    """Measure extraction against gold facts (评测).

    \b
    kg score tests/gold/seed.jsonl --errors 5
    """
    from kg.documents import extract
    from kg.score import score as scored

    passages = list(_records(gold, ("doc", "text", "facts")))
    if predicted:
        facts = list(_records(predicted, ("doc", "subject", "predicate", "object")))
    else:
        facts = list(counted(extract([str(gold)]), "facts"))
    results = {"strict": scored(passages, facts), "lenient": scored(passages, facts, lenient=True)}
    put(_as_json(results) if as_json else _report(results) + _errors(results["strict"], errors))
    if unknown := results["strict"].unknown_docs:
        say(f"facts of documents that are not in the gold: {', '.join(unknown)}")


def _records(path: Path, keys: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file that must hold `keys`. Raises InputError with the line."""
    from kg.errors import InputError
    from kg.read import objects

    for place, record in objects(path):
        if missing := [key for key in keys if key not in record]:
            raise InputError(f"{place}: no {', '.join(missing)}; a line needs {', '.join(keys)}")
        yield record


def _as_json(results: dict[str, Score]) -> str:
    numbers = {
        name: {
            "all": result.all.as_dict(),
            "by_predicate": {predicate: rates.as_dict() for predicate, rates in result.by_predicate.items()},
            "details": result.details,
        }
        for name, result in results.items()
    }
    return json.dumps(numbers, ensure_ascii=False) + "\n"


def _report(results: dict[str, Score]) -> str:
    lines = []
    for name, result in results.items():
        rates = result.all
        counts = f"({rates.tp} of {rates.predicted} predicted, {rates.gold} gold)"
        lines.append(f"{name:8} P {rates.precision:.3f}  R {rates.recall:.3f}  F1 {rates.f1:.3f}   {counts}")
    shares = (f"{name} {right}/{of}" for name, (right, of) in results["lenient"].details.items())
    lines.append(f"of the matched: {'  '.join(shares)}")
    for name, rates in results["strict"].by_predicate.items():
        counts = f"{rates.tp}/{rates.predicted}/{rates.gold}"
        lines.append(f"  {name:16} P {rates.precision:.2f}  R {rates.recall:.2f}  F1 {rates.f1:.2f}   {counts}")
    return "\n".join(lines) + "\n"


def _errors(result: Score, most: int) -> str:
    kinds = (("missed", result.missed), ("wrong", result.wrong))
    return "".join(f"{kind}: {doc}: {_brief(fact)}\n" for kind, facts in kinds for doc, fact in facts[:most])


def _brief(fact: Record) -> str:
    names = [value[0] if isinstance(value, list) else value for value in (fact["subject"], fact["object"])]
    return f"{names[0]} | {fact['predicate']} | {names[1]} | {fact.get('modality', 'actual')}"
