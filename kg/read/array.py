"""JSON (.json): an array of records, or one; each is read as a line of .jsonl is. Where the file holds one object a
line after all, it is read so. An object may hold the array, as downloads do: {"total": 2, "data": [{"text": …}, …]}."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read import fields
from kg.read.file import File, content
from kg.read.limits import Limits
from kg.read.lines import parsed, read_lines
from kg.read.records import of_record


def read_array(file: File, limits: Limits) -> Iterator[Article | InputError]:
    """The articles of a .json file, and what is wrong with the records that give none."""
    text = decode(content(file, limits), file.place)
    try:
        value = parsed(text, file.place, "an array of objects")
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from read_lines(file, limits)
            return
        place = f"{file.place}: line {error.lineno}, column {error.colno}"
        raise InputError(f"{place}: not JSON: {error.msg}; write an array of objects") from None
    found = _records(value)
    if not any(map(_has_text, found)):
        none = 'holds no record with a "text" (or "content", "body", 正文 …)'
        raise InputError(f"{file.place}: {none}; give it one, or leave it out")
    for number, record in enumerate(found, 1):
        place = f"{file.place}: record {number}"
        try:
            if not isinstance(record, dict):
                raise InputError(f'{place}: not an object; write {{"doc": "…", "text": "…"}}')
            yield of_record(file, record, number, place)
        except InputError as error:
            yield error


def _records(value: Any) -> list[Any]:
    """The array, be it all there is or within an object; else the one object."""
    if isinstance(value, dict) and not _has_text(value):
        arrays = [each for each in value.values() if isinstance(each, list) and any(map(_has_text, each))]
        value = arrays[0] if len(arrays) == 1 else []
    return value if isinstance(value, list) else [value]


def _has_text(record: Any) -> bool:
    return isinstance(record, dict) and "text" in fields.by_field(record)
