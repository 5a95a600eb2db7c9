"""Is all well with this machine, this installation, this graph?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import put, say
from kg.terminal import printable

if TYPE_CHECKING:
    from kg.doctor import Finding

_SIGNS = {"ok": "✓", "note": "·", "fault": "✗"}


def doctor(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A folder that kg build wrote.")] = None,
    inputs: Annotated[
        list[str] | None, typer.Option("--input", "-i", metavar="INPUT", help="What DIR was built from; repeatable.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Check machine, installation and graph (体检).

    Versions, fonts, browser, disk, models; of a graph its files, store, kept shards, quotations and shapes. Each line
    that is not well says what to do. Nothing is changed. Exit code 1 if something is at fault (✗).

    \b
    kg doctor
    kg doctor out
    kg doctor out --input seeds         the quotations, held against the originals again
    kg doctor out --json | jq 'select(.state == "fault")'
    """
    from kg.doctor import State, examine
    from kg.errors import InputError

    if inputs and folder is None:
        raise InputError("--input without DIR; name the graph: kg doctor DIR --input INPUT")
    faults = notes = 0
    for found in examine(folder, inputs=inputs or ()):
        faults += found.state is State.fault
        notes += found.state is State.note
        put(json.dumps(asdict(found), ensure_ascii=True) + "\n" if as_json else _shown(found))
    say(f"{faults} faults, {notes} notes / {faults} 处问题，{notes} 处提示")
    raise typer.Exit(1 if faults else 0)


def _shown(found: Finding) -> str:
    """The finding on one line, its remedy on the next."""
    lines = [f"{_SIGNS[found.state]} {found.subject}: {_bilingual(found.said)}"]
    if found.remedy:
        lines.append(f"    → {_bilingual(found.remedy)}")
    return "".join(printable(line) + "\n" for line in lines)


def _bilingual(words: dict[str, str]) -> str:
    return words["zh"] if words["zh"] == words["en"] else f"{words['zh']} / {words['en']}"
