"""The figures of a table: each cell with the head of its column, about what the row names.

    排名 | 城市 | 总分 | 用户（万人）
    1 | 松河市 | 91.2 | 320

A row is a line with bars between its cells; the tabs of Word and web pages are bars by now (kg.clean). The first row of
a table is its head. A cell without a unit has that of its head; a column that only counts the rows holds no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import Mention, Value
from kg.relate.figure import Figure, Qualifiers
from kg.relate.markers import affixes, words
from kg.relate.ranks import RANKED
from kg.relate.sentence import Sentence
from kg.relate.subjects import is_measured
from kg.zh import quantities

_CELL = re.compile(r"[^|\s](?:[^|\n]*[^|\s])?")
_RULE = re.compile(r"[\s|:—-]+")
_UNIT = re.compile(r"[（(/]\s*(?:单位：)?([^（）()/：]{1,6})[）)]?$")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
_LONGEST = 40
"""How many characters a cell may have: what is longer is prose."""
_ROW = 3
"""From how many cells on a line is surely no prose with a bar in it."""
_LIKELY = 0.85


class Cell(NamedTuple):
    """[start, end) in the reading text."""

    start: int
    end: int
    text: str


class Row(NamedTuple):
    """A row below the head of its table; the head itself, and a row of another length, has none."""

    head: Sequence[Cell]
    cells: Sequence[Cell]


def rows(sentences: Sequence[Sentence]) -> list[Row | None]:
    """Of each sentence the row that it is, None if it is none."""
    found: list[Row | None] = []
    head: list[Cell] = []
    for sentence in sentences:
        cells = _cells(sentence)
        if cells and _RULE.fullmatch(sentence.text):
            found.append(None)
            continue
        below = len(head) == len(cells) > 1
        found.append(Row(head if below else (), cells) if below or len(cells) >= _ROW else None)
        head = head if below else cells
    return found


def figures(sentence: Sentence, row: Row) -> Iterator[Figure]:
    """What the cells of a row say about the first thing that fills one of them."""
    subject = _named(sentence, row) if row.head else None
    if subject is None:
        return
    for head, cell in zip(row.head, row.cells, strict=True):
        figure = _figure(head.text, cell)
        index = sentence.position(figure) if figure else None
        if figure is None or index is None or cell.start == subject.start:
            continue
        if head.text in words("columns_of_ranks"):
            if subject.cls in RANKED and _NUMBER.fullmatch(cell.text) and cell.text.isdigit():
                yield Figure("ranked", subject, figure, index, (), _LIKELY)
        elif not head.text.startswith(affixes("columns_without_figures")):
            yield Figure("indicator", subject, figure, index, _qualifiers(head.text, figure), _LIKELY)


def _cells(sentence: Sentence) -> list[Cell]:
    """The cells of a line, none of a line of prose."""
    if "|" not in sentence.text:
        return []
    found = [Cell(sentence.start + m.start(), sentence.start + m.end(), m[0]) for m in _CELL.finditer(sentence.text)]
    return found if all(len(cell.text) <= _LONGEST for cell in found) else []


def _named(sentence: Sentence, row: Row) -> Mention | None:
    """What the first cell that a name fills names."""
    at = {(mention.start, mention.end): mention for _, mention in sentence.mentions(0, len(sentence.tokens))}
    filling = (at.get((cell.start, cell.end)) for cell in row.cells)
    return next((mention for mention in filling if mention is not None and is_measured(mention)), None)


def _figure(head: str, cell: Cell) -> Mention | None:
    """The cell as a figure in the unit of its own or of its head."""
    bare = _NUMBER.fullmatch(cell.text)
    unit = _UNIT.search(head)
    written = f"{cell.text.replace(',', '')}{unit[1]}" if bare and unit else cell.text
    read = quantities.find(written)
    if len(read) != 1 or (read[0].start, read[0].end) != (0, len(written)):
        if not bare or unit:
            return None
        number = cell.text.replace(",", "")
        value = Value(number.rstrip("0").rstrip(".") if "." in number else number, "quantity")
    else:
        value = Value(read[0].value, "quantity", read[0].unit, read[0].approximate)
    return Mention(cell.start, cell.end, cell.text, "Quantity", 0.9, "cell", None, value.lexical, value)


def _qualifiers(head: str, figure: Mention) -> Qualifiers:
    """The metric, the unit and the year of a column."""
    name = _UNIT.sub("", head)
    year = _YEAR.search(name)
    metric = _YEAR.sub("", name, count=1) if year else name
    found: list[tuple[str, Value | Mention]] = [("metric", Value(metric, "text"))] if metric else []
    if figure.value and figure.value.unit:
        found.append(("unit", Value(figure.value.unit, "text")))
    if year:
        found.append(("date", Value(year[1], "date")))
    return tuple(found)
