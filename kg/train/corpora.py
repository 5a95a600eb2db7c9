"""Annotated sentences as they are published, and raw text, in one form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.recognise.chain import spans

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its names: (start, end, type), in characters, in the order of the text, none overlapping."""

    text: str
    spans: tuple[Span, ...]


def tags(sentence: Sentence) -> list[str]:
    """One BIOES tag a character."""
    marks = ["O"] * len(sentence.text)
    for start, end, kind in sentence.spans:
        inner = ["B", *"I" * (end - start - 2), "E"] if end - start > 1 else ["S"]
        marks[start:end] = [f"{mark}-{kind}" for mark in inner]
    return marks


def read_columns(path: Path) -> Iterator[Sentence]:
    """Sentences of a file with one character and its tag a line and an empty line after each sentence."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.rsplit(" ", 1) for line in block.split("\n") if line]
        if rows:
            yield Sentence("".join(row[0] for row in rows), tuple(spans([row[1] for row in rows])))


def read_cluener(path: Path) -> Iterator[Sentence]:
    """Sentences of CLUENER2020; of names that overlap the longer one is kept."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        listed = [
            (start, end + 1, kind)
            for kind, names in record["label"].items()
            for places in names.values()
            for start, end in places
        ]
        yield Sentence(record["text"], _apart(listed))


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def read_raw(folder: Path) -> Iterator[str]:
    """Paragraphs of the raw corpora, in the order of the file names, or of one file of them."""
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*")):
        if path.suffix == ".jsonl":
            for line in path.read_text("utf-8").splitlines():
                record = json.loads(line)
                yield from _paragraphs(record.get("text") or record["content"])
        elif path.suffix in {".txt", ".md"}:
            yield from _paragraphs(path.read_text("utf-8"))


def _paragraphs(text: str) -> Iterator[str]:
    yield from filter(None, map(str.strip, text.splitlines()))
