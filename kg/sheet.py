"""Sheets: the CSV files that people keep beside their documents and edit by hand, with a head of columns.

kg writes them in UTF-8; what Excel saves of them in GBK or UTF-16 is read too.
"""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.encoding import decode
from kg.errors import InputError

_MOST = 32_000_000  # bytes of a sheet
_BLANK = b" \t\r\n\xef\xbb\xbf"


def rows(path: Path, *, columns: Sequence[str], required: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines of the sheet that are not empty, each with its place (`path: line N`) and its cells by column.

    The head names any of `columns`, in any order, and all `required` ones; an empty file is a sheet without lines.
    Raises InputError naming file, place and remedy.
    """
    lines = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        head = next(lines, list(columns))
        if set(required) - set(head) or set(head) - set(columns):
            choices = ",".join(columns)
            raise InputError(f"{path}: line 1: the head must name columns among {choices}; it has {','.join(head)}")
        for row in lines:
            if any(row):
                place = f"{path}: line {lines.line_num}"
                yield place, _cells(head, row, place)
    except csv.Error as error:
        raise InputError(f"{path}: line {lines.line_num}: not CSV: {error}; mend the quotation marks") from None


def _cells(head: Sequence[str], row: Sequence[str], place: str) -> dict[str, str]:
    if any(row[len(head) :]):
        raise InputError(f"{place}: {len(row)} cells below {len(head)} columns; quote those that hold a comma")
    return dict(zip(head, row, strict=False))


def _text(path: Path) -> str:
    """The text of a regular file: a pipe or a device that is called like one might never end."""
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise InputError(f"{path}: is a pipe, a device or a folder; give a file")
            raw = stream.read(_MOST + 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the path") from None
    if len(raw) > _MOST:
        raise InputError(f"{path}: is larger than {_MOST:,} bytes; give it in parts")
    return decode(raw, str(path)) if raw.strip(_BLANK) else ""
