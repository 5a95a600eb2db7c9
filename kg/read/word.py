"""Word (.docx): the text of its paragraphs, tables and notes, without headers, footers, deleted and duplicate runs.

A paragraph is a line, a row of a table too, its cells apart by a tab; foot- and endnotes come last. Nothing that the
file refers to is fetched, and a part with a document type, which could define entities, is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from kg.errors import InputError
from kg.model import Article
from kg.read import apart
from kg.read.file import File, content
from kg.read.limits import DEFAULT, Limits
from kg.read.metadata import article

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STAMP = datetime(2013, 12, 23, 23, 15)  # of the template that python-docx starts every file from
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# ISO/IEC 29500-1 (strict) names everything anew; Word writes the transitional names of part 4 unless told otherwise.
_RELATIONS = "_rels/.rels"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
# Deleted and moved text, and the second copy of a text box that old readers are given.
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", f"{_W}instrText",
             "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip


def read_word(file: File, limits: Limits) -> Iterator[Article]:
    """The one article of a .docx file."""
    said = apart.extract("word", content(file, limits), file.place, limits)
    yield article(file, said["text"], said["own"], media_type=MEDIA_TYPE, dated=said["dated"])


def extract(raw: bytes) -> apart.Extracted:
    """Text and core properties. Raises InputError, without the place."""
    from docx import Document

    _check(raw)
    document = Document(io.BytesIO(_transitional(raw)))
    known, made = document.core_properties, document.core_properties.created
    dated = made.date().isoformat() if made and made.replace(tzinfo=None) != _STAMP else None
    parts = (document.element.body, *_notes(document.part))
    text = re.sub(r"\t+\n", "\n", "".join("".join(_walk(part)) for part in parts)).strip("\n") + "\n"
    return {"text": text, "own": {"title": known.title or None}, "dated": dated}


def _notes(body: Any) -> Iterator[Any]:
    """The foot- and endnotes of a document, without the lines that Word draws above them."""
    from docx.oxml import parse_xml

    for relation in body.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            yield from (note for note in parse_xml(relation.target_part.blob) if not note.get(f"{_W}type"))


def _walk(node: Any) -> Iterator[str]:
    """The text below a node in order: iterative, since a hostile file may be nested as deep as it likes."""
    todo: list[Any] = [node]
    while todo:
        here = todo.pop()
        if isinstance(here, str):
            yield here
        elif here.tag == f"{_W}t":
            yield here.text or ""
        elif here.tag in _BREAKS:
            yield _BREAKS[here.tag]
        elif here.tag not in _LEFT_OUT:
            todo.extend(reversed(list(_below(here))))


def _below(node: Any) -> Iterator[Any]:
    if node.tag == f"{_W}tc":  # a cell is one piece of its row's line
        yield " ".join(filter(None, ("".join(_walk(child)).strip() for child in node)))
        yield "\t"
        return
    yield from node
    if node.tag in (f"{_W}p", f"{_W}tr"):
        yield "\n"


def _check(raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > max(50_000_000, DEFAULT.ratio * len(raw)) or len(parts) > 20_000:
                raise InputError("unfolds to many times its size, as a bomb does; save it again in Word")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _has_doctype(package.read(part)):
                    raise InputError(f"its part {part.filename} has a document type (entities); save it again in Word")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        old = raw.startswith(b"\xd0\xcf\x11\xe0")
        raise InputError(
            "is encrypted or an old .doc; save it as .docx without a password" if old
            else "is no Word file (.docx); save it again in Word"
        ) from None  # fmt: skip


def _transitional(raw: bytes) -> bytes:
    """A file in the strict form in the names that python-docx knows; any other as it is."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        if not any(part.filename == _RELATIONS and _STRICT.search(package.read(part)) for part in package.infolist()):
            return raw
        renamed = io.BytesIO()
        with zipfile.ZipFile(renamed, "w") as copy:
            for part in package.infolist():
                content = package.read(part)
                names = part.filename.endswith((".xml", ".rels"))
                copy.writestr(part.filename, _STRICT.sub(_TRANSITIONAL, content) if names else content)
        return renamed.getvalue()


def _has_doctype(part: bytes) -> bool:
    wide = part.replace(b"\0", b"")  # in UTF-16 too
    return b"<!DOCTYPE" in wide or b"<!ENTITY" in wide
