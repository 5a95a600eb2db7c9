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

FACT = ("subject", "predicate", "object")


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help='A .jsonl of {"doc", "date", "text", "facts"}.')],
    errors: Annotated[bool, typer.Option("--errors", help="Add what was missed and what is wrong, and why.")] = False,
    most: Annotated[int, typer.Option(min=0, metavar="N", help="So many facts of each group of errors; 0: all.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    predicted: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Score these facts (of kg extract) instead of reading the texts."),
    ] = None,
    decisions: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A .csv of decisions, as gold beside GOLD; repeatable.")
    ] = None,
) -> None:
    """Measure extraction against gold facts (评测).

    \b
    kg score tests/gold/seed.jsonl
    kg score tests/gold/passages-a.jsonl --errors --most 5
    """
    from kg.cli.decided import decided
    from kg.cli.failures import report
    from kg.review import with_decisions
    from kg.score import failures
    from kg.score import score as scored

    passages: list[Record] = list(_records(gold, ("doc", "text", "facts")))
    if decisions:
        passages, added, removed = with_decisions(passages, decided(decisions))
        say(f"decisions: {added} facts more in the gold, {removed} fewer")
    facts, mentions = _given(predicted) if predicted else _read(gold)
    results = {"strict": scored(passages, facts), "lenient": scored(passages, facts, lenient=True)}
    put(_as_json(results) if as_json else _report(results))
    if errors and not as_json:
        texts = {passage["doc"]: passage["text"] for passage in passages}
        put(report(failures(results["strict"], mentions), texts, most=most))
    if unknown := results["strict"].unknown_docs:
        say(f"facts of documents that are not in the gold: {', '.join(unknown)}")


def _read(gold: Path) -> tuple[list[Record], list[Record]]:
    """The facts and the mentions that reading the passages gives."""
    from kg.documents import facts_and_mentions

    facts: list[Record] = []
    mentions: list[Record] = []
    for stated, named in counted(facts_and_mentions([str(gold)]), "texts"):
        facts += stated
        mentions += named
    return facts, mentions


def _given(predicted: Path) -> tuple[list[Record], None]:
    return list(_records(predicted, ("doc", *FACT))), None


def _records(path: Path, keys: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file that must hold `keys`. Raises InputError with the line."""
    from kg.errors import InputError
    from kg.read import objects

    for place, record in objects(path):
        if missing := [key for key in keys if key not in record]:
            raise InputError(f"{place}: no {', '.join(missing)}; a line needs {', '.join(keys)}")
        if "facts" in keys and not _are_facts(record["facts"]):
            raise InputError(f"{place}: facts must be a list of objects with {', '.join(FACT)}")
        yield record


def _are_facts(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(fact, dict) and fact.keys() >= {*FACT} for fact in given)


def _as_json(results: dict[str, Score]) -> str:
    from kg.score import reliability

    numbers = {
        name: {
            "all": result.all.as_dict(),
            "by_predicate": {predicate: rates.as_dict() for predicate, rates in result.by_predicate.items()},
            "details": result.details,
            "reliability": [bin._asdict() for bin in reliability(result)],
        }
        for name, result in results.items()
    }
    return json.dumps(numbers, ensure_ascii=False) + "\n"


def _report(results: dict[str, Score]) -> str:
    from kg.score import reliability

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
    lines.append("how far a score can be trusted (strict):")
    for bin in reliability(results["strict"]):
        share = bin.right / bin.facts
        lines.append(f"  from {bin.low:<4g} {bin.facts:4} facts, mean score {bin.mean:.2f}, right {share:.2f}")
    return "\n".join(lines) + "\n"
