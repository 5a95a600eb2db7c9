"""Files → Articles. One module a format: plain text with its sidecar, JSON Lines, standard input.

Texts keep every character: bytes are decoded and nothing else, so that offsets count the code points of the file, line
ends as they stand. A byte order mark is no part of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.read.fields import iso_date
from kg.read.lines import objects, read_lines
from kg.read.plain import read_plain, read_stdin

__all__ = ["FORMATS", "objects", "read"]
FORMATS = {".txt": read_plain, ".jsonl": read_lines}
STDIN = "-"


def read(inputs: Sequence[str | Path], *, published: str | None = None) -> Iterator[Article]:
    """The articles of files (.txt, .jsonl), of folders (all such files below, in the order of their paths) and of "-".

    A document is called by its path below the input, without its ending and with "/" (a file by its stem alone), one of
    a .jsonl by its "doc". `published` (ISO 8601) dates those that state no date of their own. Articles come as they are
    read. Raises InputError, which names file, place and remedy.
    """
    default = iso_date(published, "the publication date") if published else None
    seen: dict[str, str] = {}
    for article in (article for given in inputs for article in _read_input(given)):
        if article.id in seen:
            raise InputError(
                f"{article.source}: there is already a document {article.id!r}, from {seen[article.id]}; "
                f'give one of them another name (identifier = "…" in its .toml, or another "doc")'
            )
        seen[article.id] = article.source
        yield replace(article, published=article.published or default)


def _read_input(given: str | Path) -> Iterable[Article]:
    if str(given) == STDIN:
        return [read_stdin()]
    path = Path(given)
    if path.is_dir():
        return _read_folder(path)
    return _reader(path)(path, path.stem)


def _read_folder(folder: Path) -> Iterator[Article]:
    files = sorted(
        (path for path in folder.rglob("*") if _is_document(path.relative_to(folder))),
        key=lambda path: path.relative_to(folder).as_posix(),
    )
    if not files:
        raise InputError(f"{folder}: holds no document; valid endings are {', '.join(FORMATS)}")
    for path in files:
        yield from _reader(path)(path, path.relative_to(folder).with_suffix("").as_posix())


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in FORMATS and not any(part.startswith(".") for part in path.parts)


def _reader(path: Path) -> Callable[[Path, str], Iterator[Article]]:
    reader = FORMATS.get(path.suffix.lower())
    if reader is None and not path.exists():
        raise InputError(f"{path}: no such file or folder; check the path")
    if reader is None:
        raise InputError(f"{path}: of no known format; valid endings are {', '.join(FORMATS)}")
    return reader
