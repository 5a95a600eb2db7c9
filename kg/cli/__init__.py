"""The commands: each parses its arguments, calls one thing of the library, and prints.

Data goes to standard output, as UTF-8, messages to standard error. Exit codes: 0 done, 1 something was found (a
violation), 2 the input, the ontology, a query or the command line is wrong, 129, 130 and 143 a signal ended it. Nothing
heavy is imported before a command runs, so that `kg --help` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Annotated

import typer

from kg import __version__
from kg.cli import ask, doctor, identity, make, measure, publish, reading
from kg.cli.output import say
from kg.errors import InputError, KgError, QueryError
from kg.grow import collecting
from kg.grow.threads import one_each
from kg.terminal import printable

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS: tuple[Callable[..., None], ...] = (
    *(make.build, reading.extract, reading.entities, reading.text, reading.restore),
    *(ask.ask, ask.query, ask.explain, ask.validate, identity.conflicts, ask.view, ask.export),
    *(measure.score, publish.serve, doctor.doctor),
)
for command in COMMANDS:
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Chinese text in, a knowledge graph out: RDF with evidence for every fact. 中文文本生成知识图谱。

    INPUT is a document (.txt, .md, .html, .mht, .docx, .pdf, with an optional .toml beside it), a table of documents
    (.jsonl, .json, .csv, .tsv), any of them in .gz or .zip, a folder or a pattern of these, or - for standard input.

    \b
    kg build seeds -o out           read seeds/, write out/graph.nq, out/graph.html …
    kg ask 谁推出了云上贵州？       a question in Chinese, asked of out/
    kg query --list                 the questions that can be asked by name
    kg query when-established       one of them, asked of out/
    cat a.txt | kg extract -        one fact a line
    """


class Stopped(BaseException):
    """A signal ends the command: what is open is closed, what is half done is thrown away."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)


def _again(lost: sys.UnraisableHookArgs) -> None:
    """A signal that came where Python lets nothing out (a finaliser, a callback of a library) comes once more."""
    stopped = lost.exc_value
    if not isinstance(stopped, Stopped) or not hasattr(signal, "setitimer"):
        sys.__unraisablehook__(lost)
        return
    signal.signal(signal.SIGALRM, lambda number, frame: _stop(stopped.args[0], frame))
    signal.setitimer(signal.ITIMER_REAL, 0.05)


def _open_streams() -> None:
    """A standard stream that was closed leads nowhere, lest a file of ours get its number and what is written to it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
            if number:
                setattr(sys, name, os.fdopen(number, "w", encoding="utf-8"))


def _know_the_place() -> None:
    """Libraries ask for the working folder, and do not say what is wrong where it was removed."""
    try:
        os.getcwd()
    except OSError as error:
        raise InputError(f"the working folder cannot be told ({error.strerror}); go to one that is there") from None


def main() -> None:
    """The command line. Errors that a user can mend end in one line and exit code 2, a closed pipe in silence, SIGINT,
    SIGTERM and SIGHUP in one line and 128 and the number of the signal."""
    _open_streams()
    for number in {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _stop)
    sys.unraisablehook = _again
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    one_each()  # before a command imports numpy
    try:
        _know_the_place()
        with collecting.seldom():
            app()
    except KgError as error:
        if not (isinstance(error, InputError) and error.said):
            say(f"kg: {error if isinstance(error, QueryError) else printable(str(error))}")
        sys.exit(2)
    except UnicodeEncodeError as error:
        say(f"kg: {printable(error.object)}: is no text in UTF-8; write it so (a terminal in GBK does not)")
        sys.exit(2)
    except MemoryError:
        say("kg: the memory is full; give the documents in parts, or ask for less")
        sys.exit(2)
    except Stopped as stopped:
        number = signal.Signals(stopped.args[0])
        say(f"kg: stopped by {number.name}; nothing is left half-written")
        sys.exit(128 + number)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:  # of a place that nothing foresaw
        say(f"kg: {error.filename or 'a file'}: {error.strerror or error}; check the path, and what the system allows")
        sys.exit(2)
