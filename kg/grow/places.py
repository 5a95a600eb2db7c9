"""Files of a work folder: on this machine, or wherever fsspec leads (s3://…), if the path has a scheme."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from kg.errors import OutputError


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file for reading bytes."""
    with (_fsspec().open(path, "rb") if is_remote(path) else open(path, "rb")) as file:
        yield cast("BinaryIO", file)


def exists(path: str) -> bool:
    """Is the file there? What is there is whole."""
    if is_remote(path):
        system, place = _fsspec().core.url_to_fs(path)
        return bool(system.exists(place))
    return os.path.exists(path)


def written(path: str, parts: Iterable[bytes]) -> None:
    """Write the file whole or not at all: beside, flushed to disk, put in its place by one renaming."""
    if is_remote(path):
        with _fsspec().open(path, "wb") as file:  # an object store shows an object only when it is whole
            file.writelines(parts)
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".part", delete=False) as beside:
        try:
            beside.writelines(parts)
            beside.flush()
            os.fsync(beside.fileno())
            os.replace(beside.name, target)
        except BaseException:
            os.unlink(beside.name)
            raise


def fetched(path: str, folder: Path) -> str:
    """The path of the file on this machine: itself, or a copy below `folder`."""
    if not is_remote(path):
        return path
    copy = folder / path.rpartition("/")[2]
    if not copy.exists():
        with opened(path) as file:
            written(str(copy), iter(lambda: file.read(1 << 20), b""))
    return str(copy)


def sent(path: Path, target: str) -> None:
    """Copy a file of this machine to `target`."""
    with path.open("rb") as file:
        written(target, iter(lambda: file.read(1 << 20), b""))


def joined(folder: str, *names: str) -> str:
    """The path of a file below a folder or below a URL."""
    return "/".join((folder.rstrip("/"), *names))


def is_remote(path: str) -> bool:
    """Is it a URL that fsspec is to open?"""
    return "://" in path


def checked(url: str) -> str:
    """The URL, if a file system for it is there. Raises OutputError."""
    try:
        _fsspec().core.url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise OutputError(f"{url} cannot hold what is kept: {error}; give a URL that fsspec knows") from None
    return url


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError:
        raise OutputError("a work folder with a scheme needs fsspec; install it with: pip install 'kg[dist]'") from None
    return fsspec
