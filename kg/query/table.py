"""Plain tables for a terminal: columns align although a Chinese character is as wide as two Latin ones."""

from __future__ import annotations

from collections.abc import Sequence

from kg.terminal import printable, width

_WIDEST = 400  # columns that all cells are filled up to, lest one of a megabyte make a megabyte of each


def aligned(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, two spaces between columns, a rule below the heads, a line end after each row."""
    cells = [[printable(cell) for cell in row] for row in (heads, *rows)]
    widths = [min(_WIDEST, max(width(row[i]) for row in cells)) for i in range(len(heads))]
    lines = [cells[0], ["─" * size for size in widths], *cells[1:]]
    return "".join(_padded(line, widths) + "\n" for line in lines)


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True)).rstrip()
