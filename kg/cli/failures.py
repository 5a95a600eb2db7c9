"""The failures of an extraction as a report to work from: by predicate, cause and frame, each with its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.terminal import printable

if TYPE_CHECKING:
    from kg.score import Failure

_SIGNS = {"missed": "−", "wrong": "+"}
_AROUND = 24
"""Characters of the text shown before and after the evidence."""


def report(failures: Sequence[Failure], texts: Mapping[str, str], *, most: int) -> str:
    """All failures, grouped; of each group at most `most` facts (0: all), − missed, + wrong."""
    return "".join(f"{line}\n" for line in (*_overview(failures), *_groups(failures, texts, most)))


def _overview(failures: Sequence[Failure]) -> Iterator[str]:
    yield f"\n{len(failures)} failures, by cause:"
    for (cause, kind), count in sorted(Counter((f.cause, f.kind) for f in failures).items(), key=lambda c: (-c[1], c)):
        yield f"  {count:4} {_SIGNS[kind]} {cause}"


def _groups(failures: Sequence[Failure], texts: Mapping[str, str], most: int) -> Iterator[str]:
    def key(failure: Failure) -> tuple[str, str, str]:
        return failure.fact["predicate"], failure.cause, failure.frame

    groups = [(name, list(members)) for name, members in groupby(sorted(failures, key=key), key)]
    for (predicate, cause, frame), members in groups:
        yield f"\n{predicate} · {cause} · {frame or '-'}  ({len(members)})"
        for failure in members[: most or None]:
            yield f"  {_SIGNS[failure.kind]} {failure.doc}: {_brief(failure.fact)}"
            if failure.instead and failure.kind == "missed":
                yield f"      read: {_brief(failure.instead)}"
            yield f"      {_marked(failure.fact, texts.get(failure.doc, ''))}"


def _brief(fact: Mapping[str, Any]) -> str:
    names = [value[0] if isinstance(value, list) else value for value in (fact["subject"], fact["object"])]
    return printable(f"{names[0]} | {fact['predicate']} | {names[1]} | {fact.get('modality', 'actual')}")


def _marked(fact: Mapping[str, Any], text: str) -> str:
    """The evidence in 【】 with what stands around it, on one line."""
    evidence = fact.get("evidence") or ""
    start = fact["start"] if "start" in fact else text.find(evidence)
    if start < 0:
        return printable(f"【{evidence}】")
    end = start + len(evidence)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return printable(" ".join(f"…{before}【{evidence}】{after}…".split()))
