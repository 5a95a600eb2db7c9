"""How a command shows what it found: JSON Lines for programs, tables for people, a progress bar on a terminal."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper
from typing import Any, TextIO, TypeVar

import typer

from kg.errors import InputError, OutputError
from kg.terminal import printable

T = TypeVar("T")
_LINE = 2_000  # characters of a message that are shown


class Format(StrEnum):
    """How records are printed."""

    jsonl = "jsonl"
    table = "table"


class Shown(StrEnum):
    """How mentions are printed: as records, or in their text."""

    jsonl = "jsonl"
    table = "table"
    colour = "colour"
    html = "html"


def say(message: str) -> None:
    """A message for the person, out of the way of the data; where it cannot be written, the work goes on without."""
    try:
        sys.stderr.write("".join(f"{shortened(printable(line))}\n" for line in message.split("\n")))
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def shortened(line: str) -> str:
    """The line, without the middle of one that would flood the terminal."""
    return line if len(line) <= _LINE else f"{line[: _LINE // 2]} … {line[-_LINE // 2 :]}"


class Aside:
    """Says what could not be read as it is met; the command goes on and ends with exit code 1."""

    def __init__(self) -> None:
        self.any = False

    def __call__(self, error: InputError) -> None:
        self.any = error.said = True
        say(f"set aside: {printable(str(error))}")

    def end(self) -> None:
        """Exit code 1 if anything was set aside."""
        if self.any:
            raise typer.Exit(1)


def put(content: str | bytes) -> None:
    """Data, as it is."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content.encode("utf-8") if isinstance(content, str) else content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left would be tried again at the end
        raise OutputError(f"standard output cannot be written ({error.strerror}); write elsewhere") from None


def standard_output() -> TextIO:
    """Standard output for text, in UTF-8 like all data, whatever the locale says."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


def put_records(
    records: Iterable[Mapping[str, Any]], form: Format, columns: Mapping[str, Callable[..., object]]
) -> None:
    """One record a line as it comes, or a table at the end; `columns` are its heads and what stands below them."""
    if form is Format.jsonl:
        for record in records:
            put(json.dumps(record, ensure_ascii=False) + "\n")
        return
    from kg.query.table import aligned

    rows = [[str(cell(record)) for cell in columns.values()] for record in records]
    put(aligned(list(columns), rows))


def counted(things: Iterable[T], what: str) -> Iterator[T]:
    """The same things, counted on the terminal unless that already shows them as they come."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(f"{{task.completed}} {what}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for thing in things:
            yield thing
            progress.advance(task)


@contextmanager
def ended_after(seconds: float, message: str) -> Iterator[None]:
    """End the program with `message` and exit code 2 if what is done inside takes longer than `seconds` (0: never).

    Nothing can interrupt the query engine, but it lets other threads run. For what only reads: nothing is tidied up.
    """

    def end() -> None:
        say(f"kg: {message}")
        os._exit(2)

    timer = threading.Timer(min(seconds or threading.TIMEOUT_MAX, threading.TIMEOUT_MAX), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
