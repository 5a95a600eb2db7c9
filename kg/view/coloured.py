"""Texts with their names in colour on a terminal. What a mention is stands after it: colour alone does not tell all."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from kg.model import Reading
from kg.terminal import printable
from kg.view.marked import labels, legend, look, runs, sort


def show(readings: Iterable[Reading], *, file: TextIO | None = None) -> None:
    """Print each text as it comes, with a legend below it; NO_COLOR, FORCE_COLOR and TERM=dumb are respected.

    Nothing in the text is taken for markup, and what would steer the terminal is shown as an escape.
    """
    console = Console(file=file or sys.stdout, highlight=False, markup=False, emoji=False)
    for number, reading in enumerate(readings):
        if number:
            console.print()
        console.print(Text(_plain(reading.clean.article.id), style="bold underline"), soft_wrap=True)
        console.print(_painted(reading), soft_wrap=True)
        console.print(_legend(reading), soft_wrap=True)


def _painted(reading: Reading) -> Text:
    painted = Text()
    for run in runs(reading):
        if run.mention is None:
            painted.append(_plain(run.text))
            continue
        colour = look(run.mention.cls)["terminal"]
        painted.append(_plain(run.text), style=f"bold {colour}")
        painted.append(f"[{labels(sort(run.mention))[0]}]", style=f"dim {colour}")
    return painted


def _legend(reading: Reading) -> Text:
    line = Text()
    for cls, count in legend([reading]):
        chinese, english = labels(cls)
        line.append("  " if line else "")
        line.append(f"■ {chinese} {english} {count}", style=look(cls)["terminal"])
    return line


def _plain(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))
