"""A graph folder: the files against report.json, the store against graph.nq, the facts against the shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, RdfFormat, Store, parse

from kg import __version__, schema, store, validate
from kg.doctor import kept, quoted
from kg.doctor.finding import Finding, State, finding
from kg.doctor.package import sha256
from kg.errors import KgError, OutputError

_GRAPH, _PAGE = "graph.nq", "graph.html"
_ALWAYS = ("facts.jsonl", _PAGE, _GRAPH)
_SHOWN = 20  # violations; kg validate shows all


def examined(folder: Path, inputs: Sequence[str]) -> Iterator[Finding]:
    """Everything about one output folder. Raises OutputError if it is none."""
    report = _report(folder)
    yield _made_by(folder, report)
    damaged = False
    hashes = report.get("files")
    for found in _files(folder, hashes if isinstance(hashes, dict) else {}):
        damaged = damaged or (found.subject == _GRAPH and found.state is State.fault)
        yield found
    yield from kept.examined(folder)
    try:
        opened = store.open(folder)
        yield from _store(folder, opened, damaged)
        yield from quoted.examined(folder, opened, inputs)
        yield from _shapes(folder)
    except (OSError, RuntimeError, OutputError) as error:  # a broken table may show only when it is read
        yield finding("store-broken", folder / store.STORE, error=error, folder=folder)


def altered_files(folder: Path) -> list[Path]:
    """The files of an output folder that are not as the build wrote them, or not there. Raises OutputError if it holds
    no graph of kg."""
    told = _report(folder).get("files")
    found = _files(folder, told if isinstance(told, dict) else {})
    return [folder / finding.subject for finding in found if finding.state is State.fault]


def _report(folder: Path) -> dict[str, Any]:
    """report.json. Raises OutputError: without it nothing tells what the folder should hold."""
    try:
        report = json.loads((folder / store.REPORT).read_bytes())
        if report["generator"] == store.GENERATOR:
            return dict(report)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    if folder.is_file():
        raise store.absent(folder, "graph")
    raise OutputError(f"{folder} holds no graph of kg (no whole {store.REPORT}); build one with: kg build INPUT -o DIR")


def _made_by(folder: Path, report: dict[str, Any]) -> Finding:
    there, here = (report.get("version"), report.get("ontology")), (__version__, schema.load().version)
    values = {"there": " / ".join(map(str, there)), "here": " / ".join(here), "folder": folder}
    return finding("version" if there == here else "version-other", store.REPORT, **values)


def _files(folder: Path, hashes: dict[str, str]) -> Iterator[Finding]:
    """Each file that a build wrote, and the three that it always writes."""
    for name in sorted({*hashes, *_ALWAYS}):
        path = folder / name
        if path.name != name:  # report.json may come from anyone: nothing beside the folder is opened
            yield finding("name-strange", name, folder=folder)
        elif path.is_symlink() or not path.is_file():
            yield finding("absent", name, folder=folder)
        elif sha256(path) != hashes.get(name):
            yield finding("hash-differs", name, folder=folder)
        else:
            yield finding("hash", name)


def _store(folder: Path, opened: Store, damaged: bool) -> Iterator[Finding]:
    """Do the named graphs hold the lines of graph.nq, all of them and nothing else?"""
    count = sum(1 for quad in opened if quad.graph_name != DefaultGraph())
    if damaged or not (folder / _GRAPH).is_file():
        yield finding("store-alone", store.STORE, count=count)
        return
    lines = strangers = 0
    for quad in parse(path=folder / _GRAPH, format=RdfFormat.N_QUADS):
        lines += 1
        strangers += quad not in opened
    same = lines == count and not strangers
    values = {"count": count, "lines": lines, "strangers": strangers, "folder": folder}
    yield finding("store" if same else "store-other", store.STORE, **values)


def _shapes(folder: Path) -> Iterator[Finding]:
    """Asked of a copy of the store; warnings are the business of kg conflicts."""
    try:
        with store.copied(folder) as copy:
            found = [v for v in validate.check(validate.mix_in(copy)) if v.severity == "Violation"]
    except KgError as error:
        yield finding("shapes-unknown", "SHACL", error=error)
        return
    for violation in islice(found, _SHOWN):
        values = {"path": violation.path or "", "message": violation.message, "folder": folder}
        yield finding("shape", violation.focus, **values)
    if len(found) > _SHOWN:
        yield finding("shapes-more", "SHACL", count=len(found), folder=folder)
    if not found:
        yield finding("shapes", "SHACL")
