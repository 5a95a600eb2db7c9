"""A graph loaded and asked every question that has a name, beside plain rdflib.

    python -m kg.bench.asking out --rdflib

Without an output folder of `kg build`, the graph of INPUT is built first. Times are processor seconds of this process.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from kg import query, store

T = TypeVar("T")
_LOOKUP = """
PREFIX kg: <https://kg.example/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?subject ?name ?object WHERE {
  ?fact rdf:predicate kg:launched ; rdf:subject ?subject ; rdf:object ?object . ?subject rdfs:label ?name }
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what loading takes, and the slowest questions."""
    parser = argparse.ArgumentParser(prog="kg.bench.asking", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("input", type=Path, metavar="INPUT", help="an output folder of kg build, or documents")
    parser.add_argument("--rdflib", action="store_true", help="beside rdflib: half a minute for a million triples")
    parser.add_argument("--slowest", type=int, default=5, metavar="N", help="how many questions to list")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.input
        if not (folder / store.REPORT).is_file():
            from kg.build import build

            folder = Path(temporary, "out")
            build([chosen.input], out=folder)
        _ask(folder, chosen.slowest)
        _load(folder, Path(temporary), with_rdflib=chosen.rdflib)


def _ask(folder: Path, slowest: int) -> None:
    opened = store.open(folder)
    quads = json.loads((folder / store.REPORT).read_bytes())["quads"]
    times = []
    for question in query.questions():
        seconds, answer = _timed(lambda name=question.name: query.run(opened, name))  # type: ignore[misc]
        times.append((seconds, question.name, len(answer.rows)))
    times.sort(reverse=True)
    median = times[len(times) // 2][0]
    sys.stdout.write(f"{quads:,} quads, {len(times)} questions, median {median:.3f} s; the slowest:\n")
    for seconds, name, rows in times[:slowest]:
        sys.stdout.write(f"  {seconds:>7.3f} s  {name} ({rows:,} rows)\n")
    seconds, answer = _timed(lambda: query.run(opened, _LOOKUP))
    sys.stdout.write(f"  {seconds:>7.3f} s  a join of four patterns ({len(answer.rows):,} rows)\n")


def _load(folder: Path, temporary: Path, *, with_rdflib: bool) -> None:
    graph = folder / "graph.nq"
    (temporary / "draft").mkdir()
    start = time.process_time()
    with store.loading(temporary / "draft", [str(graph)], []):
        pass  # nothing else meanwhile
    seconds = time.process_time() - start
    sys.stdout.write(f"  {seconds:>7.1f} s  to load graph.nq into a store on disk\n")
    if with_rdflib:
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        seconds, _ = _timed(lambda: dataset.parse(graph, format="nquads"))
        sys.stdout.write(f"  {seconds:>7.1f} s  to load it into rdflib, in memory\n")
        seconds, found = _timed(lambda: list(dataset.query(_LOOKUP)))
        sys.stdout.write(f"  {seconds:>7.3f} s  the join in rdflib ({len(found):,} rows)\n")


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


if __name__ == "__main__":
    main()
