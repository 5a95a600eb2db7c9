"""Runs → graph.nq and store/ of a new output folder: those of the last build, changed, or everything merged anew."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from kg import store
from kg.errors import KgError
from kg.grow.merge import merge
from kg.grow.patch import Patching, difference, patch
from kg.grow.workers import Workers
from kg.grow.workshop import Workshop

GRAPH = "graph.nq"
_LITTLE = 0.25  # of the graph: runs that make up less are changed in place of everything being merged


@contextmanager
def writing(
    draft: Path, out: Path, *, shop: Workshop, runs: Sequence[str], workers: Workers
) -> Iterator[dict[str, str]]:
    """Fill graph.nq and store/ of `draft` with what `runs` hold, while the caller does something else; `out` is the
    folder that `draft` will replace. Gives a mapping, in which at the end stands the SHA-256 of graph.nq by its name.
    """
    hashes: dict[str, str] = {}
    runs = [shop.here(run) for run in runs]
    before = _runs_of(out, shop)
    gone, new = sorted({*before} - {*runs}), sorted({*runs} - {*before})
    if before and _size((*gone, *new)) < _LITTLE * _size(runs):
        task = Patching(str(out / GRAPH), tuple(gone), tuple(new), str(draft / GRAPH))
        with workers.beside(patch, task) as digest, ThreadPoolExecutor(1) as thread:
            change = difference(gone, new)
            quads = thread.submit(store.patch, draft, out, change.gone, change.new)
            yield hashes
            quads.result()  # raises what the thread raised
        hashes[GRAPH] = digest[0]
        return
    with tempfile.TemporaryDirectory(prefix="draft", dir=shop.folder) as folder:
        merged = merge(runs, draft / GRAPH, Path(folder, "parts"), workers)
        hashes[GRAPH] = merged.sha256
        with store.loading(draft, merged.graphs, merged.unions):
            yield hashes


def state(folder: Path) -> list[str]:
    """What graph.nq and the store of a folder are like, so that one can tell whether they still are: a file that is
    written to has another time (in nanoseconds), one that is put in its place another number (inode)."""
    found = (folder / GRAPH).stat()
    return [f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}", store.stamp(folder)]


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _runs_of(out: Path, shop: Workshop) -> list[str]:
    """The runs of which `out` is made; none if it is not as the last build left it."""
    last = shop.manifest()
    try:
        runs = [shop.here(shop.run(name)) for name in last["runs"]]
        whole = last["state"] == state(out) and all(map(os.path.exists, runs))
        return runs if whole and store.open(out) is not None else []  # what cannot be opened is made anew
    except (KeyError, OSError, KgError):
        return []


def _size(runs: Iterable[str]) -> int:
    return sum(os.path.getsize(run) for run in runs)
