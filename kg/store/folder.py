"""A folder put in the place of another in one step: whatever fails before leaves the other as it was."""

from __future__ import annotations

import ctypes
import errno
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_AT_ONCE = 16  # files that are flushed: each by itself waits for the journal of the file system
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # fcntl.h, linux/fs.h


@contextmanager
def replacing(folder: Path, beside: Path | None = None) -> Iterator[Path]:
    """An empty folder to fill, which then takes the place of `folder`, flushed to disk.

    It is filled below `beside`, on the same file system (default: the parent). Files of `folder` whose names were not
    written again stay. Raises OutputError where it cannot be written.
    """
    folder = Path(os.path.realpath(folder))  # of a link to itself, it names that
    with as_output_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=beside or folder.parent) as place:
            draft = Path(place, folder.name)
            draft.mkdir()
            yield draft
            with ThreadPoolExecutor(_AT_ONCE) as threads:  # the system brings to disk together what is asked for so
                for _ in threads.map(_sync, (*sorted(draft.rglob("*")), draft)):
                    pass
            _put_in_place(draft, folder)


@contextmanager
def as_output_errors(folder: Path) -> Iterator[None]:
    """What the system says of a folder that cannot be written, as OutputError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = "make room there" if error.errno in _NO_ROOM else "name a folder that you may write to"
        raise OutputError(f"{folder} cannot be written ({reason}); {remedy}") from error


def _put_in_place(draft: Path, folder: Path) -> None:
    if not folder.exists():
        draft.rename(folder)
    else:
        written = {path.name for path in draft.iterdir()}
        _exchange(draft, folder)
        for path in sorted(draft.iterdir()):
            if path.name not in written:
                path.rename(folder / path.name)
    _sync(folder.parent)


def _exchange(draft: Path, folder: Path) -> None:
    """Swap two folders in one step where the system can (renameat2), else in two, undone if the second fails."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    paths = os.fsencode(draft), os.fsencode(folder)
    if rename and rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return
    aside = draft.with_name(f"{draft.name}.previous")
    folder.rename(aside)
    try:
        draft.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    aside.rename(draft)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
