"""A graph loaded and asked every question that has a name, beside plain rdflib in the same run.

    python -m kg.bench.asking out --triples 1000000

Of a larger graph whole documents are taken until there is so much; of documents instead of an output folder of
`kg build` the graph is built first. A question is asked twice: as the first thing since the store was opened (what the
system still holds in memory of its files counts as cold), and again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kg import query, store

T = TypeVar("T")
_PIECE = 100_000  # lines: the engine sorts a file in memory
_LOOKUP = """
PREFIX kg: <https://kg.example/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?subject ?name ?object WHERE {
  ?fact rdf:predicate kg:launched ; rdf:subject ?subject ; rdf:object ?object . ?subject rdfs:label ?name }
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of this process alone."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:>8.3f} s ({self.processor:>8.3f} of processor)"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what loading takes, and the slowest questions."""
    parser = argparse.ArgumentParser(prog="kg.bench.asking", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("input", type=Path, metavar="INPUT", help="an output folder of kg build, or documents")
    parser.add_argument("--triples", type=int, default=1_000_000, metavar="N", help="how much of the graph to take")
    parser.add_argument(
        "--rdflib", action=argparse.BooleanOptionalAction, default=True, help="beside rdflib: a minute for a million"
    )
    parser.add_argument("--slowest", type=int, default=5, metavar="N", help="how many questions to list")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.input
        if not (folder / store.REPORT).is_file():
            from kg.build import build

            folder = Path(temporary, "out")
            build([chosen.input], out=folder)
        graphs, unions = _pieces(_portion(folder / "graph.nq", chosen.triples), Path(temporary))
        _load(Path(temporary), graphs, unions)
        _ask(Path(temporary), chosen.slowest)
        if chosen.rdflib:
            _beside_rdflib(graphs)


def _portion(graph: Path, most: int) -> Iterator[bytes]:
    """The lines of whole documents, until there are so many; and those of no document, which name the entities."""
    with graph.open("rb") as file:
        sizes = Counter(map(_graph_of, file))
    kept, size = {name for name in sizes if b"/run/" in name}, 0
    for name in sorted(sizes.keys() - kept, key=lambda name: sha256(name).digest()):
        if size >= most:
            break
        kept.add(name)
        size += sizes[name]
    with graph.open("rb") as file:
        yield from (line for line in file if _graph_of(line) in kept)


def _graph_of(line: bytes) -> bytes:
    return line[line.rindex(b"<") :]


def _pieces(lines: Iterable[bytes], folder: Path) -> tuple[list[str], list[str]]:
    """Files of N-Quads, and of N-Triples with each triple once; the lines come sorted."""
    graphs: list[str] = []
    unions: list[str] = []
    quads, before = iter(lines), b""
    while piece := list(islice(quads, _PIECE)):
        triples = dict.fromkeys(line[: line.rindex(b"<")] + b".\n" for line in piece)
        triples.pop(before, None)
        before = next(reversed(triples), before)
        for paths, kind, content in ((graphs, "nq", piece), (unions, "nt", triples)):
            path = folder / f"{len(paths):04}.{kind}"
            path.write_bytes(b"".join(content))
            paths.append(str(path))
    return graphs, unions


def _load(folder: Path, graphs: Sequence[str], unions: Sequence[str]) -> None:
    def fill() -> None:
        with store.loading(folder, graphs, unions):
            pass  # nothing else meanwhile

    times, _ = _timed(fill)
    quads, triples = (sum(Path(path).read_bytes().count(b"\n") for path in paths) for paths in (graphs, unions))
    sys.stdout.write(f"{quads:,} quads, {triples:,} triples\n{times}  to load them into a store on disk\n")


def _ask(folder: Path, slowest: int) -> None:
    opened, asked = store.open(folder), []
    for question in query.questions():
        first, answer = _timed(lambda name=question.name: query.run(opened, name))  # type: ignore[misc]
        again, _ = _timed(lambda name=question.name: query.run(opened, name))  # type: ignore[misc]
        asked.append((again.processor, f"{again} {first}  {question.name} ({len(answer.rows):,} rows)\n"))
    asked.sort(reverse=True)
    median = asked[len(asked) // 2][0]
    sys.stdout.write(f"{len(asked)} questions, median {median:.3f} s of processor; the slowest, and at first:\n")
    sys.stdout.write("".join(line for _, line in asked[:slowest]))
    times, answer = _timed(lambda: query.run(opened, _LOOKUP))
    sys.stdout.write(f"{times}  a join of four patterns ({len(answer.rows):,} rows)\n")


def _beside_rdflib(graphs: Sequence[str]) -> None:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    times, _ = _timed(lambda: [dataset.parse(path, format="nquads") for path in graphs])
    sys.stdout.write(f"{times}  to load the same into rdflib, in memory\n")
    times, found = _timed(lambda: list(dataset.query(_LOOKUP)))
    sys.stdout.write(f"{times}  the join in rdflib ({len(found):,} rows)\n")


def _timed(work: Callable[[], T]) -> tuple[Took, T]:
    clock, processor = time.perf_counter(), time.process_time()
    answer = work()
    return Took(time.perf_counter() - clock, time.process_time() - processor), answer


if __name__ == "__main__":
    main()
