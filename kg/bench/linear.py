"""Time for twice the length of texts that are made to be slow: no rule may look at all of a text for each character.

    python -m kg.bench.linear --seconds 1

Each text is as long as takes so many processor seconds, then twice as long; both are read some times, in turn, and the
least time of each counts, since other processes only ever add to it. The ratio is 2 where time grows with the length
alone. A table of all steps, the worst text last.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from kg import graph, pipeline, schema
from kg.bench.hostile import Family, families
from kg.clean import clean
from kg.grow import collecting
from kg.query.table import aligned
from kg.read import read
from kg.resolve import resolve
from kg.restore import restore

STEPS = ("read", "clean", "restore", "say", "resolve", "state")
"""A file → its text → what to read of it → without swapped words → claims → facts → quads."""
_FIRST, _MOST = 10_000, 5_000_000  # characters; twice as many may be a document
_TELLING = 0.2  # seconds; the ratio of a step that takes less says nothing

Times = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table of the families."""
    known = families()
    parser = argparse.ArgumentParser(prog="kg.bench.linear", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seconds", type=float, default=1, help="that the shorter text takes at least")
    parser.add_argument("--tries", type=int, default=3, help="of which the least time counts")
    parser.add_argument("names", nargs="*", metavar="FAMILY", help="default: all")
    chosen = parser.parse_args(arguments)
    times("海岭市数据局成立。")  # models and dictionaries load on first use
    rows = []
    for name in chosen.names or known:
        with collecting.seldom():  # as in every command
            rows.append((name, *measured(known[name], chosen.seconds, chosen.tries)))
        sys.stderr.write(f"{rows[-1]}\n")
    rows.sort(key=lambda row: row[3])
    cells = [[name, f"{size:,}", f"{seconds:.1f}", f"{ratio:.2f}", worst] for name, size, seconds, ratio, worst in rows]
    sys.stdout.write(aligned(("text", "characters", "seconds", "ratio", "slowest to grow"), cells) + "\n")


def measured(family: Family, seconds: float, tries: int) -> tuple[int, float, float, str]:
    """Characters and seconds of the shorter text, the ratio of all steps, and the step whose own is the greatest."""
    size, taken = _FIRST, times(family(_FIRST))
    while sum(taken.values()) < seconds and size < _MOST:
        size = min(_MOST, int(size * min(10, 1.2 * seconds / sum(taken.values()) + 0.2)))
        taken = times(family(size))
    pairs = [(times(family(size)), times(family(2 * size))) for _ in range(tries)]
    shorts, longs = zip(*pairs, strict=True)
    whole = min(sum(long.values()) for long in longs) / min(sum(short.values()) for short in shorts)
    least = {step: min(short[step] for short in shorts) for step in STEPS}
    each = {step: min(long[step] for long in longs) / taken for step, taken in least.items() if taken >= _TELLING}
    worst = max(each, key=lambda step: each[step], default="")
    return size, sum(taken.values()), whole, f"{worst} {each[worst]:.2f}" if worst else ""


def times(text: str) -> Times:
    """Processor seconds of each step."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.md")
        path.write_text(text + "。", encoding="utf-8")
        laps = [time.process_time()]
        [article] = read([path])
        laps.append(time.process_time())
        cleaned = clean(article)
        laps.append(time.process_time())
        restored = restore(cleaned)
        laps.append(time.process_time())
        readings = list(pipeline.read([restored]))
        laps.append(time.process_time())
        known = resolve(readings, schema=schema.load())
        laps.append(time.process_time())
        graph.canonical(graph.to_quads(known, schema.load()))
        laps.append(time.process_time())
    return {step: end - start for step, (start, end) in zip(STEPS, pairwise(laps), strict=True)}


if __name__ == "__main__":
    main()
