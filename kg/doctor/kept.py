"""What is kept between builds, beside the output: the lock, the manifest, each shard and run that it names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kg.doctor.finding import Finding, finding
from kg.doctor.package import sha256
from kg.grow import fingerprint, kept
from kg.grow.workshop import Workshop, beside, is_locked


def examined(folder: Path) -> Iterator[Finding]:
    """Nothing of it is needed to ask the graph: without it the next build reads everything again."""
    place = beside(folder)
    if not place.is_dir():
        yield finding("kept-not", place.name)
        return
    yield from _lock(place, folder)
    shop = Workshop(place)
    manifest = shop.manifest()
    if not manifest:
        yield finding("manifest-broken", place / "manifest.json", place=place)
        return
    yield from _sums(place, manifest)
    if manifest.get("fingerprint") != [fingerprint.reading()]:
        yield finding("reads-anew", place.name)


def _lock(place: Path, folder: Path) -> Iterator[Finding]:
    """The system gives a lock back with its process; the file that stays tells who had it last."""
    path = place / "lock"
    if not path.is_file():
        yield finding("lock", path)
        return
    holder = path.read_bytes()[:200].decode("utf-8", "replace").strip()
    if is_locked(path):
        yield finding("lock-held", path, holder=holder)
        return
    yield finding("lock-stale" if holder else "lock", path, holder=holder)
    left = [path.name for path in place.iterdir() if path.name.startswith(("draft", "texts", "."))]
    if left:
        yield finding("broken-off", place.name, count=len(left), folder=folder)


def _sums(place: Path, manifest: dict[str, list[str]]) -> Iterator[Finding]:
    sums, whole = kept.sums(place), 0
    for name in (line.partition("  ")[2] for line in manifest.get("states", ())):
        path = place / os.path.basename(os.path.dirname(name)) / os.path.basename(name)
        if name not in sums:
            yield finding("sum-unknown", name)
        elif sha256(path) != sums[name]:
            yield finding("kept-damaged" if path.exists() else "kept-lost", name, path=path)
        else:
            whole += 1
    yield finding("kept", place.name, count=whole)
