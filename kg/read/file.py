"""One file, wherever it lies: in a folder, in an archive, on standard input. It is opened once and never trusted.

A pipe or a device that is named like a document would be read for ever, so that only regular files are opened. A file
that changes while it is read would give a text that never was: size and time are compared before and after.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.read.limits import Limits
from kg.read.unread import remedy

SIDECAR = 1_000_000  # bytes that a sidecar may have
_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe without a writer blocks


def hidden(name: str) -> bool:
    """Is a file of that name, or a folder above it, one that systems keep for themselves (.git, __MACOSX), or Word
    while a document is open (~$report.docx)?"""
    parts = name.replace("\\", "/").split("/")
    return any(part == "__MACOSX" or part[:2] == "~$" or (part.startswith(".") and part.strip(".")) for part in parts)


def decoded(raw: bytes) -> str:
    """A name of a file as text. Chinese Windows writes it in GBK, and archives and disks carry it on without saying so;
    bytes that are neither are shown as such."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def written(path: Path) -> str:
    """A path as text, with "/"; each name of it in its own encoding."""
    return "/".join(decoded(os.fsencode(part)) for part in path.as_posix().split("/"))


Sidecar = tuple[str, bytes]
"""The .toml beside a file: its place and its bytes."""


def _none() -> Sidecar | None:
    return None


@dataclass(frozen=True, slots=True)
class File:
    """`place` is how errors name it, `name` what its document is called, `ending` its format (".txt"), `stem` its own
    name without the ending; `open` gives its bytes, `sidecar` the .toml beside it, None where there is none."""

    place: str
    name: str
    ending: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    sidecar: Callable[[], Sidecar | None] = _none

    @property
    def stem(self) -> str:
        return self.name.rpartition("/")[2]


def at(path: Path, name: str, ending: str, *, folder: Path | None = None) -> File:
    """The file at `path`, whose sidecar may be a link to a file of the same `folder` only."""
    def sidecar() -> Sidecar | None:
        beside = path.with_suffix(".toml")
        if not os.path.lexists(beside):
            return None
        if folder and not inside(beside, folder):
            raise leads_out(beside)
        return written(beside), whole(at(beside, name, ".toml"), SIDECAR)

    return File(written(path), name, ending, lambda: opened(path), sidecar)


def inside(path: Path, folder: Path) -> bool:
    """Is the file, or what it is a link to, a file of the folder?"""
    try:
        return not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return True  # opening it says so


def standard_input() -> File:
    """Standard input, a plain text called "stdin". Raises InputError where it is closed."""
    if sys.stdin is None:
        raise InputError("standard input: is closed; give a file, or pipe a text to: kg … -")
    return File("standard input", "stdin", ".txt", _piped)


@contextmanager
def _piped() -> Iterator[BinaryIO]:
    try:
        yield sys.stdin.buffer
    except OSError as error:  # as where it is open for writing only
        reason = error.strerror or error
        raise InputError(f"standard input: cannot be read: {reason}; give a file, or pipe a text to: kg … -") from None


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a regular file. Raises InputError where there is none, or where it changed before it was closed."""
    place = written(path)
    try:
        with open(os.open(path, _OPENING), "rb") as stream:
            before = os.fstat(stream.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise InputError(f"{place}: is a pipe, a device or a folder; give a file, or pipe it to: kg … -")
            yield stream
            after = os.fstat(stream.fileno())
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise InputError(f"{place}: changed while it was read; start again when it is finished")
    except FileNotFoundError:
        raise InputError(f"{place}: no such file or folder; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{place}: is a folder; give a file") from None
    except OSError as error:
        raise unreadable(place, error) from None


def content(file: File, limits: Limits) -> bytes:
    """All bytes of one document. Raises InputError where there are more than `limits.document`."""
    return whole(file, limits.document)


def whole(file: File, most: int) -> bytes:
    """All bytes of a file. Raises InputError where there are more than `most`."""
    with file.open() as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise too_large(file.place, most)
    return raw


def of_no_format(place: str) -> InputError:
    """Of a document in a folder, or in an archive, that is not read."""
    return InputError(f"{place}: of no format that is read; {remedy(place)}")


def leads_out(path: Path) -> InputError:
    return InputError(f"{written(path)}: is a link that leads out of the folder; give what it leads to as an input")


def unreadable(place: str, error: OSError) -> InputError:
    what = "permissions" if isinstance(error, PermissionError) else "path"
    return InputError(f"{place}: cannot be read: {error.strerror or error}; check its {what}")


def too_large(place: str, most: int) -> InputError:
    return InputError(
        f"{place}: is larger than {most:,} bytes, the most that one document may have; give it in parts "
        f"(a .jsonl of one part a line, for example), or allow more: --limit megabytes={2 * most // 1_000_000 or 1}"
    )
