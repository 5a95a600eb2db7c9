"""Which decisions files a command reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.review import Decision, Replay


def decided(files: Iterable[Path]) -> tuple[Decision, ...]:
    """The decisions of all files, in their order."""
    from kg.review import read

    return tuple(decision for path in files for decision in read(path))


def replay(inputs: Sequence[str], files: Sequence[Path]) -> Replay:
    """What a build is to replay: the decisions.csv in each folder of the input, and those of `files`."""
    from kg import schema
    from kg.review import FILE, Replay

    beside = [path for given in inputs if (path := Path(given, FILE)).is_file()]
    return Replay(decided([*beside, *(path for path in files if path not in beside)]), schema.load())
