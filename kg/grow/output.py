"""Shards, facts and runs → the output folder: one sorted graph, its store, and the forms for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import store
from kg.grow import fingerprint, quads, shards
from kg.grow.excerpt import draw, drawing
from kg.grow.growth import Growth, Stated
from kg.grow.joined import Joined
from kg.grow.stages import told, written_records
from kg.model import Source, Violation
from kg.resolve import attached
from kg.result import Graph, as_json, report

WHOLE = 250_000
"""Up to so many quads the forms for people are written, and hold everything; above, the page shows a part."""
_STEPS = 4


def write(out: Path, growth: Growth, paths: Sequence[str], joined: Joined, runs: Stated) -> None:
    """Write what the shards `paths` and their `runs` make together into `out`, whole or not at all."""
    output = _Output(growth, paths, joined, runs)
    with store.replacing(out, beside=growth.shop.folder) as draft:
        all_runs = [*runs.texts, *runs.run]
        growth.watch("write", 0, _STEPS)
        with quads.writing(draft, out, shop=growth.shop, runs=all_runs, workers=growth.workers.here) as hashes:
            growth.watch("write", 1, _STEPS)
            with output.forms(draft):
                growth.watch("write", 2, _STEPS)
                output.records(draft)
                told = output.told()
        growth.watch("write", _STEPS - 1, _STEPS)
        output.report(draft, told, hashes)
        state = quads.state(draft)
    names = {"shards": [_name(path) for path in paths], "runs": [_name(run) for run in all_runs]}
    growth.shop.keep({**names, "fingerprint": [fingerprint.reading()], "state": state})
    growth.watch("write", _STEPS, _STEPS)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


class _Output:
    """The files of one output folder. What shards and runs tell is read one after the other, and none is kept."""

    def __init__(self, growth: Growth, paths: Sequence[str], joined: Joined, runs: Stated) -> None:
        self._growth, self._paths, self._joined, self._runs = growth, paths, joined, runs

    def _sources(self) -> Iterator[Source]:
        return (source for path in self._paths for source in shards.head(path).sources)

    @cached_property
    def _summary(self) -> tuple[int, set[Violation]]:
        """How many quads there are, and what breaks the shapes."""
        quads, found = 0, set[Violation]()
        for tell in map(told, (*self._runs.texts, *self._runs.run)):
            quads += tell.quads
            found.update(tell.violations)
        return quads, found

    def records(self, draft: Path) -> None:
        """facts.jsonl."""
        with (draft / "facts.jsonl").open("wb") as file:
            for run in self._runs.texts:
                file.writelines(written_records(run))

    @contextmanager
    def forms(self, draft: Path) -> Iterator[None]:
        """The forms for people: all of the graph, or a page of its best connected part, which a worker draws while the
        caller does something else."""
        if self._summary[0] > WHOLE:
            shop, page = self._growth.shop, str(draft / "graph.html")
            task = drawing(self._joined, self._paths, self._runs.texts, folder=shop.shuffle, path=page)
            with self._growth.workers.here.beside(draw, task) as body:
                yield
            shop.shuffled(_name(body[0]))
            return
        accounts = [told for path in self._paths for told in shards.accounts(path)]
        whole = Graph(attached(accounts, self._joined.views()), base=self._growth.base)
        for name, content in whole.forms().items():
            (draft / name).write_bytes(content)
        yield

    def told(self) -> dict[str, Any]:
        """What report.json tells but the hashes of the files: counts, violations, and what could not be read."""
        failures = [asdict(failure) for path in self._paths for failure in shards.head(path).failures]
        failures += [{"id": None, "source": None, "error": str(error)} for error in self._growth.refused]
        count, found = self._summary
        more: dict[str, Any] = {"quarantined": failures} if failures else {}
        if count > WHOLE:
            more["partial"] = {"graph.html": f"the best connected part: {count:,} quads are too many for a page"}
        return report(self._sources(), self._joined.tally, count, found, {}) | more

    def report(self, draft: Path, told: dict[str, Any], known: Mapping[str, str]) -> None:
        """report.json, with the hashes of all files (`known` by their names)."""
        names = sorted(path.name for path in draft.iterdir() if path.is_file())
        hashes = {name: known.get(name) or quads.sha256(draft / name) for name in names}
        (draft / store.REPORT).write_bytes(as_json(told | {"files": hashes}))
