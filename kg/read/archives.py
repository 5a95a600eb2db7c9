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
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from kg.errors import InputError
from kg.read.file import SIDECAR, File, Sidecar, opened
from kg.read.limits import Limits

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_LEAST = 1_000_000  # bytes that any archive may unfold to
_UTF8, _ENCRYPTED = 0x800, 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def gunzipped(file: File, path: Path, limits: Limits) -> File:
    """`file` is what the .gz at `path` holds: the same with the way to its bytes."""

    @contextmanager
    def open_it() -> Iterator[BinaryIO]:
        with opened(path) as packed, _whole(path.as_posix(), "gzip"):
            budget = _Budget(path.as_posix(), os.fstat(packed.fileno()).st_size, limits)
            with gzip.GzipFile(fileobj=packed) as unpacked:
                yield io.BufferedReader(_Counted(unpacked, budget))

    return replace(file, place=path.as_posix(), open=open_it)


def members(path: Path, prefix: str, endings: Collection[str], limits: Limits) -> Iterator[File | InputError]:
    """The documents in the .zip at `path`, in the order of their names, called `prefix` and their name in it.

    Each can be opened only until the next one is asked for.
    """
    with opened(path) as stream, _whole(path.as_posix(), "zip"):
        _check_end(stream, path, limits)
        with zipfile.ZipFile(stream) as archive:
            budget = _Budget(path.as_posix(), os.fstat(stream.fileno()).st_size, limits)
            entries = {_name(entry): entry for entry in archive.infolist() if not entry.is_dir()}
            named = sorted(name for name in entries if PurePosixPath(name).suffix.lower() in endings)
            if not named:
                raise InputError(f"{path}: holds no document; valid endings are {', '.join(endings)}")
            for name in named:
                yield _refused(f"{path}: {name}", name, entries[name]) or _member(
                    f"{path}: {name}", prefix + name, archive, entries, name, budget)  # fmt: skip


def _member(
    place: str, full: str, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str, budget: _Budget
) -> File:
    @contextmanager
    def open_it(entry: zipfile.ZipInfo) -> Iterator[BinaryIO]:
        with _whole(place, "zip"), archive.open(entry) as packed:
            yield io.BufferedReader(_Counted(packed, budget))

    def sidecar() -> Sidecar | None:
        beside = PurePosixPath(name).with_suffix(".toml").as_posix()
        if beside not in entries:
            return None
        with open_it(entries[beside]) as stream:
            return place.removesuffix(name) + beside, stream.read(SIDECAR)

    path = PurePosixPath(full)
    return File(place, path.with_suffix("").as_posix(), path.suffix.lower(), lambda: open_it(entries[name]), sidecar)


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name: archives made in China often write it in GBK without saying so, others in UTF-8."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _refused(place: str, name: str, entry: zipfile.ZipInfo) -> InputError | None:
    if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or name[1:2] == ":":
        return InputError(f"{place}: its name leads out of the archive; pack it again with plain names")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return InputError(f"{place}: is a link and holds no text; pack the file itself")
    if entry.flag_bits & _ENCRYPTED:
        return InputError(f"{place}: is encrypted; unpack the archive with its password and give the folder")
    return None


def _check_end(stream: BinaryIO, path: Path, limits: Limits) -> None:
    """Refuse an archive of too many members before its directory is read."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 66_000))  # a comment is at most 65,535 bytes long
    tail = stream.read()
    count, length = 0, 0
    if (at := tail.rfind(_END)) >= 0 and len(tail) - at >= 22:
        count, length = struct.unpack("<HL", tail[at + 10 : at + 16])
    if (at := tail.rfind(_END64)) >= 0 and len(tail) - at >= 56:
        count, length = struct.unpack("<QQ", tail[at + 32 : at + 48])
    stream.seek(0)
    if count > limits.members or length > 400 * limits.members:
        raise InputError(f"{path}: has more than {limits.members:,} members; give it in parts")


class _Budget:
    """How many bytes an archive may still unfold to."""

    def __init__(self, place: str, size: int, limits: Limits) -> None:
        self.place, self.ratio = place, limits.ratio
        self.left = max(_LEAST, limits.ratio * size)

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise InputError(f"{self.place}: unfolds to more than {self.ratio} times its size, as a bomb does")


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


