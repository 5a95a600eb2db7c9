"""JSON Lines: one document a line. {"text": …} is enough; "title", "date", "publisher", "url", "id" and the like are
read under the names that data/fields.toml knows, other keys go unread. Lines are read one by one, however many."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.encoding import decode
from kg.errors import InputError
from kg.model import Article
from kg.read.file import File, at, too_large, written
from kg.read.limits import DEFAULT, Limits
from kg.read.records import of_record

_PIECE = 1 << 16
_ARRAY = "write one object a line, for example with: jq -c '{}', or name the file .json"


def read_lines(file: File, limits: Limits) -> Iterator[Article | InputError]:
    """The articles of a .jsonl file, and what is wrong with the lines that give none."""
    for number, found in _numbered(file, limits):
        place = f"{file.place}: line {number}"
        try:
            yield found if isinstance(found, InputError) else of_record(file, _parse(found, place), number, place)
        except InputError as error:
            yield error


def objects(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """The JSON objects of a .jsonl file, each with its place ("FILE: line N"), blank lines left out."""
    for number, found in _numbered(at(path, path.stem, ".jsonl"), DEFAULT):
        if isinstance(found, InputError):
            raise found
        place = f"{written(path)}: line {number}"
        yield place, _parse(found, place)


def _numbered(file: File, limits: Limits) -> Iterator[tuple[int, bytes | InputError]]:
    """The lines with text and their numbers; they end at a line feed only, since a text may hold U+2028 and others."""
    any_text = False
    with file.open() as stream:
        for number, line in enumerate(_lines(_narrow(file, stream, limits), limits.document), 1):
            if len(line) > limits.document:
                yield number, too_large(f"{file.place}: line {number}", limits.document)
            elif line.strip():
                if not any_text:
                    _check_start(line, file.place)
                yield number, line
            any_text = any_text or bool(line.strip())
    if not any_text:
        raise InputError(f"{file.place}: is empty; give a file with one JSON object a line, or leave it out")


def _check_start(line: bytes, place: str) -> None:
    """Refuse JSON that is printed over many lines at once, since each of them would be wrong on its own."""
    start = line.removeprefix(BOM_UTF8).strip()
    if start in (b"{", b"[") or (start.startswith(b"[") and not start.endswith(b"]")):
        what, each = ("an array", ".[]") if start.startswith(b"[") else ("an object", ".")
        raise InputError(f"{place}: holds JSON, {what} over many lines; {_ARRAY.format(each)}")


def _narrow(file: File, stream: BinaryIO, limits: Limits) -> BinaryIO:
    """The same bytes, but those of UTF-16 as UTF-8: in it alone a line feed may be half of another character."""
    start = stream.peek(2)[:2] if isinstance(stream, BufferedReader) else b""
    if start not in (b"\xff\xfe", b"\xfe\xff") and b"\0" not in start:
        return stream
    raw = stream.read(limits.document + 1)
    if len(raw) > limits.document:
        raise too_large(file.place, limits.document)
    return BytesIO(decode(raw, file.place).encode())


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """Of a line that is too long, its first `most` + 1 bytes: the rest is passed over and never held."""
    while line := stream.readline(most + 1):
        yield line
        passing = len(line) > most
        while passing and line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)


def _parse(line: bytes, place: str) -> dict[str, object]:
    try:
        value = parsed(decode(line, place), place, "one object a line")
    except json.JSONDecodeError as error:
        raise InputError(f"{place}, column {error.colno}: not JSON: {error.msg}; write one object a line") from None
    if isinstance(value, list):
        raise InputError(f"{place}: not an object, but an array; {_ARRAY.format('.[]')}")
    if not isinstance(value, dict):
        raise InputError(f'{place}: not an object; write {{"doc": "…", "text": "…"}}')
    return value


def parsed(text: str, place: str, form: str) -> object:
    """What a text of JSON says; `form` is how it should be written. Raises json.JSONDecodeError, and InputError on what
    Python cannot read."""
    try:
        return json.loads(text, object_pairs_hook=_each_once)
    except _Twice as error:
        raise InputError(f"{place}: the key {error} stands twice, with two values; write each once") from None
    except RecursionError:
        raise InputError(f"{place}: nested too deep; write {form}, each flat") from None
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # a number of more digits than Python reads
        raise InputError(f"{place}: not JSON: {error}; write {form}") from None


class _Twice(Exception):
    """A key, and with it a value, that would be lost."""


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    once = dict(pairs)
    if len(once) < len(pairs):
        for key, value in pairs:
            if once[key] != value:
                raise _Twice(repr(key))
    return once
