"""Sorted runs → one sorted file: a merge of many ways, cut into ranges of lines that workers merge apart.

Ranges hold about RANGE bytes, so that memory is bounded; a range is the slices of all runs between two lines, found by
bisection and sorted together (Timsort takes sorted slices as they are). Beside each range its triples go into a second
file, each once for all named graphs: the union, which the store holds as its default graph.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.grow.workers import Workers

RANGE = 12_000_000
_SAMPLE = 64  # lines looked at for each: of 8, some ranges were twice as long as others


@dataclass(frozen=True, slots=True)
class Range:
    """The task to merge the lines of `runs` from `low` on, before `high` (None: all), into `part` and PART.union."""

    runs: tuple[str, ...]
    low: bytes
    high: bytes | None
    part: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The paths of the parts of a graph, those of the triples of each part, and the SHA-256 of the whole."""

    graphs: list[str]
    unions: list[str]
    sha256: str


def merge(runs: Sequence[str], graph: Path, parts: Path, workers: Workers) -> Merged:
    """Write the lines of all `runs`, no line of which two share, into `graph`; and below the new folder `parts` in
    parts."""
    parts.mkdir()
    borders = _borders(runs)
    pairs = zip([b"", *borders], [*borders, None], strict=True)
    tasks = [Range(tuple(runs), low, high, str(parts / f"{at:06}")) for at, (low, high) in enumerate(pairs)]
    done = sorted(workers.map(merge_range, tasks))
    digest = hashlib.sha256()
    with graph.open("wb") as whole:
        for path in done:
            with open(path, "rb") as part:
                while block := part.read(1 << 20):
                    digest.update(block)
                    whole.write(block)
    return Merged(done, [f"{path}.union" for path in done], digest.hexdigest())


def merge_range(task: Range) -> str:
    """Merge one range; the path of the part."""
    lines = [line for run in task.runs for line in _slice(run, task.low, task.high)]
    lines.sort()
    with open(task.part, "wb") as part:
        part.writelines(lines)
    with open(f"{task.part}.union", "wb") as part:
        part.writelines(triples(lines))
    return task.part


def triples(lines: Sequence[bytes]) -> Iterator[bytes]:
    """The triples of sorted lines of N-Quads, each once: those of several graphs stand together."""
    last = b""
    for line in lines:
        triple = line[: line.rindex(b" <")]
        if triple != last:
            yield triple + b" .\n"
        last = triple


def _slice(run: str, low: bytes, high: bytes | None) -> list[bytes]:
    with open(run, "rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return []
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            start = first_at(content, low)
            end = len(content) if high is None else first_at(content, high)
            return content[start:end].splitlines(keepends=True)


def first_at(content: mmap.mmap, line: bytes) -> int:
    """Where in sorted lines the first stands that is not less than `line`; the end if there is none."""
    low, high = 0, len(content)
    while low < high:
        middle = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
        after = content.find(b"\n", middle) + 1 or len(content)
        if content[middle:after] < line:
            low = after
        else:
            high = middle
    return low


def _borders(runs: Sequence[str]) -> list[bytes]:
    """Lines that cut what the runs hold into ranges of about the same size, by a sample."""
    sizes = {run: os.path.getsize(run) for run in runs}
    wanted = sum(sizes.values()) // RANGE
    step = max(1, sum(sizes.values()) // (_SAMPLE * (wanted + 1)))
    sample: list[bytes] = []
    start = 0  # runs are laid end to end and sampled every `step` bytes, so that short ones count by their length
    for run in runs:
        sample += _lines_at(run, range(-start % step, sizes[run], step))
        start += sizes[run]
    sample.sort()
    return [sample[len(sample) * at // (wanted + 1)] for at in range(1, wanted + 1)] if sample else []


def _lines_at(run: str, offsets: Sequence[int]) -> Iterator[bytes]:
    if not offsets:
        return
    with open(run, "rb") as file:
        for offset in offsets:
            file.seek(offset)
            file.readline()
            if line := file.readline():
                yield line

