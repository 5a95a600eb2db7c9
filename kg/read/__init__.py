"""Files → Articles. One module a format; folders, archives and patterns are walked in the order of their names.

What a text is: the content of a file whose bytes are text (.txt, .md), every character of it, line ends and all; the
value of the text field of a record (.jsonl, .json, .csv, .tsv); what was extracted from .html, .mht, .docx and .pdf
(`kg text` prints it again). Offsets count its code points. A byte order mark is no part of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from kg.errors import InputError
from kg.model import Article
from kg.read.array import read_array
from kg.read.fields import iso_date
from kg.read.file import File
from kg.read.limits import DEFAULT, Limits, limits_of
from kg.read.lines import objects, read_lines
from kg.read.markdown import read_markdown
from kg.read.mhtml import read_page
from kg.read.pdf import read_pdf
from kg.read.plain import read_plain
from kg.read.table import read_table
from kg.read.walk import Entry, entries, files
from kg.read.word import read_word

__all__ = ["DEFAULT", "FORMATS", "Entry", "Limits", "Outcome", "Refused", "limits_of", "objects", "read", "taken"]
Outcome = Article | InputError
Reader = Callable[[File, Limits], Iterator[Outcome]]
Refused = Callable[[InputError], None]
"""What is told of a document that cannot be read."""


class Document(Protocol):
    """What a file holds: what it is called and where it comes from."""

    @property
    def id(self) -> str: ...

    @property
    def source(self) -> str: ...


D = TypeVar("D", bound=Document)
Take = Callable[[Entry, Iterator[Outcome]], Iterable[D | InputError]]
"""A file, and what comes of reading it → what is taken of it."""
FORMATS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".shtml": read_page,
    ".mht": read_page,
    ".mhtml": read_page,
    ".docx": read_word,
    ".pdf": read_pdf,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_array,
    ".csv": read_table,
    ".tsv": read_table,
}


def read(
    inputs: Sequence[str | Path],
    *,
    published: str | None = None,
    refused: Refused | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Article]:
    """The articles of files (of FORMATS, packed in .gz or .zip or not), of folders and patterns, and of "-".

    A document is called by its path below the input, without its ending and with "/" (a file by its stem alone), a
    record by its "doc" or "id", else by file and number. `published` (ISO 8601) dates those that state no date of
    their own. Articles come as they are read.

    What is wrong with a document goes to `refused`, and the others are read; without it, or where no document can be
    read, the first InputError is raised. Each names file, place and remedy. An input that gives no file at all raises
    it in either case.
    """
    return taken(inputs, lambda entry, outcomes: outcomes, published=published, refused=refused, limits=limits)


def taken(
    inputs: Sequence[str | Path], take: Take[D], *, published: str | None, refused: Refused | None, limits: Limits
) -> Iterator[D]:
    """The same, as `take` leaves what each file holds: a file is read when it asks for the first outcome."""
    default = iso_date(published, "the publication date")
    seen: dict[str, str] = {}
    first: InputError | None = None
    for found in _found(inputs, lambda entry: take(entry, _outcomes(entry, limits, default))):
        outcome = found if isinstance(found, InputError) else _unlike_others(found, seen)
        if not isinstance(outcome, InputError):
            yield outcome
        elif refused is None:
            raise outcome
        else:
            first = first or outcome
            refused(outcome)
    if first and not seen:
        raise first


def _found(inputs: Iterable[str | Path], told: Callable[[Entry], Iterable[D | InputError]]) -> Iterator[D | InputError]:
    for entry in (each for given in inputs for each in entries(given, FORMATS)):
        if isinstance(entry, InputError):
            yield entry
        else:
            yield from told(entry)


def _outcomes(entry: Entry, limits: Limits, default: str | None) -> Iterator[Outcome]:
    for found in files(entry, FORMATS, limits):
        try:
            for outcome in (found,) if isinstance(found, InputError) else FORMATS[found.ending](found, limits):
                if isinstance(outcome, Article) and outcome.published is None and default is not None:
                    outcome = replace(outcome, published=default)
                yield outcome
        except InputError as error:
            yield error


def _unlike_others(document: D, seen: dict[str, str]) -> D | InputError:
    """The document, if no other is called like it."""
    if document.id in seen:
        return InputError(
            f"{document.source}: there is already a document {document.id!r}, from {seen[document.id]}; "
            f'give one of them another name (identifier = "…" in its .toml, or another "doc")'
        )
    seen[document.id] = document.source
    return document
