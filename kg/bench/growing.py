"""Whole builds, measured: how long, how much memory, the share of each step, what a second process brings.

    python -m kg.bench.growing seeds --megabytes 1 10 --jobs 1 2

Of more than ONCE megabytes the most processes alone are measured, for one takes as much time again as two.

The input is repeated until there is so much UTF-8 text, each time with other digits, so that documents are no copies.
Memory is that of all processes together at its highest (proportional set size), and so are processor seconds, which
other programs on the machine change less than the clock (both Linux only, looked at five times a second).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path

from kg.model import Article
from kg.read import read

_CHILD = """
import json, sys, time
from kg.grow.workers import crew
if __name__ == "__main__":
    start, last = time.perf_counter(), {}
    workers = crew(int(sys.argv[3]))
    import kg.build
    def watch(step, done, total):
        last[step] = time.perf_counter() - start
    kg.build.build([sys.argv[1]], out=sys.argv[2], workers=workers, watch=watch)
    print(json.dumps(last))
"""


ONCE = 20.0
"""Megabytes of text from which on it is built with the most processes alone: with one, 100 take half an hour more."""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took: seconds by the clock, of all processors, most bytes of memory, and the share of each step."""

    seconds: float
    processor: float
    memory: int
    steps: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each size and number of processes, then what adding one document takes, then how time grows."""
    parser = argparse.ArgumentParser(prog="kg.bench.growing", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files and folders to read, over and over")
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1.0], help="sizes of the text")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="numbers of processes")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the graph of the last size there")
    chosen = parser.parse_args(arguments)
    articles, grown = list(read(chosen.inputs)), []
    for megabytes in chosen.megabytes:
        with tempfile.TemporaryDirectory() as folder:
            characters = _corpus(articles, megabytes, Path(folder, "corpus.jsonl"))
            jobs = chosen.jobs if megabytes <= ONCE else [max(chosen.jobs)]
            grown.append((characters, _sizes(Path(folder), characters, jobs)))
            if chosen.keep and megabytes == chosen.megabytes[-1]:
                shutil.move(Path(folder, f"out{jobs[-1]}"), chosen.keep)
    for smaller, larger in pairwise(grown):
        sys.stdout.write(_compared(*smaller, *larger))


def _compared(shorter: int, less: dict[int, Built], longer: int, more: dict[int, Built]) -> str:
    """How time grows with the text, for the least number of processes that both were built with."""
    jobs = min(less.keys() & more.keys())
    seconds, processor = more[jobs].seconds / less[jobs].seconds, more[jobs].processor / less[jobs].processor
    told = f"{seconds:.1f}x the time, {processor:.1f}x the processor (jobs {jobs})"
    return f"{longer / shorter:.1f}x the text takes {told}\n"


def _sizes(folder: Path, characters: int, jobs: Sequence[int]) -> dict[int, Built]:
    """Print what a text takes with each number of processes, and give it back."""
    found: dict[int, Built] = {}
    for number in jobs:
        built = found[number] = measured(folder / "corpus.jsonl", folder / f"out{number}", number)
        first = found[jobs[0]]
        shares = ", ".join(f"{step} {share:.0%}" for step, share in built.steps.items())
        sys.stdout.write(
            f"{characters:>12,} characters  jobs {number} {_line(built)}  {characters / built.seconds:>8,.0f} a second"
            f"  {first.seconds / built.seconds:>5.2f}x\n{'':>14}{shares}\n"
        )
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"doc": "added", "text": "2020年5月，云岭省大数据局推出“云岭通”平台。"}) + "\n")
    more = measured(folder / "corpus.jsonl", folder / f"out{jobs[-1]}", jobs[-1])
    sys.stdout.write(f"{'one document more':>23}  jobs {jobs[-1]} {_line(more)}\n")
    return found


def _line(built: Built) -> str:
    return f"{built.seconds:>8.1f} s ({built.processor:>8.1f} of processor) {built.memory / 1e6:>6,.0f} MB"


def measured(source: Path, out: Path, jobs: int) -> Built:
    """Build `source` into `out` in a process of its own."""
    start, peak, spent = time.perf_counter(), 0, dict[int, float]()
    command = [sys.executable, "-c", _CHILD, str(source), str(out), str(jobs)]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said)
        while process.poll() is None:
            family = list(_family(process.pid))
            peak = max(peak, sum(map(_memory, family)))
            spent |= {member: seconds for member in family if (seconds := _processor(member))}
            time.sleep(0.2)
        seconds = time.perf_counter() - start
        said.seek(0)
        ends = json.loads(said.read() or "{}")
    begins = [0.0, *ends.values()][:-1] if ends else []
    shares = {step: (end - begin) / seconds for (step, end), begin in zip(ends.items(), begins, strict=True)}
    return Built(seconds, sum(spent.values()), peak, shares)


def _corpus(articles: Sequence[Article], megabytes: float, path: Path) -> int:
    """Write so much text, as documents of a .jsonl; how many characters that is."""
    characters = size = 0
    with path.open("w", encoding="utf-8") as file:
        for doc, text in _variants(articles):
            if size >= megabytes * 1e6:
                return characters
            file.write(json.dumps({"doc": doc, "text": text}, ensure_ascii=False) + "\n")
            characters, size = characters + len(text), size + len(text.encode())
    raise AssertionError("variants never end")


def _variants(articles: Sequence[Article]) -> Iterator[tuple[str, str]]:
    for turn in count():
        digits = str.maketrans("3456789", "".join("3456789"[(at + turn) % 7] for at in range(7)))
        for article in articles:
            yield f"{article.id}-{turn:06}", article.text.translate(digits)


def _family(process: int) -> Iterator[int]:
    """The process and all below it."""
    yield process
    try:
        for thread in os.listdir(f"/proc/{process}/task"):
            for child in Path(f"/proc/{process}/task/{thread}/children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _processor(process: int) -> float:
    """Seconds that a process took so far, 0 where it cannot be told (proc(5), stat)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:13])) / _TICK


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
