"""Tables: .csv (commas, semicolons, tabs or bars) with a head that names its columns; one document a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read import fields
from kg.read.file import File, content
from kg.read.limits import Limits
from kg.read.records import of_record

_SEPARATOR = re.compile(r"sep=(.)(?:\r\n?|\n)")  # as Excel writes and wants it
_HEAD = re.compile(r"[^\r\n]*")


def read_table(file: File, limits: Limits) -> Iterator[Article | InputError]:
    """The articles of a .csv file, and what is wrong with the rows that give none."""
    text = decode(content(file, limits), file.place)
    first = _SEPARATOR.match(text)
    body, skipped = (text[first.end() :], 1) if first else (text, 0)
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=first[1] if first else _delimiter(body), strict=True)
    csv.field_size_limit(max(limits.document, csv.field_size_limit()))
    any_row = False
    try:
        columns = _columns(next(rows, []), file.place)
        for number, row in enumerate(rows, 1):
            if any(cell.strip() for cell in row):
                any_row = True
                yield _article(file, columns, row, number, f"{file.place}: line {rows.line_num + skipped}")
    except csv.Error as error:
        place = f"{file.place}: line {rows.line_num + skipped}"
        yield InputError(f"{place}: no CSV ({error}); quote what holds quotation marks")
        return
    if not any_row:
        yield InputError(f"{file.place}: holds no row below its head; give it one a document, or leave it out")


def _delimiter(body: str) -> str:
    """What stands most often in the head, outside quotation marks."""
    return max(",;\t|", key=re.sub('"[^"]*"', "", _HEAD.match(body)[0]).count)  # type: ignore[index]


def _columns(head: list[str], place: str) -> list[str]:
    """The names of the columns. Raises InputError where none is the text, or two are one field by one name."""
    columns = [name.strip() for name in head]
    known = [name for name in columns if fields.known_as(name)]
    if "text" not in map(fields.known_as, known):
        raise InputError(f'{place}: no column "text" (or "content", 正文 …) among {", ".join(columns)}; name one so')
    if twice := [name for name in known if known.count(name) > 1]:
        raise InputError(f"{place}: two columns are called {twice[0]!r}; give each a name of its own")
    return columns


def _article(file: File, columns: list[str], row: list[str], number: int, place: str) -> Article | InputError:
    try:
        if len(row) > len(columns):
            raise InputError(f"{place}: {len(row)} cells for {len(columns)} columns; quote those that hold a separator")
        return of_record(file, dict(zip(columns, row, strict=False)), number, place)
    except InputError as error:
        return error
