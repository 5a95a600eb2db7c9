"""Plain tables for a terminal: columns align although a Chinese character is as wide as two Latin ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns that `text` takes in a terminal, by East Asian Width (UAX #11, ambiguous counted as narrow).

    >>> width("佛山 A")
    6
    """
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def printable(text: str) -> str:
    r"""`text` on one line and harmless: characters that steer a terminal or turn its direction become escapes.

    >>> printable("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(c if _shown(c) else c.encode("unicode_escape").decode() for c in text.replace("\t", " "))


def _shown(character: str) -> bool:
    return character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def aligned(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, two spaces between columns, a rule below the heads, a line end after each row."""
    cells = [[printable(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(width(row[i]) for row in cells) for i in range(len(heads))]
    lines = [cells[0], ["─" * size for size in widths], *cells[1:]]
    return "".join(_padded(line, widths) + "\n" for line in lines)


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True)).rstrip()
