"""Tables of short names: 简称 | 全称 above, one thing and what it is called a row below.

A row is a line with bars between its cells; the tabs of Word and web pages are bars by now (kg.clean).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.model import Alias, Mention
from kg.recognise import tables
from kg.recognise.aliases import NAMED

_CELL = re.compile(r"[^|\s](?:[^|\n]*[^|\s])?")
_RULE = re.compile(r"[\s|:—-]+")


class _Cell(NamedTuple):
    start: int
    text: str


def find(text: str, mentions: Sequence[Mention]) -> Iterator[Alias]:
    """The short names that a table gives to the things named in its other column."""
    if not any(word in text for word in tables.word_list("columns_of_short_names")):
        return
    named = {(m.start, m.end): m for m in mentions if m.cls in NAMED and m.name and m.found_by != "anaphora"}
    columns: tuple[int, int] | None = None
    for cells in _rows(text):
        if len(cells) < 2:
            columns = None
        elif head := _columns(cells):
            columns = head
        elif columns and len(cells) > max(columns):
            yield from _alias(cells[columns[0]], cells[columns[1]], named)


def _rows(text: str) -> Iterator[list[_Cell]]:
    """The cells of each line; the rule under the head of a table is none."""
    for line in re.finditer(r"[^\n]+", text):
        if not _RULE.fullmatch(line[0]):
            yield [_Cell(cell.start(), cell[0]) for cell in _CELL.finditer(text, line.start(), line.end())]


def _columns(cells: Sequence[_Cell]) -> tuple[int, int] | None:
    """Which columns hold the short and the full names, if these are the heads of such a table."""
    words = [cell.text for cell in cells]
    short = next((i for i, word in enumerate(words) if word in tables.word_list("columns_of_short_names")), None)
    full = next((i for i, word in enumerate(words) if word.endswith(tuple(tables.word_list("columns_of_names")))), None)
    return None if short is None or full is None or short == full else (short, full)


def _alias(short: _Cell, full: _Cell, named: dict[tuple[int, int], Mention]) -> Iterator[Alias]:
    owner = named.get((full.start, full.start + len(full.text)))
    if owner and len(short.text) > 1 and short.text not in (owner.name, owner.text):
        end = short.start + len(short.text)
        called = replace(owner, start=short.start, end=end, text=short.text, name=short.text)
        yield Alias(owner, replace(called, found_by="alias", aliases=()))
