"""Shards, facts and runs → the output folder: one sorted graph, its store, and the forms for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from kg import graph, schema, store
from kg.grow import fingerprint, quads, shards
from kg.grow.codec import encode
from kg.grow.excerpt import best_connected, draw
from kg.grow.growth import Growth
from kg.grow.joined import Joined
from kg.grow.places import exists
from kg.grow.stages import Describing, Told, describe_part, named, told, written_records
from kg.model import Source, Violation
from kg.resolve import attached
from kg.result import Graph, as_json, configuration, report

WHOLE = 250_000
"""Up to so many quads the forms for people are written, and hold everything; above, the page shows a part."""
_STEPS = 4


def write(out: Path, growth: Growth, paths: Sequence[str], joined: Joined, runs: Sequence[str]) -> None:
    """Write what the shards `paths` and their `runs` make together into `out`, whole or not at all."""
    output = _Output(growth, paths, joined, runs)
    with store.replacing(out, beside=growth.shop.folder) as draft:
        all_runs = [*runs, *output.runs_of_run]
        growth.watch("write", 0, _STEPS)
        with quads.writing(draft, out, shop=growth.shop, runs=all_runs, workers=growth.workers.here) as hashes:
            growth.watch("write", 1, _STEPS)
            with output.forms(draft):
                growth.watch("write", 2, _STEPS)
                output.records(draft)
        growth.watch("write", _STEPS - 1, _STEPS)
        output.report(draft, hashes)
        state = quads.state(draft)
    names = {"shards": [_name(path) for path in paths], "runs": [_name(run) for run in all_runs]}
    growth.shop.keep({**names, "fingerprint": [fingerprint.reading()], "state": state})
    growth.watch("write", _STEPS, _STEPS)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


class _Output:
    """The files of one output folder. What shards and runs tell is read one after the other, and none is kept."""

    def __init__(self, growth: Growth, paths: Sequence[str], joined: Joined, runs: Sequence[str]) -> None:
        self._growth, self._paths, self._joined, self._runs = growth, paths, joined, runs

    def _sources(self) -> Iterator[Source]:
        return (source for path in self._paths for source in shards.head(path).sources)

    @cached_property
    def runs_of_run(self) -> list[str]:
        """The graph of the run, in parts, as runs like those of the texts."""
        runs: list[str] = []

        def missing() -> Iterator[Describing]:
            for task in self._parts():
                runs.append(task.run)
                if not exists(task.run):
                    yield task

        for _ in self._growth.workers.here.map(describe_part, missing()):
            pass
        return runs

    def _parts(self) -> Iterator[Describing]:
        base, settings = self._growth.base, configuration()
        sources: defaultdict[int, list[Source]] = defaultdict(list)
        for source in self._sources():
            sources[self._joined.part_of(source)].append(source)
        known = tuple(iri for iri in graph.successors(base) if iri in self._joined)
        code = fingerprint.stating(), graph.run_iri(schema.load(), base, settings), encode(known)
        for at, (entities, facts) in enumerate(self._joined.parts()):
            told = encode(sources[at]), entities, facts
            run = self._growth.shop.run(named(*code, *told, str(at == 0)))
            yield Describing(*told, at == 0, known, base, settings, run)

    def _tells(self) -> Iterator[Told]:
        """What the runs of the texts tell."""
        return map(told, self._runs)

    @cached_property
    def _summary(self) -> tuple[int, set[Violation]]:
        """How many quads there are, and what breaks the shapes."""
        quads, found = 0, set[Violation]()
        for tell in chain(self._tells(), map(told, self.runs_of_run)):
            quads += tell.quads
            found.update(tell.violations)
        return quads, found

    def records(self, draft: Path) -> None:
        """facts.jsonl."""
        with (draft / "facts.jsonl").open("wb") as file:
            for run in self._runs:
                file.writelines(written_records(run))

    @contextmanager
    def forms(self, draft: Path) -> Iterator[None]:
        """The forms for people: all of the graph, or a page of its best connected part, which a worker draws while the
        caller does something else."""
        if self._summary[0] > WHOLE:
            drawing = best_connected(
                self._joined, self._tells(), self._paths, str(draft / "graph.html"), shop=self._growth.shop
            )
            with self._growth.workers.here.beside(draw, drawing):
                yield
            return
        accounts = [told for path in self._paths for told in shards.accounts(path)]
        whole = Graph(attached(accounts, self._joined.views()), base=self._growth.base)
        for name, content in whole.forms().items():
            (draft / name).write_bytes(content)
        yield

    def report(self, draft: Path, known: Mapping[str, str]) -> None:
        """report.json: counts, violations, hashes (`known` by the names of files), and what could not be read."""
        failures = [asdict(failure) for path in self._paths for failure in shards.head(path).failures]
        count, found = self._summary
        failures += [{"id": None, "source": None, "error": str(error)} for error in self._growth.refused]
        names = sorted(path.name for path in draft.iterdir() if path.is_file())
        hashes = {name: known.get(name) or quads.sha256(draft / name) for name in names}
        more: dict[str, Any] = {"quarantined": failures} if failures else {}
        if count > WHOLE:
            more["partial"] = {"graph.html": f"the best connected part: {count:,} quads are too many for a page"}
        told = report(self._sources(), self._joined.tally, count, found, hashes)
        (draft / store.REPORT).write_bytes(as_json(told | more))
