"""The arguments of every command that reads documents."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.output import Format

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, or - for standard input.")]
Published = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="Publication date of undated documents, such as 2019-03-05."),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit", metavar="NAME=N",
        help="What a document may take, as megabytes=32, ratio=200 (of an archive), seconds=60; repeatable.",
    ),
]  # fmt: skip
Form = Annotated[Format, typer.Option("--format", "-f", help="One JSON object a line, or a table to read.")]
