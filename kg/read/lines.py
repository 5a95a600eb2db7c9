"""JSON Lines: one document a line, {"doc": …, "date": …, "text": …}, title and publisher too; other keys go unread."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.read import fields
from kg.read.plain import content


def read_lines(path: Path, name: str) -> Iterator[Article]:
    """The articles of a .jsonl file; `name` is not used, since each line says its own."""
    return (_article(known, place) for place, known in objects(path))


def objects(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """The JSON objects of a .jsonl file, each with its place ("FILE: line N"), blank lines left out."""
    lines = _lines(path)
    if not lines:
        raise InputError(f"{path}: is empty; give a file with one JSON object a line, or leave it out")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path}: line {number}", _parse(line, path, number)


def _lines(path: Path) -> list[bytes]:
    """Lines end at a line feed only: a text may hold other line ends, such as U+2028."""
    raw = content(path).removeprefix(b"\xef\xbb\xbf")
    return raw.split(b"\n") if raw.strip() else []


def _parse(line: bytes, path: Path, number: int) -> dict[str, object]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: line {number}: byte offset {error.start} of the line is not UTF-8, as JSON must be; "
            f"convert the file, for example: iconv -f GB18030 -t UTF-8"
        ) from None
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path}: line {number}, column {error.colno}: not JSON: {error.msg}; write one object a line"
        ) from None
    if not isinstance(value, dict):
        raise InputError(f'{path}: line {number}: not an object; write {{"doc": "…", "text": "…"}}')
    return value


def _article(known: dict[str, object], place: str) -> Article:
    doc, text = (_required(known, key, place) for key in ("doc", "text"))
    title, publisher = (fields.text(known, key, place) for key in ("title", "publisher"))
    return Article(doc, text, place, title, fields.iso_date(known.get("date"), place), publisher)


def _required(known: dict[str, object], key: str, place: str) -> str:
    value = fields.text(known, key, place)
    if not value or not value.strip():
        raise InputError(f'{place}: no "{key}"; a line needs "doc" and "text", and may give "date", "title" and so on')
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise InputError(f'{place}: half a surrogate pair in "{key}"; write the character itself')
    return value
