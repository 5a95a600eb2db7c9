"""Shards, facts and runs → the output folder: one sorted graph, its store, and the forms for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import graph, records, schema, store
from kg.grow import fingerprint, quads, shards
from kg.grow.excerpt import best_connected, draw
from kg.grow.growth import Growth
from kg.grow.places import exists, written
from kg.grow.stages import named, told, violations
from kg.model import Source, Violation
from kg.resolve import Facts, attached
from kg.result import Graph, as_json, configuration, report

WHOLE = 250_000
"""Up to so many quads the forms for people are written, and hold everything; above, the page shows a part."""
_STEPS = 4


def write(out: Path, growth: Growth, paths: Sequence[str], facts: Facts, runs: Sequence[str]) -> None:
    """Write what the shards `paths` and their `runs` make together into `out`, whole or not at all."""
    output = _Output(growth, paths, facts, runs)
    with store.replacing(out, beside=growth.shop.folder) as draft:
        all_runs = [*runs, output.run_of_run()]
        growth.watch("write", 0, _STEPS)
        with quads.writing(draft, out, shop=growth.shop, runs=all_runs, workers=growth.workers.here) as hashes:
            growth.watch("write", 1, _STEPS)
            with output.forms(draft):
                growth.watch("write", 2, _STEPS)
                output.records(draft)
                found = output.violations()
        growth.watch("write", _STEPS - 1, _STEPS)
        output.report(draft, hashes, found)
        state = quads.state(draft)
    names = {"shards": [_name(path) for path in paths], "runs": [_name(run) for run in all_runs]}
    sums = growth.shop.sums(**names)
    growth.shop.keep({**names, "sums": sums, "fingerprint": [fingerprint.reading()], "state": state})
    growth.watch("write", _STEPS, _STEPS)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


class _Output:
    """The files of one output folder."""

    def __init__(self, growth: Growth, paths: Sequence[str], facts: Facts, runs: Sequence[str]) -> None:
        self._growth, self._paths, self._facts = growth, paths, facts
        self._heads = [shards.head(path) for path in paths]
        self._tells = [told(run) for run in runs]

    @property
    def _sources(self) -> list[Source]:
        return [source for head in self._heads for source in head.sources]

    @cached_property
    def _of_run(self) -> list[bytes]:
        """The graph of the run."""
        entities, facts = self._facts.entities.values(), self._facts.all
        settings = {"base": self._growth.base, "configuration": configuration()}
        return sorted({*graph.of_run(self._sources, entities, facts, schema.load(), **settings)})

    @property
    def _quads(self) -> int:
        return sum(tell.quads for tell in self._tells) + len(self._of_run)

    def run_of_run(self) -> str:
        """The graph of the run as a run like those of the texts."""
        path = self._growth.shop.run(named(*self._of_run))
        if not exists(path):
            written(path, self._of_run)
        return path

    def violations(self) -> set[Violation]:
        """What breaks the shapes."""
        of_texts = (violation for tell in self._tells for violation in tell.violations)
        return {*of_texts, *violations(self._of_run, ())}

    def records(self, draft: Path) -> None:
        """facts.jsonl."""
        facts, entities = {fact.iri: fact for fact in self._facts.all}, self._facts.entities
        encode = json.JSONEncoder(ensure_ascii=False).encode  # made once, where json.dumps makes one a record
        with (draft / "facts.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for tell in self._tells:
                found = (records.record(facts[iri], place, entities) for iri, place in tell.stated)
                file.write("".join(f"{encode(record)}\n" for record in found))

    @contextmanager
    def forms(self, draft: Path) -> Iterator[None]:
        """The forms for people: all of the graph, or a page of its best connected part, which a worker draws while the
        caller does something else."""
        if self._quads > WHOLE:
            drawing = best_connected(self._facts, self._tells, self._paths, str(draft / "graph.html"))
            with self._growth.workers.here.beside(draw, drawing):
                yield
            return
        accounts = [told for path in self._paths for told in shards.accounts(path)]
        view = self._facts.view(source.id for source in self._sources)
        for name, content in Graph(attached(accounts, view), base=self._growth.base).forms().items():
            (draft / name).write_bytes(content)
        yield

    def report(self, draft: Path, known: Mapping[str, str], found: Iterable[Violation]) -> None:
        """report.json: counts, the violations `found`, hashes (`known` by the names of files), and what could not be
        read."""
        failures = [asdict(failure) for head in self._heads for failure in head.failures]
        failures += [{"id": None, "source": None, "error": str(error)} for error in self._growth.refused]
        names = sorted(path.name for path in draft.iterdir() if path.is_file())
        hashes = {name: known.get(name) or quads.sha256(draft / name) for name in names}
        more: dict[str, Any] = {"quarantined": failures} if failures else {}
        if self._quads > WHOLE:
            more["partial"] = {"graph.html": f"the best connected part: {self._quads:,} quads are too many for a page"}
        entities, facts = self._facts.entities.values(), self._facts.all
        told = report(self._sources, entities, facts, self._quads, found, hashes)
        (draft / store.REPORT).write_bytes(as_json(told | more))
