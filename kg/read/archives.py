"""Files packed in .zip and .gz. Nothing is ever written to disk; a member's name is a name and never a path.

What a bomb would do is bounded before it is done: the number of members is read from the end of the archive before its
directory is, and no archive may unfold to more than `ratio` times its size, whatever its directory says (overlapping
members too). Layout: PKWARE APPNOTE 4.3.12 to 4.3.16; RFC 1952.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, NamedTuple

from kg.errors import InputError
from kg.read.file import SIDECAR, File, Sidecar, decoded, hidden, of_no_format, opened, written
from kg.read.limits import Limits
from kg.read.unread import JOIN, remedy

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_SAID_ELSEWHERE = 0xFFFF  # of a part or member too high for its field: 64-bit archives say it before
_LEAST = 1_000_000  # bytes that any archive may unfold to
_UTF8, _ENCRYPTED = 0x800, 0x1
_PACKED = (".zip", ".gz")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def gunzipped(file: File, path: Path, limits: Limits) -> File:
    """`file` is what the .gz at `path` holds: the same with the way to its bytes."""

    @contextmanager
    def open_it() -> Iterator[BinaryIO]:
        with opened(path) as packed, _whole(written(path), "gzip"):
            budget = _Budget(written(path), os.fstat(packed.fileno()).st_size, limits)
            with gzip.GzipFile(fileobj=packed) as unpacked:
                yield io.BufferedReader(_Counted(unpacked, budget))

    return replace(file, place=written(path), open=open_it)


def members(path: Path, prefix: str, endings: Collection[str], limits: Limits) -> Iterator[File | InputError]:
    """The documents in the .zip at `path`, in the order of their names, called `prefix` and their name in it.

    Each can be opened only until the next one is asked for.
    """
    place = written(path)
    with opened(path) as stream, _whole(place, "zip"):
        _check_end(stream, place, limits)
        with zipfile.ZipFile(stream) as archive:
            budget = _Budget(place, os.fstat(stream.fileno()).st_size, limits)
            entries = _named([entry for entry in archive.infolist() if entry.filename and not entry.is_dir()])
            beside = {name: entry for name, entry in entries if _ending(name) == ".toml"}
            package = _Package(place, archive, beside, budget)
            wanted = (*endings, *_PACKED)
            documents = [(name, entry) for name, entry in entries
                         if not hidden(name) and (_ending(name) in wanted or remedy(name))]  # fmt: skip
            if not documents:
                raise InputError(f"{place}: holds no document; valid endings are {', '.join(endings)}")
            for name, entry in sorted(documents, key=itemgetter(0)):
                yield _refused(f"{place}: {name}", name, entry) or package.member(prefix, name, entry)


class _Package(NamedTuple):
    """An archive that is open: its place, its sidecars by name, and how much it may still unfold to."""

    place: str
    archive: zipfile.ZipFile
    beside: Mapping[str, zipfile.ZipInfo]
    budget: _Budget

    def member(self, prefix: str, name: str, entry: zipfile.ZipInfo) -> File:
        path = PurePosixPath(prefix + name)
        place, called = f"{self.place}: {name}", path.with_suffix("").as_posix()
        return File(place, called, _ending(name), lambda: self._open(place, entry), lambda: self._sidecar(name))

    @contextmanager
    def _open(self, place: str, entry: zipfile.ZipInfo) -> Iterator[BinaryIO]:
        with _whole(place, "zip"), self.archive.open(entry) as packed:
            yield io.BufferedReader(_Counted(packed, self.budget))

    def _sidecar(self, name: str) -> Sidecar | None:
        toml = PurePosixPath(name).with_suffix(".toml").as_posix()
        if toml not in self.beside:
            return None
        place = f"{self.place}: {toml}"
        with self._open(place, self.beside[toml]) as stream:
            return place, stream.read(SIDECAR)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _named(entries: list[zipfile.ZipInfo]) -> list[tuple[str, zipfile.ZipInfo]]:
    """The entries with their names, which few archives say the encoding of: it is the same for all."""
    silent = [entry for entry in entries if not entry.flag_bits & _UTF8]
    names = decoded(b"\0".join(entry.filename.encode("cp437", "replace") for entry in silent)).split("\0")
    said = dict(zip(map(id, silent), names, strict=False))
    return [(said.get(id(entry), entry.filename), entry) for entry in entries]


def _refused(place: str, name: str, entry: zipfile.ZipInfo) -> InputError | None:
    if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or name[1:2] == ":":
        return InputError(f"{place}: its name leads out of the archive; pack it again with plain names")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return InputError(f"{place}: is a link and holds no text; pack the file itself")
    if entry.flag_bits & _ENCRYPTED:
        return InputError(f"{place}: is encrypted; unpack the archive with its password and give the folder")
    if _ending(name) in _PACKED:
        return InputError(f"{place}: is an archive in an archive; unpack the outer one and give the folder")
    return of_no_format(place) if remedy(name) else None


def _check_end(stream: BinaryIO, place: str, limits: Limits) -> None:
    """Refuse an archive that others begin, or of too many members, before its directory is read."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 66_000))  # a comment is at most 65,535 bytes long
    tail = stream.read()
    if size and _END not in tail:
        reason = "is no whole zip file; fetch or pack it again, or, of a part of a split archive"
        raise InputError(f"{place}: {reason}, {JOIN}")
    count, length = 0, 0
    if (at := tail.rfind(_END)) >= 0 and len(tail) - at >= 22:
        if 0 < struct.unpack("<H", tail[at + 4 : at + 6])[0] < _SAID_ELSEWHERE:
            raise InputError(f"{place}: is the last part of a split archive; {JOIN}")
        count, length = struct.unpack("<HL", tail[at + 10 : at + 16])
    if (at := tail.rfind(_END64)) >= 0 and len(tail) - at >= 56:
        count, length = struct.unpack("<QQ", tail[at + 32 : at + 48])
    stream.seek(0)
    if count > limits.members or length > 400 * limits.members:
        raise InputError(
            f"{place}: has more than {limits.members:,} members; give it in parts, or allow more: --limit members=N"
        )


class _Budget:
    """How many bytes an archive may still unfold to."""

    def __init__(self, place: str, size: int, limits: Limits) -> None:
        self.place, self.ratio = place, limits.ratio
        self.left = max(_LEAST, limits.ratio * size)

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise InputError(
                f"{self.place}: unfolds to more than {self.ratio} times its size, as a bomb does; leave it out, or, if "
                f"you trust it, allow more: --limit ratio=N"
            )


class _Counted(io.RawIOBase):
    """A stream that spends a budget."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, budget: _Budget) -> None:
        self.stream, self.budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self.stream.read(len(buffer))
        self.budget.spend(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def _whole(place: str, kind: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise InputError(f"{place}: is no whole {kind} file ({error}); fetch or pack it again") from None


