"""The output folder: written whole or not at all, and opened for questions.

Everything is written beside the folder, flushed to disk, and put in its place by one exchange of names. Whatever fails
before that leaves the previous output as it was.

The store holds two views of the graph. The named graphs, one a source text, are those of graph.nq; the default graph
is their union, every triple once, so that a query without GRAPH asks all texts together and counts each triple once.
Who walks through the whole store takes one view (`store.quads_for_pattern(None, None, None, DefaultGraph())` is the
union), or meets every triple in both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kg.errors import OutputError
from kg.store.folder import as_output_errors, replacing

__all__ = [
    "GENERATOR", "REPORT", "STORE", "absent", "as_output_errors",
    "check", "copied", "loading", "open", "patch", "replacing", "stamp", "write",
]  # fmt: skip

STORE = "store"
REPORT = "report.json"
GENERATOR = "kg"  # "generator" of report.json: the mark of a folder that kg wrote and may replace


def write(folder: Path, files: Mapping[str, bytes], quads: Iterable[Quad]) -> None:
    """Put `files` (by name) and `store/`, an Oxigraph store of `quads`, into `folder` in place of what kg wrote there.

    The store holds the union of all graphs too, as its default graph. `files` must hold a report.json with
    `"generator": "kg"`. Files that others added to an output of kg stay. Raises OutputError where the folder is not
    kg's to replace, or cannot be written.
    """
    if not _is_report(files.get(REPORT, b"")):
        raise ValueError(f'{REPORT} must be a JSON object with "generator": "{GENERATOR}"')
    check(folder)
    with replacing(folder) as draft:
        _fill(draft, files, quads)


@contextmanager
def loading(draft: Path, graphs: Iterable[str], unions: Iterable[str]) -> Iterator[None]:
    """Fill `store/` of the folder `draft` from files of N-Quads, and its default graph from files of N-Triples, while
    the caller does something else: the engine waits for the disk half of the time.

    The engine sorts a file in memory (a gigabyte for a million lines), so that files should be small; two at a time.
    """
    store = Store(str(draft / STORE))

    def take(path: str, form: RdfFormat) -> None:
        store.bulk_load(path=path, format=form, lenient=True)  # kg wrote it, and checked it

    files = [*((path, RdfFormat.N_QUADS) for path in graphs), *((path, RdfFormat.N_TRIPLES) for path in unions)]
    with ThreadPoolExecutor(2) as threads:
        under_way = [threads.submit(take, *file) for file in files]
        try:
            yield
            for file in under_way:
                file.result()  # raises what a thread raised
        finally:
            threads.shutdown(cancel_futures=True)
    store.optimize()
    store.flush()


def patch(draft: Path, folder: Path, gone: Iterable[bytes], new: Iterable[bytes]) -> None:
    """Fill `store/` of the folder `draft` with that of `folder`, without the lines of N-Quads that are `gone` and with
    those that are `new`. What stays is linked, not copied."""
    open(folder).backup(str(draft / STORE))
    store = Store(str(draft / STORE))
    for quad in _quads(gone):
        store.remove(quad)
        triple = quad.subject, quad.predicate, quad.object
        if all(found.graph_name == DefaultGraph() for found in store.quads_for_pattern(*triple, None)):
            store.remove(Quad(*triple))
    store.extend(_with_union(_quads(new)))
    store.flush()


def stamp(folder: Path) -> str:
    """What tells whether the store of an output folder was written to: names and sizes of its tables and journals."""
    files = (path for path in (folder / STORE).iterdir() if path.suffix in (".sst", ".log"))
    return " ".join(sorted(f"{path.name}:{path.stat().st_size}" for path in files))


def _quads(lines: Iterable[bytes]) -> Iterator[Quad]:
    return parse(b"".join(lines), format=RdfFormat.N_QUADS)


def open(folder: Path) -> Store:
    """The store of an output folder, read-only; its default graph is the union. Raises OutputError if there is none."""
    path = Path(folder) / STORE
    if not path.is_dir():
        raise absent(folder, "graph")
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:  # the latter where a table is damaged
        raise OutputError(f"{path} cannot be opened ({error}); build again: kg build INPUT -o {folder}") from None


def absent(folder: Path, what: str) -> OutputError:
    """What is wrong with an output folder that lacks its graph, or its page."""
    if Path(folder).is_file():
        return OutputError(f"{folder} is a file; give the folder that a build wrote, such as: {Path(folder).parent}")
    return OutputError(f"{folder} holds no {what}; build one with: kg build INPUT -o {folder}")


@contextmanager
def copied(folder: Path) -> Iterator[Store]:
    """A copy of the store of an output folder, to be written to and then forgotten; it is linked, not copied, so that
    it costs neither time nor memory."""
    original, beside = open(folder), Path(folder).resolve().parent
    with as_output_errors(folder), TemporaryDirectory(prefix=".", dir=beside, ignore_cleanup_errors=True) as place:
        original.backup(f"{place}/{STORE}")
        yield Store(f"{place}/{STORE}")
    rmtree(place, ignore_errors=True)  # the engine may have put a file there while the folder was being emptied


def check(folder: Path) -> None:
    """Raise OutputError if `folder` holds what is not kg's to replace: better said before the reading than after it."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder} is a file; name a folder for the output")
    report = folder / REPORT
    if any(folder.iterdir()) and not (report.is_file() and _is_report(report.read_bytes())):
        raise OutputError(f"{folder} holds files that kg did not write; name another folder, or empty this one")


def _is_report(content: bytes) -> bool:
    try:
        report = json.loads(content)
    except ValueError:
        return False
    return isinstance(report, dict) and report.get("generator") == GENERATOR


def _fill(draft: Path, files: Mapping[str, bytes], quads: Iterable[Quad]) -> None:
    for name, content in files.items():
        (draft / name).write_bytes(content)
    store = Store(str(draft / STORE))
    store.bulk_extend(_with_union(quads))
    store.optimize()  # at a million triples questions then take half the time
    store.flush()  # closed, and its lock given back, when `store` goes


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)
