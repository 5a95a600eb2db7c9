"""Which files of decisions and identities a command reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.resolve import Curated
    from kg.review import Decision, Replay


def decided(files: Iterable[Path]) -> tuple[Decision, ...]:
    """The decisions of all files, in their order."""
    from kg.review import read

    return tuple(decision for path in files for decision in read(path))


def replay(inputs: Sequence[str], files: Sequence[Path]) -> Replay:
    """What a build is to replay: the decisions.csv in each folder of the input, and those of `files`."""
    from kg import schema
    from kg.review import FILE, Replay

    return Replay(decided(_with_beside(inputs, FILE, files)), schema.load())


def curated(inputs: Sequence[str], files: Sequence[Path], decisions: Sequence[Path]) -> Curated:
    """What people know of identities: the identities.csv in each folder of the input, those of `files`, and what the
    decisions that `replay` reads say of things. Raises InputError."""
    from kg import schema
    from kg.resolve import Curated
    from kg.resolve.curated import FILE, read
    from kg.review import FILE as DECISIONS

    known = [thing for path in _with_beside(inputs, FILE, files) for thing in read(path, schema.load())]
    last = {(d.target, d.doc): d for d in decided(_with_beside(inputs, DECISIONS, decisions))}
    merged = ((d.target, d.to_subject) for d in last.values() if d.decision == "merge")
    split = ((d.target, d.doc, d.to_subject) for d in last.values() if d.decision == "split")
    return Curated(tuple(known), tuple(merged), tuple(split))


def _with_beside(inputs: Sequence[str], name: str, files: Sequence[Path]) -> list[Path]:
    """The file of that name in each folder of the input, then those of `files`."""
    beside = [path for given in inputs if (path := Path(given, name)).is_file()]
    return [*beside, *(path for path in files if path not in beside)]
