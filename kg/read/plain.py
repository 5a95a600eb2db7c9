"""A plain text and the sidecar beside it: NAME.txt and, where there is one, NAME.toml."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.read import fields
from kg.read.encoding import decode

_KEYS = ("title", "published", "publisher", "language", "url", "identifier")


def read_plain(path: Path, name: str) -> Iterator[Article]:
    """The one article of a .txt file, called `name` unless its sidecar gives an identifier."""
    text = decode(content(path), str(path))
    beside = path.with_suffix(".toml")
    known = _sidecar(beside) if beside.exists() else {}
    of = {key: fields.text(known, key, str(beside)) for key in _KEYS if key != "published"}
    yield Article(
        of["identifier"] or name,
        text,
        of["url"] or path.as_posix(),
        of["title"],
        fields.iso_date(known.get("published"), str(beside)),
        of["publisher"],
        of["language"] or "zh-hans",
    )


def read_stdin() -> Article:
    """Standard input as one article, called "stdin"."""
    return Article("stdin", decode(sys.stdin.buffer.read(), "standard input"), "-")


def content(path: Path) -> bytes:
    """The bytes of a file. Raises InputError where it is missing or may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file or folder; check the path") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check its permissions") from None


def _sidecar(path: Path) -> dict[str, object]:
    try:
        known: dict[str, object] = tomllib.loads(decode(content(path), str(path)))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not TOML: {error}") from None
    for key in known:
        if key not in _KEYS:
            raise InputError(f"{path}: unknown key {key!r}; valid are {', '.join(_KEYS)}")
    return known
