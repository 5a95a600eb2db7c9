"""What the files of the last build held: one that is as it was is not read again.

A file is taken to be as it was if its number (inode), size and times of change are those noted, as git and make do; or,
if these differ, if its SHA-256 is. The time at which its inode changed (ctime) is set by the system alone, so that an
edit which keeps size and date is seen too. A file that had changed within RACY seconds before it was noted may change
again without another time: it is noted without one, and hashed the next time ("racy git",
https://git-scm.com/docs/racy-git). What times cannot tell, such as a disk whose clock runs behind, `rehash` does.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType

from kg.errors import InputError
from kg.grow import fingerprint
from kg.grow.chunks import Waiting
from kg.grow.codec import decode, encode
from kg.grow.places import written
from kg.model import Article
from kg.read import Entry, Limits, Outcome

RACY = 2.0
"""Seconds: the coarsest time that a file system notes (FAT)."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a file held: the place and the names that its documents get, the state of file and sidecar ("" where that
    says nothing) and the hash of both, the documents."""

    name: tuple[str, str, str]
    state: str
    sha256: str
    documents: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """All files of a build; `settings` is a hash of what documents depend on beside the bytes of their files."""

    settings: str
    files: tuple[Held, ...]


class Files:
    """The files of one build, whose documents wait in the file `texts`, but for those that are `kept` in a shard. What
    the files hold is noted at `path` when all are taken. `rehash`: believe hashes alone."""

    def __init__(
        self, path: Path, texts: Path, kept: Container[str], *, limits: Limits, published: str | None, rehash: bool
    ) -> None:
        settings = encode((fingerprint.parsing(), asdict(limits), published))
        self._settings = hashlib.sha256(settings).hexdigest()
        self._path, self._kept, self._rehash = path, kept, rehash
        self._before = self._noted()
        self._now: list[Held] = []
        self._texts = texts.open("wb")

    def __enter__(self) -> Files:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._texts.close()
        if kind is None and self._now != [*self._before.values()]:
            written(str(self._path), [encode(Noted(self._settings, tuple(self._now)))])

    def take(self, entry: Entry, outcomes: Iterator[Outcome]) -> Iterator[Waiting | InputError]:
        """The documents of a file, and what is wrong with it; then it is read again the next time."""
        name, state, start = (str(entry.path), entry.called, entry.prefix), _state(entry), time.time()
        held = self._before.get(name)
        if held is None or not self._holds(held, entry, state):
            found: list[Waiting | InputError] = []
            digest = _sha256(entry) if state else ""
            for outcome in outcomes:
                found.append(outcome if isinstance(outcome, InputError) else self._wait(outcome))
                yield found[-1]
            documents = tuple(replace(each, start=0, end=0) for each in found if isinstance(each, Waiting))
            if not digest or len(documents) < len(found) or _state(entry) != state:
                return
            held = Held(name, "", digest, documents)
        else:
            yield from held.documents
        self._now.append(replace(held, state="" if _changed(entry) > start - RACY else state))

    def _noted(self) -> dict[tuple[str, str, str], Held]:
        with suppress(OSError, ValueError, TypeError, LookupError):  # it was never written, or is damaged
            noted = decode(self._path.read_bytes(), Noted)
            if noted.settings == self._settings:
                return {held.name: held for held in noted.files}
        return {}

    def _holds(self, held: Held, entry: Entry, state: str) -> bool:
        """Does the file hold what it held, all of it in shards?"""
        if not state or not all(document.digest in self._kept for document in held.documents):
            return False
        return (state == held.state and not self._rehash) or _sha256(entry) == held.sha256

    def _wait(self, article: Article) -> Waiting:
        """The article, in the file of texts if no shard holds it."""
        is_page = article.source.startswith(("https://", "http://"))  # which the graph tells; a file may be moved
        digest = hashlib.sha256(encode(article if is_page else replace(article, source=""))).hexdigest()
        start = self._texts.tell()
        if digest not in self._kept:
            self._texts.write(encode(article))
        return Waiting(article.id, article.source, digest, len(article.text), start, self._texts.tell())


def _files(entry: Entry) -> list[Path]:
    return [path for path in (entry.path, entry.sidecar) if path and os.path.lexists(path)]


def _state(entry: Entry) -> str:
    """What the system says of a file and of its sidecar; "" of what is no plain file."""
    files = _files(entry)
    if not files or entry.path is None:
        return ""
    with suppress(OSError):
        found = [os.stat(path, follow_symlinks=path == entry.path) for path in files]
        if all(stat.S_ISREG(each.st_mode) for each in found):
            return " ".join(f"{s.st_ino}:{s.st_size}:{s.st_mtime_ns}:{s.st_ctime_ns}" for s in found)
    return ""


def _changed(entry: Entry) -> float:
    """When one of them changed last."""
    with suppress(OSError):
        return max(max(found.st_mtime, found.st_ctime) for found in map(os.stat, _files(entry)))
    return time.time()


def _sha256(entry: Entry) -> str:
    """The hash of both; "" where they cannot be read, which reading will say."""
    digest = hashlib.sha256()
    with suppress(OSError):
        for path in _files(entry):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()
    return ""
