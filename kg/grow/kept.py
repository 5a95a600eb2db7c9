"""What a work folder keeps is held against what was written there, before the next build uses it.

Who writes a file adds its SHA-256 to the list SUMS. A file is taken to be as it was written if its number (inode), size
and times are those noted at the end of the last whole build (kg.grow.inputs says why), or, if these differ, if its
SHA-256 is. What is not on the list, as if a build was killed right before, is made again too.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from kg.grow.places import is_remote, written

SUMS = "sums"
"""The list, in a work folder: a line for each file, its SHA-256 before its name from there."""
KINDS = ("shards", "runs", "shuffle")
RACY = 2.0
"""Seconds: a file that changed so lately may change again without another time; it is hashed the next time."""


def keep(path: str, parts: Iterable[bytes]) -> None:
    """Write a file of one of the KINDS, whole or not at all, and put it on the list; of what is elsewhere is none."""
    digest = hashlib.sha256()

    def told() -> Iterator[bytes]:
        for part in parts:
            digest.update(part)
            yield part

    written(path, told())
    if not is_remote(path):
        _add(Path(path), digest.hexdigest())


def note(path: Path) -> None:
    """Put a file of one of the KINDS on the list that was written otherwise."""
    _add(path, _sha256(path))


def _add(path: Path, digest: str) -> None:
    line = f"{digest}  {path.parent.name}/{path.name}\n".encode()
    with (path.parents[1] / SUMS).open("ab", buffering=0) as file:  # by many at once: a short line goes in whole
        file.write(line)


def sums(folder: Path) -> dict[str, str]:
    """By the name of each file on the list its SHA-256."""
    with suppress(OSError, ValueError):
        lines = (folder / SUMS).read_text("utf-8").splitlines()
        return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return {}


def states(folder: Path, left: Mapping[str, set[str]]) -> list[str]:
    """What the system says of the files that stay, whose names up to a point are `left` of each kind, and nothing else;
    the list is cut down to them."""
    known = sums(folder)
    found = {name: path for name, path in _files(folder).items() if path.name.partition(".")[0] in left[_kind(name)]}
    written(str(folder / SUMS), (f"{known[name]}  {name}\n".encode() for name in sorted(found) if name in known))
    return [f"{'' if _is_racy(path) else _state(path)}  {name}" for name, path in sorted(found.items())]


def swept(folder: Path, states: Iterable[str]) -> list[str]:
    """Remove each file that is not as it was written, and those that belong to it; their names, of `states` alone."""
    noted = {name: state for state, _, name in (line.partition("  ") for line in states)}
    known, there = sums(folder), _files(folder)
    damaged = {name for name in {*noted, *there} if not _is_whole(folder / name, noted.get(name), known.get(name))}
    for name in damaged:
        for path in sorted((folder / name).parent.glob(f"{Path(name).stem}*")):  # the run before what belongs to it
            _remove(path)
    return sorted(damaged & {*noted})


def _files(folder: Path) -> dict[str, Path]:
    return {f"{kind}/{path.name}": path for kind in KINDS for path in (folder / kind).glob("[!.]*")}


def _kind(name: str) -> str:
    return name.partition("/")[0]


def _is_whole(path: Path, state: str | None, digest: str | None) -> bool:
    now = _state(path)
    return bool(now and digest) and (now == state or _sha256(path) == digest)


def _state(path: Path) -> str:
    """"" of what is no plain file."""
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode):
            return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
    return ""


def _is_racy(path: Path) -> bool:
    found = path.lstat()
    return max(found.st_mtime, found.st_ctime) > time.time() - RACY


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        os.unlink(path)
