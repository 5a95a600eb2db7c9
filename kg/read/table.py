"""Tables: .csv (commas, semicolons or tabs) with a head that names its columns; one document a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Article
from kg.read import fields
from kg.read.encoding import decode
from kg.read.file import File, content
from kg.read.limits import Limits
from kg.read.records import of_record


def read_table(file: File, limits: Limits) -> Iterator[Article | InputError]:
    """The articles of a .csv file, and what is wrong with the rows that give none."""
    text = decode(content(file, limits), file.place)
    head = text[: text.find("\n")] if "\n" in text else text
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    csv.field_size_limit(max(limits.document, csv.field_size_limit()))
    try:
        columns = [name.strip() for name in next(rows, [])]
        if "text" not in map(fields.known_as, columns):
            raise InputError(f'{file.place}: no column "text" (or "content", 正文 …) among {", ".join(columns)}')
        for number, row in enumerate(rows, 1):
            if any(cell.strip() for cell in row):
                yield _article(file, columns, row, number, f"{file.place}: line {rows.line_num}")
    except csv.Error as error:
        yield InputError(f"{file.place}: line {rows.line_num}: no CSV ({error}); quote what holds quotation marks")


def _article(file: File, columns: list[str], row: list[str], number: int, place: str) -> Article | InputError:
    try:
        if len(row) > len(columns):
            raise InputError(f"{place}: {len(row)} cells for {len(columns)} columns; quote those that hold a separator")
        return of_record(file, dict(zip(columns, row, strict=False)), number, place)
    except InputError as error:
        return error
