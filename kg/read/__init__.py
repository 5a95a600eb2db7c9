"""Files → Articles. One module a format; folders, archives and patterns are walked in the order of their names.

What a text is: the content of a file whose bytes are text (.txt, .md), every character of it, line ends and all; the
value of the text field of a record (.jsonl, .csv); what was extracted from .html, .docx and .pdf (`kg text` prints it
again). Offsets count its code points. A byte order mark is no part of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.read.fields import iso_date
from kg.read.file import File
from kg.read.html import read_html
from kg.read.limits import DEFAULT, Limits, limits_of
from kg.read.lines import objects, read_lines
from kg.read.markdown import read_markdown
from kg.read.pdf import read_pdf
from kg.read.plain import read_plain
from kg.read.table import read_table
from kg.read.walk import files
from kg.read.word import read_word

__all__ = ["DEFAULT", "FORMATS", "Limits", "Refused", "limits_of", "objects", "read"]
Reader = Callable[[File, Limits], Iterator[Article | InputError]]
Refused = Callable[[InputError], None]
"""What is told of a document that cannot be read."""
FORMATS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_word,
    ".pdf": read_pdf,
    ".jsonl": read_lines,
    ".csv": read_table,
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
    default = iso_date(published, "the publication date")
    seen: dict[str, str] = {}
    first: InputError | None = None
    for found in (each for given in inputs for each in _outcomes(given, limits)):
        outcome = _unlike_others(found, seen) if isinstance(found, Article) else found
        if isinstance(outcome, Article):
            yield replace(outcome, published=outcome.published or default)
        elif refused is None:
            raise outcome
        else:
            first = first or outcome
            refused(outcome)
    if first and not seen:
        raise first


def _outcomes(given: str | Path, limits: Limits) -> Iterator[Article | InputError]:
    for found in files(given, FORMATS, limits):
        if isinstance(found, InputError):
            yield found
            continue
        try:
            yield from FORMATS[found.ending](found, limits)
        except InputError as error:
            yield error


def _unlike_others(article: Article, seen: dict[str, str]) -> Article | InputError:
    """The article, if no other is called like it."""
    if article.id in seen:
        return InputError(
            f"{article.source}: there is already a document {article.id!r}, from {seen[article.id]}; "
            f'give one of them another name (identifier = "…" in its .toml, or another "doc")'
        )
    seen[article.id] = article.source
    return article
